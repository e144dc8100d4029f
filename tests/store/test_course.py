"""Compiled courses in the store: rewritten whole, side by side, known by contents."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from aiinfra_cli.content import compile_course, signature
from aiinfra_cli.course import Course
from aiinfra_cli.store import course as courses
from aiinfra_cli.store import lab_queries, queries
from aiinfra_cli.store.connection import write
from tests.conftest import MINI


def _put(db: sqlite3.Connection, course: Course) -> None:
    with write(db):
        courses.put_course(db, course)


def test_what_goes_in_comes_out(db: sqlite3.Connection) -> None:
    """Weeks, sessions, items, checks and tools are read back as compiled."""
    course = compile_course(MINI)
    assert [(w.id, w.number, w.title, w.focus) for w in course.weeks] == [
        tuple(week) for week in queries.weeks(db, course.id)
    ]
    assert [(s.id, s.week, s.title, " ".join(s.days)) for s in course.sessions] == [
        tuple(session)
        for week in course.weeks
        for session in queries.sessions_of(db, course.id, week.id)
    ]
    found = list(queries.milestones(db, course.id))
    assert [(m.id, m.kind, m.minutes, m.tier, m.position) for m in found] == [
        (i.id, i.kind, i.minutes, i.tier, i.position) for i in course.items
    ]
    for item in course.items:
        assert queries.detail_of(db, course.id, item.id) == item.detail
        assert queries.tags_of(db, course.id, item.id) == sorted(item.tags)
        assert queries.aliases_of(db, course.id, item.id) == sorted(item.aliases)
        checks = [tuple(row) for row in queries.checks_of(db, course.id, item.id)]
        assert [(*row[:4], json.loads(row[4])) for row in checks] == [
            (c.id, c.title, c.kind, c.digest, c.detail) for c in item.checks
        ]
        assert lab_queries.proof_of(db, course.id, item.id) == item.proof
    tools = [tuple(row) for row in lab_queries.tools_of(db, course.id).values()]
    assert [(name, json.loads(run), *rest) for name, run, *rest in tools] == [
        (t.name, [*t.run], t.find, t.get, t.url) for t in course.tools
    ]


def test_rewriting_leaves_no_rest(db: sqlite3.Connection) -> None:
    """A course that lost a week has none of its rows left."""
    whole = compile_course(MINI)
    kept = [i for i in whole.items if i.week == "week-1"]
    smaller = replace(
        whole,
        digest="smaller",
        weeks=whole.weeks[:1],
        sessions=tuple(s for s in whole.sessions if s.week == "week-1"),
        items=tuple(kept),
    )
    _put(db, smaller)
    assert [w.id for w in queries.weeks(db, "mini")] == ["week-1"]
    assert [m.id for m in queries.milestones(db, "mini")] == [i.id for i in kept]
    assert [m.id for m in queries.open_in_order(db, "mini")] == [i.id for i in kept]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_other_courses_are_left_alone(db: sqlite3.Connection) -> None:
    """Putting one course touches no row of another."""
    before = list(queries.milestones(db, "mini"))
    _put(db, replace(compile_course(MINI), id="other", digest="other"))
    assert list(queries.milestones(db, "mini")) == before
    assert len(list(queries.milestones(db, "other"))) == len(before)


def test_known_by_contents(db: sqlite3.Connection) -> None:
    """A course is found by the digest of its files, and by nothing else."""
    digest = compile_course(MINI).digest
    assert courses.holds(db, digest) == "mini"
    assert courses.holds(db, digest[:-1]) is None


def test_folder_is_remembered(db: sqlite3.Connection) -> None:
    """What a folder was compiled to holds until its course is replaced."""
    seen = signature(MINI)
    assert courses.compiled_from(db, str(MINI), seen) == "mini"
    assert courses.compiled_from(db, str(MINI), seen[:-1]) is None
    assert courses.compiled_from(db, "/elsewhere", seen) is None
    _put(db, replace(compile_course(MINI), digest="newer"))
    assert courses.compiled_from(db, str(MINI), seen) is None
