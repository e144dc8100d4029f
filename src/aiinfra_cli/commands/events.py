"""`aiinfra events`: conferences by date, those to come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiinfra_cli.commands import beside
from aiinfra_cli.commands.context import AsJson, app_of, complete_event
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import EVENT
from aiinfra_cli.store import field_queries
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.topics.agenda import (
    agenda,
    agenda_document,
    agenda_lines,
    document,
    events_of,
    page_lines,
)

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.topics.agenda import Event

_INTO_CALENDAR = "aiinfra calendar --events -o events.ics"


def command(
    ctx: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="An event; without one, those to come.",
            autocompletion=complete_event,
            show_default=False,
        ),
    ] = None,
    past: Annotated[
        bool, typer.Option("--past", help="Past ones, too, the latest first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List conferences by date: what is under way, to come, and with --past past."""
    app = app_of(ctx)
    if id is None:
        _list(app, past=past, as_json=as_json)
        return
    if past:
        raise UsageError("--past lists events", hint="leave the id out")
    found = resolve(app.db, app.course, id, kinds=(EVENT,)).id
    event_page(app, found, as_json=as_json)


def events(app: App) -> tuple[Event, ...]:
    """Read all events."""
    return events_of(field_queries.events(app.db, app.course))


def event_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of an event."""
    found = next(one for one in events(app) if one.id == id)
    if as_json:
        data = {"event": document(found), "next": "aiinfra events"}
        app.out.json("aiinfra.event/1", app.generated_at(), data)
        return
    links = beside.links(app, EVENT, id)
    lines = page_lines(found, links, beside.page_width(app.out))
    app.out.lines([*lines, [], [("next: ", "dim"), ("aiinfra events", "next")]])


def _list(app: App, *, past: bool, as_json: bool) -> None:
    today = app.clock.today()
    found = agenda(events(app), today)
    ahead = (*found.now, *found.coming)
    step = _INTO_CALENDAR if ahead else "aiinfra events --past"
    if as_json:
        data = {**agenda_document(found), "next": step}
        app.out.json("aiinfra.events/1", app.generated_at(), data)
        return
    if not (ahead or found.past):
        app.out.talk("this curriculum has no events")
        return
    lines = agenda_lines(found, today, app.out.width, past=past)
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])
