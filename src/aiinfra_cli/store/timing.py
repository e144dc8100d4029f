"""Questions about time: what is being timed, and how long work took."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from aiinfra_cli.model import PATH


class Timer(NamedTuple):
    """A timer that runs."""

    item: str
    estimate: int  # minutes
    since: str  # UTC
    family: str = PATH


def running(db: sqlite3.Connection, course: str) -> list[Timer]:
    """List the timers that run, the newest first; of one device there is one at most.

    Those of milestones that have left the curriculum run, too.
    """
    rows = db.execute(
        "SELECT s.item, coalesce(c.minutes, 0), s.timer_at, s.family FROM state AS s"
        " LEFT JOIN credit AS c ON c.course = s.course AND c.family = s.family"
        "   AND c.item = s.item"
        " WHERE s.course = ? AND s.timer_at IS NOT NULL"
        " ORDER BY s.timer_at DESC, s.item",
        (course,),
    )
    return [Timer(*row) for row in rows]


def samples(db: sqlite3.Connection, course: str) -> list[tuple[str, int, int]]:
    """List kind, estimated and actual minutes of the done milestones with a time."""
    rows = db.execute(
        "SELECT c.kind, c.minutes, s.minutes FROM state AS s"
        " JOIN credit AS c ON c.course = s.course AND c.family = s.family"
        "   AND c.item = s.item"
        " WHERE s.course = ? AND s.family = ? AND s.status = 'done' AND s.minutes > 0"
        " ORDER BY s.item",
        (course, PATH),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def minutes_left_by_kind(
    db: sqlite3.Connection, course: str, week: str
) -> dict[str, int]:
    """Give the estimated minutes of what is still to do in a week, by kind."""
    rows = db.execute(
        "SELECT i.kind, total(i.minutes) FROM item AS i INDEXED BY item_of_week"
        " LEFT JOIN state AS s ON s.course = i.course AND s.family = i.family"
        "   AND s.item = i.id"
        " WHERE i.course = ? AND i.family = ? AND i.week = ?"
        " AND coalesce(s.status, 'open') IN ('open', 'started')"
        " GROUP BY i.kind HAVING total(i.minutes) > 0 ORDER BY i.kind",
        (course, PATH, week),
    )
    return {row[0]: int(row[1]) for row in rows}
