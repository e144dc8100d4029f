"""Sentences that several formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from aiinfra_cli.model import DONE, OPEN, Milestone, Tally
from aiinfra_cli.planning.numbers import percent
from aiinfra_cli.report.model import (
    ATTESTED,
    CLAIMED,
    OVERRIDDEN,
    VERIFIED,
    CheckRun,
    Dates,
    Evidence,
    Figure,
    Gate,
    Note,
    Recall,
    Report,
    StudyDay,
    WeekPart,
    word_of,
)
from aiinfra_cli.typography import MARKS, minutes_text

SHADED = "Shaded by the time done or timed, whichever is more."
WEAKEST = 10  # concepts that a screen names
PRIVATE = "Notes, why something was skipped, and paths of files are left out."
_NOTE_LINES, _NOTE_LENGTH = 10, 600  # of a note that are shown at once
Written = Callable[[str, str], str]  # of a day, and the report's own
_TIERS = {"kind": "kind cluster", "gpu": "GPU node", "rdma": "link with RDMA"}
# What each number means, for somebody who has never seen the program.
EXPLAINED = {
    "Covered": "Time of the milestones done, out of all that are not skipped.",
    "Verified": "Hands-on work that a program has looked at and found complete.",
    "Retained": "How likely the recall cards are to be answered right today.",
    "On time": "Study days ahead of the plan, or behind it.",
}
# And on what a lab that is done rests, the strongest first.
_RESTS = {
    VERIFIED: "a program looked at what the work left behind and found all of it",
    OVERRIDDEN: "closed with a reason although a check did not pass",
    CLAIMED: "it has checks, and they have not all passed",
    ATTESTED: "only the learner can say so",
}


def tier_text(lab: Milestone) -> str:
    """Name what a lab runs on, for somebody who does not know kind."""
    return _TIERS.get(lab.tier or "", lab.tier or "")


def gates_noun(report: Report) -> str:
    """Name all that the path closes with: the final assessment is a part of it."""
    return "checkpoints and assessments" if report.assessment else "checkpoints"


def retained_text(week: WeekPart, report: Report) -> str:
    """Say how much of a week is remembered; nothing where no card tells."""
    found = {one.id: one for one in report.recall_by_week}.get(week.id)
    if found is None or found.value is None:
        return ""
    return f"{percent(found.value)} retained" if found.asked else "no card asked yet"


def share_text(one: Recall) -> str:
    """Say how well a concept is remembered: never 0 % of what was not asked."""
    if one.value is None:
        return "–"
    return percent(one.value) if one.asked else "not asked yet"


def told_evidence(report: Report) -> Iterator[tuple[Evidence, str]]:
    """Give the evidence, each with its address; a file whose path is private: file 1.

    What is left out is counted, so that one file can be told from the next.
    """
    files = 0
    for one in report.evidence:
        place = one.url or one.path
        if not place and one.kind != "link":
            files += 1
            place = f"file {files}"
        yield one, place or "a link"


def excerpt(text: str) -> str:
    """Give the beginning of a long note; the whole of any other."""
    return "\n".join(text.splitlines()[:_NOTE_LINES])[:_NOTE_LENGTH].rstrip()


def rest_text(note: Note) -> str:
    """Say how long a note is of which only the beginning is shown, and where it is."""
    if not is_long(note):
        return ""
    return f"… {len(note.text):,} characters in all: aiinfra show {note.item}"


def is_long(note: Note) -> bool:
    """Tell whether only the beginning of a note is shown at once."""
    text = note.text.rstrip()
    return len(text) > _NOTE_LENGTH or len(text.splitlines()) > _NOTE_LINES


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


def meanings(report: Report) -> list[tuple[str, str]]:
    """Give the words that say on what the labs of a report rest, with their meaning."""
    found = {word_of(lab) for lab in report.labs}
    return [(word, meaning) for word, meaning in _RESTS.items() if word in found]


def taken_up(report: Report) -> list[Milestone]:
    """Give the labs that are told one by one; those that are open are counted."""
    return [lab for lab in report.labs if lab.status != OPEN or report.asked.week]


def others_text(count: int) -> str:
    """Count what is open and not told one by one; nothing where there is none."""
    return f"{count} more {'is' if count == 1 else 'are'} open" if count else ""


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
    """Give the concepts that are remembered least, of those asked at least once."""
    asked = [one for one in report.recall if one.asked]
    least = sorted(asked, key=lambda one: (one.value is None, one.value or 0.0))
    return least[:WEAKEST]


def recall_text(report: Report) -> str:
    """Count the concepts with cards, and say how many of them are named."""
    count, due = len(report.recall), sum(one.due for one in report.recall)
    words = "1 concept" if count == 1 else f"{count} concepts"
    asked = sum(bool(one.asked) for one in report.recall)
    if asked > WEAKEST:
        words += f", the {WEAKEST} weakest of them here"
    if count > asked:
        words += f"; {count - asked} not asked yet"
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


def iso_day(day: str, as_of: str) -> str:
    """Write a day in figures, as documents do that are kept under version control."""
    return day


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


def heatmap_words(report: Report, written: Written = day_words) -> str:
    """Tell the study days in words."""
    if not report.days:
        return "There has been no study day yet."
    first = written(report.asked.since or report.days[0].day, report.as_of)
    count = len(report.days)
    days = "1 study day" if count == 1 else f"{count} study days"
    told = [f"{days} since {first}"]
    if done := sum(day.minutes for day in report.days):
        told.append(f"{minutes_text(done)} of the path done")
    if reviews := sum(day.reviews for day in report.days):
        told.append(f"{reviews:,} {'card' if reviews == 1 else 'cards'} answered")
    longest = max(report.days, key=lambda day: (day.longest, day.day))
    if most := longest.longest:
        when = written(longest.day, report.as_of)
        told.append(f"most on {when} with {minutes_text(most)}")
    words = ", ".join(told) + "."
    return f"{words} {SHADED}" if any(day.worked for day in report.days) else words


def first_shown(report: Report) -> date:
    """Give the day that the study days are drawn from.

    The one asked for; else the first of the plan or on which anything happened.
    """
    begun = [report.plan.first] if report.plan.first else []
    days = [day.day for day in report.days[:1]]
    since = report.asked.since
    return date.fromisoformat(since or min([*begun, *days, report.as_of]))


def study_words(day: StudyDay) -> str:
    """Tell what happened on a day."""
    parts = []
    if day.items:
        items = "1 milestone" if day.items == 1 else f"{day.items} milestones"
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
