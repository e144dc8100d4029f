"""What the commands of the schedule share: reading, writing and wording the plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.config import in_effect
from aiinfra_cli.errors import UsageError
from aiinfra_cli.store import plans

if TYPE_CHECKING:
    from aiinfra_cli.planning.calendar import Settings
    from aiinfra_cli.planning.layout import Span
    from aiinfra_cli.standing import Standing
    from aiinfra_cli.store.journal import Entry


class Due(NamedTuple):
    """The first and the last day that a session is planned for."""

    first: date
    last: date


def dues(app: App) -> dict[str, Due]:
    """Give the planned days of each session, at the cost of one look-up."""
    made = plans.standing(app.db, app.course)
    day = date.fromisoformat
    spans = made.detail["spans"] if made else ()
    return {session: Due(day(days[0]), day(days[-1])) for session, days, _ in spans}


def dated(app: App, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to documents of milestones when they are planned, and whether late."""
    found, today = dues(app), app.clock.today()
    for item in items:
        due = found.get(item["session"] or "")
        item["planned"] = [str(due.first), str(due.last)] if due else None
        is_open = item["status"] in ("open", "started")
        item["late"] = bool(due and is_open and due.last < today)
    return items


def when_words(app: App, session: str | None, *, is_open: bool) -> str:
    """Say when a session is planned, and whether it is late; "" without a plan."""
    due, today = dues(app).get(session or ""), app.clock.today()
    if due is None:
        return ""
    late = ", late" if is_open and due.last < today else ""
    return range_words(due.first, due.last, today) + late


def standing(app: App) -> Standing | None:
    """Give where the learner stands on the plan; none without one."""
    if plans.standing(app.db, app.course) is None:
        return None
    # Only with a plan is its arithmetic paid for.
    from aiinfra_cli.standing import standing as stand

    return stand(app.db, app.course, app.clock.today())


def started(app: App) -> Standing:
    """Give where the learner stands; raise UsageError without a plan."""
    found = standing(app)
    if found is None:
        raise UsageError("no plan has been started", hint="start one: aiinfra start")
    return found


def entry(settings: Settings, spans: tuple[Span, ...], way: str) -> Entry:
    """Make the journal's entry of a new plan."""
    from aiinfra_cli.planning.record import Plan, as_detail
    from aiinfra_cli.store.journal import Entry

    verb = "plan" if way in ("start", "change", "pause") else "replan"
    detail = as_detail(Plan(settings, spans, way))
    return Entry(plans.PLAN, verb, detail, family=plans.PLAN)


def done_today(app: App) -> int:
    """Give the minutes of what was done today."""
    by_day = plans.done_minutes_by_day(app.db, app.course)
    return by_day.get(app.clock.today().isoformat(), 0)


def day_words(day: date, today: date) -> str:
    """Write a day shortly: Mon 23 Nov; with its year when that is another.

    Or Mon Nov 23, or Mon 2026-11-23: as date_format is set.
    """
    return _written(day, has_year=day.year != today.year)


def range_words(first: date, last: date, today: date) -> str:
    """Write a stretch of days shortly: Mon 23 – Tue 24 Nov."""
    if first == last:
        return day_words(first, today)
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and in_effect().date_format == "day-month":
        return f"{first:%a} {first.day} – {day_words(last, today)}"
    # A year that both have is said once.
    has_year = first.year not in (last.year, today.year)
    return f"{_written(first, has_year=has_year)} – {day_words(last, today)}"


def _written(day: date, *, has_year: bool) -> str:
    form = in_effect().date_format
    if form == "iso":
        return f"{day:%a} {day.isoformat()}"
    if form == "month-day":
        return f"{day:%a} {day:%b} {day.day}" + (f", {day.year}" if has_year else "")
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if has_year else "")
