"""What the plan's figures say of the time to come: forecast, pace, rhythm, on time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import planner
from aiinfra_cli.planning.forecast import Forecast, NeededPace, needed_pace
from aiinfra_cli.planning.numbers import days_words
from aiinfra_cli.planning.on_time import OnTime
from aiinfra_cli.planning.rhythm import Rhythm, rhythm
from aiinfra_cli.standing import Standing, first_standing, record
from aiinfra_cli.typography import minutes_text


class CalendarWeek(NamedTuple):
    """The week of the calendar that today is in, as the learner's weeks begin."""

    first: date
    last: date
    planned: int  # minutes
    done: int


class Outlook(NamedTuple):
    """Everything that is worked out from a plan and what was done."""

    on_time: OnTime
    first: OnTime | None  # against the plan the path was started with, if replanned
    forecast: Forecast
    needed: NeededPace
    rhythm: Rhythm
    left: int
    finish: date | None
    week: CalendarWeek


def outlook(app: App, standing: Standing) -> Outlook:
    """Work out the outlook of a plan."""
    db, course, today = app.db, app.course, standing.today
    known = record(db, course)
    first = first_standing(db, course, today, known)
    left = sum(part.left for part in standing.progress)
    from_ = known.next_day(today)
    end = standing.finish
    needed = needed_pace(left, standing.plan.settings, from_, end) if end else None
    return Outlook(
        standing.on_time(),
        first.on_time() if first else None,
        known.forecast(standing),
        needed or NeededPace(None, 0),
        rhythm(known.due(today), known.kept, today),
        left,
        end,
        _this_week(app, standing, known.done),
    )


def _this_week(app: App, standing: Standing, by_day: Mapping[str, int]) -> CalendarWeek:
    """Add up what is planned and done in the week of today."""
    begins = ("monday", "sunday").index(app.config.week_start)  # Sunday is a day early
    first = standing.today - timedelta(days=(standing.today.weekday() + begins) % 7)
    days = {first + timedelta(days=number) for number in range(7)}
    planned = sum(
        minutes
        for span in standing.spans
        for day, minutes in zip(span.days, span.minutes, strict=True)
        if day in days
    )
    done = sum(by_day.get(str(day), 0) for day in days)
    return CalendarWeek(first, max(days), planned, done)


def words(outlook: Outlook, today: date) -> list[str]:
    """Say the outlook in a few lines."""
    found, week = outlook.forecast, outlook.week
    lines = [
        f"This week, {planner.range_words(week.first, week.last, today)}: "
        f"{minutes_text(week.done)} done of {minutes_text(week.planned)} planned"
    ]
    if found.reason:
        lines.append(f"No forecast: {found.reason}")
    else:
        early, middle, late = (
            planner.day_words(day, today) if day else f"more than {found.horizon} days"
            for day in (found.early, found.middle, found.late)
        )
        lines.append(f"Finish at your pace: {middle}; likely {early} to {late}")
    if outlook.left and outlook.finish:
        lines.append(_needed_words(outlook, outlook.finish, today))
    steps = outlook.rhythm
    if steps.planned:
        lines.append(
            f"Rhythm: {steps.kept} of {steps.planned} study days in four weeks; "
            f"{steps.current} in a row, best {steps.best}"
        )
    return lines


def _needed_words(outlook: Outlook, finish: date, today: date) -> str:
    end = planner.day_words(finish, today)
    minutes = outlook.needed.minutes_per_day
    if minutes is None:
        return f"The planned finish, {end}, has no study day left: aiinfra replan"
    return f"The planned finish, {end}, needs {minutes_text(minutes)} a study day"


def explanation(outlook: Outlook) -> list[str]:
    """Say which figures make the days ahead or behind."""
    at = outlook.on_time
    lines = [
        f"On time {days_words(at.days)}: of {at.all_days} study days, the "
        f"{minutes_text(at.done)} done cover {at.k}.",
        f"  Through yesterday {at.through_yesterday} days with "
        f"{minutes_text(at.due_yesterday)} were planned, through today "
        f"{at.through_today} with {minutes_text(at.due_today)}.",
        "  Ahead counts from today, behind from yesterday: a day is not missed "
        "before it is over.",
    ]
    if at.next_at is not None and at.next_at > at.done:
        more = minutes_text(at.next_at - at.done)
        lines.append(f"  {more} more cover the next day.")
    if outlook.first is not None:
        lines.append(f"  Against the first plan: {days_words(outlook.first.days)}.")
    return lines


def document(outlook: Outlook) -> dict[str, Any]:
    """Give the JSON form of the outlook."""
    found = outlook.forecast
    return {
        "on_time": outlook.on_time._asdict(),
        "on_time_first_plan": outlook.first._asdict() if outlook.first else None,
        "forecast": {
            **found._asdict(),
            **{
                name: _iso(getattr(found, name)) for name in ("early", "middle", "late")
            },
            "reason": found.reason or None,
        },
        "needed_minutes_per_day": outlook.needed.minutes_per_day,
        "rhythm": outlook.rhythm._asdict(),
        "finish": _iso(outlook.finish),
        "week": {
            **outlook.week._asdict(),
            "first": _iso(outlook.week.first),
            "last": _iso(outlook.week.last),
        },
        "left": outlook.left,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
