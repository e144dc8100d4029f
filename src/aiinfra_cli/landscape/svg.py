"""The picture of the landscape as SVG text, for light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.drawing.svg import number, shown
from aiinfra_cli.landscape.model import DONE, NONE, REVIEWED, SOME
from aiinfra_cli.landscape.poster import BADGE, NAME, PER_MM, poster_of
from aiinfra_cli.landscape.style import COLOURS, style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiinfra_cli.drawing.box import Box
    from aiinfra_cli.landscape.model import Entry, Landscape
    from aiinfra_cli.landscape.poster import Label, Name, Poster, Text

_MARKS = {
    SOME: '<path class="sign" d="M-2.4-4 4 0-2.4 4Z"/>',
    DONE: '<path class="tick" d="M-3.8.3-1.2 3 3.9-2.9"/>',
    REVIEWED: '<path class="sign" d="M0-5 5 0 0 5-5 0Z"/>',
}


def draw(
    landscape: Landscape,
    studied: Mapping[str, str],
    *,
    title: str,
    theme: str = "auto",
) -> str:
    """Draw the landscape; the same values give the same text, in any place."""
    return "\n".join(_lines(poster_of(landscape, studied, title=title), studied, theme))


def _lines(poster: Poster, studied: Mapping[str, str], theme: str) -> Iterator[str]:
    wide, high = number(poster.width), number(poster.height)
    across, down = (number(side / PER_MM) for side in (poster.width, poster.height))
    size = f'width="{across}mm" height="{down}mm"'
    title, told = poster.head
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {wide} {high}"'
        ' role="img" aria-labelledby="title desc">'
    )
    yield f'<title id="title">{shown(title.text)}</title>'
    yield f'<desc id="desc">{shown(told.text)}</desc>'
    yield f"<style>{style(theme)}</style>"
    yield f'<rect class="page" width="{wide}" height="{high}"/>'
    yield _text(title, "head")
    yield _text(told, "small")
    yield from _axes(poster)
    for label in poster.labels:
        yield from _label(label)
    for name in poster.names:
        yield from _name(name, studied.get(name.entry.id, NONE))
    yield from _legend(poster)
    yield "</svg>\n"


def _axes(poster: Poster) -> Iterator[str]:
    field = poster.field
    left, top = field.x - 16, field.y
    bottom, right = field.y + field.height + 12, field.x + field.width
    lines = f"M{number(left)} {number(top)}V{number(bottom)}H{number(right)}"
    up = f"M{number(left - 5)} {number(top + 9)}l5 -9 5 9"  # the heads of the arrows
    on = f"M{number(right - 9)} {number(bottom - 5)}l9 5 -9 5"
    yield f'<path class="rule" d="{lines}{up}{on}"/>'
    for text in poster.axes[:2]:
        yield _text(text, "small")
    for text in poster.axes[2:]:
        turn = f' transform="rotate(-90 {number(text.x)} {number(text.y)})"'
        yield _text(text, "small", turn)


def _label(label: Label) -> Iterator[str]:
    yield _rect(label.bar, f"bar{label.number % COLOURS}", round_by=3)
    for line in label.lines:
        yield _text(line, "label" if line.bold else "small")


def _name(name: Name, state: str) -> Iterator[str]:
    entry, box = name.entry, name.box
    middle, centre = box.middle
    words = ["box", f"c{name.number % COLOURS}"]
    if entry.early:
        words.append("early")
    if state != NONE:
        words.append(state)
    href = entry.home or (
        f"https://github.com/{entry.repository}" if entry.repository else ""
    )
    yield f'<a href="{shown(href)}">' if href else "<g>"
    yield f"<title>{shown(_tooltip(entry))}</title>"
    yield _rect(box, " ".join(words))
    yield _inside(entry.short, middle, centre, is_old=entry.is_quiet)
    if state in _MARKS:
        yield _badge(state, box.x, centre)
    yield "</a>" if href else "</g>"


def _tooltip(entry: Entry) -> str:
    parts = [f"{entry.name}: {entry.description}"]
    if entry.early:
        parts.append("Early stage.")
    if entry.status != "active":
        parts.append(f"{entry.status.capitalize()}.")
    if entry.unverified:
        parts.append(f"Not verified: {entry.unverified}")
    return " ".join(parts)


def _rect(box: Box, words: str, round_by: int = 7) -> str:
    return (
        f'<rect class="{words}" x="{number(box.x)}" y="{number(box.y)}"'
        f' width="{number(box.width)}" height="{number(box.height)}" rx="{round_by}"/>'
    )


def _inside(text: str, x: float, y: float, *, is_old: bool) -> str:
    """Write a name into the middle of its box."""
    words = "name old" if is_old else "name"
    y += NAME * 0.35  # from the middle of a line down to its baseline
    return f'<text class="{words}" x="{number(x)}" y="{number(y)}">{shown(text)}</text>'


def _badge(state: str, x: float, y: float) -> str:
    return (
        f'<g class="badge {state}" transform="translate({number(x)} {number(y)})">'
        f'<circle r="{number(BADGE)}"/>{_MARKS[state]}</g>'
    )


def _legend(poster: Poster) -> Iterator[str]:
    """Explain the marks below the field, drawn as they are in it."""
    inside = {"unverified": "?", "old": "name"}
    for kind, box, text in poster.legend:
        words = f"box c0 {kind}" if kind in (*_MARKS, "early") else "box c0"
        yield _rect(box, words)
        middle, centre = box.middle
        if kind in inside:
            yield _inside(inside[kind], middle, centre, is_old=kind == "old")
        if kind in _MARKS:
            yield _badge(kind, box.x, centre)
        yield _text(text, "small")
    yield _text(poster.foot, "small")


def _text(text: Text, words: str, more: str = "") -> str:
    words += " end" if text.at_end else ""
    return (
        f'<text class="{words}" x="{number(text.x)}" y="{number(text.y)}"{more}>'
        f"{shown(text.text)}</text>"
    )
