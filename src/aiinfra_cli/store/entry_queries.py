"""What commands ask about entries of the landscape, and what was studied of them.

Each question is asked once for the whole landscape. What an entry rests on are the
milestones that it names; where it names none, its concepts. Its concepts are those
that it names; where it names none, those that name it.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from aiinfra_cli.model import CONCEPT, DONE, ENTRY, OPEN, PATH, STARTED
from aiinfra_cli.store import page_queries

_RANKS = (OPEN, STARTED, DONE)  # what was skipped counts as not begun

# item_rank: how far each milestone is. concept_rank: how far each concept is that a
# milestone teaches; one that is done covers it. about: the concepts of each entry.
_WITH = f"""
WITH item_rank AS (
  SELECT i.id, CASE s.status WHEN '{DONE}' THEN 2 WHEN '{STARTED}' THEN 1 ELSE 0 END
   AS rank FROM item AS i LEFT JOIN state AS s
   ON s.course = i.course AND s.family = i.family AND s.item = i.id
  WHERE i.course = :course AND i.family = '{PATH}'),
concept_rank AS (
  SELECT l.id, max(r.rank) AS rank FROM link AS l JOIN item_rank AS r ON r.id = l.to_id
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
    """Give the entries that were begun, and whether all that they rest on is done."""
    rows = db.execute(
        f"{_WITH}, own AS ("
        "  SELECT l.id AS entry, r.rank FROM link AS l JOIN item_rank AS r"
        "   ON r.id = l.to_id WHERE l.course = :course"
        f"  AND l.family = '{ENTRY}' AND l.to_family = '{PATH}'),"
        " part AS (SELECT * FROM own UNION ALL"
        "  SELECT a.entry, r.rank FROM about AS a JOIN concept_rank AS r"
        "   ON r.id = a.concept WHERE a.entry NOT IN (SELECT entry FROM own))"
        " SELECT entry, min(rank) = 2 FROM part GROUP BY entry HAVING max(rank) > 0",
        {"course": course},
    )
    return {row[0]: bool(row[1]) for row in rows}


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
