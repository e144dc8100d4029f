"""The forms of a report: one file and one row each, loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from aiinfra_cli.console import Out
from aiinfra_cli.report.model import Report

Render = Callable[[Report, Out], None]


class Format(NamedTuple):
    """How a format is known, and which file of this folder prints it."""

    module: str
    endings: tuple[str, ...]  # of files that are written in it unasked
    verbatim: bool  # the same bytes everywhere: UTF-8, no width, no styles


TERMINAL, PLAIN, MARKDOWN, HTML = "terminal", "plain", "markdown", "html"
JSON, CSV, SVG = "json", "csv", "svg"
TEXT = (".txt", ".log")

FORMATS = {
    TERMINAL: Format("terminal", TEXT, verbatim=False),
    PLAIN: Format("plain", TEXT, verbatim=False),
    MARKDOWN: Format("markdown", (".md", ".markdown"), verbatim=True),
    HTML: Format("html", (".html", ".htm"), verbatim=True),
    JSON: Format("json", (".json",), verbatim=True),
    CSV: Format("csv", (".csv",), verbatim=True),
    SVG: Format("svg", (".svg",), verbatim=True),
}

# Pictures of a part of the report, all SVG: file and function, which gives the text.
CHARTS = {
    "burnup": ("burnup", "burnup_svg"),
    "heatmap": ("heatmap", "heatmap_svg"),
}
# The numbers that a badge can show.
BADGES = ("covered", "verified", "retained", "on-time")


def renderer(name: str) -> Render:
    """Load the function that prints a format."""
    module = import_module(f"{__name__}.{FORMATS[name].module}")
    render: Render = module.render
    return render


def chart_renderer(name: str) -> Render:
    """Load the function that prints a chart."""
    module, function = CHARTS[name]
    draw = getattr(import_module(f"{__name__}.{module}"), function)
    return lambda report, out: _write(out, draw(report))


def badge_renderer(name: str) -> Render:
    """Load the function that prints the badge of a number."""
    draw = import_module(f"{__name__}.badge").badge_svg
    return lambda report, out: _write(out, draw(report, name))


def _write(out: Out, text: str) -> None:
    out.stdout.write(text)


def ending_of(file: str) -> str:
    """Give the ending of a file, in small letters; nothing where it has none."""
    ending = PurePath(file).suffix.lower()
    return "" if ending == "." else ending


def format_for(file: str) -> str | None:
    """Choose the format for a file by its ending; none for one that is not ours."""
    ending = ending_of(file)
    fitting = (name for name, row in FORMATS.items() if ending in row.endings)
    return next(fitting, None) if ending else TERMINAL
