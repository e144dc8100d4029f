"""`aiinfra log`: note down time that no timer measured."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from aiinfra_cli.commands import changes, rows, timers
from aiinfra_cli.commands.context import OneMarked, app_of
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.typography import minutes_text


def command(
    ctx: typer.Context,
    minutes: Annotated[int, typer.Option("--minutes", help="How many: 1 to 1440.")],
    id: OneMarked = None,
    at: Annotated[
        str | None,
        typer.Option("--at", help='When: 2026-11-25, yesterday, "yesterday 20:00".'),
    ] = None,
) -> None:
    """Note down time that you worked on an item; it adds to what the timer measured."""
    app = app_of(ctx)
    detail: dict[str, Any] = {"minutes": timers.checked(minutes)}
    day = None
    if at is not None:
        moment = app.clock.parse(at)
        detail["done_at"] = moment.in_journal()
        day = moment.day.isoformat()
    key = changes.meant_one(app, id)
    with app.writing() as db:
        app.append(db, [Entry(key.id, "log", detail, day, key.family)])
    when = rows.day_text(day, app.clock.today())
    milestone = changes.read_one(app.db, app, key)
    told = f"logged {minutes_text(minutes)} on {key.id}{f', {when}' if when else ''}"
    if milestone.actual != minutes:
        told += f"; {minutes_text(milestone.actual)} in all"
    app.out.say(told)
    changes.tell_next(app, [milestone])
