"""What a report asks the store: each question once for the whole path."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

from aiinfra_cli.model import (
    CARD,
    COMMAND,
    CONCEPT,
    MOST_MINUTES,
    PATH,
    Rest,
    Session,
)
from aiinfra_cli.store.fold import STEPS, proofs
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


class Happened(NamedTuple):
    """What the journal tells of a day, beside what was done on it."""

    day: str
    worked: int = 0  # minutes of kept time
    reviews: int = 0  # cards answered
    practices: int = 0
    other: int = 0  # begun, noted, looked at, asked for a hint


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


# Of the events that may tell of a day; a minute is one that the fold counts too.
_MINUTES = "json_extract(detail, '$.minutes')"
_TIMED = (
    "family = :path AND verb IN ('log', 'stop', 'done')"
    " AND json_type(detail, '$.minutes') = 'integer'"
    f" AND {_MINUTES} BETWEEN 1 AND {MOST_MINUTES}"
)
_CLOSING = "('log', 'stop', 'done', 'skip', 'reopen')"
_STEPS = ", ".join(f"'{verb}'" for verb in sorted(STEPS))
_DAYS = (
    f"WITH told AS (SELECT day, iif({_TIMED}, {_MINUTES}, 0) AS worked,"
    "  family = :card AND verb = 'review' AS review,"
    "  family = :practice AND verb = 'done' AS practice,"
    f"  family = :path AND verb NOT IN {_CLOSING} AS other"
    " FROM event WHERE course = :course AND family IN (:path, :card, :practice)"
    f"  AND NOT (verb IN ({_STEPS}) AND command_id IN"
    "   (SELECT item FROM (SELECT item, verb, max(id) FROM event"
    "     WHERE family = :command GROUP BY item) WHERE verb = 'undo')))"
    " SELECT day, sum(worked), sum(review), sum(practice), sum(other) FROM told"
    " WHERE worked OR review OR practice OR other GROUP BY day ORDER BY day"
)


def days(db: sqlite3.Connection, course: str) -> list[Happened]:
    """List the days of which the journal tells more than what was closed, in order.

    What was undone is left out, but for runs of checks and hints, which stay true.
    """
    families = {"path": PATH, "card": CARD, "practice": "practice", "command": COMMAND}
    return [Happened(*row) for row in db.execute(_DAYS, {"course": course, **families})]


def concept_titles(db: sqlite3.Connection, course: str) -> dict[str, str]:
    """Give the title of each concept."""
    rows = db.execute(
        "SELECT id, title FROM item WHERE course = ? AND family = ?", (course, CONCEPT)
    )
    return {row[0]: row[1] for row in rows}


def due_by_concept(db: sqlite3.Connection, course: str, day: str) -> dict[str, int]:
    """Count the cards of each concept that are due by a day."""
    rows = db.execute(
        "SELECT c.concept, count(*) FROM card_state AS s JOIN card AS c"
        " ON c.course = s.course AND c.id = s.card"
        " WHERE s.course = ? AND s.due <= ? AND NOT s.suspended GROUP BY c.concept",
        (course, day),
    )
    return {row[0]: row[1] for row in rows}
