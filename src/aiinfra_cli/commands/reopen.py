"""`aiinfra reopen`: take up again what was done or skipped."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import changes
from aiinfra_cli.commands.context import Ids, app_of
from aiinfra_cli.errors import UsageError
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
    closed = [m for m in changes.read(app.db, app, meant.keys) if m.closed]
    changes.agree(changes.is_many(meant, closed), "open", yes=yes)
    with app.writing() as db:
        found = changes.read(db, app, meant.keys)
        closed = [m for m in found if m.closed]
        if closed:
            app.append(db, [Entry(m.id, "reopen", family=m.family) for m in closed])
    for milestone in found:
        if not milestone.closed and changes.key_of(milestone) in meant.named:
            app.out.say(f"{milestone.id}: already open")
    if marked := changes.read(app.db, app, map(changes.key_of, closed)):
        changes.tell(app, marked)
    else:
        changes.tell_next(app, found)
