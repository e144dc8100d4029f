"""Sentences that several formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from aiinfra_cli.model import DONE, OPEN, Tally
from aiinfra_cli.report.model import (
    ATTESTED,
    CLAIMED,
    OVERRIDDEN,
    VERIFIED,
    BurnUp,
    CheckRun,
    Dates,
    Figure,
    Gate,
    Recall,
    Report,
    StudyDay,
    WeekPart,
    word_of,
)
from aiinfra_cli.typography import MARKS, minutes_text

WEAKEST = 10  # concepts that a screen names
_RESTS = (VERIFIED, OVERRIDDEN, CLAIMED, ATTESTED)


def verified_minutes(tally: Tally) -> str:
    """Say how many minutes checks have proved, of those that checks can prove."""
    done, of = tally.verified_minutes, tally.checkable_minutes
    return f"{minutes_text(done)} of {minutes_text(of)}"


def labs_text(report: Report) -> str:
    """Count the labs that are done, and say on what they rest."""
    found = Counter(word_of(lab) for lab in report.labs if lab.status == DONE)
    of = "" if report.asked.since else f" of {len(report.labs)}"
    rests = [f"{found[word]} {word}" for word in _RESTS if found[word]]
    return f"{found.total()}{of} done" + (f": {', '.join(rests)}" if rests else "")


def gates_text(gates: Sequence[Gate], report: Report) -> str:
    """Count the checkpoints that are closed, and those only claimed."""
    found = Counter(gate.standing for gate in gates if gate.item.status == DONE)
    of = "" if report.asked.since else f" of {len(gates)}"
    claimed = f", {found[CLAIMED]} of them claimed" if found[CLAIMED] else ""
    return f"{found.total()}{of} closed{claimed}"


def rests_text(gate: Gate) -> str:
    """Say what a checkpoint rests on, with the marks of what is there and is not."""
    grounds = [
        joiner.join(
            f"{'checks of ' if one.by_checks else ''}{one.item}"
            f" {MARKS['done' if one.met else 'open']}"
            for one in gate.grounds(mode)
        )
        for mode, joiner in (("all", ", "), ("any", " or "))
    ]
    return "; and ".join(text for text in grounds if text)


def weakest(report: Report) -> list[Recall]:
    """Give the concepts that are remembered least; those of no value come last."""
    known = [one for one in report.recall if one.value is not None]
    unknown = [one for one in report.recall if one.value is None]
    return [*sorted(known, key=lambda one: one.value or 0.0), *unknown][:WEAKEST]


def recall_text(report: Report) -> str:
    """Count the concepts with cards, and say how many of them are named."""
    count, due = len(report.recall), sum(one.due for one in report.recall)
    words = "1 concept" if count == 1 else f"{count} concepts"
    if count > WEAKEST:
        words += f", the {WEAKEST} weakest of them here"
    return f"{words}; {due} {'card' if due == 1 else 'cards'} due" if due else words


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


def dates_words(dates: Dates, as_of: str) -> str:
    """Write the days of a part of the plan: 2–8 Nov; nothing without a plan."""
    if not dates.first or not dates.last:
        return ""
    last = day_words(dates.last, as_of)
    if dates.first == dates.last:
        return last
    first = day_words(dates.first, as_of).split(" ")
    # What both have in common stands once, behind the last day.
    kept = sum(dates.first[:size] != dates.last[:size] for size in (4, 7))
    return f"{' '.join(first[: kept + 1])}–{last}"


def beside(figure: Figure, tally: Tally) -> str:
    """Say what must be told with a number, and why there is none."""
    told = [figure.beside] if figure.beside else []
    if figure.skipped_minutes:
        told.append(f"{minutes_text(figure.skipped_minutes)} skipped")
    if figure.name == "Verified" and figure.value is not None:
        told.append(verified_minutes(tally))
    return "; ".join([*told, figure.reason] if figure.reason else told)


def begun(week: WeekPart, report: Report) -> bool:
    """Tell whether a week is told with its sessions: it has begun, or is asked for."""
    items = (item for session in week.sessions for item in session.items)
    is_due = bool(week.dates.first and week.dates.first <= report.as_of)
    touched = any(item.status != OPEN for item in items)
    return is_due or touched or report.asked.week is not None


def done_so_far(burnup: BurnUp) -> int:
    """Give the minutes done."""
    return burnup.done[-1].minutes if burnup.done else 0


def planned_by_now(burnup: BurnUp, as_of: str) -> int:
    """Give the minutes that the plan asks for by the end of a day."""
    due = [point.minutes for point in burnup.planned if point.day <= as_of]
    return due[-1] if due else 0


def burnup_words(report: Report) -> str:
    """Tell the burn-up in words."""
    found = report.burnup
    if found is None:
        return "Nothing is done or planned yet."
    done = minutes_text(done_so_far(found))
    told = [f"{done} of {minutes_text(found.total)} are done."]
    if found.planned:
        planned = minutes_text(planned_by_now(found, report.as_of))
        last = day_words(found.planned[-1].day, report.as_of)
        told.append(f"The plan asks for {planned} by now, and ends on {last}.")
    elif not found.reason:
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
