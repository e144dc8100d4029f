"""How many recall cards a day asks, counted without reading any of them."""

from __future__ import annotations

import sqlite3
from datetime import date

_KEPT = (
    " FROM card_state AS s JOIN card AS c ON c.course = s.course AND c.id = s.card"
    " WHERE s.course = :course"
)


def cards_due(
    db: sqlite3.Connection, course: str, day: date, *, new: int, reviews: int
) -> int:
    """Count the cards that are asked on a day, within its caps for both kinds.

    As review.queue says it of covered cards and those once answered, on a day that is
    not off; tested to be equal.
    """
    values = {"course": course, "day": day.isoformat()}
    asked, asked_new, due = db.execute(
        "SELECT total(s.last_day = :day),"
        " total(s.last_day = :day AND s.first_day = :day),"
        f" total(s.due <= :day AND NOT s.suspended){_KEPT}",
        values,
    ).fetchone()
    room = max(0, new - int(asked_new))
    found = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM card AS c"
        " LEFT JOIN card_state AS s ON s.course = c.course AND s.card = c.id"
        " WHERE c.course = :course AND s.last_day IS NULL"
        "  AND coalesce(s.suspended, 0) = 0 AND c.concept IN (SELECT l.id"
        "   FROM link AS l CROSS JOIN state AS t ON t.course = l.course"
        "    AND t.family = l.to_family AND t.item = l.to_id"
        "   WHERE l.course = :course AND l.family = 'concept'"
        "    AND l.to_family = 'path' AND t.status = 'done') LIMIT :room)",
        {**values, "room": room},
    ).fetchone()[0]
    return int(found) + min(int(due), max(0, reviews - int(asked - asked_new)))
