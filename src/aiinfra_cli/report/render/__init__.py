"""The formats of a report: one file and one row each, loaded when asked for."""

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


TERMINAL, MARKDOWN, JSON = "terminal", "markdown", "json"

FORMATS = {
    TERMINAL: Format("terminal", (), verbatim=False),
    MARKDOWN: Format("markdown", (".md", ".markdown"), verbatim=True),
    JSON: Format("json", (".json",), verbatim=True),
}


def renderer(name: str) -> Render:
    """Load the function that prints a format."""
    module = import_module(f"{__name__}.{FORMATS[name].module}")
    render: Render = module.render
    return render


def format_for(file: str) -> str:
    """Choose the format for a file by its ending; text where it says nothing."""
    ending = PurePath(file).suffix.lower()
    fitting = (name for name, row in FORMATS.items() if ending in row.endings)
    return next(fitting, TERMINAL)
