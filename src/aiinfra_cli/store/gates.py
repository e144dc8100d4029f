"""What milestones need and checkpoints rest on, with where the learner stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from aiinfra_cli.model import Milestone, Rest
from aiinfra_cli.store import queries
from aiinfra_cli.store.queries import MILESTONE, as_milestone

RESTS = (
    "SELECT r.checkpoint, r.mode, r.item, r.check_id, iif(r.check_id = '',"
    " coalesce(s.status, 'open') = 'done', coalesce(instr(s.proofs,"
    "  '\"' || r.check_id || ':' || c.digest || '\"'), 0) > 0)"
    " FROM rest AS r LEFT JOIN state AS s"
    " ON s.course = r.course AND s.family = 'path' AND s.item = r.item"
    " LEFT JOIN lab_check AS c ON c.course = r.course AND c.item = r.item"
    " AND c.id = r.check_id"
    " JOIN item AS i ON i.course = r.course AND i.family = 'path'"
    " AND i.id = r.item WHERE r.course = ?"
)


def needs_of(db: sqlite3.Connection, course: str, id: str) -> list[Milestone]:
    """List the milestones that one needs, with where the learner stands on them."""
    # The plus keeps SQLite from walking the whole path for the sake of its order.
    rows = db.execute(
        MILESTONE + " AND i.id IN (SELECT needs FROM need WHERE course = ?"
        " AND item = ?) ORDER BY +i.position",
        (course, course, id),
    )
    return [as_milestone(row) for row in rows]


def rests_of(db: sqlite3.Connection, course: str, checkpoint: str) -> list[Rest]:
    """List what a checkpoint rests on and whether it is there.

    A milestone is there once it is done; a single check once it passed, looking at
    what it looks at now.
    """
    rows = db.execute(
        f"{RESTS} AND r.checkpoint = ? ORDER BY r.mode, i.position, r.check_id",
        (course, checkpoint),
    )
    return [Rest(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]


def checkpoints_on(
    db: sqlite3.Connection, course: str, items: Sequence[str]
) -> list[Milestone]:
    """List the checkpoints and assessments that rest on any of the items."""
    ids: dict[str, None] = {}
    for item in items:
        rows = db.execute(
            "SELECT DISTINCT checkpoint FROM rest WHERE course = ? AND item = ?",
            (course, item),
        )
        ids |= {row[0]: None for row in rows}
    found = [queries.milestone(db, course, id) for id in ids]
    return sorted((m for m in found if m), key=lambda m: m.position)


def open_gates(db: sqlite3.Connection, course: str) -> list[Milestone]:
    """List the checkpoints and assessments that are still open."""
    rows = db.execute(
        MILESTONE + " AND i.kind IN ('checkpoint', 'assessment')"
        " AND coalesce(s.status, 'open') IN ('open', 'started') ORDER BY i.position",
        (course,),
    )
    return [as_milestone(row) for row in rows]
