"""Lay text out in the columns of one terminal: whole where there is no width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from aiinfra_cli.console import Line, Span
from aiinfra_cli.typography import ASCII, MARKS, cell_width, clean, cut, fold, pad, wrap

_TITLE_AT_LEAST = 20
STYLES = {
    "done": "done",
    "verified": "verified",
    "claimed": "started",
    "started": "started",
    "late": "late",
}
_NOT_NOW = ("skipped", "retired")


class Row(NamedTuple):
    """One line about one milestone."""

    mark: str
    id: str
    title: str
    time: str
    standing: str
    tier: str = ""


class Widths(NamedTuple):
    """The cells that each column of some rows takes."""

    mark: int
    id: int
    title: int
    time: int
    standing: int
    tier: int


def aligned(cells: Iterable[str], widths: Iterable[int]) -> str:
    """Put cells side by side, each to the right of its column."""
    pairs = zip(cells, widths, strict=True)
    return "".join("  " + pad(cell, width, right=True) for cell, width in pairs)


class Page:
    """The width and the marks of one terminal, and how text is fitted to them.

    Every text is made harmless and measured as it will be printed.
    """

    def __init__(self, width: int | None, *, ascii_only: bool = False) -> None:
        self.width = width
        self.ascii_only = ascii_only

    def text(self, text: str) -> str:
        """Give text as it will stand on the screen."""
        text = clean(text)
        return text.translate(ASCII) if self.ascii_only else text

    def flow(
        self, parts: Sequence[str], between: str = " · ", *, style: str = ""
    ) -> Iterable[Line]:
        """Join parts, going to a new line where the width asks for it."""
        lines = [""] if parts else []
        for part in map(self.text, parts):
            longer = f"{lines[-1]}{self.text(between)}{part}" if lines[-1] else part
            if lines[-1] and self.width and cell_width(longer) > self.width:
                lines[-1] += between.rstrip()
                lines.append(part)
            else:
                lines[-1] = longer
        for line in lines:
            yield from self._folded(line, style)

    def named(self, id: str, title: str) -> Iterable[Line]:
        """Give an id and a title, the title below where it does not fit beside."""
        id, title = self.text(id), self.text(title)
        if not self.width or cell_width(id) + 4 + cell_width(title) <= self.width:
            yield [(f"  {id}", "id"), (f"  {title}", "")]
        else:
            yield from self.folded(id, indent=2)
            yield from self.prose(title, indent=4)

    def prose(self, text: str, *, indent: int, style: str = "") -> Iterable[Line]:
        """Fill lines with text, the spaces before it kept; nothing for no text."""
        text = self.text(text).rstrip()
        lead = len(text) - len(text.lstrip())
        space = " " * (indent + min(lead, 8))
        if not self.width:
            return [[(space + text.lstrip(), style)]] if text else []
        if not text:
            return []
        parts = wrap(text, self.width - len(space))
        return [[(space + part, style)] for part in parts]

    def folded(self, text: str, *, indent: int) -> Iterable[Line]:
        """Give a link or a path, broken only at the edge."""
        text, space = self.text(text), " " * indent
        if not self.width:
            return [[(space + text, "")]]
        return [[(space + part, "")] for part in fold(text, self.width - indent)]

    def section(self, head: str, told: str, lines: Iterable[Line]) -> Iterable[Line]:
        """Put a heading above lines; nothing where there are none, and no words."""
        rest = iter(lines)
        first = next(rest, None)
        if first is None and not told:
            return
        yield []
        yield from self.beside([(head, "head")], told)
        yield from chain([first] if first else [], rest)

    def beside(self, start: Sequence[Span], told: str) -> Iterable[Line]:
        """Put words behind the start of a line, below it where there is no room."""
        told = self.text(told)
        used = sum(cell_width(text) for text, _ in start) + 2
        if not told:
            yield start
        elif self.width is None or used + cell_width(told) <= self.width:
            yield [*start, (f"  {told}", "dim")]
        elif used + _TITLE_AT_LEAST > self.width or used < _TITLE_AT_LEAST:
            yield start
            yield from self.prose(told, indent=2, style="dim")
        else:
            first, *rest = wrap(told, self.width - used)
            yield [*start, (f"  {first}", "dim")]
            yield from ([(" " * used + line, "dim")] for line in rest)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> Iterable[Line]:
        """Lay out titles, and numbers behind them aligned right; titles give way."""
        cells = [[*map(self.text, row)] for row in (head, *rows)]
        widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
        room = widths[0]
        if self.width:
            room = min(room, self.width - 2 - sum(width + 2 for width in widths[1:]))
        for number, (title, *values) in enumerate(cells):
            shown = pad(self.cut(title, room), room)
            style = "" if number else "dim"
            yield [(f"  {shown}", style), (aligned(values, widths[1:]), style)]

    def widths(self, rows: Iterable[Row]) -> Widths:
        """Measure the columns that some rows need."""
        columns = zip(*rows, strict=True)
        found = [max(map(cell_width, map(self.text, column))) for column in columns]
        return Widths(*found) if found else Widths(0, 0, 0, 0, 0, 0)

    def rows(self, rows: Sequence[Row]) -> Iterable[Line]:
        """Lay rows out in the columns that they need."""
        widths = self.widths(rows)
        for row in rows:
            yield from self.row(row, widths)

    def row(self, row: Row, widths: Widths) -> Iterable[Line]:
        """Lay one row out in columns.

        Titles give way first, then the tier, then a row takes two lines. Ids stay
        whole.
        """
        start: list[Span] = [
            (f"  {MARKS[row.mark]} ", STYLES.get(row.mark, "")),
            (pad(self.text(row.id), widths.id), "id"),
        ]
        tail = full = self._tail(row, widths, tier=True)
        title, style = self.text(row.title), "dim" if row.mark in _NOT_NOW else ""
        if self.width is None:
            yield [*start, ("  " + pad(title, widths.title), style), (tail, "dim")]
            return
        least = min(widths.title, _TITLE_AT_LEAST)
        room = self.width - 4 - widths.id - 2
        if room - cell_width(tail) < least:
            tail = self._tail(row, widths, tier=False)
        if (left := room - cell_width(tail)) >= least:
            shown = pad(self.cut(title, left), min(widths.title, left))
            yield [*start, ("  " + shown, style), (tail, "dim")]
            return
        if cell_width(full) <= room + 2:
            tail = full
        if cell_width(tail) <= room + 2:
            yield [*start, (tail, "dim")]
            yield from self.prose(title, indent=4, style=style)
        else:
            yield from self.folded(f"{MARKS[row.mark]} {row.id}", indent=2)
            yield from self.prose(title, indent=4, style=style)
            yield from self.prose(tail.strip(), indent=4, style="dim")

    def _tail(self, row: Row, widths: Widths, *, tier: bool) -> str:
        """Give what stands behind the title, each with two spaces before it."""
        told = ""
        if widths.tier and tier:
            told += "  " + pad(self.text(row.tier), widths.tier)
        if widths.time:
            told += "  " + pad(row.time, widths.time, right=True)
        if widths.standing:
            told += "  " + pad(self.text(row.standing), widths.standing)
        return told

    def cut(self, text: str, width: int) -> str:
        """Shorten a title to so many cells, as it will be printed."""
        if self.ascii_only and cell_width(text) > width:
            return self.text(cut(text, max(1, width - 2)))  # "…" becomes three points
        return cut(text, width)

    def _folded(self, line: str, style: str) -> Iterable[Line]:
        for part in fold(line, self.width) if self.width else [line]:
            yield [(part, style)]
