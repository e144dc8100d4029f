"""`aiinfra stop`: end the running timer."""

from __future__ import annotations

import typer

from aiinfra_cli.commands import rows, timers
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.store import timing


def command(ctx: typer.Context, minutes: timers.Minutes | None = None) -> None:
    """End the running timer, and keep its minutes; the item stays begun."""
    app = app_of(ctx)
    given = None if minutes is None else timers.checked(minutes)
    # Merged devices may have left several; the newest is the one in hand.
    newest, older = (found := timing.running(app.db, app.course))[:1], found[1:]
    if given is None:
        answers = timers.ask(app, found)
    else:
        answers = {**timers.ask(app, older), **dict.fromkeys(newest, given)}
    ends = []
    if found:
        with app.writing() as db:
            running = timing.running(db, app.course)
            ends = [timers.ending(app, timer, answers) for timer in running]
            if ends:
                app.append(db, [end.entry() for end in ends])
    for end in ends:
        timers.tell(app, end)
    if not ends:
        app.out.say("no timer runs")
    app.out.say(f"next: {rows.next_step(app)}")
