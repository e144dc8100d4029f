"""Sentences that several formats share."""

from __future__ import annotations

from datetime import date

from aiinfra_cli.model import DONE, Tally
from aiinfra_cli.report.model import BurnUp, CheckRun, Report, StudyDay
from aiinfra_cli.typography import minutes_text


def verified_minutes(tally: Tally) -> str:
    """Say how many minutes checks have proved, of those that checks can prove."""
    done, of = tally.verified_minutes, tally.checkable_minutes
    return f"{minutes_text(done)} of {minutes_text(of)}"


def labs_text(report: Report) -> str:
    """Count the labs that are done, and those that are verified."""
    done = sum(lab.status == DONE for lab in report.labs)
    words = f"{done} of {len(report.labs)} done"
    if checkable := report.tally.checkable:
        words += f", {report.tally.verified} of {checkable} verified"
    return words


def run_text(one: CheckRun) -> str:
    """Say what a run of checks came to, and with which programs."""
    words = f"{one.passed} of {one.total} checks passed"
    tools = ", ".join(f"{name} {version}" for name, version in one.tools)
    return f"{words}, with {tools}" if tools else words


def day_words(day: str, as_of: str) -> str:
    """Write a day, with its year where that is not the report's."""
    when = date.fromisoformat(day)
    year = "" if day[:4] == as_of[:4] else f" {when.year}"
    return f"{when.day} {when:%b}{year}"


def burnup_words(report: Report) -> str:
    """Tell the burn-up in words."""
    found = report.burnup
    if found is None:
        return "Nothing is done or planned yet."
    done = found.done[-1].minutes if found.done else 0
    told = [f"{minutes_text(done)} of {minutes_text(found.total)} are done."]
    if found.planned:
        due = [point.minutes for point in found.planned if point.day <= report.as_of]
        planned = minutes_text(due[-1] if due else 0)
        last = day_words(found.planned[-1].day, report.as_of)
        told.append(f"The plan asks for {planned} by now, and ends on {last}.")
    else:
        told.append("There is no plan.")
    if found.middle:
        told.append(
            f"At the pace so far the path ends around"
            f" {day_words(found.middle, report.as_of)}{_between(found, report)}."
        )
    elif found.reason:
        told.append(f"No forecast: {found.reason}.")
    return " ".join(told)


def _between(found: BurnUp, report: Report) -> str:
    if not found.early or not found.late or found.early == found.late:
        return ""
    ends = (day_words(one, report.as_of) for one in (found.early, found.late))
    return f", likely between {' and '.join(ends)}"


def heatmap_words(report: Report) -> str:
    """Tell the study days in words."""
    if not report.days:
        return "There has been no study day yet."
    first = day_words(report.days[0].day, report.as_of)
    count = len(report.days)
    days = "1 study day" if count == 1 else f"{count} study days"
    told = [f"{days} since {first}"]
    if done := sum(day.minutes for day in report.days):
        told.append(f"{minutes_text(done)} of the path done")
    if reviews := sum(day.reviews for day in report.days):
        told.append(f"{reviews} {'card' if reviews == 1 else 'cards'} answered")
    longest = max(report.days, key=lambda day: (max(day.minutes, day.worked), day.day))
    if most := max(longest.minutes, longest.worked):
        when = day_words(longest.day, report.as_of)
        told.append(f"most on {when} with {minutes_text(most)}")
    return ", ".join(told) + "."


def study_words(day: StudyDay) -> str:
    """Tell what happened on a day."""
    parts = []
    if day.items:
        items = "1 item" if day.items == 1 else f"{day.items} items"
        parts.append(f"{items} done ({minutes_text(day.minutes)})")
    if day.worked:
        parts.append(f"{minutes_text(day.worked)} timed")
    if day.reviews:
        parts.append(f"{day.reviews} {'card' if day.reviews == 1 else 'cards'}")
    if day.practices:
        habits = "practice" if day.practices == 1 else "practices"
        parts.append(f"{day.practices} {habits}")
    if day.other and not parts:
        parts.append("notes or checks")
    return ", ".join(parts)
