"""The report as one JSON document; docs/report.md names every key. Only ever added to.

Nothing here depends on the machine: the same report gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aiinfra_cli.console import Out
from aiinfra_cli.model import Milestone, Rest
from aiinfra_cli.report.model import (
    BurnUp,
    CheckRun,
    Evidence,
    Figure,
    Gate,
    Habit,
    Note,
    Recall,
    Report,
    StudyDay,
    WeekPart,
    word_of,
)

SCHEMA = "aiinfra.report/1"


def render(report: Report, out: Out) -> None:
    """Print the report; its moment is the beginning of its day."""
    for piece in _pieces(report):
        out.stdout.write(piece)


def _pieces(report: Report) -> Iterator[str]:
    """Yield the document in pieces: a long path makes a long one.

    It has the layout of every other document, as `console.document` writes it.
    """
    yield f'{{\n  "schema": "{SCHEMA}",\n'
    yield f'  "generated_at": "{report.as_of}T00:00:00Z",\n  "data": {{'
    between = "\n"
    for key, value in _data(report).items():
        yield f'{between}    "{key}": '
        if isinstance(value, Iterator):
            yield from _array(value)
        else:
            yield _text(value, 4)
        between = ",\n"
    yield "\n  }\n}\n"


def _array(values: Iterator[Any]) -> Iterator[str]:
    before = "["
    for value in values:
        yield f"{before}\n      {_text(value, 6)}"
        before = ","
    yield "[]" if before == "[" else "\n    ]"


def _text(value: Any, indent: int) -> str:
    # A line end inside a string is written as \n: those here are all of the layout.
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\n", "\n" + " " * indent)


def _data(report: Report) -> dict[str, Any]:
    course = report.course
    return {
        "course": {
            "id": course.id,
            "title": course.title,
            "version": course.version,
            "summary": course.summary,
            "digest": course.digest,
        },
        "as_of": report.as_of,
        "numbers": {
            figure.name.lower().replace(" ", "_"): _number(figure)
            for figure in report.figures
        },
        "tally": report.tally._asdict(),
        "weeks": map(_week, report.weeks),
        "labs": map(_lab, report.labs),
        "assessment": map(_gate, report.assessment),
        "evidence": map(_evidence, report.evidence),
        "checks": map(_check_run, report.checks),
        "notes": map(_note, report.notes),
        "skipped": map(_milestone, report.skipped),
        "retired": map(_milestone, report.retired),
        "upcoming": map(_milestone, report.upcoming),
        "next": report.next,
        "asked": {
            "title": report.asked.title or None,
            "name": report.asked.name or None,
            "week": report.asked.week,
            "since": report.asked.since,
            "private": report.asked.private,
        },
        "since": report.since or None,
        "plan": report.plan._asdict(),
        "replan": report.replan._asdict() if report.replan else None,
        "finished": report.finished,
        "burnup": _burnup(report.burnup),
        "days": map(_day, report.days),
        "recall": map(_recall, report.recall),
        "recall_by_week": map(_recall, report.recall_by_week),
        "habits": map(_habit, report.habits),
    }


def _number(figure: Figure) -> dict[str, Any]:
    return {
        "value": _share(figure.value),
        "reason": figure.reason or None,
        "before": _share(figure.before),
        "moved": figure.moved or None,
        "beside": figure.beside or None,
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _week(week: WeekPart) -> dict[str, Any]:
    return {
        "id": week.id,
        "number": week.number,
        "title": week.title,
        "focus": week.focus,
        "covered": _share(week.covered),
        "tally": week.tally._asdict(),
        "sessions": [
            {
                "id": session.id,
                "title": session.title,
                "days": session.days.split(),
                "items": [_milestone(item) for item in session.items],
                "dates": session.dates._asdict(),
            }
            for session in week.sessions
        ],
        "checkpoints": [_gate(gate) for gate in week.checkpoints],
        "dates": week.dates._asdict(),
    }


def _milestone(item: Milestone) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "minutes": item.minutes,
        "optional": bool(item.optional),
        "week": item.week,
        "session": item.session,
        "tier": item.tier,
        "status": item.status,
        "begun_at": item.begun_at,
        "closed_at": item.closed_at,
        "closed_day": item.closed_day,
        "reason": item.reason,
        "actual": item.actual,
    }


def _lab(item: Milestone) -> dict[str, Any]:
    return {
        **_milestone(item),
        "verified": item.verified if item.checkable else None,
        "standing": word_of(item),
        "waiver": item.waiver,
    }


def _check_run(one: CheckRun) -> dict[str, Any]:
    return {
        "item": one.item,
        "day": one.day,
        "passed": one.passed,
        "total": one.total,
        "tools": [{"name": name, "version": version} for name, version in one.tools],
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        **_milestone(gate.item),
        "standing": gate.standing,
        "met": gate.met,
        "rests_on": [_rest(rest) for rest in gate.rests],
    }


def _rest(rest: Rest) -> dict[str, Any]:
    return {
        "mode": rest.mode,
        "item": rest.item,
        "check": rest.check or None,
        "met": rest.met,
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "item": one.item,
        "day": one.day,
        "kind": one.kind,
        "url": one.url,
        "path": one.path,
        "size": one.size,
        "sha256": one.sha256,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"item": note.item, "day": note.day, "at": note.at, "text": note.text}


def _burnup(burnup: BurnUp | None) -> dict[str, Any] | None:
    if burnup is None:
        return None
    return {
        "total": burnup.total,
        "done": [point._asdict() for point in burnup.done],
        "planned": [point._asdict() for point in burnup.planned],
        "first_planned": [point._asdict() for point in burnup.first_planned],
        "early": burnup.early,
        "middle": burnup.middle,
        "late": burnup.late,
        "reason": burnup.reason or None,
    }


def _day(day: StudyDay) -> dict[str, Any]:
    return {**day._asdict(), "level": day.level}


def _recall(recall: Recall) -> dict[str, Any]:
    return {**recall._asdict(), "value": _share(recall.value)}


def _habit(habit: Habit) -> dict[str, Any]:
    return {**habit._asdict(), "strength": _share(habit.strength)}
