"""Which days are study days: weekdays, a first day, and days off."""

# No `from __future__ import annotations`: see model.py.

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

DAY = 24 * 60  # minutes
EVERY_DAY = frozenset(range(7))
Range = tuple[date, date]  # both ends included


class PlanningError(ValueError):
    """Say in plain words why no plan can be made of what was given."""


class NoStudyDay(PlanningError):
    """Say that there is no study day, or not enough of them."""


class BadHours(PlanningError):
    """Say that a day cannot have so many minutes of study, or so few."""


class BadRange(PlanningError):
    """Say that days off end before they begin."""


class Settings(NamedTuple):
    """What a learner says about their time."""

    start: date
    weekdays: frozenset[int] = EVERY_DAY  # 0 is Monday
    minutes_per_day: int | None = None  # none: the path's own days for each session
    off: tuple[Range, ...] = ()


def check_hours(minutes: int | None) -> None:
    """Raise BadHours for minutes of study that no day can have."""
    if minutes is not None and minutes < 1:
        raise BadHours("a study day needs at least one minute")
    if minutes is not None and minutes > DAY:
        raise BadHours(f"{minutes / 60:.4g} hours do not fit into a day")


def minutes_a_day(minutes_a_week: int, weekdays: frozenset[int]) -> int:
    """Share the minutes of a week among its study days, never more than it has."""
    days = len(weekdays & EVERY_DAY)
    if not days:
        raise NoStudyDay("no day of the week is a study day")
    minutes = minutes_a_week // days
    # Less than a minute for each day is still a wish to study.
    minutes = 1 if 0 < minutes_a_week < days else minutes
    check_hours(minutes)
    return minutes


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Order ranges of days; those that overlap or touch become one."""
    whole: list[Range] = []
    for first, last in sorted(ranges):
        if last < first:
            raise BadRange(f"days off end before they begin: {first}..{last}")
        if whole and first.toordinal() <= whole[-1][1].toordinal() + 1:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)


def with_off(settings: Settings, first: date, last: date) -> Settings:
    """Add days off, as a pause does; they may overlap what is off already."""
    return settings._replace(off=merged((*settings.off, (first, last))))


def is_study_day(settings: Settings, day: date) -> bool:
    """Tell whether work may be planned for a day."""
    if day < settings.start or day.weekday() not in settings.weekdays:
        return False
    return not any(first <= day <= last for first, last in settings.off)


def study_days_between(settings: Settings, first: date, last: date) -> Iterator[date]:
    """List the study days of a stretch of time, both ends included."""
    ranges = list(reversed(merged(settings.off)))
    number, end = max(first, settings.start).toordinal(), last.toordinal()
    while number <= end:
        while ranges and ranges[-1][1].toordinal() < number:
            ranges.pop()
        if ranges and ranges[-1][0].toordinal() <= number:
            number = ranges[-1][1].toordinal()  # a year off is one step
        elif (number + 6) % 7 in settings.weekdays:  # day 1 of all was a Monday
            yield date.fromordinal(number)
        number += 1


def study_days(settings: Settings, from_: date) -> Iterator[date]:
    """List the study days from a day on, none before the start.

    Ends in NoStudyDay, at the end of the calendar at the latest.
    """
    if not settings.weekdays & EVERY_DAY:
        raise NoStudyDay("no day of the week is a study day")
    day = None
    for day in study_days_between(settings, from_, date.max):
        yield day
    since = day or max(from_, settings.start)
    raise NoStudyDay(f"no study day is left from {since} on: look at the days off")
