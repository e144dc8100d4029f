"""The monthly look back: what was done, what was let go and why, what grew or faded."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.practices.cadence import Cadence
from aiinfra_cli.practices.model import (
    Chart,
    Pillar,
    Practice,
    PracticeState,
    Skip,
)
from aiinfra_cli.practices.standing import in_own_words, mean
from aiinfra_cli.practices.strength import Period, count, periods, strength

_MONTH = re.compile(r"(\d{4})-(\d{2})")


class Month(NamedTuple):
    """The days looked back on."""

    first: date
    last: date  # the last day of the month, or today
    is_over: bool


class Look(NamedTuple):
    """What became of a practice in the month."""

    practice: Practice
    times: int  # days on which it was done
    skips: tuple[Skip, ...]
    unit: str  # the kind of the periods below
    asked: int  # periods that ended in the month and asked for it
    kept: int  # of these, with nothing missed
    before: float | None  # strength on the evening before the month; None: not begun
    after: float | None  # and at its end

    @property
    def gain(self) -> float:
        """What was won or lost."""
        return (self.after or 0.0) - (self.before or 0.0)

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing was done and nothing skipped."""
        return not self.times and not self.skips


class SideLook(NamedTuple):
    """What became of a pillar."""

    pillar: Pillar
    times: int
    before: float | None
    after: float | None


class LookBack(NamedTuple):
    """A month of the whole chart, hidden and blank cells left out."""

    month: Month
    looks: tuple[Look, ...]
    sides: tuple[SideLook, ...]

    @property
    def faded(self) -> tuple[Look, ...]:
        """Practices that asked, and were let go without a word: largest loss first."""
        let_go = (one for one in self.looks if one.is_quiet and one.kept < one.asked)
        return tuple(sorted(let_go, key=lambda one: (one.gain, one.practice.id)))

    @property
    def never(self) -> tuple[Look, ...]:
        """Practices that were never begun."""
        return tuple(one for one in self.looks if one.after is None)


def month_of(text: str, today: date) -> Month:
    """Read a month: "month" for the present one, "last" for the one before, 2026-11.

    Raises UsageError.
    """
    said = text.strip().lower()
    found = _MONTH.fullmatch(said)
    if said == "month":
        first = today.replace(day=1)
    elif said in ("last", "last month", "last-month"):
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    elif found and 1970 <= int(found[1]) <= 9998 and 1 <= int(found[2]) <= 12:
        first = date(int(found[1]), int(found[2]), 1)
    else:
        raise UsageError(
            f"not a month: {text[:40]!r}",
            hint="write month for this one, last, or one like 2026-11",
        )
    if first > today:
        raise UsageError(
            f"{first:%Y-%m} has not begun", hint="a look back needs something behind it"
        )
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Month(first, min(last, today), last < today)


def look_back(
    chart: Chart, states: Mapping[str, PracticeState], month: Month
) -> LookBack:
    """Look back on a month; what happened after it is not seen."""
    own = in_own_words(chart, states)
    defaults = {one.id: one.cadence for one in chart.practices}
    looks: list[Look] = []
    sides: list[SideLook] = []
    for pillar in own.pillars:
        mine = []
        for one in pillar.practices:
            state = states.get(one.id, PracticeState(one.id))
            if not one.is_blank and not state.is_hidden:
                mine.append(_look(one, state, defaults[one.id], month))
        sides.append(
            SideLook(
                pillar,
                sum(one.times for one in mine),
                mean(one.before for one in mine),
                mean(one.after for one in mine),
            )
        )
        looks += mine
    return LookBack(month, tuple(looks), tuple(sides))


def _look(
    practice: Practice, state: PracticeState, default: Cadence, month: Month
) -> Look:
    ended = takewhile(
        lambda one: month.first <= one.last,
        periods(state, default, month.last, is_over=month.is_over),
    )
    found = [one for one in ended if one.asks]
    return Look(
        practice,
        count(state.done, month.first, month.last),
        tuple(one for one in state.skips if month.first <= one.day <= month.last),
        _unit(found, practice),
        len(found),
        sum(not one.missed for one in found),
        _strength(state, default, month.first - timedelta(days=1), is_over=True),
        _strength(state, default, month.last, is_over=month.is_over),
    )


def _unit(found: list[Period], practice: Practice) -> str:
    return (found[0].cadence if found else practice.cadence).period


def _strength(
    state: PracticeState, default: Cadence, day: date, *, is_over: bool
) -> float | None:
    if not state.done or state.done[0] > day:
        return None
    return strength(state, default, day, is_over=is_over)
