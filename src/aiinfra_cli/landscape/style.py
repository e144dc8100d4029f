"""The style sheet of the picture: shapes for all themes, colours for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.drawing.palette import DARK, LIGHT
from aiinfra_cli.drawing.svg import FONTS
from aiinfra_cli.landscape.model import DONE, REVIEWED, SOME
from aiinfra_cli.landscape.poster import LABEL, NAME, SMALL, TITLE

if TYPE_CHECKING:
    from aiinfra_cli.drawing.palette import Palette

COLOURS = len(LIGHT.pairs)  # for categories; beyond, they begin anew

_SHAPES = (
    f"text{{font-family:{FONTS}}}",
    f".head{{font-size:{TITLE:g}px;font-weight:bold}}",
    f".label{{font-size:{LABEL:g}px;font-weight:bold}}",
    f".small{{font-size:{SMALL:g}px}}",
    f".name{{font-size:{NAME:g}px;text-anchor:middle}}",
    ".end{text-anchor:end}",
    ".old{font-style:italic}",
    "a:hover .name{text-decoration:underline}",
    ".rule{fill:none;stroke-width:1.5}",
    ".box{stroke-width:1.2}",
    ".early{stroke-dasharray:5 3.5}",
    ".some,.done,.reviewed{stroke-width:2.4}",
    ".badge circle{stroke-width:1.6}",
    ".badge .sign{stroke:none}",
    ".badge .tick{fill:none;stroke-width:2.2;stroke-linecap:round}",
)


def style(theme: str) -> str:
    """Give the style sheet of a theme."""
    if theme != "auto":
        return "".join((*_SHAPES, *_colours(DARK if theme == "dark" else LIGHT)))
    dark = "".join(_colours(DARK))
    media = f"@media (prefers-color-scheme: dark){{{dark}}}"
    return "".join((*_SHAPES, *_colours(LIGHT), media))


def _colours(palette: Palette) -> list[str]:
    rules = [
        f".page,.badge circle{{fill:{palette.page}}}",
        f".head,.label,.name{{fill:{palette.ink}}}",
        f".small,.old{{fill:{palette.quiet}}}",
        f".rule{{stroke:{palette.rule}}}",
    ]
    for number, (fill, line) in enumerate(palette.pairs):
        rules.append(f".c{number}{{fill:{fill};stroke:{line}}}")
        rules.append(f".bar{number}{{fill:{line}}}")
    # After the categories: the outline of what was studied has the colour of that.
    for state, colour in (
        (SOME, palette.some),
        (DONE, palette.done),
        (REVIEWED, palette.done),
    ):
        rules.append(f".{state}{{stroke:{colour}}}.{state} .sign{{fill:{colour}}}")
    return rules
