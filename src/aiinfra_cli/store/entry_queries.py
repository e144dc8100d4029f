"""What commands ask about entries of the landscape, and what was studied of them.

Each question is asked once for the whole landscape. An entry rests on what deals with
it: the milestones, topics and reading that it names or that name it. The milestones
decide whether it is done; where there are none, all the rest does. Its concepts are
those that it names; where it names none, those that name it.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from aiinfra_cli.model import (
    CONCEPT,
    DONE,
    ENTRY,
    OPEN,
    PATH,
    READING,
    STARTED,
    TOPIC,
)
from aiinfra_cli.store import page_queries

_RANKS = (OPEN, STARTED, DONE)  # what was skipped counts as not begun
_RANK = f"CASE s.status WHEN '{DONE}' THEN 2 WHEN '{STARTED}' THEN 1 ELSE 0 END"
_STUDIED = (PATH, TOPIC, READING)  # families of what can be done, in this order
_IN_STUDIED = f"IN ('{PATH}', '{TOPIC}', '{READING}')"

# own: what each entry rests on. concept_rank: how far each concept is that a milestone
# teaches; one that is done covers it. about: the concepts of each entry.
_WITH = f"""
WITH own AS (
  SELECT id AS entry, to_family AS family, to_id AS item FROM link
  WHERE course = :course AND family = '{ENTRY}' AND to_family {_IN_STUDIED} UNION
  SELECT to_id, family, id FROM link
  WHERE course = :course AND to_family = '{ENTRY}' AND family {_IN_STUDIED}),
concept_rank AS (
  SELECT l.id, max({_RANK}) AS rank FROM link AS l LEFT JOIN state AS s
   ON s.course = l.course AND s.family = l.to_family AND s.item = l.to_id
  WHERE l.course = :course AND l.family = '{CONCEPT}' AND l.to_family = '{PATH}'
  GROUP BY l.id),
named AS (
  SELECT id AS entry, to_id AS concept FROM link
  WHERE course = :course AND family = '{ENTRY}' AND to_family = '{CONCEPT}'),
naming AS (
  SELECT to_id AS entry, id AS concept FROM link
  WHERE course = :course AND family = '{CONCEPT}' AND to_family = '{ENTRY}'),
about AS (
  SELECT * FROM named UNION ALL
  SELECT * FROM naming WHERE entry NOT IN (SELECT entry FROM named))
"""
# CROSS JOIN keeps SQLite from walking all items; weeks are linked, and no items.
_OWN_ITEMS = """
 FROM own AS o CROSS JOIN item AS i
  ON i.course = :course AND i.family = o.family AND i.id = o.item
 LEFT JOIN state AS s
  ON s.course = :course AND s.family = o.family AND s.item = o.item
"""


class Dealing(NamedTuple):
    """A milestone, topic or reading that deals with an entry, and how far it is."""

    family: str
    id: str
    title: str
    status: str


class Taught(NamedTuple):
    """A concept that belongs to an entry, and how far the learner is with it."""

    id: str
    title: str
    status: str
    is_named: bool  # by the entry; others name the entry


def entries(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List the landscape's categories in order, each with its entries, as JSON."""
    found: dict[str, dict[str, Any]] = {}
    for entry in page_queries.details(db, course, ENTRY):
        category = entry.pop("category")
        found.setdefault(category["id"], {**category, "entries": []})
        found[category["id"]]["entries"].append(entry)
    return list(found.values())


def begun(db: sqlite3.Connection, course: str) -> dict[str, bool]:
    """Give the entries begun or met, and whether they are done.

    An entry is met with a concept that it names; that alone never makes it done.
    """
    rows = db.execute(
        f"{_WITH}, part AS ("
        f"  SELECT o.entry, {_RANK} AS rank, {_RANK} AS own_rank,"
        f"   iif(o.family = '{PATH}', {_RANK}, NULL) AS path_rank {_OWN_ITEMS}"
        "  UNION ALL"
        "  SELECT n.entry, r.rank, NULL, NULL FROM named AS n JOIN concept_rank AS r"
        "   ON r.id = n.concept)"
        " SELECT entry, coalesce(min(path_rank), min(own_rank)) IS 2 FROM part"
        " GROUP BY entry HAVING max(rank) > 0",
        {"course": course},
    )
    return {row[0]: bool(row[1]) for row in rows}


def dealing(db: sqlite3.Connection, course: str, entry: str) -> list[Dealing]:
    """List what an entry rests on: milestones, then topics, then reading, in order."""
    rows = db.execute(
        f"{_WITH} SELECT i.family, i.id, i.title, coalesce(s.status, '{OPEN}')"
        f" {_OWN_ITEMS} WHERE o.entry = :entry ORDER BY i.position",
        {"course": course, "entry": entry},
    )
    found = [Dealing(*row) for row in rows]
    return sorted(found, key=lambda one: _STUDIED.index(one.family))


def concepts_by_entry(db: sqlite3.Connection, course: str) -> dict[str, list[str]]:
    """Give the concepts of each entry that has any."""
    found: dict[str, list[str]] = {}
    sql = f"{_WITH} SELECT entry, concept FROM about"
    for entry, concept in db.execute(sql, {"course": course}):
        found.setdefault(entry, []).append(concept)
    return found


def taught(db: sqlite3.Connection, course: str, entry: str) -> list[Taught]:
    """List the concepts that an entry names, and those that name it, in their order."""
    rows = db.execute(
        f"{_WITH} SELECT i.id, i.title, coalesce(r.rank, 0),"
        "  i.id IN (SELECT concept FROM named WHERE entry = :entry) FROM item AS i"
        " LEFT JOIN concept_rank AS r ON r.id = i.id"
        f" WHERE i.course = :course AND i.family = '{CONCEPT}' AND i.id IN"
        "  (SELECT concept FROM named WHERE entry = :entry UNION"
        "   SELECT concept FROM naming WHERE entry = :entry) ORDER BY i.position",
        {"course": course, "entry": entry},
    )
    return [Taught(row[0], row[1], _RANKS[row[2]], bool(row[3])) for row in rows]
