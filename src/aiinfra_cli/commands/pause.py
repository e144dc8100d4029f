"""`aiinfra pause`: days off, now or to come; the plan flows around them."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import dates, moves, planner, rows
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.planning.calendar import PlanningError, with_off
from aiinfra_cli.planning.reflow import extend


def command(
    ctx: typer.Context,
    days: Annotated[
        list[str],
        typer.Argument(metavar="FROM..TO", help="2026-12-24..2026-12-26, or one day."),
    ],
) -> None:
    """Take days off; what was planned for them moves on, and no rhythm breaks."""
    app = app_of(ctx)
    standing = planner.started(app)
    today = app.clock.today()
    first, last = dates.range_of(" ".join(days), today)
    settings = with_off(standing.plan.settings, first, last)
    words = planner.range_words(first, last, today)
    if settings == standing.plan.settings:
        app.out.say(f"{words} is off already")
        app.out.say(f"next: {rows.next_step(app)}")
        return
    try:
        flowed = extend(
            standing.spans,
            standing.progress,
            settings,
            today,
            done_today=planner.done_today(app),
        )
    except PlanningError as error:
        raise UsageError(str(error), hint="pause fewer days") from None
    dates.check_end(flowed.after)
    with app.writing() as db:
        app.append(db, [planner.entry(settings, flowed.after, "pause")])
    app.out.say(f"off: {words}")
    if flowed.moved:
        end = moves.finish_words(flowed.finish_before, flowed.finish_after, today)
        app.out.say(end)
        app.out.lines(moves.table(app.out, flowed.moved, today))
    else:
        app.out.say("nothing has to move")
    app.out.say("take it back: aiinfra undo")
    app.out.say(f"next: {rows.next_step(app)}")
