"""The chart as lines of a terminal: nine by nine cells, a list where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from aiinfra_cli.practices.listing import list_lines
from aiinfra_cli.practices.looks import (
    LOOKS,
    MARK,
    Line,
    Span,
    fitted,
    head,
    legend,
    percent,
    strength_bar,
)
from aiinfra_cli.practices.model import Cell, Goal, Pillar
from aiinfra_cli.practices.standing import (
    BEGUN,
    BLANK,
    HIDDEN,
    KEPT,
    OPEN,
    SKIPPED,
    View,
)
from aiinfra_cli.typography import cell_width, pad

NARROWEST = 100  # columns that the grid needs
WIDEST = 20  # columns of a cell
BETWEEN = 9 - 1 + 2  # columns between cells: one, and one more for the two rules
ROOMY = 13  # columns of a cell that may have a fourth line, and a bar
PERCENT = 5  # columns of "100 %"


def chart_lines(view: View, width: int | None, *, mark: str = MARK) -> list[Line]:
    """Draw the chart: as a grid where it fits, else as a list by pillar.

    A width of None stands for no terminal: nothing is cut, and every id is there.
    """
    if width is None or width < NARROWEST:
        return [*head(view, width), *list_lines(view, width, mark=mark)]
    return [*head(view, width), *grid_lines(view, width, mark=mark)]


def grid_lines(view: View, width: int, *, mark: str = MARK) -> list[Line]:
    """Draw the nine by nine cells, then what the marks mean."""
    columns = min((max(width, NARROWEST) - BETWEEN) // 9, WIDEST)
    whole = 9 * columns + BETWEEN
    lines: list[Line] = []
    for row in range(9):
        if row:
            lines.append([("─" * whole, "dim")] if row % 3 == 0 else _gap(columns))
        lines += _row(view, row, columns, mark)
    return [*lines, [], *legend((OPEN, BEGUN, KEPT, SKIPPED), width)]


def _row(view: View, row: int, columns: int, mark: str) -> Iterator[Line]:
    """Draw one row of cells: words at the top, strength in its last line."""
    cells = [view.chart.at(row, column) for column in range(9)]
    most = 4 if columns >= ROOMY else 3
    words = [_words(view, one, columns, most, mark) for one in cells]
    for number in range(max(len(lines) for lines, _ in words)):
        yield _joined(
            [
                [(lines[number] if number < len(lines) else "", style)]
                for lines, style in words
            ],
            columns,
        )
    yield _joined([_strength(view, one, columns) for one in cells], columns)


def _words(
    view: View, cell: Cell, columns: int, most: int, mark: str
) -> tuple[list[str], str]:
    standing = view.standings.get(cell.id)
    if standing and standing.status in (HIDDEN, BLANK):
        return [LOOKS[HIDDEN][2] if standing.status == HIDDEN else cell.label], "dim"
    style = "head" if isinstance(cell, Pillar | Goal) else ""
    return fitted((cell.title, cell.label), columns, most, mark), style


def _strength(view: View, cell: Cell, columns: int) -> list[Span]:
    if isinstance(cell, Goal):
        return []
    if isinstance(cell, Pillar):
        found = view.sides[cell.id].strength
        return _measured(found, columns, "head")
    standing = view.standings[cell.id]
    if not standing.counts:
        return []
    mark, style, _ = LOOKS[standing.status]
    return [(f"{mark} ", style), *_measured(standing.strength, columns - 2, "")]


def _measured(found: float | None, columns: int, style: str) -> list[Span]:
    """Write a strength, with a bar before it where there is room."""
    if found is None or columns < ROOMY - 2:
        return [(percent(found), style if found is not None else "dim")]
    room = columns - PERCENT - 1
    return [*strength_bar(found, room), (f" {pad(percent(found), PERCENT)}", style)]


def _gap(columns: int) -> Line:
    return _joined([[] for _ in range(9)], columns)


def _joined(cells: list[list[Span]], columns: int) -> list[Span]:
    """Set cells side by side, with a rule between blocks."""
    line: list[Span] = []
    for number, spans in enumerate(cells):
        if number:
            line.append(("│ ", "dim") if number % 3 == 0 else (" ", ""))
        line += spans
        used = sum(cell_width(text) for text, _ in spans)
        line.append((pad("", columns - used), ""))
    return line
