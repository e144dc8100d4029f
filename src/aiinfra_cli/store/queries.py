"""Every question that commands ask the store, each named as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from aiinfra_cli.model import (
    PATH,
    Milestone,
    Session,
    State,
    Week,
)
from aiinfra_cli.store.records import as_json, from_json

# Done, and all checks passed in one run, looking at what they look at now.
VERIFIED = (
    "(s.status = 'done' AND i.proof != ''"
    " AND instr(s.proofs, '\":' || i.proof || '\"'))"
)
_COLUMNS = (
    "SELECT i.id, i.kind, i.title, i.minutes, i.optional, i.week, i.session,"
    " i.position, i.tier, coalesce(s.status, 'open'), s.begun_at, s.closed_at,"
    " s.closed_day, s.reason, coalesce(s.minutes, 0), s.timer_at,"
    f" i.proof != '', coalesce({VERIFIED}, 0), s.waiver, i.family"
)
_STANDING = (
    _COLUMNS + " FROM item AS i LEFT JOIN state AS s"
    " ON s.course = i.course AND s.family = i.family AND s.item = i.id"
    " WHERE i.course = ? AND i.family = "
)
MILESTONE = _STANDING + "'path'"


def course_head(db: sqlite3.Connection, course: str) -> sqlite3.Row:
    """Give id, title, version, summary and digest of a course."""
    row = db.execute("SELECT * FROM course WHERE id = ?", (course,)).fetchone()
    assert isinstance(row, sqlite3.Row)
    return row


def weeks(db: sqlite3.Connection, course: str) -> list[Week]:
    """List the weeks in order."""
    rows = db.execute(
        "SELECT id, number, title, focus FROM week WHERE course = ? ORDER BY number",
        (course,),
    )
    return [Week(*row) for row in rows]


def week_numbered(db: sqlite3.Connection, course: str, number: int) -> Week | None:
    """Give the week with a number."""
    row = db.execute(
        "SELECT id, number, title, focus FROM week WHERE course = ? AND number = ?",
        (course, number),
    ).fetchone()
    return Week(*row) if row else None


def week_count(db: sqlite3.Connection, course: str) -> int:
    """Count the weeks."""
    row = db.execute("SELECT count(*) FROM week WHERE course = ?", (course,)).fetchone()
    return int(row[0])


def week_with_id(db: sqlite3.Connection, course: str, id: str) -> Week | None:
    """Give the week with an id."""
    row = db.execute(
        "SELECT id, number, title, focus FROM week WHERE course = ? AND id = ?",
        (course, id),
    ).fetchone()
    return Week(*row) if row else None


def sessions_of(db: sqlite3.Connection, course: str, week: str) -> list[Session]:
    """List the sessions of a week in order."""
    rows = db.execute(
        "SELECT id, week, title, days FROM session"
        " WHERE course = ? AND week = ? ORDER BY position",
        (course, week),
    )
    return [Session(*row) for row in rows]


def session_with_id(db: sqlite3.Connection, course: str, id: str) -> Session | None:
    """Give the session with an id."""
    row = db.execute(
        "SELECT id, week, title, days FROM session WHERE course = ? AND id = ?",
        (course, id),
    ).fetchone()
    return Session(*row) if row else None


def milestone(
    db: sqlite3.Connection, course: str, id: str, family: str = PATH
) -> Milestone | None:
    """Give one milestone, or what can be marked like one, with its standing."""
    row = db.execute(_STANDING + "? AND i.id = ?", (course, family, id)).fetchone()
    return as_milestone(row) if row else None


def milestones_of_week(
    db: sqlite3.Connection, course: str, week: str
) -> list[Milestone]:
    """List the milestones of a week in path order, its checkpoints last."""
    rows = db.execute(MILESTONE + " AND i.week = ? ORDER BY i.position", (course, week))
    return [as_milestone(row) for row in rows]


def milestones_of_session(
    db: sqlite3.Connection, course: str, session: str
) -> list[Milestone]:
    """List the milestones of a session in path order."""
    rows = db.execute(
        MILESTONE + " AND i.session = ? ORDER BY i.position", (course, session)
    )
    return [as_milestone(row) for row in rows]


def milestones(
    db: sqlite3.Connection,
    course: str,
    *,
    kinds: Sequence[str] = (),
    statuses: Sequence[str] = (),
    week: str = "",
    tags: Sequence[str] = (),
    text: str = "",
) -> Iterator[Milestone]:
    """Yield the milestones that fit every filter given, in path order."""
    sql, values = MILESTONE, [course]
    if kinds:
        sql += f" AND i.kind IN ({_marks(kinds)})"
        values += kinds
    if statuses:
        sql += f" AND coalesce(s.status, 'open') IN ({_marks(statuses)})"
        values += statuses
    if week:
        sql += " AND i.week = ?"
        values.append(week)
    for tag in tags:
        sql += (
            " AND EXISTS (SELECT 1 FROM tag AS t WHERE t.course = i.course"
            " AND t.family = i.family AND t.tag = ? AND t.item = i.id)"
        )
        values.append(tag)
    for word in text.split():
        # The names of keys are no text: the whole detail is looked into only where
        # it can have the word at all.
        sql += (
            " AND (instr(lower(i.id), lower(?)) OR instr(lower(i.title), lower(?))"
            " OR instr(lower(i.detail), lower(?)) AND EXISTS (SELECT 1"
            "  FROM json_tree(i.detail) AS part WHERE part.type = 'text'"
            "  AND instr(lower(part.atom), lower(?))))"
        )
        values += [word, word, as_json(word)[1:-1], word]
    for row in db.execute(sql + " ORDER BY i.position", values):
        yield as_milestone(row)


def tags(db: sqlite3.Connection, course: str) -> list[str]:
    """List the tags in use."""
    rows = db.execute(
        "SELECT DISTINCT tag FROM tag WHERE course = ? ORDER BY tag", (course,)
    )
    return [row[0] for row in rows]


def tags_of(db: sqlite3.Connection, course: str, item: str) -> list[str]:
    """List the tags of one milestone."""
    rows = db.execute(
        "SELECT tag FROM tag WHERE course = ? AND family = ? AND item = ? ORDER BY tag",
        (course, PATH, item),
    )
    return [row[0] for row in rows]


def detail_of(
    db: sqlite3.Connection, course: str, id: str, family: str = PATH
) -> dict[str, Any]:
    """Give what only `show` and reports print of a milestone."""
    row = db.execute(
        "SELECT detail FROM item WHERE course = ? AND family = ? AND id = ?",
        (course, family, id),
    ).fetchone()
    found: dict[str, Any] = from_json(row[0])
    return found


def aliases_of(
    db: sqlite3.Connection, course: str, id: str, family: str = PATH
) -> list[str]:
    """List the former ids of a milestone."""
    rows = db.execute(
        "SELECT alias FROM alias WHERE course = ? AND family = ? AND id = ?"
        " ORDER BY alias",
        (course, family, id),
    )
    return [row[0] for row in rows]


def checks_of(db: sqlite3.Connection, course: str, id: str) -> list[sqlite3.Row]:
    """List the checks of a lab: id, title, kind, digest, and what a run needs."""
    return db.execute(
        "SELECT id, title, kind, digest, detail FROM lab_check"
        " WHERE course = ? AND item = ? ORDER BY position",
        (course, id),
    ).fetchall()


def open_of_sessions(
    db: sqlite3.Connection, course: str, sessions: Sequence[str]
) -> list[Milestone]:
    """List what is still to do in some sessions, in path order."""
    if not sessions:
        return []
    rows = db.execute(
        f"{MILESTONE} AND i.session IN ({_marks(sessions)})"
        " AND coalesce(s.status, 'open') IN ('open', 'started') ORDER BY i.position",
        (course, *sessions),
    )
    return [as_milestone(row) for row in rows]


def current(db: sqlite3.Connection, course: str) -> Milestone | None:
    """Give the newest begun, unfinished milestone."""
    # Moments are whole seconds: of two begun in one, the journal knows the newer.
    # With the index and the order of the tables (CROSS JOIN) laid down, the newest
    # comes first and hardly another row is read; else SQLite reads and sorts all.
    row = db.execute(
        _COLUMNS + " FROM state AS s INDEXED BY state_begun CROSS JOIN item AS i"
        " ON i.course = s.course AND i.family = s.family AND i.id = s.item"
        " WHERE s.course = ? AND s.family = 'path' AND s.status = 'started'"
        " ORDER BY s.begun_at DESC, (SELECT max(e.id)"
        " FROM event AS e WHERE e.item = i.id AND e.family = i.family"
        "  AND e.course = i.course AND e.verb = 'begin') DESC LIMIT 1",
        (course,),
    ).fetchone()
    return as_milestone(row) if row else None


def open_in_order(db: sqlite3.Connection, course: str) -> Iterator[Milestone]:
    """Yield what is still to do, in path order."""
    # One look-up a row, on purpose: a join would be ordered by the planner's guess
    # and may scan every item; here the caller stops after a few.
    rows = db.execute(
        "SELECT item FROM open_item WHERE course = ? ORDER BY position", (course,)
    )
    for (item,) in rows:
        if found := milestone(db, course, item):
            yield found


def state_of(db: sqlite3.Connection, course: str, id: str, family: str = PATH) -> State:
    """Give the whole state of a milestone, notes and evidence included."""
    row = db.execute(
        "SELECT status, begun_at, closed_at, closed_day, reason, notes, evidence,"
        " minutes, timer_at, proofs, waiver"
        " FROM state WHERE course = ? AND family = ? AND item = ?",
        (course, family, id),
    ).fetchone()
    return as_state(row) if row else State()


def statuses(db: sqlite3.Connection, course: str, family: str) -> dict[str, str]:
    """Give the status of all of a family that is not open, what was begun last first.

    Of what has left the curriculum, too.
    """
    rows = db.execute(
        "SELECT item, status FROM state WHERE course = ? AND family = ?"
        " AND status != 'open' ORDER BY begun_at DESC, item",
        (course, family),
    )
    return {row[0]: row[1] for row in rows}


def as_milestone(row: Sequence[Any]) -> Milestone:
    """Read one row of MILESTONE."""
    return Milestone._make((*row[:16], bool(row[16]), bool(row[17]), *row[18:]))


def as_state(row: Sequence[Any]) -> State:
    """Read the columns of a state from its status on."""
    words = (tuple(from_json(row[5])), tuple(from_json(row[6])))
    proofs = tuple(from_json(row[9]))
    return State._make((*row[:5], *words, row[7], row[8], proofs, row[10]))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
