"""Read the dates, weekdays and ranges that the schedule's options take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from aiinfra_cli.errors import UsageError
from aiinfra_cli.planning.layout import Span, finish
from aiinfra_cli.planning.record import WEEKDAYS

EARLIEST, LATEST = 1970, 2200
_LONG = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
_GROUPS = {"all": range(7), "weekdays": range(5), "weekend": (5, 6)}


def day_of(text: str, today: date) -> date:
    """Read a day: a date, today, tomorrow, a weekday, or "next" and a weekday.

    A weekday means its next day, today included; with "next", not today. Raises
    UsageError for anything else.
    """
    words = text.lower().split()
    if words == ["today"]:
        return today
    if words == ["tomorrow"]:
        return today + timedelta(days=1)
    if words and (weekday := _weekday(words[-1])) is not None:
        ahead = (weekday - today.weekday()) % 7
        if words[:-1] == ["next"]:
            return today + timedelta(days=ahead or 7)
        if not words[:-1]:
            return today + timedelta(days=ahead)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"not a date: {text[:60]!r}",
            hint="write 2026-11-30, today, monday or next monday",
        ) from None
    if not EARLIEST <= day.year <= LATEST:
        raise UsageError(
            f"{day} is out of reach", hint=f"years go from {EARLIEST} to {LATEST}"
        )
    return day


def range_of(text: str, today: date) -> tuple[date, date]:
    """Read a stretch of days, both ends included: FROM..TO, or one day."""
    first, dots, last = text.partition("..")
    begin = day_of(first, today)
    end = day_of(last, today) if dots else begin
    if end < begin:
        raise UsageError(
            f"{text[:60]} ends before it begins",
            hint="write FROM..TO, the earlier first",
        )
    return begin, end


def weekdays_of(text: str) -> frozenset[int]:
    """Read weekdays: mon,tue,sat, or all, weekdays, weekend."""
    found: set[int] = set()
    for word in text.lower().replace(",", " ").split():
        if word in _GROUPS:
            found.update(_GROUPS[word])
        elif (weekday := _weekday(word)) is not None:
            found.add(weekday)
        else:
            raise UsageError(
                f'there is no weekday "{word[:30]}"',
                hint="write them like mon,tue,sat; or all, weekdays, weekend",
            )
    if not found:
        raise UsageError(
            "no study day is left", hint="name at least one weekday, like --days sat"
        )
    return frozenset(found)


def check_end(spans: Iterable[Span]) -> None:
    """Raise UsageError for a plan that runs on beyond the years that can be named."""
    end = finish(spans)
    if end and end.year > LATEST:
        raise UsageError(
            f"there are too few study days before {LATEST + 1}",
            hint="take fewer days off, or name more weekdays",
        )


def _weekday(word: str) -> int | None:
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    return _LONG.get(word)
