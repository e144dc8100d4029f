"""The map as lines of a terminal, on one screen.

Where names are few and fit, each stands whole near its place. Else the entries of one
category that are near one another form a cluster: the letter of the category, and a
mark for each entry. Categories, counts and names are told below the map, or beside it
on a wide terminal.
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.landscape.clusters import Cluster, clusters, letters
from aiinfra_cli.landscape.key import key_below, key_beside, key_in_words
from aiinfra_cli.landscape.layout import Field, NoRoom, Wish, place
from aiinfra_cli.landscape.looks import LOOKS, Line, Span, legend, line_width, named
from aiinfra_cli.landscape.model import NONE, Landscape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AXIS = 2  # columns of the axis at the left
GAP = 2  # columns between two names
FEWEST, MOST = 15, 20  # lines of a map of names
FEW = 64  # names that are easily looked through, and soon laid out
FULL = 0.7  # of the room that names may fill, to leave them near their places
CLIMB = 5.0  # being a line too high is as bad as being so many columns to one side
LINES, TALL = 9, 21  # of a map of clusters: alone, and with the key beside it
APART = 3  # columns between two clusters
LONGEST = 24  # marks of a cluster; of more, there is the count
WIDE = 120  # columns that hold the key beside the map
BESIDE = 4 / 7  # of them for the map
NAMES = 2  # lines of names for each category there
ONE_EACH = "one mark, one entry"
NAMED = "names: aiinfra landscape -c {letter}, or --list"


class _Thing(NamedTuple):
    """What stands on the map: a name, or the mark of a cluster."""

    id: str
    spans: list[Span]
    x: float
    y: float

    @property
    def width(self) -> int:
        return line_width(self.spans)


def map_lines(
    landscape: Landscape,
    studied: Mapping[str, str],
    width: int,
    *,
    is_whole: bool = False,
) -> list[Line]:
    """Draw the map and the meaning of its marks, within a width.

    `is_whole` tells every name in words below it, on lines as long as they take.
    """
    names = [
        _Thing(one.id, named(one, studied.get(one.id, NONE)), *landscape.spots[one.id])
        for one in landscape.placed
    ]
    if drawn := _names_drawn(names, width):
        return [*drawn, [], *legend(width)]
    found = clusters(landscape, studied)
    drawn = _clusters_drawn(landscape, studied, found, width, is_whole=is_whole)
    more = [ONE_EACH]
    if not is_whole:
        more.append(NAMED.format(letter=letters(landscape)[found[0].category.id]))
    return [*drawn, [], *legend(width, more)]


def mark_of(cluster: Cluster, letter: str, studied: Mapping[str, str]) -> list[Span]:
    """Give the letter of a cluster and a mark for each entry, or how many of each."""
    spans: list[Span] = [(f"{letter} ", "head")]
    is_long = len(cluster.entries) > LONGEST
    for state, same in groupby(studied.get(one.id, NONE) for one in cluster.entries):
        mark, style, _ = LOOKS[state]
        many = sum(1 for _ in same)
        text = f"{mark}{many}" if is_long else mark * many
        spans.append(
            (f" {text}" if is_long and len(spans) > 1 else text, style or "dim")
        )
    return spans


def _names_drawn(names: Sequence[_Thing], width: int) -> list[Line] | None:
    """Draw names on as few lines as leave some air; None where they do not fit."""
    if len(names) > FEW:
        return None
    room = width - AXIS
    filled = sum(one.width + GAP for one in names) / (room + GAP)
    rows = max(ceil(filled / FULL), FEWEST)
    while rows <= MOST:
        try:
            return _drawn(names, width, rows, GAP)
        except NoRoom:  # long names leave gaps that no other one fills
            rows += 1
    return None


def _clusters_drawn(
    landscape: Landscape,
    studied: Mapping[str, str],
    found: Sequence[Cluster],
    width: int,
    *,
    is_whole: bool,
) -> list[Line]:
    letter = letters(landscape)
    things = [
        _Thing(
            f"{one.category.id}/{one.across}/{one.up}",
            mark_of(one, letter[one.category.id], studied),
            one.x,
            one.y,
        )
        for one in found
    ]
    if is_whole:
        key = key_in_words(landscape, studied, found)
        return [*_grown(things, width, LINES), [], *key]
    if width < WIDE:
        key = key_below(landscape, studied, width)
        return [*_grown(things, width, LINES), *key]
    left = round(width * BESIDE)
    key = key_beside(landscape, studied, width - left - APART, NAMES)
    field = _grown(things, left, max(LINES, min(len(key) - 3, TALL)))
    return [
        [*line, (" " * (left + APART - line_width(line)), ""), *told] if told else line
        for line, told in zip_longest(field, key, fillvalue=())
    ]


def _grown(things: Sequence[_Thing], width: int, rows: int) -> list[Line]:
    """Draw things on so many lines, or on more where there is no room."""
    width = max(width, AXIS + max((one.width for one in things), default=0))
    while True:
        try:
            return _drawn(things, width, rows, APART)
        except NoRoom:
            rows += 1


def _drawn(things: Sequence[_Thing], width: int, rows: int, gap: int) -> list[Line]:
    """Draw things between the axes; raises NoRoom."""
    field = Field(0, 0, width - AXIS, rows * CLIMB, row=CLIMB, box=CLIMB, gap=gap)
    boxes = place([Wish(one.id, one.width, one.x, one.y) for one in things], field)
    lines: list[list[tuple[int, _Thing]]] = [[] for _ in range(rows)]
    for thing, box in zip(things, boxes, strict=True):
        lines[int(box.y // CLIMB)].append((int(box.x), thing))
    return [
        [("│ application, AI, inference", "dim")],
        *map(_line, lines),
        [("│ infrastructure, kernel, runtime", "dim")],
        _ground(width),
    ]


def _line(row: Sequence[tuple[int, _Thing]]) -> Line:
    line: list[Span] = [("│ ", "dim")]
    used = 0
    for column, thing in sorted(row, key=lambda one: one[0]):
        line.append((" " * (column - used), ""))
        line += thing.spans
        used = column + thing.width
    return line


def _ground(width: int) -> Line:
    left, right = "─ prototype ", " mature ─▸"
    return [(f"{left}{'─' * (width - len(left) - len(right))}{right}", "dim")]
