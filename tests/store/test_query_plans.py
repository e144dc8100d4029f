"""The questions of hot commands cost the same, however long the path and the journal.

SQLite counts its steps: no clock is needed. A question that reads what it does not
need takes more of them on the larger store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import islice

import pytest

from aiinfra_cli.course import Course, CourseItem, CourseSession, CourseWeek, Rest
from aiinfra_cli.store import course as courses
from aiinfra_cli.store import (
    gates,
    history,
    journal,
    lab_queries,
    migrations,
    plans,
    practice_queries,
    queries,
    steps,
    tallies,
    timing,
)
from aiinfra_cli.store.connection import connect_memory, write
from aiinfra_cli.store.journal import Entry, Stamp
from aiinfra_cli.store.resolve import resolve

SMALL, LARGE = 3, 60  # weeks; week 2 is the same in both
PER_WEEK = 10
NOTE = {"text": "x"}

QUESTIONS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "compiled_from": lambda db: courses.compiled_from(db, "/folder", "s"),
    "exact id": lambda db: resolve(db, "made", "w2-3"),
    "week number": lambda db: resolve(db, "made", "2"),
    "milestone": lambda db: queries.milestone(db, "made", "w2-3"),
    "detail_of": lambda db: queries.detail_of(db, "made", "w2-3"),
    "state_of": lambda db: queries.state_of(db, "made", "w2-3"),
    "tags_of": lambda db: queries.tags_of(db, "made", "w2-3"),
    "checks_of": lambda db: queries.checks_of(db, "made", "w2-3"),
    "hints_seen": lambda db: lab_queries.hints_seen(db, "made", "w2-3"),
    "last_run": lambda db: lab_queries.last_run(db, "made", "w2-3"),
    "proof_of": lambda db: lab_queries.proof_of(db, "made", "w2-3"),
    "current": lambda db: queries.current(db, "made"),
    "running timers": lambda db: timing.running(db, "made"),
    "open_in_order": lambda db: list(islice(queries.open_in_order(db, "made"), 3)),
    "sessions_of": lambda db: queries.sessions_of(db, "made", "week-2"),
    "items of a week": lambda db: queries.milestones_of_week(db, "made", "week-2"),
    "items of a session": lambda db: queries.milestones_of_session(db, "made", "w2-a"),
    "tally of a week": lambda db: tallies.tally(db, "made", week="week-2"),
    "tally of a session": lambda db: tallies.tally(db, "made", session="w2-a"),
    "needs_of": lambda db: gates.needs_of(db, "made", "w2-3"),
    "rests_of": lambda db: gates.rests_of(db, "made", "cp-w2"),
    "checkpoints_on": lambda db: gates.checkpoints_on(db, "made", ["w2-3"]),
    "events of the chart": lambda db: practice_queries.events(db, "made"),
    "days of the chart": lambda db: practice_queries.days(db, "made"),
    "newest events": lambda db: history.newest(db, "made", limit=5),
    "events of an item": lambda db: history.newest(db, "made", items=["w2-3"]),
    "steps_in_effect": lambda db: steps.steps_in_effect(db, 2),
    "step_to_redo": lambda db: steps.step_to_redo(db),
    "plan": lambda db: plans.standing(db, "made"),
    "done": lambda db: _append(db, 3, Entry("w2-5", "done")),
}

GROWING: dict[str, Callable[[sqlite3.Connection], object]] = {
    "tally": lambda db: tallies.tally(db, "made"),
    "tally_with_weeks": lambda db: tallies.tally_with_weeks(db, "made"),
    "retired": lambda db: tallies.retired(db, "made"),
    "open_gates": lambda db: gates.open_gates(db, "made"),
    "milestones": lambda db: list(queries.milestones(db, "made")),
    "work_by_session": lambda db: plans.work_by_session(db, "made"),
    "open_optional": lambda db: plans.open_optional(db, "made"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_is_flat(name: str) -> None:
    """A hot question takes as many steps on a path twenty times as long."""
    question = QUESTIONS[name]
    with closing(_store(SMALL)) as small, closing(_store(LARGE)) as large:
        few, many = _steps(small, question), _steps(large, question)
    assert few > 0
    assert many == few


@pytest.mark.parametrize("name", GROWING)
def test_whole_path_is_read_once(name: str) -> None:
    """What is about the whole path grows with it, and no faster than that."""
    with closing(_store(SMALL)) as small, closing(_store(LARGE)) as large:
        few, many = _steps(small, GROWING[name]), _steps(large, GROWING[name])
    assert 5 < many / few < 1.5 * LARGE / SMALL


def _steps(
    db: sqlite3.Connection, question: Callable[[sqlite3.Connection], object]
) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.set_progress_handler(count, 1)
    question(db)
    db.set_progress_handler(None, 1)
    return counted


def _store(weeks: int) -> sqlite3.Connection:
    """Make a store: week 1 done, week 2 begun last, half of the later weeks done."""
    db = connect_memory()
    migrations.create(db)
    with write(db):
        courses.put_course(db, _course(weeks))
        courses.put_source(db, "/folder", signature="s", digest="d", course="made")
        # One name in all stores, as it is part of what is compared.
        db.execute("UPDATE meta SET value = 'bench' WHERE key = 'device'")
    later = [f"w{week}-{n}" for week in range(3, weeks + 1) for n in range(PER_WEEK)]
    _append(db, 0, *(Entry(id, "done") for id in later[::2]))
    _append(db, 1, *(Entry(id, "begin") for id in later[1::2]))
    _append(db, 1, *(Entry(f"w1-{n}", "done") for n in range(PER_WEEK)))
    for verb in ("begin", "note", "done", "begin"):
        _append(db, 2, Entry("w2-3", verb, NOTE if verb == "note" else {}))
    _append(db, 2, Entry("w2-4", "begin", {"timer": True}))
    return db


def _append(db: sqlite3.Connection, minute: int, *entries: Entry) -> None:
    with write(db):
        stamp = Stamp(f"2026-11-25T20:{minute:02d}:00Z", "2026-11-25")
        journal.append(db, "made", stamp, entries)


def _course(weeks: int) -> Course:
    numbers = range(1, weeks + 1)
    return Course(
        id="made",
        title="Made",
        version="1",
        summary="x",
        digest="d",
        weeks=tuple(CourseWeek(f"week-{n}", n, f"Week {n}", "x") for n in numbers),
        sessions=tuple(
            CourseSession(f"w{n}-a", f"week-{n}", "A", ("mon",), n) for n in numbers
        ),
        items=tuple(item for n in numbers for item in _items(n)),
    )


def _items(week: int) -> list[CourseItem]:
    start = 100 * week
    items = [
        CourseItem(
            id=f"w{week}-{n}",
            kind="study",
            title="x",
            minutes=10,
            position=start + n,
            week=f"week-{week}",
            session=f"w{week}-a",
            tags=("one", "two"),
            needs=(f"w{week}-{n - 1}",) if n else (),
        )
        for n in range(PER_WEEK)
    ]
    gate = CourseItem(
        id=f"cp-w{week}",
        kind="checkpoint",
        title="x",
        minutes=0,
        position=start + PER_WEEK,
        week=f"week-{week}",
        rests=(Rest("all", f"w{week}-3"),),
    )
    return [*items, gate]
