"""`aiinfra report`: what there is to show."""

from __future__ import annotations

import typer


def command(ctx: typer.Context) -> None:
    """Show a report."""
    raise typer.Abort
