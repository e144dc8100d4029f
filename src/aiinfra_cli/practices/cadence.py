"""How often a practice is asked for: in words, in days, as periods of the calendar."""

# No `from __future__ import annotations` here: as text, the type of each field would
# be compiled anew at every start.

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from aiinfra_cli.errors import UsageError

ONGOING = "ongoing"  # no rhythm is asked for

# The length that a period is reckoned with, in days. What is ongoing is reckoned by
# the month: somewhere a line must be drawn between kept and let go.
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, ONGOING: 30}
MOST = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365, ONGOING: 1}

NAMES = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    ONGOING: ONGOING,
}
_ADVERBS = {every: name for name, every in NAMES.items()}
_NUMBERS = {"once": 1, "twice": 2}
_TIMES = re.compile(
    r"([0-9]{1,3}|once|twice)\s*(?:x|times)?\s*(?:a|per|/|each)\s*"
    r"(day|week|month|quarter|year)"
)
_SHOWN_LONGEST = 40


class Cadence(NamedTuple):
    """So many times in every period. A day counts once, however often it was done."""

    times: int = 1
    every: str = ONGOING

    @property
    def spacing(self) -> float:
        """The days from one time to the next."""
        return DAYS[self.every] / self.times

    @property
    def words(self) -> str:
        """Name it: weekly, 3 a week, ongoing."""
        if self.times == 1:
            return _ADVERBS[self.every]
        return f"{self.times} a {self.every}"

    @property
    def period(self) -> str:
        """The kind of period it is reckoned by."""
        return "month" if self.every == ONGOING else self.every


def cadence_of(value: Any) -> Cadence | None:
    """Read a cadence from JSON values; None for what is none."""
    if not isinstance(value, dict):
        return None
    every, times = value.get("every"), value.get("times", 1)
    if type(every) is not str or type(times) is not int:
        return None
    return Cadence(times, every) if 1 <= times <= MOST.get(every, 0) else None


def parse(text: str) -> Cadence:
    """Read what a person writes: weekly, "3 a week", 2/year. Raises UsageError."""
    said = " ".join(text.lower().split())
    if said in NAMES:
        return Cadence(1, NAMES[said])
    found = _TIMES.fullmatch(said)
    times = (_NUMBERS.get(found[1]) or int(found[1])) if found else 0
    if found and times:
        every = found[2]
        if times <= MOST[every]:
            return Cadence(times, every)
        raise UsageError(
            f"{times} times do not fit into a {every}",
            hint=f"a {every} takes up to {MOST[every]}: a day counts once",
        )
    raise UsageError(
        f"not a cadence: {text[:_SHOWN_LONGEST]!r}",
        hint='write daily, weekly, monthly, quarterly, yearly, ongoing, or "3 a week"',
    )


def period_of(every: str, day: date) -> tuple[date, date]:
    """Give the first and the last day of the period that a day is in.

    Weeks begin on Monday; quarters in January, April, July and October.
    """
    if every == "day":
        return day, day
    if every == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    months = {"quarter": 3, "year": 12}.get(every, 1)
    month = (day.month - 1) // months * months
    first = date(day.year, month + 1, 1)
    after = month + months
    last = date(day.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return first, last
