"""Words in a cell of the picture: which size of type, broken into which lines."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import east_asian_width

from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.practices.looks import MARK

SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
LINE, HIGH = 1.22, 1.2  # from one line to the next, and of one, in sizes of type


class Room(NamedTuple):
    """What words may fill, and how heavy they are."""

    width: float
    height: float
    bold: bool

    def rows(self, size: float) -> int:
        """Count the lines of a size that fit."""
        return int(self.height // (size * LINE))


def largest(text: str, room: Room) -> float:
    """Give the largest type in which words fit whole; the smallest where none does."""
    for size in SIZES:
        lines, is_whole = _broken(text, size, room)
        if is_whole and len(lines) <= room.rows(size):
            return size
    return SIZES[-1]


def lines_of(text: str, size: float, room: Room) -> list[str]:
    """Break words into lines; where they are too many the rest is cut."""
    lines, _ = _broken(text, size, room)
    rows = room.rows(size)
    if len(lines) <= rows:
        return lines
    last = " ".join(lines[rows - 1 :])
    while last and text_width(last + MARK, size, bold=room.bold) > room.width:
        last = last[:-1]
    return [*lines[: rows - 1], last.rstrip() + MARK]


def _broken(text: str, size: float, room: Room) -> tuple[list[str], bool]:
    """Break words into lines; tell whether no word had to be torn apart.

    A word that is too long by itself is broken behind its hyphens first. Scripts that
    write without spaces may be broken between any two characters.
    """

    def fits(line: str) -> bool:
        return text_width(line, size, bold=room.bold) <= room.width

    lines: list[str] = []
    is_whole = True
    for word in text.split():
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for part in re.split("(?<=-)", word):
            if lines[-1] and not fits(lines[-1] + part):
                lines.append("")
            for char in part:
                if lines[-1] and not fits(lines[-1] + char):
                    lines.append("")
                    is_whole &= east_asian_width(char) in "WF"
                lines[-1] += char
    return lines, is_whole
