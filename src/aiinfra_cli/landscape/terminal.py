"""The map as lines of a terminal: every name whole, near its place, none overlapping.

There are as many lines as the names need: about forty for all of them on eighty
columns. What a name is marked with is explained below.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.landscape.layout import Field, NoRoom, Wish, place
from aiinfra_cli.landscape.looks import Line, Span, legend, name_of, named
from aiinfra_cli.landscape.model import NONE, Entry, Landscape
from aiinfra_cli.typography import cell_width

AXIS = 2  # columns of the axis at the left
GAP = 2  # columns between two names
FEWEST = 15  # lines, however few names there are
FULL = 0.7  # of the room that names may fill, to leave them near their places
CLIMB = 5.0  # being a line too high is as bad as being so many columns to one side


def map_lines(
    landscape: Landscape, studied: Mapping[str, str], width: int
) -> list[Line]:
    """Draw the map and the meaning of its marks, within a width."""
    entries = landscape.placed
    widest = max((_room(one) for one in entries), default=0)
    width = max(width, widest + AXIS)
    rows: list[list[tuple[int, Entry]]] = []
    for entry, box in zip(entries, _boxes(landscape, width - AXIS), strict=True):
        row = int(box.y // CLIMB)
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row].append((int(box.x), entry))
    rows += [[] for _ in range(FEWEST - len(rows))]
    return [
        [("│ application, AI, inference", "dim")],
        *(_line(row, studied) for row in rows),
        [("│ infrastructure, kernel, runtime", "dim")],
        _ground(width),
        [],
        *legend(width),
    ]


def _room(entry: Entry) -> int:
    return cell_width(name_of(entry)) + 2  # its mark and a space


def _boxes(landscape: Landscape, width: int) -> list[Box]:
    """Place the names on as few lines as leave some air between them."""
    wishes = [
        Wish(one.id, _room(one), *landscape.spots[one.id]) for one in landscape.placed
    ]
    filled = sum(one.width + GAP for one in wishes) / (width + GAP)
    rows = max(ceil(filled / FULL), FEWEST)
    while True:
        field = Field(0, 0, width, rows * CLIMB, row=CLIMB, box=CLIMB, gap=GAP)
        try:
            return place(wishes, field)
        except NoRoom:  # long names leave gaps that no other one fills
            rows += 1


def _line(row: list[tuple[int, Entry]], studied: Mapping[str, str]) -> Line:
    line: list[Span] = [("│ ", "dim")]
    used = 0
    for column, entry in sorted(row, key=lambda one: one[0]):
        line.append((" " * (column - used), ""))
        line += named(entry, studied.get(entry.id, NONE))
        used = column + _room(entry)
    return line


def _ground(width: int) -> Line:
    left, right = "─ prototype ", " mature ─▸"
    return [(f"{left}{'─' * (width - len(left) - len(right))}{right}", "dim")]
