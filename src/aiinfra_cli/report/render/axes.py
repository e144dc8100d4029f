"""Round ticks for hours and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # hours
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def hour_ticks(minutes: int, most: int = 5) -> list[int]:
    """Give round hours from 0 up to the first that minutes do not pass."""
    hours = max(1, -(-minutes // 60))
    step = next((one for one in _STEPS if hours / one <= most), _STEPS[-1])
    return [*range(0, -(-hours // step) * step + 1, step)]


def day_ticks(first: date, last: date, most: int = 6) -> list[date]:
    """Give round days inside a range: single days, Mondays, or firsts of months."""
    length = (last - first).days
    for step in _DAYS:
        if length / step <= most:
            return [*_days(first, last, step)]
    for step in _MONTHS:
        found = [*_months(first, last, step)]
        if len(found) <= most:
            return found
    return [first]


def _days(first: date, last: date, step: int) -> Iterator[date]:
    day = first + timedelta(-first.weekday() % 7) if step >= 7 else first
    while day <= last:
        yield day
        day += timedelta(step)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % step
    while (
        number // 12 <= last.year
        and (day := date(number // 12, number % 12 + 1, 1)) <= last
    ):
        yield day
        number += step
