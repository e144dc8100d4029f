"""`aiinfra skip`: leave milestones out, with the reason kept."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import changes
from aiinfra_cli.commands.context import Ids, app_of
from aiinfra_cli.commands.note import checked
from aiinfra_cli.errors import Declined
from aiinfra_cli.model import DONE, SKIPPED
from aiinfra_cli.store.journal import Entry


def command(
    ctx: typer.Context,
    ids: Ids = None,
    reason: Annotated[
        str, typer.Option("--reason", "-r", help="Why; reports tell it.")
    ] = ...,  # type: ignore[assignment]  # Typer's word for a required option
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before marking many.")
    ] = False,
) -> None:
    """Leave items out; their time no longer counts, and is told beside the numbers."""
    app = app_of(ctx)
    detail = {"reason": checked(reason, what="a reason")}
    meant = changes.meant_by(app, ids)
    fresh = [m for m in changes.read(app.db, app, meant.keys) if not m.closed]
    changes.agree(changes.is_many(meant, fresh), "skipped", yes=yes)
    with app.writing() as db:
        found = changes.read(db, app, meant.keys)
        named = [m for m in found if changes.key_of(m) in meant.named]
        if done := [m for m in named if m.status == DONE]:
            again = changes.typed(app, done)
            raise Declined(
                f"{', '.join(m.id for m in done)} is done; nothing was skipped",
                hint=f"take it up again first: aiinfra reopen {again}",
            )
        fresh = [m for m in found if not m.closed]
        if fresh:
            app.append(
                db, [Entry(m.id, "skip", detail, family=m.family) for m in fresh]
            )
    for milestone in found:
        if milestone.status == SKIPPED:
            app.out.say(f"{milestone.id}: already skipped")
    if marked := changes.read(app.db, app, map(changes.key_of, fresh)):
        changes.tell(app, marked)
    else:
        changes.tell_next(app, found)
