"""In which form a report is wanted: one format, or a picture of a part of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.report import render

_ENDINGS = dict.fromkeys(row.endings[0] for row in render.FORMATS.values())
_PICTURE = "write .svg: browsers and documents show it"
# What to write in place of what is not made.
_INSTEAD = {
    ".pdf": "write .html and print it to PDF",
    **dict.fromkeys((".doc", ".docx", ".odt"), "write .html and open it there"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp"), _PICTURE),
    ".xlsx": "write .csv and open it there",
}


class Form(NamedTuple):
    """What prints the report, and whether its bytes are the same everywhere."""

    name: str  # of the format; svg for a picture
    render: render.Render
    verbatim: bool


class Wanted(NamedTuple):
    """What the command line says of the form."""

    formats: tuple[str, ...]  # those named by an option of their own
    chart: str | None
    badge: str | None
    output: str | None
    into: str | None
    heading: tuple[str, ...]  # --title and --name, where they were given
    default: str  # without any of these


def form_of(wanted: Wanted) -> Form:
    """Choose the form; raise UsageError for options that do not go together."""
    _check(wanted)
    _check_ending(wanted)
    if wanted.chart or wanted.badge:
        draw = render.chart_renderer(wanted.chart) if wanted.chart else None
        return Form(
            render.SVG, draw or render.badge_renderer(str(wanted.badge)), verbatim=True
        )
    name = _name(wanted)
    if name == render.CSV:
        _refuse_heading(wanted, "a table of items")
    return Form(name, render.renderer(name), render.FORMATS[name].verbatim)


def _name(wanted: Wanted) -> str:
    if wanted.formats:
        return wanted.formats[0]
    if wanted.into is not None:
        return render.MARKDOWN
    if wanted.output is not None:
        return render.format_for(wanted.output) or render.TERMINAL
    return wanted.default


def _check(wanted: Wanted) -> None:
    named = [f"--{name}" for name in wanted.formats]
    pictures = [
        f"--{option}" for option in ("chart", "badge") if getattr(wanted, option)
    ]
    _refuse_several(named)
    _refuse_several(pictures)
    if pictures and wanted.formats not in ((), (render.SVG,)):
        raise _excluding([*pictures, *named])
    if wanted.into is not None:
        others = [name for name in named if name != f"--{render.MARKDOWN}"] + pictures
        others += ["-o"] if wanted.output is not None else []
        if others:
            raise UsageError(
                f"--into and {others[0]} exclude each other",
                hint="--into FILE puts Markdown into a file that is there",
            )
    _check_name("chart", wanted.chart, render.CHARTS)
    _check_name("badge", wanted.badge, render.BADGES)
    if wanted.badge:
        _refuse_heading(wanted, "a badge")


def _check_ending(wanted: Wanted) -> None:
    """Refuse a file whose ending promises what is not written into it."""
    file = wanted.output or ""
    ending = render.ending_of(file)
    named = render.format_for(file)
    if named is None:
        raise UsageError(
            f"no report is made as {ending[:60]}",
            hint=_INSTEAD.get(ending, f"what is made: {' '.join(_ENDINGS)}"),
        )
    option, format = _named(wanted)
    if option and ending and ending not in (own := render.FORMATS[format].endings):
        raise UsageError(
            f"{option} does not go into a {ending}",
            hint=f"name it {PurePath(file).with_suffix(own[0]).name[:60]}",
        )


def _named(wanted: Wanted) -> tuple[str, str]:
    """Give the option that names a format, and the format; nothing without one."""
    for option in ("chart", "badge"):
        if value := getattr(wanted, option):
            return f"--{option} {value}", render.SVG
    return next(((f"--{name}", name) for name in wanted.formats), ("", ""))


def _refuse_several(options: list[str]) -> None:
    if len(options) > 1:
        raise _excluding(options)


def _excluding(options: list[str]) -> UsageError:
    *rest, last = options
    each = "each other" if len(options) == 2 else "one another"
    words = f"{', '.join(rest)} and {last} exclude {each}"
    hint = "leave one of them out" if len(options) == 2 else "choose one of them"
    return UsageError(words, hint=hint)


def _check_name(what: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        raise UsageError(
            f'there is no {what} "{name[:60]}"', hint=f"one of: {', '.join(known)}"
        )


def _refuse_heading(wanted: Wanted, what: str) -> None:
    if wanted.heading:
        option = wanted.heading[0]
        raise UsageError(f"{what} has no place for {option}", hint="leave it out")
