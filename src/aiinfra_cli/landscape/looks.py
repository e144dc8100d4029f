"""How an entry looks on a line of a terminal: marks, styles, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aiinfra_cli.landscape.model import (
    DONE,
    NONE,
    REVIEWED,
    SOME,
    Entry,
    Landscape,
)
from aiinfra_cli.typography import MARKS, cell_width
from aiinfra_cli.typography import Line as Line
from aiinfra_cli.typography import Span as Span

# A state is drawn with a mark, a style of the console, and words for the legend.
LOOKS = {
    NONE: (MARKS["open"], "", "not begun"),
    SOME: (MARKS["started"], "started", "begun or met"),
    DONE: (MARKS["done"], "done", "done"),
    REVIEWED: (MARKS["verified"], "verified", "done and reviewed"),
}
EARLY = "~"  # behind a name; "?" comes with the name itself


def name_of(entry: Entry) -> str:
    """Give the name on the map, marked if it is at an early stage or unverified."""
    return entry.short + (f" {EARLY}" if entry.early else "")


def named(entry: Entry, state: str) -> list[Span]:
    """Give mark and name of an entry."""
    mark, style, _ = LOOKS[state]
    return [(mark, style), (f" {name_of(entry)}", style)]


def caveats(entry: Entry) -> list[str]:
    """Say what a reader should know before trusting or using an entry."""
    words = []
    if entry.early:
        words.append("early stage")
    if entry.status != "active":
        words.append(standing(entry))
    if entry.unverified:
        words.append("not verified")
    return words


def standing(entry: Entry) -> str:
    """Word the status of an entry."""
    return entry.status.replace("-", " ")


def tally(landscape: Landscape, studied: Mapping[str, str]) -> str:
    """Sum up what is shown: how many entries, and how many of them are special."""
    entries = landscape.entries
    many = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    counts = (
        (sum(studied.get(one.id, NONE) != NONE for one in entries), "met"),
        (sum(one.early for one in entries), "at an early stage"),
        (sum(bool(one.unverified) for one in entries), "not verified"),
    )
    return " · ".join([many, *(f"{count} {words}" for count, words in counts if count)])


def count_text(entries: Sequence[Entry], studied: Mapping[str, str]) -> str:
    """Say how many entries there are, or how many of them were met."""
    begun = sum(studied.get(one.id, NONE) != NONE for one in entries)
    if begun:
        return f"{begun} of {len(entries)} met"
    return "1 entry" if len(entries) == 1 else f"{len(entries)} entries"


def line_width(line: Line) -> int:
    """Count the cells that a line takes."""
    return sum(cell_width(text) for text, _ in line)


def legend(width: int, more: Sequence[str] = ()) -> list[Line]:
    """Explain the marks, in as many lines as they take, and say what else there is."""
    parts: list[list[Span]] = [
        [(mark, style), (f" {words}", "dim")] for mark, style, words in LOOKS.values()
    ]
    parts += [
        [(EARLY, ""), (" early stage", "dim")],
        [("?", ""), (" not verified", "dim")],
    ]
    parts += [[(words, "dim")] for words in more]
    return list(flow(parts, width))


def flow(parts: Sequence[list[Span]], width: int, gap: int = 3) -> Iterator[list[Span]]:
    """Set parts one after the other into lines of a width, breaking between them."""
    line: list[Span] = []
    used = 0
    for part in parts:
        wide = line_width(part)
        if line and used + gap + wide > width:
            yield line
            line, used = [], 0
        if line:
            line.append((" " * gap, ""))
            used += gap
        line += part
        used += wide
    if line:
        yield line
