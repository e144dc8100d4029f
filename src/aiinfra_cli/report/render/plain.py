"""The report as one fact a line, each to be understood alone: to be heard, or logged.

Nothing is laid out, drawn or cut: no columns, no bars, no marks, no short forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from aiinfra_cli.console import Out
from aiinfra_cli.model import OPEN, Milestone
from aiinfra_cli.planning.numbers import percent
from aiinfra_cli.report.model import (
    CLAIMED,
    READY,
    Gate,
    Report,
    SessionPart,
    WeekPart,
    is_gate,
    reason_of,
    word_of,
)
from aiinfra_cli.report.render import plain_words as say
from aiinfra_cli.report.render.progress import (
    done_so_far,
    finished,
    no_forecast,
    planned_by_now,
    replanned,
)
from aiinfra_cli.report.render.words import (
    EXPLAINED,
    PRIVATE,
    begun,
    excerpt,
    gates_noun,
    gates_text,
    labs_text,
    meanings,
    recall_text,
    rest_text,
    retained_text,
    run_text,
    share_text,
    tier_text,
    told_evidence,
    weakest,
)


def render(report: Report, out: Out) -> None:
    """Print the facts, the same ones whatever they are printed to."""
    for fact in facts(report):
        out.say(fact)


def facts(report: Report) -> Iterator[str]:
    """Give the facts in order, each as one line."""
    yield from _heading(report)
    yield from _numbers(report)
    yield from _progress(report)
    yield from _study_weeks(report)
    for week in report.weeks:
        yield _week(week, report)
        if begun(week, report):
            yield from (_session(one, week) for one in week.sessions)
    yield from _labs(report)
    yield from _gates(report)
    yield from _evidence(report)
    yield from _memory(report)
    for note in report.notes:
        lines = [line.strip() for line in excerpt(note.text).splitlines()]
        told = " / ".join(line for line in [*lines, rest_text(note)] if line)
        yield f"Note on {note.item}, {note.title}, {say.day(note.day)}: {told}"
    for item in report.skipped:
        yield f"Skipped: {_item(item)},{_when(item)}{_because(item)}"
    for item in report.retired:
        yield f"Retired, has left the path: {_item(item)}, {word_of(item)}{_when(item)}"
    yield from _following(report)


def _heading(report: Report) -> Iterator[str]:
    asked = report.asked
    whose = f" of {asked.name}" if asked.name else ""
    yield f"{report.title}: learning report{whose} as of {say.day(report.as_of)}"
    yield f"Path: {report.course.title}, version {report.course.version}"
    if asked.week:
        yield f"Only week {asked.week} is told"
    if asked.since:
        yield f"Only what was done since {say.day(asked.since)} is told"
    if asked.private:
        yield f"Private: {PRIVATE}"


def _numbers(report: Report) -> Iterator[str]:
    tally = report.tally
    for one in report.figures:
        told = [say.value(one)]
        if one.moved:
            told.append(f"{say.moved(one)} since {say.day(report.since)}")
        if one.skipped_minutes:
            told.append(f"{say.time(one.skipped_minutes)} skipped")
        if one.name == "Verified" and one.value is not None:
            proved, of = tally.verified_minutes, tally.checkable_minutes
            told.append(f"{say.time(proved)} of {say.time(of)}")
        told += [one.beside] if one.beside else []
        yield f"{one.name}: {', '.join(told)}"
        yield f"{one.name} tells: {EXPLAINED.get(one.name, '')}"
    items, gates = tally.items - tally.skipped, tally.gates - tally.gates_skipped
    yield f"Milestones: {tally.done} of {items} done"
    noun = gates_noun(report).capitalize()
    yield f"{noun}: {tally.gates_done} of {gates} closed"
    whole = tally.minutes - tally.skipped_minutes
    yield f"Time: {say.time(tally.done_minutes)} of {say.time(whole)} done"


def _progress(report: Report) -> Iterator[str]:
    if words := say.span(report.plan):
        yield f"Plan: {words}"
    found = report.burnup
    if found is None:
        return
    if found.planned:
        planned = say.time(planned_by_now(found, report.as_of))
        done = say.time(done_so_far(found))
        yield f"By {say.day(report.as_of)}: {done} done, {planned} planned"
    if words := replanned(report, _written):
        yield words
    if report.finished:
        yield finished(report, _written)
    elif found.middle:
        words = f"Forecast: finished around {say.day(found.middle)}"
        if found.early and found.late and found.early != found.late:
            words += f", likely from {say.day(found.early)} to {say.day(found.late)}"
        yield words
    elif found.reason:
        yield no_forecast(found)


def _written(day: str, _: str) -> str:
    return say.day(day)


def _study_weeks(report: Report) -> Iterator[str]:
    """Give what the heat map shows, a line for each week with study days."""
    days: Counter[date] = Counter()
    minutes: Counter[date] = Counter()
    reviews: Counter[date] = Counter()
    for one in report.days:
        when = date.fromisoformat(one.day)
        monday = when - timedelta(when.weekday())
        days[monday] += 1
        minutes[monday] += one.minutes
        reviews[monday] += one.reviews
    for monday, number in days.items():
        told = [say.count(number, "study day"), f"{say.time(minutes[monday])} done"]
        if reviews[monday]:
            told.append(f"{say.count(reviews[monday], 'card')} answered")
        yield f"Calendar week from {say.day(monday.isoformat())}: {', '.join(told)}"


def _week(week: WeekPart, report: Report) -> str:
    tally, dates = week.tally, week.dates
    told = [
        "all skipped"
        if week.covered is None
        else f"{say.percent(week.covered_text)} covered",
        f"{tally.done} of {tally.items - tally.skipped} milestones done",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints closed",
        f"{say.time(dates.planned)} planned",
        f"{say.time(dates.done)} done",
        f"{say.time(dates.actual)} timed" if dates.actual else "",
        f"{say.time(dates.left)} left",
        f"{say.time(tally.skipped_minutes)} skipped" if tally.skipped_minutes else "",
        say.percent(retained_text(week, report)),
        f"planned {say.span(dates)}" if dates.first else "",
    ]
    return f"Week {week.number}, {week.title}: {', '.join(one for one in told if one)}"


def _session(session: SessionPart, week: WeekPart) -> str:
    dates = session.dates
    told = [
        f"{say.time(dates.planned)} planned",
        f"{say.time(dates.done)} done",
        f"{say.time(dates.actual)} timed" if dates.actual else "",
        f"{say.time(dates.left)} left",
        f"planned {say.span(dates)}" if dates.first else "",
    ]
    name = f"Week {week.number}, {say.weekdays(session.days)}, {session.title}"
    return f"{name}: {', '.join(one for one in told if one)}"


def _labs(report: Report) -> Iterator[str]:
    if not report.labs:
        return
    yield f"Labs: {labs_text(report)}"
    for word, meaning in meanings(report):
        yield f"{word.capitalize()} means: {meaning}"
    for lab in report.labs:
        if lab.status != OPEN or report.asked.week:
            words = f"{word_of(lab)}{_when(lab)}{_because(lab)}"
            yield f"Lab {_item(lab)}, on a {tier_text(lab)}: {words}"


def _gates(report: Report) -> Iterator[str]:
    checkpoints = [gate for week in report.weeks for gate in week.checkpoints]
    parts = (
        ("Checkpoints", "Checkpoint", checkpoints),
        ("Final assessment", "Final assessment", report.assessment),
    )
    for many, one, gates in parts:
        if gates:
            yield f"{many}: {gates_text(gates, report)}"
        for gate in gates:
            if gate.standing != OPEN or report.asked.week:
                yield f"{one} {_item(gate.item)}: {_gate(gate)}"


def _gate(gate: Gate) -> str:
    words = {
        CLAIMED: f"claimed{_when(gate.item)}, not all it rests on is done",
        READY: "ready to close",
    }.get(gate.standing, f"{gate.standing}{_when(gate.item)}{_because(gate.item)}")
    grounds = [
        joiner.join(
            f"{'checks of ' if one.by_checks else ''}{one.item}"
            f" ({'done' if one.met else 'open'})"
            for one in gate.grounds(mode)
        )
        for mode, joiner in (("all", ", "), ("any", " or "))
    ]
    rests = "; and ".join(text for text in grounds if text)
    return f"{words}; rests on {rests}" if rests else words


def _evidence(report: Report) -> Iterator[str]:
    for run in report.checks:
        name = f"{run.item}, {run.title}, {say.day(run.day)}"
        yield f"Checks of {name}: {run_text(run)}"
    for one, place in told_evidence(report):
        what = f"link {place}"
        if one.kind != "link":
            place = f"file {place}" if one.path else place
            what = f"{place}, {say.count(one.size or 0, 'byte')}, SHA-256 {one.sha256}"
        yield f"Evidence for {one.item}, {one.title}, {say.day(one.day)}: {what}"


def _memory(report: Report) -> Iterator[str]:
    if report.recall:
        yield f"Remembered: {recall_text(report)}"
    for one in weakest(report):
        share = "not known" if one.value is None else say.percent(share_text(one))
        due = f", {one.due} due" if one.due else ""
        cards = say.count(one.cards, "card")
        yield f"Remembered of concept {one.id}, {one.title}: {share}, {cards}{due}"
    for habit in report.habits:
        strength = "not known, nothing was done yet"
        if habit.strength is not None:
            strength = say.percent(percent(habit.strength))
        practised = f"{habit.begun} of {habit.practices} practices begun"
        yield f"Practices, {habit.title}: strength {strength}, {practised}"


def _following(report: Report) -> Iterator[str]:
    for item in report.upcoming:
        started = ", started" if item.status != OPEN else ""
        yield f"Next: {_item(item)}{started}"
    yield f"Next command: {report.next}" if report.upcoming else "The path is done"


def _item(item: Milestone) -> str:
    length = "" if is_gate(item) else f", {say.time(item.minutes)}"
    return f"{item.id}, {item.title}{length}"


def _when(item: Milestone) -> str:
    return f" on {say.day(item.closed_day)}" if item.closed_day else ""


def _because(item: Milestone) -> str:
    reason = reason_of(item)
    return f", because: {reason}" if reason else ""
