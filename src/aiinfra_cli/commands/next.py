"""`aiinfra next`: what comes next."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands import documents, planner, rows
from aiinfra_cli.commands.context import AsJson, app_of


def command(
    ctx: typer.Context,
    count: Annotated[
        int, typer.Option("-n", "--count", min=1, max=10_000, help="How many to show.")
    ] = 3,
    as_json: AsJson = False,
) -> None:
    """Show what comes next: what you began, then what is open and not blocked."""
    app = app_of(ctx)
    found = rows.upcoming(app, count)
    if as_json:
        data = {
            "items": planner.dated(app, [documents.milestone(m) for m in found]),
            "next": rows.next_step(app),
        }
        app.out.json("aiinfra.next/1", app.generated_at(), data)
        return
    if not found:
        app.out.lines([[("The path is done.", "head")], []])
    today, dues = app.clock.today(), planner.dues(app)
    drawn = [
        rows.row_of(m, today=today, due=dues.get(m.session or ""), tells_due=True)
        for m in found
    ]
    lines = rows.draw(app.out, drawn, indent=0)
    app.out.lines([*lines, [], rows.next_line(app)] if found else [rows.next_line(app)])
