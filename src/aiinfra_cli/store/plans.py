"""The plans a learner has made, as the journal holds them."""

# No `from __future__ import annotations`: see model.py.

import sqlite3
from collections.abc import Container, Sequence
from typing import Any, NamedTuple

from aiinfra_cli.model import PATH
from aiinfra_cli.store.records import from_json

PLAN = "plan"  # the family of plans, and the one item in it


class Made(NamedTuple):
    """One plan in effect: what the journal keeps of it, and which in turn it is."""

    detail: dict[str, Any]
    number: int
    at: str
    day: str


def standing(db: sqlite3.Connection, course: str) -> Made | None:
    """Give the plan that counts: the newest that is not undone.

    Its number grows with every change of plan, one that is undone or redone too: a
    calendar program keeps what has the higher one.
    """
    made = made_in_order(db, course)
    if not made:
        return None
    number = db.execute(
        "WITH plan AS (SELECT command_id FROM event"
        "  WHERE item = ? AND family = ? AND course = ?)"
        " SELECT (SELECT count(*) FROM plan) + (SELECT count(*) FROM event"
        "  WHERE family = 'command' AND item IN (SELECT command_id FROM plan))",
        (PLAN, PLAN, course),
    ).fetchone()[0]
    return made[-1]._replace(number=number)


def first(db: sqlite3.Connection, course: str) -> Made | None:
    """Give the plan that the path was started with."""
    made = made_in_order(db, course)
    return made[0] if made else None


def made_in_order(db: sqlite3.Connection, course: str) -> list[Made]:
    """List the plans in effect in the order they were made."""
    rows = db.execute(
        "SELECT command_id, detail, at, day FROM event"
        " WHERE item = ? AND family = ? AND course = ? ORDER BY id",
        (PLAN, PLAN, course),
    ).fetchall()
    undone = _undone_among(db, rows)
    kept = [row for row in rows if row["command_id"] not in undone]
    return [
        Made(from_json(row["detail"]), number, row["at"], row["day"])
        for number, row in enumerate(kept, start=1)
    ]


class Work(NamedTuple):
    """What a session of the path still asks for."""

    session: str
    week: str
    title: str
    days: int  # that the path gives it
    minutes: int  # of milestones not skipped
    done: int  # minutes
    open: int  # milestones neither done nor skipped
    begun: int  # of these


def work_by_session(db: sqlite3.Connection, course: str) -> list[Work]:
    """List the sessions in path order with what is done and left of each."""
    # The index is named because SQLite would read the whole path for each session.
    rows = db.execute(
        "SELECT n.id, n.week, n.title, n.days,"
        " total(iif(coalesce(s.status, 'open') = 'skipped', 0, i.minutes)),"
        " total(iif(s.status = 'done', i.minutes, 0)),"
        " total(i.id IS NOT NULL"
        "  AND coalesce(s.status, 'open') IN ('open', 'started')),"
        " total(s.status = 'started')"
        " FROM session AS n LEFT JOIN item AS i INDEXED BY item_of_session"
        "   ON i.course = n.course AND i.family = 'path' AND i.session = n.id"
        " LEFT JOIN state AS s ON s.course = i.course AND s.family = i.family"
        "   AND s.item = i.id"
        " WHERE n.course = ? GROUP BY n.id ORDER BY n.position",
        (course,),
    )
    return [
        Work(
            row[0],
            row[1],
            row[2],
            len(row[3].split()),
            int(row[4]),
            int(row[5]),
            int(row[6]),
            int(row[7]),
        )
        for row in rows
    ]


def open_optional(
    db: sqlite3.Connection, course: str
) -> dict[str, list[tuple[str, int]]]:
    """Give the open optional milestones of each session, with their minutes."""
    rows = db.execute(
        "SELECT i.session, i.id, i.minutes FROM item AS i LEFT JOIN state AS s"
        " ON s.course = i.course AND s.family = i.family AND s.item = i.id"
        " WHERE i.course = ? AND i.family = 'path' AND i.optional"
        " AND i.session IS NOT NULL"
        " AND coalesce(s.status, 'open') IN ('open', 'started') ORDER BY i.position",
        (course,),
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for session, item, minutes in rows:
        found.setdefault(session, []).append((item, minutes))
    return found


def done_minutes_by_day(db: sqlite3.Connection, course: str) -> dict[str, int]:
    """Give the minutes of the milestones done on each study day."""
    rows = db.execute(
        "SELECT s.closed_day, total(i.minutes) FROM state AS s JOIN item AS i"
        " ON i.course = s.course AND i.family = s.family AND i.id = s.item"
        " WHERE s.course = ? AND s.family = 'path' AND s.status = 'done'"
        " GROUP BY s.closed_day",
        (course,),
    )
    return {row[0]: int(row[1]) for row in rows}


def days_of_work(db: sqlite3.Connection, course: str) -> set[str]:
    """Give the study days on which something was done or time was kept."""
    done = db.execute(
        "SELECT DISTINCT closed_day FROM state"
        " WHERE course = ? AND family = ? AND status = 'done'",
        (course, PATH),
    )
    timed = db.execute(
        "SELECT day, command_id FROM event WHERE course = ? AND family = ?"
        " AND verb IN ('log', 'stop') AND json_extract(detail, '$.minutes') > 0",
        (course, PATH),
    ).fetchall()
    undone = _undone_among(db, timed)
    kept = {row["day"] for row in timed if row["command_id"] not in undone}
    return {row[0] for row in done} | kept


def _undone_among(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row]
) -> Container[str]:
    if not rows:
        return ()
    # Only here: without a plan reading commands do without the journal.
    from aiinfra_cli.store.journal import undone_among

    return undone_among(db, {row["command_id"] for row in rows})
