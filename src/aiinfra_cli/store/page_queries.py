"""What commands ask about concepts, entries, and what belongs together."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from aiinfra_cli.model import CONCEPT, PATH, Milestone
from aiinfra_cli.store.queries import MILESTONE, as_milestone
from aiinfra_cli.store.records import from_json


class Page(NamedTuple):
    """An item that has a page: a concept, an entry."""

    family: str
    id: str
    kind: str
    title: str
    detail: dict[str, Any]


class Named(NamedTuple):
    """An item by its id and title."""

    id: str
    title: str


class Listed(NamedTuple):
    """A concept in a list, with the area it stands in."""

    id: str
    title: str
    area: str
    area_title: str


def page(db: sqlite3.Connection, course: str, family: str, id: str) -> Page:
    """Give the page of an item that is there."""
    row = db.execute(
        "SELECT kind, title, detail FROM item"
        " WHERE course = ? AND family = ? AND id = ?",
        (course, family, id),
    ).fetchone()
    return Page(family, id, row[0], row[1], from_json(row[2]))


def details(db: sqlite3.Connection, course: str, family: str) -> list[dict[str, Any]]:
    """List all of a family in order: what each page tells, id and kind included."""
    rows = db.execute(
        "SELECT id, kind, title, minutes, detail FROM item"
        " WHERE course = ? AND family = ? ORDER BY position",
        (course, family),
    ).fetchall()
    # One long document is read faster than many short ones.
    found = from_json(f"[{','.join(row[4] for row in rows)}]")
    return [
        {"id": id, "kind": kind, "title": title, "minutes": minutes, **detail}
        for (id, kind, title, minutes, _), detail in zip(rows, found, strict=True)
    ]


def concepts(db: sqlite3.Connection, course: str) -> list[Listed]:
    """List the concepts, area by area."""
    rows = db.execute(
        "SELECT id, title, detail ->> '$.area.id', detail ->> '$.area.title' FROM item"
        " WHERE course = ? AND family = ? ORDER BY position",
        (course, CONCEPT),
    )
    return [Listed(*row) for row in rows]


def linked(
    db: sqlite3.Connection, course: str, family: str, id: str, to_family: str
) -> list[Named]:
    """List what an item names of another family, in the order of that family."""
    return _named(
        db,
        "SELECT i.id, i.title FROM link AS l CROSS JOIN item AS i"
        " ON i.course = l.course AND i.family = l.to_family AND i.id = l.to_id"
        " WHERE l.course = ? AND l.family = ? AND l.id = ? AND l.to_family = ?"
        " ORDER BY i.position",
        (course, family, id, to_family),
    )


def naming(
    db: sqlite3.Connection, course: str, family: str, to_family: str, to_id: str
) -> list[Named]:
    """List the items of a family that name an item, in their order."""
    return _named(
        db,
        "SELECT i.id, i.title FROM link AS l INDEXED BY link_to CROSS JOIN item AS i"
        " ON i.course = l.course AND i.family = l.family AND i.id = l.id"
        " WHERE l.course = ? AND l.to_family = ? AND l.to_id = ? AND l.family = ?"
        " ORDER BY i.position",
        (course, to_family, to_id, family),
    )


def milestones_of(
    db: sqlite3.Connection, course: str, family: str, id: str
) -> list[Milestone]:
    """List the milestones that an item names, in path order."""
    # The plus keeps SQLite from walking the whole path for the sake of its order.
    rows = db.execute(
        MILESTONE + " AND i.id IN (SELECT to_id FROM link WHERE course = ?"
        f" AND family = ? AND id = ? AND to_family = '{PATH}') ORDER BY +i.position",
        (course, course, family, id),
    )
    return [as_milestone(row) for row in rows]


def _named(db: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> list[Named]:
    return [Named(*row) for row in db.execute(sql, values)]
