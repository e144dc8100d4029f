"""`aiinfra begin`: take up a milestone."""

from __future__ import annotations

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import changes, rows
from aiinfra_cli.commands.context import OneId, app_of
from aiinfra_cli.console import MARKS, minutes_text
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.model import GATES, STARTED, Milestone
from aiinfra_cli.store import queries
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.resolve import ITEM, resolve


def command(ctx: typer.Context, id: OneId = None) -> None:
    """Take up an item; without an id, the next one."""
    app = app_of(ctx)
    item = _item(app, id)
    with app.writing() as db:
        milestone = queries.milestone(db, app.course, item)
        assert milestone is not None
        now = queries.current(db, app.course)
        if milestone.closed:
            raise Declined(
                f"{item} is {milestone.status} already",
                hint=f"take it up again: aiinfra reopen {item}",
            )
        fresh = now is None or now.id != item
        if fresh:
            app.append(db, [Entry(item, "begin")])
    _tell(app, milestone, fresh=fresh)


def _item(app: App, id: str | None) -> str:
    if id is not None:
        return resolve(app.db, app.course, id, kinds=(ITEM,)).id
    found = rows.upcoming(app, 1)
    if not found:
        raise UsageError("nothing is left to begin", hint="see it all: aiinfra report")
    return found[0].id


def _tell(app: App, milestone: Milestone, *, fresh: bool) -> None:
    say = app.out.say
    minutes = "" if milestone.kind in GATES else f"  {minutes_text(milestone.minutes)}"
    say(f"{MARKS[STARTED]} {milestone.id}  {milestone.title}{minutes}")
    if not fresh and milestone.begun_at:
        say(f"begun already, {rows.moment_text(milestone.begun_at, app.clock.today())}")
    changes.warn_of_needs(app, [milestone])
    detail = queries.detail_of(app.db, app.course, milestone.id)
    for reference in detail.get("references", [])[:3]:
        say(f"  {reference['name']}: {reference['url']}")
    say(f"read it: aiinfra show {milestone.id}")
    say(f"next: aiinfra done {milestone.id}")
