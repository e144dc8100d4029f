"""The four numbers, and how they moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from aiinfra_cli.memory import Memory, memory
from aiinfra_cli.model import Tally
from aiinfra_cli.planning.numbers import UNREVIEWED, Number, days_words, four, percent
from aiinfra_cli.report.model import Asked, Figure
from aiinfra_cli.standing import Standing, standing
from aiinfra_cli.store import past, queries, tallies

WINDOW = 7  # days, that of the report included
Values = Mapping[str, float | None]

_UNCOVERED = Number("Retained", None, "nothing with recall cards is covered")


def first_day(as_of: date, asked: Asked) -> date:
    """Give the first day of the time in which the numbers moved."""
    if asked.since:
        return date.fromisoformat(asked.since)
    return as_of - timedelta(days=WINDOW - 1)


def before(db: sqlite3.Connection, course: str, since: date, asked: Asked) -> Values:
    """Give the numbers as they were at the end of the day before."""
    day = since - timedelta(days=1)
    with past.as_of(db, course, day):
        week = queries.week_numbered(db, course, asked.week) if asked.week else None
        id = week.id if week else None
        tally = tallies.tally(db, course, week=id or "")
        plan, remembered = standing(db, course, day), memory(db, course, day)
        return {one.name: one.value for one in numbers(tally, plan, remembered, id)}


def numbers(
    tally: Tally, plan: Standing | None, remembered: Memory | None, week: str | None
) -> tuple[Number, ...]:
    """Give the four numbers of the path, or of a week; On time is of the path alone."""
    retained = UNREVIEWED
    if remembered:
        found = remembered.by_week().get(week, _UNCOVERED) if week else None
        retained = found or remembered.whole()
    days = plan.on_time().days if plan else None
    return four(tally, days=days, retained=retained)


def figures(
    numbers: Iterable[Number], before: Values, tally: Tally, *, is_over: bool
) -> Iterable[Figure]:
    """Put the numbers of two days side by side.

    Once all is closed, days only pass: On time has no way to move but down.
    """
    for number in numbers:
        was = before.get(number.name)
        yield Figure(
            name=number.name,
            value=number.value,
            text=number.shown(),
            reason=number.reason,
            skipped_minutes=tally.skipped_minutes if number.name == "Covered" else 0,
            # Skipped time is told in minutes; each format words it.
            beside=number.beside if number.name != "Covered" else "",
            before=was,
            moved="" if is_over and number.unit == "days" else moved(number, was),
        )


def moved(number: Number, before: float | None) -> str:
    """Say how a number moved, as the difference of what both days showed."""
    if number.value is None or before is None:
        return ""
    if number.unit == "days":
        change = int(number.value - before)
        return days_words(change) if change else "no change"
    change = _whole(number.value) - _whole(before)
    sign = "+" if change > 0 else "−"
    noun = "point" if abs(change) == 1 else "points"
    return f"{sign}{abs(change)} {noun}" if change else "no change"


def _whole(share: float) -> int:
    return int(percent(share).partition(" ")[0])
