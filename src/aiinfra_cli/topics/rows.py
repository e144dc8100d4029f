"""The rows of the screens: mark, id, title, hours, Covered, and a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.model import DONE, OPEN, RETIRED, SKIPPED, STARTED
from aiinfra_cli.planning.numbers import covered, percent
from aiinfra_cli.typography import (
    MARKS,
    cell_width,
    cut,
    minutes_text,
    pad,
    wrap,
)
from aiinfra_cli.typography import (
    Line as Line,
)
from aiinfra_cli.typography import (
    Span as Span,
)

if TYPE_CHECKING:
    from aiinfra_cli.model import Tally


# The style of the console for each status; the mark says the same without colour.
STYLES = {OPEN: "", STARTED: "started", DONE: "done", SKIPPED: "dim", RETIRED: "dim"}
KEY = 11  # columns of the names of facts
LEAST = 18  # columns; a title in fewer is left out
FAIR = 40  # columns that titles are given before notes are told at length


class Link(NamedTuple):
    """Something that a page names, and where the learner stands on it if one can."""

    status: str  # empty where there is no such thing
    title: str


class Row(NamedTuple):
    """One line of a list."""

    status: str
    id: str
    title: str
    hours: str
    share: str = ""  # Covered, where there is more below it
    note: str = ""
    note_style: str = "dim"
    brief: str = ""  # the note where there is no room for it
    depth: int = 0


def mark(status: str) -> Span:
    """Give the mark of a status with its style."""
    return MARKS[status], STYLES[status]


def share_of(found: Tally) -> str:
    """Write Covered alone; a dash where everything is skipped."""
    counted = found.minutes - found.skipped_minutes
    return percent(found.done_minutes / counted) if counted > 0 else "–"


def covered_text(found: Tally) -> str:
    """Write Covered with its name, and the skipped time beside it."""
    return covered(found, minutes_text(found.skipped_minutes)).text()


def rows_lines(rows: Sequence[Row], width: int | None) -> Iterator[Line]:
    """Align rows in columns; titles give way first, and only on a terminal."""
    ids = _widest(2 * one.depth + cell_width(one.id) for one in rows)
    hours = _widest(cell_width(one.hours) for one in rows)
    shares = _widest(cell_width(one.share) for one in rows)
    titles = _widest(cell_width(one.title) for one in rows)
    notes = [one.note for one in rows]
    if width is not None:
        room = width - 2 - ids
        hours = hours if room >= hours + 2 else 0
        room -= hours + 2 if hours else 0
        shares = shares if room >= shares + 2 else 0
        room -= shares + 2 if shares else 0
        if room - 2 - _wide(notes) < min(titles, FAIR):
            notes = [one.brief or one.note for one in rows]
        if room < _wide(notes):
            notes = [""] * len(rows)
        room -= _wide(notes) + 2
        titles = min(titles, room) if room >= min(titles, LEAST) else 0
    for one, note in zip(rows, notes, strict=True):
        line: list[Span] = [
            ("  " * one.depth, ""),
            mark(one.status),
            (f" {pad(one.id, ids - 2 * one.depth)}", "id"),
        ]
        if titles:
            style = "dim" if one.status in (SKIPPED, RETIRED) else ""
            line.append((f"  {pad(cut(one.title, titles), titles)}", style))
        if hours:
            line.append((f"  {pad(one.hours, hours, right=True)}", "dim"))
        if shares:
            line.append((f"  {pad(one.share, shares, right=True)}", "dim"))
        if note:
            line.append((f"  {note}", one.note_style))
        yield line


def head_lines(
    id: str, title: str, about: Sequence[str], width: int | None
) -> list[Line]:
    """Begin a page: what it is of, and in a dim line what there is to say in short."""
    head = f"{id}  {title}"
    lines: list[Line] = [[(head, "head")]]
    if width is not None and cell_width(head) > width:
        lines = [[(id, "head")], *wrapped(title, width, "head")]
    return [*lines, *wrapped(" · ".join(part for part in about if part), width, "dim")]


def link_lines(
    head: str, ids: Sequence[str], links: Mapping[str, Link], width: int | None
) -> list[Line]:
    """List what a page names below a heading; nothing where there is nothing."""
    if not ids:
        return []
    widest = max(map(cell_width, ids))
    lines: list[Line] = [[], [(head, "head")]]
    for id in ids:
        found = links.get(id, Link("", ""))
        sign, style = mark(found.status) if found.status else ("·", "dim")
        title = found.title
        if width is not None:
            title = cut(title, max(width - widest - 6, LEAST))
        lines.append(
            [
                (f"  {sign}", style),
                (f" {pad(id, widest)}", "id"),
                (f"  {title}", ""),
            ]
        )
    return lines


def wrapped(text: str, width: int | None, style: str = "") -> Iterator[Line]:
    """Break text into lines of a width; one line where nothing is cut."""
    for line in [text] if width is None else wrap(text, width):
        yield [(line, style)]


def point_lines(texts: Iterable[str], width: int | None) -> Iterator[Line]:
    """Set texts below each other, each behind a point."""
    for text in texts:
        room = None if width is None else max(width - 4, 20)
        for number, line in enumerate(wrapped(text, room)):
            yield [("  · " if number == 0 else "    ", "dim"), *line]


def fact_lines(facts: Iterable[tuple[str, str]], width: int | None) -> Iterator[Line]:
    """Set facts below each other, each behind its name."""
    for name, text in facts:
        room = None if width is None else max(width - KEY - 2, 20)
        for number, line in enumerate(wrapped(text, room)):
            head = name if number == 0 else ""
            yield [(f"  {pad(head, KEY)}", "dim"), *line]


def _wide(notes: Iterable[str]) -> int:
    """Give the columns that notes take, with the gap before them."""
    return _widest(cell_width(note) + 2 for note in notes if note)


def _widest(widths: Iterable[int]) -> int:
    return max(widths, default=0)
