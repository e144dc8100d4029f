"""What commands about labs ask the store: hints shown, runs of checks, tools, trust."""

from __future__ import annotations

import sqlite3
from typing import Any

from aiinfra_cli.model import PATH
from aiinfra_cli.store.records import from_json

# The events of an item, those under its former ids included.
_OF_ITEM = (
    f"course = :course AND family = '{PATH}' AND item IN (SELECT :item UNION ALL"
    f" SELECT alias FROM alias WHERE course = :course AND family = '{PATH}'"
    " AND id = :item)"
)


def hints_seen(db: sqlite3.Connection, course: str, item: str) -> dict[str, int]:
    """Give the highest tier of hint shown for each step of a lab."""
    rows = db.execute(
        "SELECT detail ->> 'step', max(CAST(detail ->> 'tier' AS INTEGER)) FROM event"
        f" WHERE {_OF_ITEM} AND verb = 'hint' GROUP BY 1",
        {"course": course, "item": item},
    )
    return {row[0]: row[1] for row in rows}


def last_run(db: sqlite3.Connection, course: str, item: str) -> dict[str, Any] | None:
    """Give what the newest run of a lab's checks came to, with its moment."""
    row = db.execute(
        f"SELECT at, day, detail FROM event WHERE {_OF_ITEM} AND verb = 'check'"
        " ORDER BY id DESC LIMIT 1",
        {"course": course, "item": item},
    ).fetchone()
    return {**from_json(row[2]), "at": row[0], "day": row[1]} if row else None


def failed_last(db: sqlite3.Connection, course: str, item: str) -> list[str]:
    """Give the checks that failed in the newest run."""
    run = last_run(db, course, item) or {"checks": []}
    return [one["id"] for one in run["checks"] if one["verdict"] == "failed"]


def tools_of(db: sqlite3.Connection, course: str) -> dict[str, sqlite3.Row]:
    """Give the programs that labs use: name, run, find, get, url."""
    rows = db.execute(
        "SELECT name, run, find, get, url FROM tool WHERE course = ? ORDER BY name",
        (course,),
    )
    return {row["name"]: row for row in rows}


def proof_of(db: sqlite3.Connection, course: str, item: str) -> str:
    """Give the digest of a lab's checks; empty where none can be run."""
    row = db.execute(
        "SELECT proof FROM item WHERE course = ? AND family = ? AND id = ?",
        (course, PATH, item),
    ).fetchone()
    return str(row[0])


def trusted_digest(db: sqlite3.Connection, folder: str) -> str | None:
    """Give the digest of a folder that the learner agreed to, if they did."""
    row = db.execute("SELECT digest FROM trust WHERE folder = ?", (folder,)).fetchone()
    return row[0] if row else None


def put_trust(db: sqlite3.Connection, folder: str, digest: str, at: str) -> None:
    """Remember that the learner agreed to a folder as it is; inside a transaction."""
    db.execute("INSERT OR REPLACE INTO trust VALUES (?, ?, ?)", (folder, digest, at))


def drop_trust(db: sqlite3.Connection, folder: str) -> bool:
    """Forget a folder; tell whether it was trusted."""
    return bool(db.execute("DELETE FROM trust WHERE folder = ?", (folder,)).rowcount)
