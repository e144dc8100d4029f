"""`aiinfra reading`: papers, posts, pages and groups, and what you have read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiinfra_cli.commands import beside, documents
from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.context import AsJson, app_of, complete_reading
from aiinfra_cli.model import READING
from aiinfra_cli.store import queries
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.topics.reading import (
    list_lines,
    page_lines,
    reading_document,
    sum_text,
)

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.model import Milestone
    from aiinfra_cli.topics.reading import Reading


def command(
    ctx: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="Something to read; without one, all are listed.",
            autocompletion=complete_reading,
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what there is to read, by kind, with what you have read of it."""
    app = app_of(ctx)
    if id is None:
        _list(app, as_json=as_json)
        return
    found = resolve(app.db, app.course, id, kinds=(READING,)).id
    reading_page(app, found, as_json=as_json)


def reading_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of something to read."""
    found = beside.reading_list(app)
    entry = next(one for one in found if one.id == id)
    one = beside.one(app, READING, id)
    state = queries.state_of(app.db, app.course, id, READING)
    step = _step(app, found, entry, one)
    if as_json:
        standing = beside.standing(one)
        if entry.is_placeholder:
            standing = dict.fromkeys(standing)
        document = {**reading_document(entry, one.status), **standing}
        data = {"reading": document, **documents.state(state), "next": step}
        app.out.json("aiinfra.reading/1", app.generated_at(), data)
        return
    links = beside.links(app, READING, id)
    words = beside.standing_text(app, one)
    lines = page_lines(entry, links, words, beside.page_width(app.out))
    lines += parts.kept(app.out, state, app.clock.today())
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])


def _step(app: App, found: tuple[Reading, ...], entry: Reading, one: Milestone) -> str:
    if not entry.is_placeholder:
        states = beside.states(app, READING)
        return beside.step_of(app, one) or beside.next_reading(
            app, found, states, entry.id
        )
    if entry.instead:
        return f"aiinfra reading {entry.instead[0]}"
    return "aiinfra reading"


def _list(app: App, *, as_json: bool) -> None:
    found, states = beside.reading_list(app), beside.states(app, READING)
    step = beside.next_reading(app, found, states)
    if as_json:
        documents = [reading_document(one, states.get(one.id, "open")) for one in found]
        data = {"reading": documents, "next": step}
        app.out.json("aiinfra.reading-list/1", app.generated_at(), data)
        return
    if not found:
        app.out.talk("this curriculum has no reading list")
        return
    head = [("Reading", "head"), (f" · {sum_text(found, states)}", "dim")]
    lines = [head, [], *list_lines(found, states, app.out.width)]
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])
