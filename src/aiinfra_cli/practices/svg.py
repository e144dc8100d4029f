"""The picture of the chart as SVG text, for light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.drawing.palette import DARK, LIGHT
from aiinfra_cli.drawing.svg import FONTS, number, shown
from aiinfra_cli.practices.looks import percent
from aiinfra_cli.practices.model import Goal, Pillar
from aiinfra_cli.practices.poster import PER_MM, poster_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.drawing.box import Box
    from aiinfra_cli.drawing.palette import Palette
    from aiinfra_cli.practices.poster import Poster, Sample, Square, Text
    from aiinfra_cli.practices.standing import View

_SHARE = 0.6  # of the bar in the legend


def draw(view: View, *, theme: str = "auto") -> str:
    """Draw the chart; the same values give the same text, in any place."""
    return "\n".join(_lines(view, poster_of(view), theme))


def _lines(view: View, poster: Poster, theme: str) -> Iterator[str]:
    wide, high = number(poster.width), number(poster.height)
    mm = number(poster.width / PER_MM), number(poster.height / PER_MM)
    title, told = poster.head
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm[0]}mm" height="{mm[1]}mm"'
        f' viewBox="0 0 {wide} {high}" role="img" aria-labelledby="title desc">'
    )
    yield f'<title id="title">{shown(title.text)}</title>'
    yield f'<desc id="desc">{shown(told.text)}</desc>'
    yield f"<style>{_style(theme)}</style>"
    yield f'<rect class="page" width="{wide}" height="{high}"/>'
    yield _text(title, "ink")
    yield _text(told, "quiet")
    for square in poster.squares:
        yield from _square(view, square)
    for sample in poster.legend:
        yield from _sample(sample)
    yield "</svg>\n"


def _square(view: View, square: Square) -> Iterator[str]:
    yield "<g>"
    yield f"<title>{shown(_tooltip(view, square))}</title>"
    yield _rect(square.box, f"{square.kind} c{square.number}", round_by=6)
    for line in square.lines:
        yield _text(line, _INK.get(square.kind, "ink"))
    if square.strength:
        track, filled, figure = square.strength
        yield _rect(track, "track", round_by=3)
        if filled.width:
            yield _rect(filled, f"b{square.number}", round_by=3)
        yield _text(figure, "quiet")
    yield "</g>"


_INK = {"goal": "turned", "waits": "quiet"}


def _tooltip(view: View, square: Square) -> str:
    """Say of a cell what has no room in it."""
    cell = square.cell
    if isinstance(cell, Goal):
        return f"{cell.title}. {cell.description}".strip()
    if isinstance(cell, Pillar):
        side = view.sides[cell.id]
        told = f"{side.begun} of {side.practices} begun"
        return f"{cell.title}: {told}, strength {percent(side.strength)}"
    standing = view.standings[cell.id]
    if not standing.counts:
        return f"{cell.title} ({standing.status})"
    told = f"{standing.practice.cadence.words}, strength {percent(standing.strength)}"
    return f"{cell.title}: {told}"


def _sample(sample: Sample) -> Iterator[str]:
    box = sample.box
    if sample.kind == "strength":
        track = box._replace(y=box.y + box.height / 2 - 3, height=6)
        yield _rect(track, "track", round_by=3)
        yield _rect(track._replace(width=box.width * _SHARE), "b0", round_by=3)
    else:
        yield _rect(box, f"{sample.kind} c0", round_by=6)
    yield _text(sample.text, "quiet")


def _style(theme: str) -> str:
    shape = (
        f"text{{font-family:{FONTS}}}.bold{{font-weight:bold}}"
        ".middle{text-anchor:middle}.end{text-anchor:end}"
        ".begun,.idle,.waits,.pillar{stroke-width:1.2}.pillar{stroke-width:2.6}"
        ".waits{stroke-dasharray:4 4}"
    )
    if theme == "light":
        return shape + _colours(LIGHT)
    if theme == "dark":
        return shape + _colours(DARK)
    dark = f"@media (prefers-color-scheme: dark){{{_colours(DARK)}}}"
    return shape + _colours(LIGHT) + dark


def _colours(palette: Palette) -> str:
    rules = [
        f".page{{fill:{palette.page}}}.ink{{fill:{palette.ink}}}",
        f".quiet{{fill:{palette.quiet}}}.turned{{fill:{palette.page}}}",
    ]
    for at, (fill, line) in enumerate(palette.pairs):
        rules.append(f".c{at}{{fill:{fill};stroke:{line}}}.b{at}{{fill:{line}}}")
    # These come last: what is not begun has the colour of the page.
    rules.append(f".idle,.waits{{fill:{palette.page}}}.waits{{stroke:{palette.rule}}}")
    rules.append(f".goal{{fill:{palette.ink};stroke:none}}")
    rules.append(f".track{{fill:{palette.rule};fill-opacity:.35}}")
    return "".join(rules)


def _rect(box: Box, words: str, round_by: int) -> str:
    return (
        f'<rect class="{words}" x="{number(box.x)}" y="{number(box.y)}"'
        f' width="{number(box.width)}" height="{number(box.height)}" rx="{round_by}"/>'
    )


def _text(text: Text, words: str) -> str:
    words += " bold" if text.bold else ""
    words += f" {text.anchor}" if text.anchor != "start" else ""
    return (
        f'<text class="{words}" x="{number(text.x)}" y="{number(text.y)}"'
        f' font-size="{number(text.size)}">{shown(text.text)}</text>'
    )
