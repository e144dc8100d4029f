"""How sessions move when a plan changes: the table that no such change goes without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiinfra_cli.commands import planner
from aiinfra_cli.console import Line, Out
from aiinfra_cli.planning.reflow import Move, moves
from aiinfra_cli.typography import cell_width, pad

__all__ = ["finish_words", "moves", "table"]


def table(out: Out, moved: Sequence[Move], today: date) -> list[Line]:
    """Draw a line for each session that moves: its days before, and after.

    Where that is wider than the terminal, what comes after goes to a line of its own.
    """
    ids = max((cell_width(move.block) for move in moved), default=0)
    before = [_days(move.old, today, "not planned") for move in moved]
    after = [_days(move.new, today, "left out") for move in moved]
    olds = max(map(cell_width, before), default=0)
    whole = 2 + ids + 2 + olds + 4 + max(map(cell_width, after), default=0)
    is_narrow = out.width is not None and whole > out.width
    lines: list[Line] = []
    for move, old, new in zip(moved, before, after, strict=True):
        head = (f"  {pad(move.block, ids)}  ", "id")
        if is_narrow:
            lines.append([head, (old, "dim")])
            lines.append([(" " * (ids + 4) + f"→ {new}", "")])
        else:
            lines.append([head, (pad(old, olds), "dim"), (f"  → {new}", "")])
    return lines


def finish_words(before: date | None, after: date | None, today: date) -> str:
    """Say where the planned finish goes."""
    if after is None:
        return "Nothing is left to plan"
    words = planner.day_words(after, today)
    if before is None or before == after:
        return f"The finish stays on {words}"
    return f"The finish moves from {planner.day_words(before, today)} to {words}"


def _days(days: tuple[date, date] | None, today: date, none: str) -> str:
    return planner.range_words(*days, today) if days else none
