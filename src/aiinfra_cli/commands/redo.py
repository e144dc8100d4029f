"""`aiinfra redo`: bring again what undo took back."""

from __future__ import annotations

import typer

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.model import COMMAND
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.steps import step_to_redo


def command(ctx: typer.Context) -> None:
    """Bring again the step undone last, as long as nothing new was done since."""
    app = app_of(ctx)
    with app.writing() as db:
        step = step_to_redo(db)
        if step:
            app.append(db, [Entry(step.command_id, "redo", family=COMMAND)])
    app.out.say(f"redid: {step.in_words()}" if step else "nothing to redo")
    app.out.say(f"next: {rows.next_step(app)}")
