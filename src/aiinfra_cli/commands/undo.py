"""`aiinfra undo`: take back this device's newest steps."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.model import COMMAND
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.steps import steps_in_effect


def command(
    ctx: typer.Context,
    count: Annotated[
        int, typer.Argument(metavar="[N]", min=1, max=10_000, help="How many steps.")
    ] = 1,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would be undone; change nothing."),
    ] = False,
) -> None:
    """Take back the newest steps, of any kind; redo brings them again."""
    app = app_of(ctx)
    if dry_run:
        steps = steps_in_effect(app.db, count)
    else:
        with app.writing() as db:
            steps = steps_in_effect(db, count)
            for step in steps:
                # Each a command of its own, so that redo goes step by step.
                app.append(db, [Entry(step.command_id, "undo", family=COMMAND)])
    verb = "would undo" if dry_run else "undid"
    for step in steps:
        app.out.say(f"{verb}: {step.in_words()}")
    if not steps:
        app.out.say("nothing to undo")
    elif not dry_run:
        app.out.say("bring it again: aiinfra redo")
    app.out.say(f"next: {rows.next_step(app)}")
