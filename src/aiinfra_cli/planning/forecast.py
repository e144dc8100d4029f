"""When the path will be finished at the learner's own pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from aiinfra_cli.planning.calendar import (
    NoStudyDay,
    Settings,
    study_days,
    study_days_between,
)

ENOUGH = 3  # study days of history
RUNS = 1000
HORIZON = 400  # study days: beyond it a date would pretend to know
SHARES = (10, 50, 90)  # per cent of the runs that end on a day or before


class Forecast(NamedTuple):
    """Three finish dates, early to late, or the reason why there are none.

    A date is none if that share of the runs took more study days than the horizon.
    """

    early: date | None
    middle: date | None
    late: date | None
    history: int  # study days drawn from
    horizon: int = HORIZON
    reason: str = ""


class NeededPace(NamedTuple):
    """What a finish date asks for."""

    minutes_per_day: int | None  # none: no study day is left until then
    days: int


def forecast(
    history: Sequence[int], left: int, settings: Settings, from_: date
) -> Forecast:
    """Forecast the finish from the minutes done on each past study day.

    Monte Carlo on throughput (Vacanti, Actionable Agile Metrics for Predictability,
    2015): the study days to come are drawn at random from those that were, days
    without work included, with replacement (the bootstrap: Efron, Annals of
    Statistics 7, 1979), until nothing is left. The answer is the day by which 10, 50
    and 90 per cent of 1000 runs ended. It assumes that the days to come resemble the
    past ones and do not depend on one another. Minutes are those of the estimates on
    both sides, so that a wrong estimate cancels out. Equal input, equal dates.
    """
    if left <= 0:
        return Forecast(None, None, None, len(history), reason="nothing is left to do")
    if len(history) < ENOUGH:
        return Forecast(None, None, None, len(history), reason=_too_few(len(history)))
    counts = _runs([max(0, minutes) for minutes in history], left)
    ends = [counts[-(-RUNS * share // 100) - 1] for share in SHARES]
    early, middle, late = _dates(ends, settings, from_)
    cut = early is None and ends[0] <= HORIZON
    reason = "too few study days are left" if cut else ""
    return Forecast(early, middle, late, len(history), reason=reason)


def needed_pace(left: int, settings: Settings, from_: date, goal: date) -> NeededPace:
    """Give the minutes a study day that the goal needs: minutes left / days left."""
    days = sum(1 for _ in study_days_between(settings, from_, goal))
    if left <= 0:
        return NeededPace(0, days)
    return NeededPace(-(-left // days) if days else None, days)


def _runs(history: list[int], left: int) -> list[int]:
    """Give the study days that each run took, in order; HORIZON + 1 is too many."""
    if max(history) * HORIZON < left:
        return [HORIZON + 1] * RUNS
    from random import Random  # cold: only a forecast draws

    # A seed from the input, and random() alone, which stays the same across versions.
    draw = Random(f"{history} {left}").random
    size = len(history)
    counts = []
    for _ in range(RUNS):
        open_, days = left, 0
        while open_ > 0 and days <= HORIZON:
            open_ -= history[int(draw() * size)]
            days += 1
        counts.append(days)
    return sorted(counts)


def _dates(ends: list[int], settings: Settings, from_: date) -> list[date | None]:
    """Turn counts of study days into dates."""
    dates: list[date] = []
    try:
        for number, day in enumerate(study_days(settings, from_), start=1):
            dates.append(day)
            if number >= min(max(ends), HORIZON):
                break
    except NoStudyDay:
        pass  # days off take the rest of the calendar
    return [dates[end - 1] if end <= len(dates) else None for end in ends]


def _too_few(days: int) -> str:
    so_far = ("are none yet", "is one so far", "are two so far")[days]
    return f"it needs three study days of the plan, and there {so_far}"
