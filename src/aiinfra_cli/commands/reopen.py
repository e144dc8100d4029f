"""`aiinfra reopen`: take up again what was done or skipped."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import changes, rows
from aiinfra_cli.commands.context import Ids, app_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.store import queries
from aiinfra_cli.store.journal import Entry


def command(
    ctx: typer.Context,
    ids: Ids = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before marking many.")
    ] = False,
) -> None:
    """Take up items again that were done or skipped; notes and evidence stay."""
    app = app_of(ctx)
    if not ids:
        raise UsageError("name what to reopen", hint="see: aiinfra list --status done")
    meant = changes.meant_by(app, ids)
    closed = [m for m in changes.read(app.db, app, meant) if m.closed]
    changes.agree(changes.is_many(meant, closed), "open", yes=yes)
    with app.writing() as db:
        found = changes.read(db, app, meant)
        closed = [m for m in found if m.closed]
        if closed:
            app.append(db, [Entry(m.id, "reopen") for m in closed])
    for milestone in found:
        if not milestone.closed and milestone.id in meant.named:
            app.out.say(f"{milestone.id}: already open")
    marked = [m for c in closed if (m := queries.milestone(app.db, app.course, c.id))]
    if marked:
        changes.tell(app, marked)
    else:
        app.out.say(f"next: {rows.next_step(app)}")
