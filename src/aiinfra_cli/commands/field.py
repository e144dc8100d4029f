"""The landscape as commands need it: read from the store, with what was studied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli import memory
from aiinfra_cli.landscape.document import entry_document
from aiinfra_cli.landscape.model import DONE, NONE, SOME, Landscape, landscape_of
from aiinfra_cli.landscape.screens import Link, page_lines
from aiinfra_cli.landscape.studied import state_of_status, studied
from aiinfra_cli.store import page_queries, queries

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.landscape.model import Entry

UNBROKEN = 10**6  # columns, where nothing is cut


class Field(NamedTuple):
    """The whole landscape, and what the learner has studied of it."""

    landscape: Landscape
    studied: dict[str, str]


def field_of(app: App) -> Field:
    """Read the landscape of the course."""
    db, course = app.db, app.course
    landscape = landscape_of(page_queries.entries(db, course))
    found = memory.memory(db, course, app.clock.today())
    numbers = found.by_concept() if found else {}
    return Field(
        landscape,
        studied(
            landscape.entries,
            page_queries.path_states(db, course),
            page_queries.items_by_concept(db, course),
            {concept: number.value or 0.0 for concept, number in numbers.items()},
        ),
    )


def entry_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of an entry."""
    field = field_of(app)
    entry = field.landscape.entry(id)
    assert entry is not None
    state = field.studied.get(id, NONE)
    if as_json:
        data = {"entry": entry_document(entry, state)}
        app.out.json("aiinfra.entry/1", app.generated_at(), data)
        return
    category = field.landscape.category(entry.category).title
    width = min(app.out.width, 100) if app.out.width else UNBROKEN
    links = _links(app, entry)
    lines = page_lines(entry, category, state, links, width)
    next_step = _next_step(entry, links)
    app.out.lines([*lines, [], [("next: ", "dim"), (next_step, "next")]])


def _next_step(entry: Entry, links: dict[str, Link]) -> str:
    """Name where one gets to know more of an entry."""
    for id in entry.items:
        if id in links and links[id].state != DONE:
            return f"aiinfra show {id}"
    if entry.concepts:
        return f"aiinfra concept {entry.concepts[0]}"
    return "aiinfra landscape"


def _links(app: App, entry: Entry) -> dict[str, Link]:
    """Give state and title of what an entry is linked to."""
    db, course = app.db, app.course
    links: dict[str, Link] = {}
    statuses = page_queries.path_states(db, course)
    teaching = page_queries.items_by_concept(db, course)
    for id in entry.items:
        if item := queries.milestone(db, course, id):
            links[id] = Link(state_of_status(item.status), item.title)
    titles = {one.id: one.title for one in page_queries.concepts(db, course)}
    for id in entry.concepts:
        states = {state_of_status(statuses.get(i, "")) for i in teaching.get(id, ())}
        # A concept is covered once one milestone that teaches it is done.
        state = next((one for one in (DONE, SOME) if one in states), NONE)
        links[id] = Link(state, titles.get(id, ""))
    return links
