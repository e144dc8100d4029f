"""Where everything stands on the picture: names, category labels, legend.

The sheet has the shape of A3 on its side. All sizes are in its own unit, of which
1680 make the 420 mm of its width: 4 to the millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.landscape.layout import (
    Field,
    NoRoom,
    Wish,
    line_up,
    place,
)
from aiinfra_cli.landscape.model import DONE, NONE, REVIEWED, SOME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiinfra_cli.landscape.model import Category, Entry, Landscape

WIDTH, HEIGHT = 1680.0, 1188.0  # at scale 1
PER_MM = 4.0
NAME, LABEL, TITLE, SMALL = 16.0, 16.0, 32.0, 15.0  # sizes of type
PAD = 12.0  # left and right of a name in its box
BADGE = 8.0  # radius of the mark on a box's left edge
ROW, BOX, GAP = 34.0, 27.0, 16.0
LEFT, RIGHT, TOP, BOTTOM = 76.0, 236.0, 112.0, 148.0  # around the field
LABEL_ROOM = 190.0
LINE = 20.0  # from one line of a label to the next
SAMPLE = 46.0  # width of a box in the legend
FOOT = (
    "Places show order rather than scale: where names crowd, they are pulled apart."
    " Colours show the category, named at the right."
)
LEGEND = (
    (NONE, "not begun"),
    (SOME, "begun or met"),
    (DONE, "done"),
    (REVIEWED, "done and reviewed"),
    ("early", "early stage or under exploration"),
    ("old", "dormant or archived"),
    ("unverified", "not verified"),
)
SCALES = (1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0)


class Text(NamedTuple):
    """A line of text: its baseline, and the box that it may fill."""

    text: str
    x: float  # where it begins, or ends
    y: float
    bold: bool
    at_end: bool
    box: Box


class Label(NamedTuple):
    """A category at the right edge, level with its entries."""

    category: Category
    number: int  # its place among all categories, which gives the colour
    lines: tuple[Text, ...]
    bar: Box


class Name(NamedTuple):
    """An entry in its box."""

    entry: Entry
    number: int  # of its category
    box: Box


class Sample(NamedTuple):
    """A line of the legend: a box drawn as such an entry would be, and what it is."""

    kind: str  # a state, or early, old, unverified
    box: Box
    text: Text


@dataclass(frozen=True, slots=True)
class Poster:
    """All parts of a picture, with the room that each of them takes."""

    width: float
    height: float
    field: Field
    names: tuple[Name, ...]
    labels: tuple[Label, ...]
    head: tuple[Text, ...]
    axes: tuple[Text, ...]  # left and right end below, then turned: bottom and top
    legend: tuple[Sample, ...]
    foot: Text


def poster_of(
    landscape: Landscape, studied: Mapping[str, str], *, title: str
) -> Poster:
    """Lay out the picture of a landscape; one with very many entries gets larger."""
    for scale in SCALES:
        try:
            return _laid_out(landscape, studied, title, scale)
        except NoRoom:
            continue
    raise NoRoom


def _laid_out(
    landscape: Landscape, studied: Mapping[str, str], title: str, scale: float
) -> Poster:
    width, height = WIDTH * scale, HEIGHT * scale
    field = Field(
        x=LEFT,
        y=TOP,
        width=width - LEFT - RIGHT,
        height=height - TOP - BOTTOM,
        row=ROW,
        box=BOX,
        gap=GAP,
    )
    numbers = {one.id: number for number, one in enumerate(landscape.categories)}
    entries = landscape.placed
    boxes = place([_wish(one, landscape.spots[one.id]) for one in entries], field)
    names = tuple(
        Name(entry, numbers[entry.category], box)
        for entry, box in zip(entries, boxes, strict=True)
    )
    return Poster(
        width,
        height,
        field,
        names,
        _labels(landscape.categories, names, field, width),
        _head(landscape, studied, title),
        _axes(field),
        _legend(field.x, height - 72),
        _text(FOOT, field.x, height - 36, SMALL),
    )


def _wish(entry: Entry, spot: tuple[float, float]) -> Wish:
    width = text_width(entry.short, NAME) + 2 * PAD
    return Wish(entry.id, round(width, 1), *spot)


def _labels(
    categories: Sequence[Category], names: Sequence[Name], field: Field, width: float
) -> tuple[Label, ...]:
    """Put each category level with the middle of its entries, one below the other."""
    found = []
    for number, category in enumerate(categories):
        mine = [name.box.middle[1] for name in names if name.number == number]
        if mine:
            lines = [*_broken(category.title), f"{len(mine)} on the map"]
            found.append((sum(mine) / len(mine), number, category, lines))
    found.sort(key=lambda one: one[:2])
    heights = [len(lines) * LINE + 16 for _, _, _, lines in found]
    middles = line_up(
        [one[0] for one in found], heights, field.y, field.y + field.height
    )
    left = width - RIGHT + 26
    labels = []
    for (_, number, category, lines), high, middle in zip(
        found, heights, middles, strict=True
    ):
        top = middle - (high - 16) / 2
        texts = tuple(
            _text(line, left + 16, top + n * LINE, LABEL, bold=n < len(lines) - 1)
            for n, line in enumerate(lines)
        )
        bar = Box(category.id, left, round(top, 1), 6, high - 16)
        labels.append(Label(category, number, texts, bar))
    return tuple(labels)


def _broken(title: str) -> list[str]:
    """Break a title into lines that fit at the right edge."""
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(joined, LABEL, bold=True) > LABEL_ROOM:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _text(
    text: str,
    x: float,
    top: float,
    size: float,
    *,
    bold: bool = False,
    at_end: bool = False,
) -> Text:
    """Make a line of text whose box begins at the top."""
    width = text_width(text, size, bold=bold)
    left = x - width if at_end else x
    box = Box(
        text, round(left, 1), round(top, 1), round(width, 1), round(size * 1.2, 1)
    )
    return Text(text, round(x, 1), round(top + size * 0.95, 1), bold, at_end, box)


def _head(
    landscape: Landscape, studied: Mapping[str, str], title: str
) -> tuple[Text, ...]:
    shown = landscape.placed
    mine = sum(studied.get(one.id, NONE) != NONE for one in shown)
    days = [one.verified_on for one in shown if one.verified_on]
    parts = [f"{len(shown)} projects, standards and techniques"]
    if mine:
        parts.append(f"{mine} met")
    if days:
        parts.append(f"last checked {max(days)}")
    return (
        _text(title, LEFT, 26, TITLE, bold=True),
        _text(" · ".join(parts), LEFT, 70, SMALL),
    )


def _axes(field: Field) -> tuple[Text, ...]:
    bottom, right = field.y + field.height, field.x + field.width
    side = field.x - 34
    return (
        _text("prototype, early stage", field.x, bottom + 22, SMALL),
        _text("mature, standardised", right, bottom + 22, SMALL, at_end=True),
        _turned("infrastructure, kernel, runtime", side, bottom),
        _turned("application, AI, inference", side, field.y, at_end=True),
    )


def _turned(text: str, x: float, y: float, *, at_end: bool = False) -> Text:
    """Make a line of text that reads upwards and begins, or ends, at y."""
    length = round(text_width(text, SMALL), 1)
    top = y if at_end else y - length
    box = Box(text, x - SMALL, round(top, 1), round(SMALL * 1.2, 1), length)
    return Text(text, x, round(y, 1), False, at_end, box)


def _legend(x: float, y: float) -> tuple[Sample, ...]:
    """Set the samples side by side, each followed by its words."""
    samples = []
    for kind, words in LEGEND:
        text = _text(words, x + SAMPLE + 10, y - SMALL * 0.6, SMALL)
        box = Box(kind, round(x, 1), y - BOX / 2, SAMPLE, BOX)
        samples.append(Sample(kind, box, text))
        x = text.box.x + text.box.width + 28
    return tuple(samples)
