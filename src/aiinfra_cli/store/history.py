"""The journal as a learner reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from aiinfra_cli.model import PATH, Event
from aiinfra_cli.store.records import as_event


def newest(
    db: sqlite3.Connection,
    course: str,
    *,
    items: Sequence[str] = (),
    family: str = PATH,
    limit: int = -1,
) -> list[Event]:
    """List events, the newest first; of some items, with the undos that meant them."""
    if items:
        marks = ", ".join("?" * len(items))
        of_items = f"family = ? AND item IN ({marks})"
        rows = db.execute(
            f"SELECT * FROM event WHERE course = ? AND ({of_items}"
            " OR family = 'command' AND item IN (SELECT command_id FROM event"
            f"  WHERE course = ? AND {of_items})) ORDER BY id DESC LIMIT ?",
            (course, family, *items, course, family, *items, limit),
        )
    else:
        rows = db.execute(
            "SELECT * FROM event WHERE course = ? ORDER BY id DESC LIMIT ?",
            (course, limit),
        )
    return [as_event(row) for row in rows]
