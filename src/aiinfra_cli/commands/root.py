"""The program as its help shows it: what it is, and the options of every command."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli import __version__


def root(
    color: Annotated[
        str | None,
        typer.Option(metavar="auto|always|never", help="When to use colour."),
    ] = None,
    ascii_only: Annotated[
        bool, typer.Option("--ascii", help="Use no marks outside ASCII.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and stop.")
    ] = False,
) -> None:
    """Learn AI infrastructure from the terminal.

    Without a command: where you are and what is next. Everything works
    offline; progress lives in one local file (aiinfra path).

    Marks: ○ open · ▸ started · ✓ done · ◆ done and verified · ⊘ skipped ·
    ✗ failed.

    Exit codes: 0 done or yes · 1 the answer is no · 2 usage · 3 no such item,
    or ambiguous · 4 the curriculum is wrong · 5 the store or a file of ours ·
    6 could not look or reach · 70 a bug · 130 interrupted.
    """
    # --color and --ascii are here for the help: take_shared() has taken them before.
    if version:
        typer.echo(f"aiinfra {__version__}")
        raise typer.Exit
