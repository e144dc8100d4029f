"""What every command shares: the options that may stand anywhere, and the App."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from aiinfra_cli import __version__
from aiinfra_cli.app import App
from aiinfra_cli.console import standard
from aiinfra_cli.errors import UsageError

_COLORS = ("auto", "always", "never")


# Named, not written into the signature: Typer reads that as text, four times over.
Color = Annotated[
    str, typer.Option(metavar="auto|always|never", help="When to use colour.")
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Use no marks outside ASCII.")]
Version = Annotated[
    bool, typer.Option("--version", "-V", help="Print the version and stop.")
]


def root(
    ctx: typer.Context,
    color: Color = "auto",
    ascii_only: Ascii = False,
    version: Version = False,
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
    if version:
        typer.echo(f"aiinfra {__version__}")
        raise typer.Exit
    if color not in _COLORS:
        raise UsageError(
            f'--color is "{color}"', hint="write one of: " + ", ".join(_COLORS)
        )
    app = App(
        os.environ,
        standard(color=color, ascii_only=ascii_only),
        completing=ctx.resilient_parsing,
        greets=not ctx.obj,  # with --json an error on stderr is one document
    )
    ctx.obj = app
    ctx.call_on_close(app.close)
