"""The terminal page as a picture.

Rich can export one too; its picture names a font on a server, squeezes wide
characters, and changes with Rich's version. Ours is a handful of elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aiinfra_cli.console import Line, Out
from aiinfra_cli.drawing.svg import number, shown
from aiinfra_cli.report.model import Report
from aiinfra_cli.report.render.columns import Page
from aiinfra_cli.report.render.palette import DARK, LIGHT, Palette
from aiinfra_cli.report.render.terminal import screen
from aiinfra_cli.typography import cell_width, clean

COLUMNS = 116  # most titles beside their ids, and small enough for a README
_CELL, _LINE, _SIZE = 8.4, 20.0, 14.0
_SIDE, _TOP, _FOOT = 24.0, 56.0, 20.0
_FONTS = (
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
    "'Liberation Mono','Noto Sans Mono CJK SC',monospace"
)
# The styles of the console; what is not named here is plain.
_COLOURS = {
    "done": "accent",
    "verified": "accent",
    "started": "forecast",
    "late": "warn",
    "failed": "warn",
    "dim": "quiet",
    "next": "accent",
    "code": "accent",
}


def render(report: Report, out: Out) -> None:
    """Print the picture; the same report gives the same bytes."""
    lines = [*screen(report, Page(COLUMNS))]
    out.stdout.write(draw(report, lines))


def draw(report: Report, lines: Sequence[Line], *, theme: str = "auto") -> str:
    """Draw lines of a terminal in a window of their own."""
    wide = 2 * _SIDE + COLUMNS * _CELL
    high = _TOP + len(lines) * _LINE + _FOOT
    title = shown(f"{report.title}: learning report as of {_day(report.as_of)}")
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(wide)}"'
        f' height="{number(high)}" viewBox="0 0 {number(wide)} {number(high)}"'
        f' role="img" aria-labelledby="title"><title id="title">{title}</title>',
        f"<style>{_sheet(theme)}</style>",
        f'<rect class="page" x="0.5" y="0.5" width="{number(wide - 1)}"'
        f' height="{number(high - 1)}" rx="8"/>',
        *(f'<circle class="knob" cx="{24 + 20 * n}" cy="24" r="6"/>' for n in range(3)),
        f'<text class="dim" x="{number(wide / 2)}" y="29" text-anchor="middle">'
        "aiinfra report</text>",
    ]
    for row, line in enumerate(lines):
        pieces += _spans(line, _TOP + row * _LINE + _SIZE)
    return "\n".join([*pieces, "</svg>\n"])


def _spans(line: Line, y: float) -> Iterator[str]:
    """Place each run of text by its cells, whatever font a viewer has."""
    cells = 0
    for words, style in line:
        text = clean(words)
        lead = len(text) - len(text.lstrip(" "))
        kept = text.strip(" ")
        if kept:
            x = _SIDE + (cells + lead) * _CELL
            length = number(cell_width(kept) * _CELL)
            kind = f' class="{style}"' if style in _COLOURS or style == "head" else ""
            yield (
                f'<text{kind} x="{number(x)}" y="{number(y)}" textLength="{length}"'
                f' lengthAdjust="spacingAndGlyphs">{shown(kept)}</text>'
            )
        cells += cell_width(text)


def _sheet(theme: str) -> str:
    shapes = (
        f"text{{font-family:{_FONTS};font-size:{_SIZE:g}px;white-space:pre}}"
        ".head{font-weight:bold}"
    )
    if theme != "auto":
        return shapes + _colours(DARK if theme == "dark" else LIGHT)
    dark = f"@media (prefers-color-scheme:dark){{{_colours(DARK)}}}"
    return shapes + _colours(LIGHT) + dark


def _colours(palette: Palette) -> str:
    rules = "".join(
        f".{style}{{fill:{getattr(palette, of)}}}" for style, of in _COLOURS.items()
    )
    return (
        f"text,.head{{fill:{palette.ink}}}{rules}"
        f".page{{fill:{palette.page};stroke:{palette.rule}}}"
        f".knob{{fill:{palette.rule}}}"
    )


def _day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B} {when.year}"
