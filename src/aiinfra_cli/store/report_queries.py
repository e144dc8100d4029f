"""What a report asks the store: each question once for the whole path."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from aiinfra_cli.model import PATH, Rest, Session


class Words(NamedTuple):
    """What a learner put to one milestone."""

    item: str
    notes: list[dict[str, Any]]
    evidence: list[dict[str, Any]]


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Let all questions inside the block see the store as it is at the first one."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")  # nothing was written


def sessions(db: sqlite3.Connection, course: str) -> list[Session]:
    """List the sessions of all weeks in order."""
    rows = db.execute(
        "SELECT id, week, title, days FROM session WHERE course = ? ORDER BY position",
        (course,),
    )
    return [Session(*row) for row in rows]


def rests_by_checkpoint(db: sqlite3.Connection, course: str) -> dict[str, list[Rest]]:
    """Give what each checkpoint rests on and whether it is there.

    The rule is that of `gates.rests_of`: a check is there once its lab is done.
    """
    rows = db.execute(
        "SELECT r.checkpoint, r.mode, r.item, r.check_id, coalesce(s.status, 'open')"
        " = 'done' FROM rest AS r LEFT JOIN state AS s"
        " ON s.course = r.course AND s.family = 'path' AND s.item = r.item"
        " JOIN item AS i ON i.course = r.course AND i.family = 'path'"
        " AND i.id = r.item WHERE r.course = ?"
        " ORDER BY r.checkpoint, r.mode, i.position, r.check_id",
        (course,),
    )
    found: dict[str, list[Rest]] = {}
    for checkpoint, mode, item, check, met in rows:
        rest = Rest(checkpoint, mode, item, check, bool(met))
        found.setdefault(checkpoint, []).append(rest)
    return found


def waiting(db: sqlite3.Connection, course: str) -> set[str]:
    """Give the milestones that need something which is not closed yet."""
    rows = db.execute(
        "SELECT DISTINCT n.item FROM need AS n"
        " JOIN item AS i ON i.course = n.course AND i.family = 'path'"
        "   AND i.id = n.needs"
        " LEFT JOIN state AS s ON s.course = n.course AND s.family = 'path'"
        "   AND s.item = n.needs"
        " WHERE n.course = ? AND coalesce(s.status, 'open') IN ('open', 'started')",
        (course,),
    )
    return {row[0] for row in rows}


def words_in_order(db: sqlite3.Connection, course: str) -> Iterator[Words]:
    """Yield the notes and evidence of the path's milestones, in path order."""
    rows = db.execute(
        "SELECT s.item, s.notes, s.evidence FROM state AS s"
        " JOIN item AS i ON i.course = s.course AND i.family = s.family"
        "   AND i.id = s.item"
        " WHERE s.course = ? AND s.family = ?"
        "   AND (s.notes != '[]' OR s.evidence != '[]') ORDER BY i.position",
        (course, PATH),
    )
    for item, notes, evidence in rows:
        yield Words(item, json.loads(notes), json.loads(evidence))
