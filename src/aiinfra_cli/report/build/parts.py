"""The weeks with their sessions and checkpoints, and what comes next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from aiinfra_cli.model import Milestone, Tally, Week
from aiinfra_cli.planning import ahead
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.planning.numbers import covered, percent
from aiinfra_cli.report.build import dates
from aiinfra_cli.report.model import Gate, Head, SessionPart, WeekPart, is_gate
from aiinfra_cli.standing import Standing
from aiinfra_cli.store import queries, report_queries

_UPCOMING = 3  # as many as `aiinfra next` names

next_step = ahead.next_step


def head(db: sqlite3.Connection, course: str) -> Head:
    """Give what the report is about."""
    row = queries.course_head(db, course)
    return Head(*(row[key] for key in ("id", "title", "version", "summary", "digest")))


def gates(
    db: sqlite3.Connection, course: str, items: Iterable[Milestone]
) -> dict[str, Gate]:
    """Give each checkpoint and assessment with what it rests on."""
    rests = report_queries.rests_by_checkpoint(db, course)
    of = {item.id: rests.get(item.id, ()) for item in items if is_gate(item)}
    return {
        item.id: Gate(item, tuple(of[item.id]), is_met(of[item.id]))
        for item in items
        if is_gate(item)
    }


def weeks(
    db: sqlite3.Connection,
    course: str,
    items: Iterable[Milestone],
    gates: Mapping[str, Gate],
    tallies: Mapping[str, Tally],
    plan: Standing | None,
) -> tuple[WeekPart, ...]:
    """Give the weeks in order; their sums are those that `status` shows."""
    in_session: dict[str | None, list[Milestone]] = {}
    closing: dict[str | None, list[Gate]] = {}
    for item in items:
        if is_gate(item):
            closing.setdefault(item.week, []).append(gates[item.id])
        else:
            in_session.setdefault(item.session, []).append(item)
    in_week: dict[str, list[SessionPart]] = {}
    for session in report_queries.sessions(db, course):
        mine = tuple(in_session.get(session.id, ()))
        when = dates.of_session(session.id, mine, plan)
        part = SessionPart(session.id, session.title, session.days, mine, when)
        in_week.setdefault(session.week, []).append(part)
    return tuple(
        _week(
            week,
            tallies.get(week.id, Tally()),
            in_week.get(week.id, ()),
            closing.get(week.id, ()),
            plan,
        )
        for week in queries.weeks(db, course)
    )


def _week(
    week: Week,
    tally: Tally,
    sessions: Sequence[SessionPart],
    gates: Sequence[Gate],
    plan: Standing | None,
) -> WeekPart:
    share = covered(tally).value
    items = [item for session in sessions for item in session.items]
    return WeekPart(
        *week,
        tally,
        share,
        "–" if share is None else percent(share),
        tuple(sessions),
        tuple(gates),
        dates.of_week({session.id for session in sessions}, items, plan),
    )


def last_closed(items: Iterable[Milestone], gates: Mapping[str, Gate]) -> str | None:
    """Give the day on which the last of all was closed, if any was."""
    closed = (*items, *(gate.item for gate in gates.values()))
    return max((one.closed_day for one in closed if one.closed_day), default=None)


def upcoming(
    db: sqlite3.Connection,
    course: str,
    items: Iterable[Milestone],
    gates: Mapping[str, Gate],
) -> list[Milestone]:
    """Give what `aiinfra next` names."""
    waiting = report_queries.waiting(db, course)

    def is_blocked(item: Milestone) -> bool:
        gate = gates.get(item.id)
        return item.id in waiting if gate is None else not gate.met

    still_open = (item for item in items if not item.closed)
    now = queries.current(db, course)
    return ahead.upcoming(now, still_open, is_blocked, _UPCOMING)
