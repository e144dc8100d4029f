"""What stands behind the letters of the map: categories, counts, names."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.landscape.clusters import best_known_first, letters
from aiinfra_cli.landscape.looks import (
    LOOKS,
    count_text,
    flow,
    line_width,
    name_of,
    named,
)
from aiinfra_cli.landscape.model import NONE
from aiinfra_cli.typography import cell_width, cut, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aiinfra_cli.landscape.clusters import Cluster
    from aiinfra_cli.landscape.looks import Line, Span
    from aiinfra_cli.landscape.model import Entry, Landscape

MORE = 4  # columns for the sign that there are more names, also without Unicode
LEAST = 16  # columns that are worth naming something in
AND_MORE = " …"
CUT = "..."  # as wide without Unicode
MET = "met"


class _Row(NamedTuple):
    letter: str
    title: str
    begun: int  # how many of them were studied
    told: str  # the same, in words
    entries: tuple[Entry, ...]


def _rows(landscape: Landscape, studied: Mapping[str, str]) -> list[_Row]:
    """Give the categories of what is on the map."""
    letter = letters(landscape)
    rows = []
    for category in landscape.categories:
        mine = [one for one in landscape.placed if one.category == category.id]
        if mine:
            rows.append(
                _Row(
                    letter[category.id],
                    category.title,
                    sum(studied.get(one.id, NONE) != NONE for one in mine),
                    count_text(mine, studied),
                    best_known_first(mine, studied),
                )
            )
    return rows


def key_below(
    landscape: Landscape, studied: Mapping[str, str], width: int
) -> list[Line]:
    """Explain the letters, a line each: title, counts, and the names that fit.

    A line above them says what is counted.
    """
    rows = _rows(landscape, studied)
    letter = max((len(one.letter) for one in rows), default=0) + 2
    title = max((cell_width(one.title) for one in rows), default=0) + 2
    counts = [f"{one.begun} of {len(one.entries)}" for one in rows]
    told = max(len(one) for one in (MET, *counts))
    title = min(title, max(width - letter - told, LEAST))
    room = width - letter - title - told - 2
    lines: list[Line] = [[(" " * (letter + title) + pad(MET, told, right=True), "dim")]]
    for one, count in zip(rows, counts, strict=True):
        line: list[Span] = [
            (pad(one.letter, letter), "head"),
            (pad(cut(one.title, title - 2, mark=CUT), title), ""),
            (pad(count, told, right=True), "" if one.begun else "dim"),
        ]
        if room >= LEAST:
            line.append(("  ", ""))
            line += _names(one.entries, studied, room, most=1)[0]
        lines.append(line)
    return lines


def key_beside(
    landscape: Landscape, studied: Mapping[str, str], width: int, names: int
) -> list[Line]:
    """Explain the letters in a column, with so many lines of names each."""
    lines: list[Line] = []
    for one in _rows(landscape, studied):
        letter = pad(one.letter, 3)
        title = cut(
            one.title, max(width - len(letter) - len(one.told) - 2, LEAST), mark=CUT
        )
        lines.append([(letter, "head"), (f"{title}  ", "head"), (one.told, "dim")])
        room = width - len(letter)
        for line in _names(one.entries, studied, room, most=names):
            lines.append([(" " * len(letter), ""), *line])
    return lines


def key_in_words(
    landscape: Landscape, studied: Mapping[str, str], found: Sequence[Cluster]
) -> list[Line]:
    """Tell all that the map shows: where each entry stands, and what you know of it."""
    lines: list[Line] = []
    for row, (_, mine) in zip(
        _rows(landscape, studied),
        groupby(found, key=lambda one: one.category.id),
        strict=True,
    ):
        lines.append(
            [(f"{row.letter}  {row.title}", "head"), (f"   {row.told}", "dim")]
        )
        for cluster in mine:
            told = "; ".join(_states(cluster.entries, studied))
            many = len(cluster.entries)
            lines.append([(f"   {cluster.whereabouts} ({many}): {told}", "")])
    return lines


def _states(entries: Sequence[Entry], studied: Mapping[str, str]) -> Iterator[str]:
    for state, some in groupby(entries, key=lambda one: studied.get(one.id, NONE)):
        yield f"{LOOKS[state][2]}: {' · '.join(map(name_of, some))}"


def _names(
    entries: Sequence[Entry], studied: Mapping[str, str], width: int, *, most: int
) -> list[list[Span]]:
    """Name what fits into some lines, with a sign where there is more."""
    parts = [named(one, studied.get(one.id, NONE)) for one in entries]
    whole = list(flow(parts, width, gap=2))
    if len(whole) <= most and all(line_width(line) <= width for line in whole):
        return whole
    lines = [
        _within(line, width - MORE)
        for line in list(flow(parts, width - MORE, gap=2))[:most]
    ]
    lines[-1].append((AND_MORE, "dim"))
    return lines


def _within(line: list[Span], width: int) -> list[Span]:
    """Cut a name that is wider than a whole line, where it stands alone."""
    if line_width(line) <= width:
        return line
    mark, (name, style) = line
    return [mark, (cut(name, width - cell_width(mark[0]), mark=CUT), style)]
