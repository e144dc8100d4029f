"""What commands ask about the goal chart: what the journal has on its cells."""

from __future__ import annotations

import sqlite3

from aiinfra_cli.model import COMMAND, PRACTICE, Event
from aiinfra_cli.store.records import as_event


def events(db: sqlite3.Connection, course: str) -> list[Event]:
    """List what happened to the cells of the chart, in order, by their present ids.

    What is undone is left out.
    """
    # From the cells to their events, by the index: the journal may be long, and most
    # of it is about other things.
    rows = db.execute(
        "SELECT e.id, e.command_id, e.course, e.family, n.id AS item, e.verb, e.at,"
        " e.day, e.device, e.detail FROM"
        " (SELECT id, id AS name FROM item WHERE course = :course AND family = :family"
        "  UNION ALL"
        "  SELECT id, alias FROM alias WHERE course = :course AND family = :family"
        " ) AS n"
        " CROSS JOIN event AS e"
        " ON e.item = n.name AND e.family = :family AND e.course = :course"
        " WHERE (SELECT u.verb FROM event AS u"
        "  WHERE u.item = e.command_id AND u.family = :command"
        "  ORDER BY +u.id DESC LIMIT 1) IS NOT 'undo'"
        " ORDER BY e.id",
        {"course": course, "family": PRACTICE, "command": COMMAND},
    )
    return [as_event(row) for row in rows]
