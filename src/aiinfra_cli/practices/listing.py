"""The chart as a list by pillar: every id whole, titles giving way first."""

from __future__ import annotations

from collections.abc import Iterator

from aiinfra_cli.practices.looks import (
    LONGEST,
    LOOKS,
    MARK,
    Line,
    Span,
    legend,
    percent,
    this_period,
)
from aiinfra_cli.practices.model import Practice
from aiinfra_cli.practices.standing import (
    BEGUN,
    BLANK,
    HIDDEN,
    KEPT,
    OPEN,
    SKIPPED,
    Side,
    Standing,
    View,
)
from aiinfra_cli.typography import cell_width, cut, pad, wrap

PERCENT = 5  # columns of "100 %"
SHORTEST = 24  # columns of a title on the line of its id; below, it has its own
INDENT = 4  # columns before an id: two, a mark and a space


def list_lines(
    view: View,
    width: int | None,
    *,
    pillar: str | None = None,
    hidden: bool = False,
    mark: str = MARK,
) -> list[Line]:
    """List practices by pillar, or those of one; a width of None cuts nothing.

    Hidden ones are left out unless asked for.
    """
    lines: list[Line] = []
    sides = [one for id, one in view.sides.items() if pillar in (None, id)]
    every = [one for side in sides for one in _shown(view, side, hidden=hidden)]
    table = _Table(every, width, mark)
    left_out = 0
    for side in sides:
        shown = _shown(view, side, hidden=hidden)
        left_out += len(side.pillar.practices) - len(shown)
        lines += [[]] if lines else []
        lines += [
            *_head(side, width),
            *(one for each in shown for one in table.row(each)),
        ]
    marks = [OPEN, BEGUN, KEPT, SKIPPED]
    lines += [[], *legend(marks, width or LONGEST)]
    if left_out:
        told = "1 is hidden" if left_out == 1 else f"{left_out} are hidden"
        lines.append([(told, "dim")])
    return lines


def _shown(view: View, side: Side, *, hidden: bool) -> list[Standing]:
    found = [view.standings[one.id] for one in side.pillar.practices]
    return [one for one in found if hidden or one.status != HIDDEN]


def _head(side: Side, width: int | None) -> Iterator[Line]:
    """Name a pillar with its strength, on one line where there is room."""
    title = side.pillar.title
    told = [f"{side.begun} of {side.practices} begun"]
    if not side.practices:
        told = ["all put away"]
    if side.strength is not None:
        told.insert(0, percent(side.strength))
    words = "   ".join(told)
    if width is None or cell_width(title) + 3 + len(words) <= width:
        yield [(title, "head"), (f"   {words}", "dim")]
        return
    yield from ([(line, "head")] for line in wrap(title, width))
    yield [(words, "dim")]


class _Table:
    """The columns of a list: mark, id, title, cadence, this period, strength."""

    def __init__(self, every: list[Standing], width: int | None, mark: str) -> None:
        self.mark = mark
        self.width = width
        self.ids = max((cell_width(one.practice.id) for one in every), default=0)
        self.rhythms = max((cell_width(_rhythm(one)) for one in every), default=0)
        self.now = max((cell_width(_now(one)) for one in every), default=0)
        longest = max((cell_width(_title(one)) for one in every), default=0)
        around = INDENT + self.ids + 2 + 2 + self.rhythms + 2 + PERCENT
        if width is None or width - around - 2 - self.now >= longest:
            self.titles = longest  # all of it, and how the period goes
        else:
            self.titles = width - around
            self.now = 0

    def row(self, one: Standing) -> Iterator[Line]:
        """Give the line of a practice, or two where there is little room."""
        mark, style, _ = LOOKS[one.status]
        quiet = "" if one.counts else "dim"
        head: list[Span] = [(f"  {mark} ", style)]
        strength = (f"  {pad(_strength(one), PERCENT, right=True)}", quiet)
        end: list[Span] = [(f"  {pad(_rhythm(one), self.rhythms)}", "dim")]
        if self.now:
            end.append((f"  {pad(_now(one), self.now)}", "dim"))
        if self.titles >= SHORTEST:
            id = (pad(one.practice.id, self.ids + 2), "id")
            title = _fitting(one.practice, _title(one), self.titles, self.mark)
            yield [*head, id, (pad(title, self.titles), quiet), *end, strength]
            return
        room = (self.width or 0) - INDENT - PERCENT - 2
        if room - self.rhythms - 2 >= self.ids:
            room -= self.rhythms + 2
        else:
            end = []
        yield [*head, (pad(one.practice.id, room), "id"), *end, strength]
        for line in wrap(_title(one), max((self.width or 0) - INDENT, SHORTEST)):
            yield [(" " * INDENT, ""), (line, quiet or "dim")]


def _title(one: Standing) -> str:
    return one.practice.title + (" (hidden)" if one.status == HIDDEN else "")


def _fitting(practice: Practice, title: str, width: int, mark: str) -> str:
    """Give the title where it fits whole, else the label."""
    if cell_width(title) <= width:
        return title
    return cut(practice.label, width, mark=mark)


def _rhythm(one: Standing) -> str:
    return "" if one.status == BLANK else one.practice.cadence.words


def _now(one: Standing) -> str:
    return this_period(one) if one.counts else ""


def _strength(one: Standing) -> str:
    return percent(one.strength) if one.counts else ""
