"""The page of an entry of the landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.commands.field import studied_of
from aiinfra_cli.landscape.document import entry_document
from aiinfra_cli.landscape.model import NONE, entry_of
from aiinfra_cli.landscape.screens import Link, page_lines
from aiinfra_cli.landscape.studied import state_of_status
from aiinfra_cli.model import DONE, ENTRY, PATH, READING, SKIPPED, TOPIC
from aiinfra_cli.store import entry_queries, page_queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.landscape.model import Entry
    from aiinfra_cli.store.entry_queries import Dealing

WIDEST = 100  # columns of a page: longer lines are hard to read
UNBROKEN = 10**6  # columns, where nothing is cut

_HEADINGS = {PATH: "On the path", TOPIC: "On the longer path", READING: "To read"}
_SHOWN_BY = {PATH: "show", TOPIC: "topics", READING: "reading"}  # commands


def entry_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of an entry."""
    detail = page_queries.page(app.db, app.course, ENTRY, id).detail
    category = detail.pop("category")
    entry = entry_of(detail, category["id"])
    state = studied_of(app).get(id, NONE)
    concepts = entry_queries.taught(app.db, app.course, id)
    dealing = entry_queries.dealing(app.db, app.course, id)
    if as_json:
        data = {
            "entry": entry_document(entry, state),
            "named_by": [one.id for one in concepts if not one.is_named],
            "rests_on": [one._asdict() for one in dealing],
        }
        app.out.json("aiinfra.entry/1", app.generated_at(), data)
        return
    width = min(app.out.width, WIDEST) if app.out.width else UNBROKEN
    parts = {
        title: {
            one.id: Link(state_of_status(one.status), one.title)
            for one in dealing
            if one.family == family
        }
        for family, title in _HEADINGS.items()
    }
    links = {one.id: Link(state_of_status(one.status), one.title) for one in concepts}
    lines = page_lines(entry, category["title"], state, parts, links, width)
    next_step = _next_step(entry, dealing, links)
    app.out.lines([*lines, [], [("next: ", "dim"), (next_step, "next")]])


def _next_step(
    entry: Entry, dealing: Sequence[Dealing], concepts: Mapping[str, Link]
) -> str:
    """Name where one gets to know more of an entry."""
    for one in dealing:
        if one.status not in (DONE, SKIPPED):
            return f"aiinfra {_SHOWN_BY[one.family]} {one.id}"
    if found := (*entry.concepts, *concepts):
        return f"aiinfra concept {found[0]}"
    return "aiinfra landscape"
