"""Where everything stands on the picture: nine by nine cells, legend, words.

The sheet has the shape of A3 on its side. All sizes are in its own unit, of which
1680 make the 420 mm of its width: 4 to the millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.practices.lettering import HIGH, LINE, SIZES, Room, largest, lines_of
from aiinfra_cli.practices.looks import percent, summary
from aiinfra_cli.practices.model import Goal, Pillar, Practice
from aiinfra_cli.practices.standing import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.practices.model import Cell
    from aiinfra_cli.practices.standing import View

WIDTH, HEIGHT = 1680.0, 1188.0
PER_MM = 4.0
TITLE, SMALL, FIGURE = 30.0, 15.0, 12.0  # sizes of type
LEFT, TOP = 42.0, 104.0
CELL_WIDTH, CELL_HEIGHT = 169.0, 104.0
GAP, BLOCK_GAP = 6.0, 18.0  # between cells of a block, and between blocks
PAD = 10.0
FOOT = 24.0  # of a cell, for bar and figure
BAR = 6.0  # height
# Kinds of cells.
GOAL, PILLAR = "goal", "pillar"
PRACTICES = BEGUN, IDLE, WAITS = "begun", "idle", "waits"
FIGURE_ROOM = 46.0
SAMPLE = (46.0, 26.0)
LEGEND = (
    (BEGUN, "done at least once"),
    (IDLE, "not begun"),
    (WAITS, "hidden, or waiting for words"),
    ("strength", "strength: grows each time it is done, fades slowly when it is not"),
)


class Text(NamedTuple):
    """A line of text: its baseline, and the box that it may fill."""

    text: str
    x: float  # where it begins, ends, or has its middle
    y: float
    size: float
    bold: bool
    anchor: str  # start | middle | end
    box: Box


class Strength(NamedTuple):
    """The foot of a cell: a track, the part of it that is filled, a figure."""

    track: Box
    filled: Box
    figure: Text


class Square(NamedTuple):
    """A cell in its box."""

    cell: Cell
    kind: str  # goal | pillar | begun | idle | waits
    number: int  # of its pillar, which gives the colour
    box: Box
    lines: tuple[Text, ...]
    strength: Strength | None


class Sample(NamedTuple):
    """A line of the legend: a box drawn as such a cell would be, and what it is."""

    kind: str
    box: Box
    text: Text


@dataclass(frozen=True, slots=True)
class Poster:
    """All parts of a picture, with the room that each of them takes."""

    width: float
    height: float
    head: tuple[Text, ...]
    squares: tuple[Square, ...]
    legend: tuple[Sample, ...]


def poster_of(view: View) -> Poster:
    """Lay out the picture of a chart as a learner has it."""
    return Poster(
        WIDTH,
        HEIGHT,
        (
            _text(view.chart.title, LEFT, 26, TITLE, bold=True),
            _text(f"{view.day} · {summary(view)}", LEFT, 68, SMALL),
        ),
        tuple(_squares(view)),
        tuple(_legend(LEFT, HEIGHT - 44)),
    )


def _squares(view: View) -> Iterator[Square]:
    numbers = {one.id: number for number, one in enumerate(view.chart.pillars)}
    sizes = _sizes(view)
    for row, column in product(range(9), range(9)):
        cell = view.chart.at(row, column)
        kind = _kind(view, cell)
        box = Box(
            f"{cell.id}-{row}-{column}",
            LEFT + _offset(column, CELL_WIDTH),
            TOP + _offset(row, CELL_HEIGHT),
            CELL_WIDTH,
            CELL_HEIGHT,
        )
        pillar = cell.pillar if isinstance(cell, Practice) else cell.id
        words = "" if _is_hidden(view, cell) else cell.title
        size = min(sizes[_room(kind)], largest(words, _room(kind)))
        yield Square(
            cell,
            kind,
            numbers.get(pillar, 0),
            box,
            tuple(_words(words, box, size, kind)),
            _strength(view, cell, kind, box),
        )


def _sizes(view: View) -> dict[Room, float]:
    """Choose one size for all practices and one for all pillars: calm to look at.

    Words of the learner's own have no say in it: where they need it, they alone are
    set smaller.
    """
    chart = view.chart
    found = {_room(kind): SIZES[0] for kind in (GOAL, PILLAR, *PRACTICES)}
    for cell in (chart.goal, *chart.pillars, *chart.practices):
        room = _room(_kind(view, cell))
        if not cell.is_own:
            found[room] = min(found[room], largest(cell.title, room))
    return found


def _kind(view: View, cell: Cell) -> str:
    if isinstance(cell, Goal):
        return GOAL
    if isinstance(cell, Pillar):
        return PILLAR
    standing = view.standings[cell.id]
    if not standing.counts:
        return WAITS
    return IDLE if standing.strength is None else BEGUN


def _is_hidden(view: View, cell: Cell) -> bool:
    standing = view.standings.get(cell.id)
    return standing is not None and standing.status == HIDDEN


def _offset(number: int, size: float) -> float:
    """Give the way from the first cell to one of nine in a row."""
    return number * (size + GAP) + number // 3 * (BLOCK_GAP - GAP)


def _room(kind: str) -> Room:
    """Give what words may fill above the foot of a cell; a goal has no foot."""
    foot = PAD if kind == GOAL else FOOT
    return Room(CELL_WIDTH - 2 * PAD, CELL_HEIGHT - PAD - foot, kind not in PRACTICES)


def _words(text: str, box: Box, size: float, kind: str) -> Iterator[Text]:
    """Set words into a cell: those of a practice from its top left, others centred."""
    lines = lines_of(text, size, _room(kind))
    bold = kind not in PRACTICES
    top, x, anchor = box.y + PAD - 2, box.x + PAD, "start"
    if bold:
        foot = 0.0 if kind == GOAL else FOOT - 8
        free = CELL_HEIGHT - foot - len(lines) * size * LINE
        top, x, anchor = box.y + free / 2, box.x + box.width / 2, "middle"
    for number, line in enumerate(lines):
        y = top + number * size * LINE
        yield _text(line, x, y, size, bold=bold, anchor=anchor)


def _strength(view: View, cell: Cell, kind: str, box: Box) -> Strength | None:
    if kind in (GOAL, WAITS):
        return None
    found = (
        view.sides[cell.id].strength
        if isinstance(cell, Pillar)
        else view.standings[cell.id].strength
    )
    y = box.y + box.height - 16
    width = box.width - 2 * PAD - FIGURE_ROOM
    track = Box(f"{box.id}-track", box.x + PAD, y, width, BAR)
    end = box.x + box.width - PAD
    figure = _text(percent(found), end, y - 5, FIGURE, anchor="end")
    return Strength(track, track._replace(width=width * (found or 0.0)), figure)


def _legend(x: float, y: float) -> Iterator[Sample]:
    """Set the samples side by side, each followed by its words."""
    width, height = SAMPLE
    for kind, words in LEGEND:
        text = _text(words, x + width + 10, y - SMALL * 0.6, SMALL)
        yield Sample(kind, Box(kind, round(x, 1), y - height / 2, width, height), text)
        x = text.box.x + text.box.width + 30


def _text(
    text: str,
    x: float,
    top: float,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> Text:
    """Make a line of text whose box begins at the top."""
    width = text_width(text, size, bold=bold)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    box = Box(
        text, round(left, 1), round(top, 1), round(width, 1), round(size * HIGH, 1)
    )
    return Text(text, round(x, 1), round(top + size * 0.95, 1), size, bold, anchor, box)
