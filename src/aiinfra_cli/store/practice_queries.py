"""What commands ask about the goal chart: what the journal has on its cells."""

from __future__ import annotations

import sqlite3

from aiinfra_cli.model import COMMAND, DONE, PRACTICE, Event
from aiinfra_cli.store.records import as_event, from_json

# From the cells, by their present ids and former ones, to their events, by the index:
# the journal may be long, and most of it is about other things. What is undone is left
# out; whether there was an undo at all is asked first, as it is the quicker question.
_EVENTS = (
    " FROM (SELECT id, id AS name FROM item WHERE course = :course AND family = :family"
    "  UNION ALL"
    "  SELECT id, alias FROM alias WHERE course = :course AND family = :family"
    " ) AS n"
    " CROSS JOIN event AS e"
    " ON e.item = n.name AND e.family = :family AND e.course = :course"
    " WHERE e.verb {verbs} AND (NOT EXISTS (SELECT 1 FROM event AS u"
    "  WHERE u.item = e.command_id AND u.family = :command)"
    " OR (SELECT u.verb FROM event AS u"
    "  WHERE u.item = e.command_id AND u.family = :command"
    "  ORDER BY +u.id DESC LIMIT 1) IS NOT 'undo')"
)


def days(db: sqlite3.Connection, course: str) -> dict[str, list[str]]:
    """List the days on which each cell was done, each once, by their present ids."""
    # Of these there are thousands after some years: they leave SQLite as one value
    # for each cell.
    rows = db.execute(
        "SELECT n.id, json_group_array(DISTINCT e.day)"
        f"{_EVENTS.format(verbs='= :done')} GROUP BY n.id",
        _values(course),
    )
    return {id: from_json(found) for id, found in rows}


def events(db: sqlite3.Connection, course: str) -> list[Event]:
    """List what else happened to the cells, in order, by their present ids."""
    return _events(db, course, "!= :done")


def edits(db: sqlite3.Connection, course: str) -> list[Event]:
    """List in order what a learner changed of the cells, by their present ids."""
    return _events(db, course, "= 'edit'")


def _events(db: sqlite3.Connection, course: str, verbs: str) -> list[Event]:
    rows = db.execute(
        "SELECT e.id, e.command_id, e.course, e.family, n.id AS item, e.verb, e.at,"
        f" e.day, e.device, e.detail{_EVENTS.format(verbs=verbs)} ORDER BY e.id",
        _values(course),
    )
    return [as_event(row) for row in rows]


def _values(course: str) -> dict[str, str]:
    return {"course": course, "family": PRACTICE, "command": COMMAND, "done": DONE}
