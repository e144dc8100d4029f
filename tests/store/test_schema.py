"""The tables of a new store, as schema.sql draws them."""

from __future__ import annotations

import sqlite3

import pytest

from aiinfra_cli.store.connection import APPLICATION_ID, SCHEMA_VERSION, connect_memory
from aiinfra_cli.store.migrations import create

COURSE = {
    *("course", "week", "session", "item", "alias", "tag", "need", "rest"),
    *("lab_check", "tool", "card", "link"),
}
KEPT = {
    *("meta", "trust", "event", "state", "card_state", "open_item", "credit"),
    "source",
}


def _tables(db: sqlite3.Connection) -> dict[str, int]:
    rows = db.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' AND type = 'table'"
    )
    return {row[0]: row[1] for row in rows}


def test_version_and_mark(db: sqlite3.Connection) -> None:
    """The file says that it is ours, and of which schema."""
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_settings_of_a_connection(db: sqlite3.Connection) -> None:
    """WAL, checked foreign keys, and writes that survive a power cut."""
    found = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,  # FULL
        "busy_timeout": 10_000,
    }


def test_tables_are_strict_and_known(db: sqlite3.Connection) -> None:
    """Every table is strict, and is either derived from a course or kept."""
    found = _tables(db)
    assert set(found) == COURSE | KEPT
    assert set(found.values()) == {1}


def test_only_course_tables_go_with_a_course(db: sqlite3.Connection) -> None:
    """Rewriting a course empties its tables alone: journal and state stay."""
    for table in COURSE - {"course"}:
        keys = db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert [(key["table"], key["on_delete"]) for key in keys] == [
            ("course", "CASCADE")
        ], table
    for table in KEPT:
        assert db.execute(f"PRAGMA foreign_key_list({table})").fetchall() == []


def test_a_store_is_made_once() -> None:
    """Of two that make a store at once, the second finds it made."""
    db = connect_memory()
    assert create(db) is True
    device = db.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0]
    assert create(db) is False
    assert db.execute("SELECT count(*), max(value) FROM meta").fetchone()[:] == (
        1,
        device,
    )


def test_state_knows_four_statuses(db: sqlite3.Connection) -> None:
    """A status that the program does not know cannot be written."""
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO state (course, family, item, status, notes, evidence)"
            " VALUES ('mini', 'path', 'study-map', 'lost', '[]', '[]')"
        )
