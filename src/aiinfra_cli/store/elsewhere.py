"""Where an id belongs that a command does not take, and which command does."""

from __future__ import annotations

import sqlite3

from aiinfra_cli.model import CARD, CONCEPT, ENTRY, EVENT, PRACTICE, READING, TOPIC
from aiinfra_cli.store import resolve
from aiinfra_cli.store.resolve import ALL, ITEM, SESSION, WEEK, Target


def hint(
    db: sqlite3.Connection,
    course: str,
    target: Target,
    asked: tuple[str, ...],
) -> str:
    """Say what something is, and the command that a learner perhaps meant.

    `asked` are the kinds that the command takes: what is marked on the path is marked
    otherwise elsewhere.
    """
    id, kind = target
    kind, id = target
    marks = ITEM in asked and TOPIC in asked
    if kind == PRACTICE:
        return _of_chart(db, course, id, marks=marks)
    if kind == CONCEPT and marks and _has_cards(db, course, id):
        return f"{id} is a concept, learnt by its cards: aiinfra review --concept {id}"
    command = _SHOWN.get(kind)
    if command is None:
        name = resolve.written(db, course, target, kinds=ALL, then=())
        command, id = "show", name
    told = _NOUNS[kind]
    if kind == ENTRY and marks:
        told += ", marked by what you study of it"
    return f"{target.id} is {told}: aiinfra {command} {id}"


def _of_chart(db: sqlite3.Connection, course: str, id: str, *, marks: bool) -> str:
    row = db.execute(
        "SELECT kind FROM item WHERE course = ? AND family = ? AND id = ?",
        (course, PRACTICE, id),
    ).fetchone()
    if row[0] == PRACTICE:
        verb = "done " if marks else ""
        return f"{id} is a practice: aiinfra practices {verb}{id}"
    return f"{id} is a cell of the goal chart: aiinfra practices {id}"


def _has_cards(db: sqlite3.Connection, course: str, concept: str) -> bool:
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM card WHERE course = ? AND concept = ?)",
        (course, concept),
    ).fetchone()
    return bool(row[0])


_NOUNS = {
    ITEM: "on the path",
    SESSION: "a session",
    WEEK: "a week",
    CONCEPT: "a concept",
    ENTRY: "on the landscape",
    TOPIC: "on the longer path",
    READING: "on the reading list",
    EVENT: "an event",
    CARD: "a recall card",
}
_SHOWN = {
    WEEK: "week",
    CONCEPT: "concept",
    ENTRY: "landscape",
    TOPIC: "topics",
    READING: "reading",
    EVENT: "events",
}
