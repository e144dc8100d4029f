"""`aiinfra report`: what there is to show, on the screen or in a file."""

from __future__ import annotations

import gc
import io
from pathlib import Path
from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.commands.output import REPORT, target_for, written_aside
from aiinfra_cli.console import Out
from aiinfra_cli.errors import UsageError
from aiinfra_cli.report import render
from aiinfra_cli.report.build import build
from aiinfra_cli.report.model import Report


def command(
    ctx: typer.Context,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print it as GitHub Markdown.")
    ] = False,
    as_json: AsJson = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it to a file; .md and .json choose the format.",
        ),
    ] = None,
) -> None:
    """Show what you have done, with evidence and notes, to yourself or to others."""
    gc.enable()  # a long path makes many objects; main turned it off
    app = app_of(ctx)
    if markdown and as_json:
        raise UsageError(
            "--markdown and --json exclude each other", hint="leave one of them out"
        )
    name = (
        render.MARKDOWN
        if markdown
        else render.JSON
        if as_json
        else app.config.report_format
        if output is None
        else render.format_for(output)
    )
    target = None if output in (None, "-") else target_for(app, str(output), REPORT)
    report = build(app.db, app.course, app.clock.today())
    if target:
        _write(app, report, name, target)
    else:
        _print(app, report, name)


def _print(app: App, report: Report, name: str) -> None:
    stream = app.out.stdout
    if render.FORMATS[name].verbatim and isinstance(stream, io.TextIOWrapper):
        # A document is UTF-8 whatever the terminal's language is.
        stream.reconfigure(encoding="utf-8", errors="replace")
    render.renderer(name)(report, app.out)


def _write(app: App, report: Report, name: str, target: Path) -> None:
    with written_aside(target) as file:
        plain = Out(file, app.out.stderr, color="never", ascii_only=app.out.ascii_only)
        render.renderer(name)(report, plain)
    app.out.talk(f"written: {target} ({target.stat().st_size:,} bytes)")
    app.out.talk(f"next: {report.next}")
