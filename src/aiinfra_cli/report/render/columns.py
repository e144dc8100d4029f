"""Lay text out in the columns of one terminal: whole where there is no width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, compress
from typing import NamedTuple

from aiinfra_cli.console import Line, Span
from aiinfra_cli.typography import ASCII, MARKS, cell_width, clean, fold, pad, wrap

_TITLE_AT_LEAST = 20
TITLE_COLUMN = 36  # cells at least, where longer titles go on below within a column
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

    def of(self, width: int) -> Page:
        """Give a part of this page, so many cells wide."""
        return Page(width, ascii_only=self.ascii_only)

    def text(self, text: str) -> str:
        """Give text as it will stand on the screen."""
        text = clean(text)
        return text.translate(ASCII) if self.ascii_only else text

    def flow(
        self, parts: Sequence[str], between: str = " · ", *, style: str = ""
    ) -> Iterable[Line]:
        """Join parts, going to a new line where the width asks for it."""
        lines = [""] if parts else []
        for number, part in enumerate(map(self.text, parts), 1):
            longer = f"{lines[-1]}{self.text(between)}{part}" if lines[-1] else part
            end = between.rstrip() if number < len(parts) else ""
            if lines[-1] and self.width and cell_width(longer + end) > self.width:
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
        """Lay out titles, and numbers behind them aligned right; titles go on below.

        A column with no number in it is left out.
        """
        used = [
            number == 0 or any(row[number] for row in rows)
            for number in range(len(head))
        ]
        cells = [[*map(self.text, compress(row, used))] for row in (head, *rows)]
        widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
        room = widths[0]
        if self.width:
            room = min(room, self.width - 2 - sum(width + 2 for width in widths[1:]))
        for number, (title, *values) in enumerate(cells):
            first, *rest = wrap(title, room)
            style = "" if number else "dim"
            yield [
                (f"  {pad(first, room)}", style),
                (aligned(values, widths[1:]), style),
            ]
            yield from ([(f"  {line}", style)] for line in rest)

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

        No title is cut: a long one goes on below within its column, and where that is
        narrow all titles of the rows have lines of their own.
        """
        start: list[Span] = [
            (f"  {MARKS[row.mark]} ", STYLES.get(row.mark, "")),
            (pad(self.text(row.id), widths.id), "id"),
        ]
        tail = self._tail(row, widths)
        title, style = self.text(row.title), "dim" if row.mark in _NOT_NOW else ""
        if self.width is None:
            yield [*start, ("  " + pad(title, widths.title), style), (tail, "dim")]
            return
        room = self.width - 4 - widths.id - 2
        left = min(widths.title, room - cell_width(tail))
        untiered = row._replace(tier=""), widths._replace(tier=0)
        if left >= min(widths.title, TITLE_COLUMN):
            first, *rest = wrap(title, left)
            yield [*start, ("  " + pad(first, left), style), (tail, "dim")]
            yield from ([(" " * (6 + widths.id) + line, style)] for line in rest)
        elif cell_width(tail) <= room + 2:
            yield [*start, (tail, "dim")]
            yield from self.prose(title, indent=4, style=style)
        elif row.tier and cell_width(self._tail(*untiered)) <= room + 2:
            yield [*start, (self._tail(*untiered), "dim")]
            yield from self.prose(f"{title} · {row.tier}", indent=4, style=style)
        else:
            yield from self.folded(f"{MARKS[row.mark]} {row.id}", indent=2)
            yield from self.prose(title, indent=4, style=style)
            yield from self.prose(tail.strip(), indent=4, style="dim")

    def _tail(self, row: Row, widths: Widths) -> str:
        """Give what stands behind the title, each with two spaces before it."""
        told = ""
        if widths.tier:
            told += "  " + pad(self.text(row.tier), widths.tier)
        if widths.time:
            told += "  " + pad(row.time, widths.time, right=True)
        if widths.standing:
            told += "  " + pad(self.text(row.standing), widths.standing)
        return told

    def _folded(self, line: str, style: str) -> Iterable[Line]:
        for part in fold(line, self.width) if self.width else [line]:
            yield [(part, style)]
