"""What a report asks the store: each question once for the whole path."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

from aiinfra_cli.model import PATH, Rest, Session
from aiinfra_cli.store.fold import proofs
from aiinfra_cli.store.gates import RESTS


class Words(NamedTuple):
    """What a learner put to one milestone."""

    item: str
    notes: list[dict[str, Any]]
    evidence: list[dict[str, Any]]


class Looked(NamedTuple):
    """The run of a lab's checks that says most: the one that proves it, or the last."""

    item: str
    day: str
    passed: int
    total: int
    tools: dict[str, str]  # versions of the programs that it started


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

    The rule is that of `gates.rests_of`.
    """
    rows = db.execute(
        f"{RESTS} ORDER BY r.checkpoint, r.mode, i.position, r.check_id",
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


def runs_of_checks(db: sqlite3.Connection, course: str) -> Iterator[Looked]:
    """Yield for each lab that was looked at the run that says most, in path order.

    That is the newest in which all passed that is looked at now; else the newest.
    """
    rows = db.execute(
        "SELECT coalesce(a.id, e.item) AS now, e.day, e.detail,"
        " coalesce(i.proof, '') AS proof FROM event AS e"
        " LEFT JOIN alias AS a ON a.course = e.course AND a.family = e.family"
        "   AND a.alias = e.item"
        " LEFT JOIN item AS i ON i.course = e.course AND i.family = e.family"
        "   AND i.id = coalesce(a.id, e.item)"
        " WHERE e.course = ? AND e.family = ? AND e.verb = 'check'"
        " ORDER BY i.position IS NULL, i.position, now, e.id",
        (course, PATH),
    )
    for item, group in groupby(rows, lambda row: str(row["now"])):
        best, is_best_proof = None, False
        for row in group:
            detail = json.loads(row["detail"])
            is_proof = f":{row['proof']}" in proofs(detail)
            if is_proof or not is_best_proof:
                best, is_best_proof = _looked(item, row["day"], detail), is_proof
        if best:
            yield best


def _looked(item: str, day: str, detail: dict[str, Any]) -> Looked:
    checks = detail.get("checks", ())
    passed = sum(one.get("verdict") == "passed" for one in checks)
    return Looked(item, day, passed, len(checks), detail.get("tools", {}))
