"""Minutes and counts of the path or a part of it."""

from __future__ import annotations

import sqlite3

from aiinfra_cli.model import PATH, Milestone, State, Tally
from aiinfra_cli.store.queries import as_state

_GATE = "i.kind IN ('checkpoint', 'assessment')"
_TALLY = (
    "SELECT total(i.minutes), total(iif(s.status = 'done', i.minutes, 0)),"
    " total(iif(s.status = 'skipped', i.minutes, 0)),"
    f" total(NOT {_GATE}), total(NOT {_GATE} AND s.status = 'done'),"
    f" total(NOT {_GATE} AND s.status = 'skipped'),"
    f" total({_GATE}), total({_GATE} AND s.status = 'done'),"
    f" total({_GATE} AND s.status = 'skipped')"
    " FROM item AS i LEFT JOIN state AS s"
    " ON s.course = i.course AND s.family = i.family AND s.item = i.id"
    " WHERE i.course = ? AND i.family = 'path'"
)


def tally(
    db: sqlite3.Connection, course: str, *, week: str = "", session: str = ""
) -> Tally:
    """Add up the minutes and counts of the path, a week or a session.

    Done milestones that have left the curriculum keep their credit in the path's.
    """
    sql, values = _TALLY, [course]
    if week:
        sql += " AND i.week = ?"
        values.append(week)
    if session:
        sql += " AND i.session = ?"
        values.append(session)
    whole = Tally(*map(int, db.execute(sql, values).fetchone()))
    if week or session:
        return whole
    credit = [m for m in retired(db, course) if m[1].status == "done"]
    minutes = sum(item[0].minutes for item in credit)
    return whole._replace(
        minutes=whole.minutes + minutes,
        done_minutes=whole.done_minutes + minutes,
        items=whole.items + len(credit),
        done=whole.done + len(credit),
    )


def retired(db: sqlite3.Connection, course: str) -> list[tuple[Milestone, State]]:
    """List the touched milestones that have left the curriculum, by their credit."""
    rows = db.execute(
        "SELECT c.item, c.kind, c.title, c.minutes, s.status, s.begun_at,"
        " s.closed_at, s.closed_day, s.reason, s.notes, s.evidence"
        " FROM state AS s JOIN credit AS c ON c.course = s.course"
        "   AND c.family = s.family AND c.item = s.item"
        " WHERE s.course = ? AND s.family = ? AND NOT EXISTS (SELECT 1 FROM item AS i"
        "   WHERE i.course = s.course AND i.family = s.family AND i.id = s.item)"
        " ORDER BY c.item",
        (course, PATH),
    )
    return [
        (
            Milestone(
                row[0], row[1], row[2], row[3], False, None, None, -1, None, *row[4:9]
            ),
            as_state(row[4:]),
        )
        for row in rows
    ]
