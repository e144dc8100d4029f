"""`aiinfra report`: what there is to show, on the screen or in a file."""

from __future__ import annotations

import gc
import io
from pathlib import Path
from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import report_scope
from aiinfra_cli.commands.context import AsJson, app_of, complete_week
from aiinfra_cli.commands.output import REPORT, target_for, written_aside
from aiinfra_cli.commands.report_form import Form, Wanted, form_of
from aiinfra_cli.console import Out
from aiinfra_cli.errors import Declined
from aiinfra_cli.report import render
from aiinfra_cli.report.build import build
from aiinfra_cli.report.model import Asked, Report


def _flag(name: str, help: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=help)
    return option


def _value(name: str, metavar: str, help: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=help)
    return option


def command(
    ctx: typer.Context,
    markdown: Annotated[bool, _flag("--markdown", "Print GitHub Markdown.")] = False,
    html: Annotated[bool, _flag("--html", "Print one page of HTML.")] = False,
    csv: Annotated[bool, _flag("--csv", "Print a table, one row an item.")] = False,
    as_json: AsJson = False,
    svg: Annotated[bool, _flag("--svg", "Print the screen as a picture.")] = False,
    plain: Annotated[
        bool, _flag("--plain", "Print one fact a line, for screen readers and logs.")
    ] = False,
    chart: Annotated[
        str | None, _value("--chart", "NAME", "Print one picture: burnup or heatmap.")
    ] = None,
    badge: Annotated[
        str | None,
        _value(
            "--badge",
            "NAME",
            "Print the badge of a number: covered, verified, retained or on-time.",
        ),
    ] = None,
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="N",
            help="Tell of one week alone: 2, w2 or week-2.",
            autocompletion=complete_week,
        ),
    ] = None,
    since: Annotated[
        str | None,
        _value("--since", "DATE", "Leave out what was done before that day."),
    ] = None,
    as_of: Annotated[
        str | None, _value("--as-of", "DATE", "Show it as it was on that day.")
    ] = None,
    title: Annotated[
        str | None, _value("--title", "TEXT", "The heading, in place of the course's.")
    ] = None,
    name: Annotated[
        str | None, _value("--name", "TEXT", "Your name, to stand below the heading.")
    ] = None,
    private: Annotated[
        bool,
        _flag("--private", "Leave out notes, why items were skipped, paths of files."),
    ] = False,
    into: Annotated[
        str | None,
        _value("--into", "FILE", "Put the Markdown between two marks in a file."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it to a file; its ending (.md .html .csv .json .svg .txt)"
            " chooses the format.",
        ),
    ] = None,
) -> None:
    """Show what you have done, with evidence and notes, to yourself or to others."""
    gc.enable()  # a long path makes many objects; main turned it off
    app = app_of(ctx)
    named = {
        render.MARKDOWN: markdown,
        render.HTML: html,
        render.CSV: csv,
        render.JSON: as_json,
        render.SVG: svg,
        render.PLAIN: plain,
    }
    # Blanks are no heading and no name.
    headed = {"--title": (title or "").strip(), "--name": (name or "").strip()}
    target = None if output in (None, "-") else target_for(app, str(output), REPORT)
    form = form_of(
        Wanted(
            tuple(name for name, is_wanted in named.items() if is_wanted),
            *(chart, badge, output, into),
            tuple(option for option, text in headed.items() if text),
            app.config.report_format,
        )
    )
    today = app.clock.today()
    day = report_scope.day_of("--as-of", as_of, today) or today
    asked = Asked(
        title=headed["--title"],
        name=headed["--name"],
        since=report_scope.since_of(since, day, today),
        week=report_scope.week_of(app, week),
        private=private,
    )
    report = build(app.db, app.course, day, asked, is_past=day < today)
    if chart == "burnup" and report.burnup is None:
        raise Declined(
            "there is nothing to draw yet", hint="make a plan first: aiinfra start"
        )
    if into is not None:
        from aiinfra_cli.commands.into import put_into  # cold

        put_into(app, into, report)
    elif target:
        _write(app, report, form, target)
    else:
        _print(app, report, form)


def _print(app: App, report: Report, form: Form) -> None:
    stream = app.out.stdout
    if form.verbatim and isinstance(stream, io.TextIOWrapper):
        # A document is UTF-8 whatever the terminal's language is, and its line ends
        # are its own.
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    form.render(report, app.out)


def _write(app: App, report: Report, form: Form, target: Path) -> None:
    with written_aside(target) as file:
        plain = Out(file, app.out.stderr, color="never", ascii_only=app.out.ascii_only)
        form.render(report, plain)
    app.out.talk(f"written: {target} ({target.stat().st_size:,} bytes)")
    app.out.talk(f"next: {report.next}")
