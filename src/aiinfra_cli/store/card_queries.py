"""What commands and reports ask about recall cards; none of it needs FSRS."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from aiinfra_cli.model import CARD, COMMAND, CONCEPT, PATH, Event
from aiinfra_cli.review.model import AGAIN, Card, CardState, Lesson
from aiinfra_cli.review.records import COLUMNS, state_of
from aiinfra_cli.review.retained import Held
from aiinfra_cli.store.records import as_event

_STATE = ", ".join(f"s.{name}" for name in COLUMNS[1:])


class Asked(NamedTuple):
    """A card as a page shows it: its wording, and where the learner stands with it."""

    id: str
    question: str
    answer: str
    state: CardState


def held(db: sqlite3.Connection, course: str) -> list[Held]:
    """List the cards that count, those of covered concepts, by the weeks that did.

    As review.retained.held says it, from tables; what nothing covers is not read.
    """
    rows = db.execute(
        # From the few items that are done to their concepts: the index leads there.
        "WITH part AS (SELECT concept, group_concat(week, ' ') AS weeks FROM"
        "  (SELECT l.id AS concept, i.week AS week FROM state AS t"
        "   CROSS JOIN link AS l ON l.course = t.course AND l.to_family = t.family"
        f"    AND l.to_id = t.item AND l.family = '{CONCEPT}'"
        "   CROSS JOIN item AS i ON i.course = t.course AND i.family = t.family"
        "    AND i.id = t.item"
        f"   WHERE t.course = :course AND t.family = '{PATH}' AND t.status = 'done'"
        "   ORDER BY i.position) GROUP BY concept)"
        " SELECT c.concept, p.weeks, s.stability, s.last_day,"
        "  coalesce(s.suspended, 0), s.last_rating FROM part AS p"
        " CROSS JOIN card AS c ON c.course = :course AND c.concept = p.concept"
        " LEFT JOIN card_state AS s ON s.course = c.course AND s.card = c.id"
        " ORDER BY c.position",
        {"course": course},
    )
    return [
        Held(
            row[0],
            tuple(dict.fromkeys((row[1] or "").split())),
            row[2],
            date.fromisoformat(row[3]) if row[3] else None,
            bool(row[4]),
            row[5] == AGAIN,
        )
        for row in rows
    ]


def cards(db: sqlite3.Connection, course: str) -> list[Card]:
    """List all cards of a course with what teaches them, in the order of asking."""
    lessons: dict[str, list[Lesson]] = {}
    rows = db.execute(
        "SELECT l.id, i.id, i.kind, i.week, i.session FROM link AS l JOIN item AS i"
        " ON i.course = l.course AND i.family = l.to_family AND i.id = l.to_id"
        " WHERE l.course = ? AND l.family = ? AND l.to_family = ? ORDER BY i.position",
        (course, CONCEPT, PATH),
    )
    for concept, *lesson in rows:
        lessons.setdefault(concept, []).append(Lesson(*lesson))
    rows = db.execute(
        "SELECT c.id, c.concept, i.title, c.question, c.answer,"
        " i.detail ->> '$.area.id', coalesce(i.detail ->> '$.unverified', '')"
        " FROM card AS c JOIN item AS i"
        " ON i.course = c.course AND i.family = ? AND i.id = c.concept"
        " WHERE c.course = ? ORDER BY c.position",
        (CONCEPT, course),
    )
    return [
        Card._make((*row[:6], tuple(lessons.get(row[1], ())), row[6])) for row in rows
    ]


def states(db: sqlite3.Connection, course: str) -> dict[str, CardState]:
    """Give the state of each card of a course that has one."""
    rows = db.execute(
        f"SELECT s.card, {_STATE} FROM card_state AS s JOIN card AS c"
        " ON c.course = s.course AND c.id = s.card WHERE s.course = ?",
        (course,),
    )
    return {row[0]: state_of(row) for row in rows}


def state(db: sqlite3.Connection, course: str, card: str) -> CardState:
    """Give the state of one card; that of a new one if it has none."""
    row = db.execute(
        f"SELECT s.card, {_STATE} FROM card_state AS s"
        " WHERE s.course = ? AND s.card = ?",
        (course, card),
    ).fetchone()
    return state_of(row) if row else CardState(card)


def cards_of(db: sqlite3.Connection, course: str, concept: str) -> list[Asked]:
    """List the cards of a concept, each with where the learner stands."""
    rows = db.execute(
        f"SELECT c.id, c.question, c.answer, s.card, {_STATE} FROM card AS c"
        " LEFT JOIN card_state AS s ON s.course = c.course AND s.card = c.id"
        " WHERE c.course = ? AND c.concept = ? ORDER BY c.position",
        (course, concept),
    )
    return [
        Asked(
            row[0],
            row[1],
            row[2],
            state_of(tuple(row)[3:]) if row[3] else CardState(row[0]),
        )
        for row in rows
    ]


def concept_of(db: sqlite3.Connection, course: str, card: str) -> str:
    """Give the concept that a card asks about."""
    row = db.execute(
        "SELECT concept FROM card WHERE course = ? AND id = ?", (course, card)
    ).fetchone()
    return str(row[0])


def done_items(db: sqlite3.Connection, course: str) -> set[str]:
    """Give the ids of the milestones that are done."""
    rows = db.execute(
        "SELECT item FROM state WHERE course = ? AND family = ? AND status = 'done'",
        (course, PATH),
    )
    return {row[0] for row in rows}


def events(db: sqlite3.Connection, course: str) -> Iterator[Event]:
    """Yield what the journal has on cards, in order, without what is undone."""
    rows = db.execute(
        "SELECT * FROM event WHERE course = ? AND family = ? AND command_id NOT IN"
        " (SELECT item FROM (SELECT item, verb, max(id) FROM event WHERE family = ?"
        "  GROUP BY item) WHERE verb = 'undo') ORDER BY id",
        (course, CARD, COMMAND),
    )
    return map(as_event, rows)


def count(db: sqlite3.Connection, course: str) -> int:
    """Count the recall cards of a course."""
    row = db.execute("SELECT count(*) FROM card WHERE course = ?", (course,)).fetchone()
    return int(row[0])
