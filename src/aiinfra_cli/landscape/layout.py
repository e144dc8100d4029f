"""Names on a plane without overlap, each as near to its place as there is room.

Names go into rows. In a row their best places are found exactly, and a name moves to
a neighbouring row when that brings all of them nearer to where they belong. The same
names always give the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.drawing.box import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 20  # of moves between rows; more than were ever needed
REACH = 4  # rows that a name is tried in, up and down
LEAST = 1e-6  # gain that is worth a move: less could be rounding


class Wish(NamedTuple):
    """A name that wants a place: its width, and where it belongs, 0 to 1."""

    id: str
    width: float
    x: float  # from the left
    y: float  # from the bottom


class Field(NamedTuple):
    """The room that names may take, and how much each of them needs around it."""

    x: float
    y: float
    width: float
    height: float
    row: float  # from one row to the next
    box: float  # height of a name's box
    gap: float  # between two boxes of a row


class NoRoom(ValueError):
    """There are more names than the field can hold."""


def place(wishes: Sequence[Wish], field: Field) -> list[Box]:
    """Give each name a box, in the order of the wishes; raises NoRoom."""
    rows = int((field.height + field.row - field.box) // field.row)
    if not wishes:
        return []
    aims = [
        _Aim(
            number,
            one.width + field.gap,
            field.x + one.x * (field.width - one.width) + one.width / 2,
            (1 - one.y) * (rows - 1),
        )
        for number, one in enumerate(wishes)
    ]
    filled = _fill(aims, rows, field.width + field.gap)
    _improve(filled, field)
    boxes: dict[int, Box] = {}
    top = field.y + (field.height - (rows - 1) * field.row - field.box) / 2
    for row, members in enumerate(filled):
        for aim, middle in zip(members, _in_row(members, field), strict=True):
            width = wishes[aim.number].width
            boxes[aim.number] = Box(
                wishes[aim.number].id,
                round(middle - width / 2, 1),
                round(top + row * field.row, 1),
                width,
                field.box,
            )
    return [boxes[number] for number in range(len(wishes))]


class _Aim(NamedTuple):
    number: int
    width: float  # with the gap
    x: float  # of the middle
    row: float


def _fill(aims: list[_Aim], rows: int, room: float) -> list[list[_Aim]]:
    """Put each name into the nearest row that has room, wide ones first."""
    filled: list[list[_Aim]] = [[] for _ in range(rows)]
    used = [0.0] * rows
    for aim in sorted(aims, key=lambda aim: (-aim.width, aim.number)):
        fits = [row for row in range(rows) if used[row] + aim.width <= room]
        if not fits:
            raise NoRoom
        best = min(fits, key=lambda row: (abs(row - aim.row), row))
        filled[best].append(aim)
        used[best] += aim.width
    return [sorted(members, key=_by_x) for members in filled]


def _by_x(aim: _Aim) -> tuple[float, int]:
    return aim.x, aim.number


class _Rows:
    """The rows while names are moved between them, with what each row costs."""

    def __init__(self, filled: list[list[_Aim]], field: Field) -> None:
        self.filled = filled
        self.field = field
        self.room = field.width + field.gap
        self.used = [sum(one.width for one in members) for members in filled]
        self.costs = [self.cost(row, members) for row, members in enumerate(filled)]
        self.changes = [0] * len(filled)  # when each row changed last, in moves
        self.moves = 0
        self.looks: dict[int, int] = {}  # when each name was looked at last

    def cost(self, row: int, members: list[_Aim]) -> float:
        """Sum up the squares of the ways that names are from where they belong."""
        height = self.field.row
        up = sum([((row - aim.row) * height) ** 2 for aim in members])
        return up + line_cost(*_line(members, self.field))

    def climb(self, row: int, aim: _Aim) -> float:
        """Give what a row costs a name, wherever in the row it stands."""
        return ((row - aim.row) * self.field.row) ** 2

    def move(self, row: int, aim: _Aim) -> bool:
        """Move a name to the best row within reach, if that is a better one."""
        reach = range(max(0, row - REACH), min(len(self.used), row + REACH + 1))
        seen = self.looks.get(aim.number, -1)
        if all(self.changes[other] <= seen for other in reach):
            return False  # nothing is different from when it stayed where it is
        self.looks[aim.number] = self.moves
        without = [one for one in self.filled[row] if one is not aim]
        left = self.cost(row, without)
        freed = self.costs[row] - left
        best, to, with_it = LEAST, -1, without
        for other in reach:
            # A name costs its row at least its climb: most rows need no closer look.
            if other == row or freed - self.climb(other, aim) <= best:
                continue
            if self.used[other] + aim.width > self.room:
                continue
            members = sorted([*self.filled[other], aim], key=_by_x)
            gain = freed - (self.cost(other, members) - self.costs[other])
            if gain > best:
                best, to, with_it = gain, other, members
        if to < 0:
            return False
        self.costs[to] += freed - best
        self.costs[row] = left
        self.used[row] -= aim.width
        self.used[to] += aim.width
        self.filled[row], self.filled[to] = without, with_it
        self.moves += 1
        self.changes[row] = self.changes[to] = self.moves
        return True


def _improve(filled: list[list[_Aim]], field: Field) -> None:
    """Move single names between rows as long as that brings them nearer."""
    rows = _Rows(filled, field)
    for _ in range(ROUNDS):
        moved = [
            rows.move(row, aim)
            for row in range(len(filled))
            for aim in tuple(filled[row])
        ]
        if not any(moved):
            return


def _in_row(members: list[_Aim], field: Field) -> list[float]:
    """Give the middles of names side by side."""
    return line_up(*_line(members, field))


def _line(
    members: list[_Aim], field: Field
) -> tuple[list[float], list[float], float, float]:
    start = field.x - field.gap / 2
    return (
        [aim.x for aim in members],
        [aim.width for aim in members],
        start,
        start + field.width + field.gap,
    )


def line_up(
    aims: Sequence[float], widths: Sequence[float], start: float, end: float
) -> list[float]:
    """Put widths side by side between two ends, middles as near to aims as can be.

    The sum of squared distances is the least possible for that order: neighbours
    that get in each other's way form a group, which stands at its mean.
    """
    offsets, total = [], 0.0
    for width in widths:
        offsets.append(total + width / 2)
        total += width
    groups: list[tuple[float, int]] = []  # mean of what is left of aims, and how many
    for aim, offset in zip(aims, offsets, strict=True):
        mean, size = aim - offset, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean = (mean * size + before * many) / (size + many)
            size += many
        groups.append((mean, size))
    bases = [mean for mean, size in groups for _ in range(size)]
    return [
        min(max(base, start), end - total) + offset
        for base, offset in zip(bases, offsets, strict=True)
    ]


def line_cost(
    aims: Sequence[float], widths: Sequence[float], start: float, end: float
) -> float:
    """Sum up the squared distances from aims that line_up leaves.

    In one pass and without the middles: laying out a picture asks for little else.
    """
    groups: list[tuple[float, int, float]] = []  # as there, and the sum of squares
    total = 0.0
    for aim, width in zip(aims, widths, strict=True):
        mean, size = aim - total - width / 2, 1
        squares = mean * mean
        total += width
        while groups and groups[-1][0] > mean:
            before, many, more = groups.pop()
            mean = (mean * size + before * many) / (size + many)
            size += many
            squares += more
        groups.append((mean, size, squares))
    cost = 0.0
    for mean, size, squares in groups:
        base = min(max(mean, start), end - total)
        cost += squares + size * base * (base - 2 * mean)
    return cost
