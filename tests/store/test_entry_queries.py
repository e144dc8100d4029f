"""What was studied of an entry follows from what deals with it, and from no more."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.course import (
    CONCEPT,
    ENTRY,
    PATH,
    READING,
    TOPIC,
    Course,
    CourseItem,
    CourseLink,
    CoursePage,
    CourseSession,
    CourseWeek,
)
from aiinfra_cli.store import course as courses
from aiinfra_cli.store import entry_queries, journal, migrations
from aiinfra_cli.store.connection import connect_memory, write
from aiinfra_cli.store.journal import Entry, Stamp

VERBS = {"started": "begin", "done": "done", "skipped": "skip"}
ITEMS = {"m1": PATH, "m2": PATH, "t1": TOPIC, "t2": TOPIC, "r1": READING}
# What an entry names, and which topics and concepts name it.
NAMES: dict[str, tuple[str, ...]] = {
    "both-ways": ("m1", "t1", "week-1"),
    "named": ("m2", "r1"),
    "naming": (),
    "by-concept": ("c1",),
    "all": ("m1", "r1", "c2"),
    "listed": (),
    "nothing": (),
}
NAMING = {"t1": ("both-ways", "naming"), "t2": ("naming",)}
LISTING = {"c1": ("listed", "both-ways"), "c2": ()}
TAUGHT = {"c1": ("m1",), "c2": ("m1", "m2")}


@given(st.fixed_dictionaries({id: st.sampled_from(["", *VERBS]) for id in ITEMS}))
def test_state_follows_from_what_deals_with_it(status: dict[str, str]) -> None:
    """Its milestones make it done, or all the rest; its concepts can only begin it."""
    expected = {}
    for entry, named in NAMES.items():
        own = {id for id in named if id in ITEMS}
        own |= {topic for topic, entries in NAMING.items() if entry in entries}
        met = {item for id in named for item in TAUGHT.get(id, ())}
        if any(status[id] in ("started", "done") for id in own | met):
            deciding = [id for id in own if ITEMS[id] == PATH] or own
            done = [status[id] == "done" for id in deciding]
            expected[entry] = bool(done) and all(done)
    with closing(_store(1)) as db:
        with write(db):
            stamp = Stamp("2026-11-25T20:00:00Z", "2026-11-25")
            journal.append(
                db,
                "made",
                stamp,
                [
                    Entry(id, VERBS[found], family=ITEMS[id])
                    for id, found in status.items()
                    if found
                ],
            )
        assert entry_queries.begun(db, "made") == expected
        told = entry_queries.dealing(db, "made", "both-ways")
        assert [(one.family, one.id, one.status) for one in told] == [
            (ITEMS[id], id, status[id] or "open") for id in ("m1", "t1")
        ]


@pytest.mark.parametrize("question", ["begun", "concepts_by_entry"])
def test_landscape_is_read_once(question: str) -> None:
    """A question about all entries grows with them, and no faster than that."""
    with closing(_store(4)) as small, closing(_store(80)) as large:
        few, many = _steps(small, question), _steps(large, question)
    assert 10 < many / few < 1.5 * 80 / 4


def _steps(db: sqlite3.Connection, question: str) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.set_progress_handler(count, 1)
    getattr(entry_queries, question)(db, "made")
    db.set_progress_handler(None, 1)
    return counted


def _store(times: int) -> sqlite3.Connection:
    """Make a store with the course that many times over, and nothing studied."""
    db = connect_memory()
    migrations.create(db)
    with write(db):
        courses.put_course(db, _course(times))
    return db


def _course(times: int) -> Course:
    marks = ["" if n == 0 else f"-{n}" for n in range(times)]
    return Course(
        id="made",
        title="Made",
        version="1",
        summary="x",
        digest="d",
        weeks=(CourseWeek("week-1", 1, "Week 1", "x"),),
        sessions=(CourseSession("w1-a", "week-1", "A", ("mon",), 1),),
        items=tuple(
            CourseItem(
                id=f"{id}{mark}",
                kind="study",
                title=id,
                minutes=10,
                position=number,
                week="week-1",
                session="w1-a",
            )
            for number, (mark, id) in enumerate(
                (mark, id) for mark in marks for id in ("m1", "m2")
            )
        ),
        pages=tuple(page for mark in marks for page in _pages(mark)),
    )


def _pages(mark: str) -> list[CoursePage]:
    """Give what stands beside the path, its ids ending in a mark."""
    families = ITEMS | dict.fromkeys(TAUGHT, CONCEPT)

    def links(family: str | None, ids: tuple[str, ...]) -> list[CourseLink]:
        return [
            CourseLink(PATH, id)
            if id == "week-1"
            else CourseLink(family or families[id], f"{id}{mark}")
            for id in ids
        ]

    found = [(ENTRY, id, "project", links(None, named)) for id, named in NAMES.items()]
    found += [(TOPIC, id, "topic", links(ENTRY, named)) for id, named in NAMING.items()]
    found += [(READING, "r1", "paper", [])]
    found += [
        (CONCEPT, id, "concept", [*links(PATH, TAUGHT[id]), *links(ENTRY, listed)])
        for id, listed in LISTING.items()
    ]
    return [
        CoursePage(family, f"{id}{mark}", kind, id, links=tuple(named))
        for family, id, kind, named in found
    ]
