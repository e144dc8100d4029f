"""Where the path stands and where it leads, in words."""

from __future__ import annotations

from datetime import date

from aiinfra_cli.planning.numbers import days_words
from aiinfra_cli.report.model import BurnUp, Report
from aiinfra_cli.report.render.words import Written, day_words
from aiinfra_cli.typography import minutes_text


def done_so_far(burnup: BurnUp) -> int:
    """Give the minutes done."""
    return burnup.done[-1].minutes if burnup.done else 0


def planned_by_now(burnup: BurnUp, as_of: str) -> int:
    """Give the minutes that the plan asks for by the end of a day."""
    due = [point.minutes for point in burnup.planned if point.day <= as_of]
    return due[-1] if due else 0


def burnup_words(report: Report, written: Written = day_words) -> str:
    """Tell the burn-up in words."""
    found = report.burnup
    if found is None:
        return "Nothing is done or planned yet."
    done = minutes_text(done_so_far(found))
    told = [f"{done} of {minutes_text(found.total)} are done."]
    if found.planned:
        planned = minutes_text(planned_by_now(found, report.as_of))
        last = written(found.planned[-1].day, report.as_of)
        told.append(
            f"The plan asks for {planned} {by(report, written)}, and ends on {last}."
        )
    elif not found.reason:
        told.append("There is no plan.")
    told += [f"{words}." for words in (replanned(report, written),) if words]
    if report.finished:
        told.append(f"{finished(report, written)}.")
    elif found.middle:
        told.append(
            f"At the pace so far the path ends around"
            f" {written(found.middle, report.as_of)}{_between(found, report, written)}."
        )
    elif found.reason:
        told.append(f"{no_forecast(found)}.")
    return " ".join(told)


def by(report: Report, written: Written = day_words) -> str:
    """Say up to when the plan is counted: the report's day is part of it."""
    return f"by {written(report.as_of, report.as_of)}"


def replanned(report: Report, written: Written = day_words) -> str:
    """Say that the plan was changed, and how the first one stands; or nothing."""
    if report.replan is None:
        return ""
    on = written(report.replan.on, report.as_of)
    days = days_words(report.replan.days)
    return f"The plan was last changed on {on}; against the first plan: {days}"


def finished(report: Report, written: Written = day_words) -> str:
    """Say when everything was closed, and how far from the planned end; or nothing."""
    if report.finished is None:
        return ""
    told = f"Finished on {written(report.finished, report.as_of)}"
    if report.plan.last is None:
        return told
    left = date.fromisoformat(report.plan.last) - date.fromisoformat(report.finished)
    if not left.days:
        return f"{told}, as planned"
    noun = "day" if abs(left.days) == 1 else "days"
    side = "before" if left.days > 0 else "after"
    return f"{told}, {abs(left.days)} {noun} {side} the planned end"


def no_forecast(burnup: BurnUp) -> str:
    """Say that there is no forecast, and why."""
    return f"No forecast: {burnup.reason}"


def _between(found: BurnUp, report: Report, written: Written) -> str:
    if not found.early or not found.late or found.early == found.late:
        return ""
    ends = (written(one, report.as_of) for one in (found.early, found.late))
    return f", likely between {' and '.join(ends)}"
