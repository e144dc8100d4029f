"""Compute a report from the store, as of one day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from aiinfra_cli.memory import retained
from aiinfra_cli.model import SKIPPED, Milestone, Rest, Session, Tally, Week
from aiinfra_cli.planning import ahead
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.planning.numbers import Number, covered, four, percent
from aiinfra_cli.report.model import (
    CheckRun,
    Evidence,
    Figure,
    Gate,
    Head,
    Note,
    Report,
    SessionPart,
    WeekPart,
    is_gate,
)
from aiinfra_cli.standing import standing
from aiinfra_cli.store import queries, report_queries, tallies
from aiinfra_cli.store.report_queries import Looked, Words

_UPCOMING = 3  # as many as `aiinfra next` names


def build(db: sqlite3.Connection, course: str, as_of: date) -> Report:
    """Give the report: a function of the store and the day, and of nothing else."""
    with report_queries.one_moment(db):
        return _build(db, course, as_of)


def _build(db: sqlite3.Connection, course: str, as_of: date) -> Report:
    items = tuple(queries.milestones(db, course))
    titles = {item.id: item.title for item in items}
    rests = report_queries.rests_by_checkpoint(db, course)
    gates = {m.id: _gate(m, rests.get(m.id, ())) for m in items if is_gate(m)}
    tally = tallies.tally(db, course)
    gone = tallies.retired(db, course)
    titles |= {item.id: item.title for item, _ in gone}
    evidence: list[Evidence] = []
    notes: list[Note] = []
    for words in chain(
        report_queries.words_in_order(db, course),
        (Words(m.id, [*s.notes], [*s.evidence]) for m, s in gone),
    ):
        evidence += _evidence(words, titles[words.item])
        notes += _notes(words, titles[words.item])
    following = _upcoming(db, course, items, gates)
    head = queries.course_head(db, course)
    plan = standing(db, course, as_of)
    days = plan.on_time().days if plan else None
    numbers = four(tally, days=days, retained=retained(db, course, as_of))
    return Report(
        course=Head(
            *(head[k] for k in ("id", "title", "version", "summary", "digest"))
        ),
        as_of=as_of.isoformat(),
        figures=tuple(_figure(number, tally) for number in numbers),
        tally=tally,
        weeks=tuple(_weeks(db, course, items, gates)),
        labs=tuple(item for item in items if item.tier is not None),
        assessment=tuple(gate for gate in gates.values() if gate.item.week is None),
        evidence=tuple(evidence),
        checks=tuple(
            _check_run(one, titles[one.item])
            for one in report_queries.runs_of_checks(db, course)
            if one.item in titles
        ),
        notes=tuple(notes),
        skipped=tuple(item for item in items if item.status == SKIPPED),
        retired=tuple(item for item, _ in gone),
        upcoming=tuple(following),
        next=ahead.next_step(following),
    )


def _gate(item: Milestone, rests: Sequence[Rest]) -> Gate:
    return Gate(item, tuple(rests), is_met(rests))


def _figure(number: Number, tally: Tally) -> Figure:
    return Figure(
        name=number.name,
        value=number.value,
        text=number.shown(),
        reason=number.reason,
        skipped_minutes=tally.skipped_minutes if number.name == "Covered" else 0,
    )


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _weeks(
    db: sqlite3.Connection,
    course: str,
    items: Iterable[Milestone],
    gates: dict[str, Gate],
) -> Iterable[WeekPart]:
    in_session: dict[str | None, list[Milestone]] = {}
    closing: dict[str | None, list[Gate]] = {}
    for item in items:
        if is_gate(item):
            closing.setdefault(item.week, []).append(gates[item.id])
        else:
            in_session.setdefault(item.session, []).append(item)
    in_week: dict[str, list[SessionPart]] = {}
    for session in report_queries.sessions(db, course):
        part = _session(session, in_session.get(session.id, ()))
        in_week.setdefault(session.week, []).append(part)
    for week in queries.weeks(db, course):
        # One sum a week: the very one that `status` and `week` show.
        tally = tallies.tally(db, course, week=week.id)
        yield _week(week, tally, in_week.get(week.id, ()), closing.get(week.id, ()))


def _session(session: Session, items: Sequence[Milestone]) -> SessionPart:
    return SessionPart(session.id, session.title, session.days, tuple(items))


def _week(
    week: Week, tally: Tally, sessions: Sequence[SessionPart], gates: Sequence[Gate]
) -> WeekPart:
    share = covered(tally).value
    parts = (tuple(sessions), tuple(gates))
    return WeekPart(*week, tally, share, _share(share), *parts)


def _evidence(words: Words, title: str) -> Iterable[Evidence]:
    for one in words.evidence:
        details = (one.get(key) for key in ("url", "path", "size", "sha256"))
        yield Evidence(words.item, title, one["day"], one["kind"], *details)


def _check_run(one: Looked, title: str) -> CheckRun:
    tools = tuple(sorted(one.tools.items()))
    return CheckRun(one.item, title, one.day, one.passed, one.total, tools)


def _notes(words: Words, title: str) -> Iterable[Note]:
    for one in words.notes:
        yield Note(words.item, title, one["day"], one["at"], one["text"])


def _upcoming(
    db: sqlite3.Connection,
    course: str,
    items: Iterable[Milestone],
    gates: dict[str, Gate],
) -> list[Milestone]:
    waiting = report_queries.waiting(db, course)

    def is_blocked(item: Milestone) -> bool:
        gate = gates.get(item.id)
        return item.id in waiting if gate is None else not gate.met

    still_open = (item for item in items if not item.closed)
    now = queries.current(db, course)
    return ahead.upcoming(now, still_open, is_blocked, _UPCOMING)
