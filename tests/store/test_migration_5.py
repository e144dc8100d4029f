"""From schema 4 to 5: a real store of schema 4 comes over whole, last grades known."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.store import connection, migrations, rebuild
from tests.conftest import Run

from .test_migration_2 import rows, shape, version

DUMP = Path(__file__).with_name("schema-4.sql")
KEPT = (
    "card, due, stability, difficulty, first_day, last_day, last_at, reps, lapses,"
    " suspended, flags"
)


@pytest.fixture
def old(home: Path, mini: Path) -> Path:
    """Put a store of schema 4 into the home."""
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.executescript(DUMP.read_text(encoding="utf-8"))
        store.execute("PRAGMA journal_mode = WAL")
    return home


def test_the_first_command_brings_it_over(old: Path, run: Run) -> None:
    """Journal and states are as before, with a backup and the last grade of each."""
    store = old / "progress.db"
    kept = {
        "event": "SELECT * FROM event ORDER BY id",
        "state": "SELECT * FROM state ORDER BY item",
        "card_state": f"SELECT {KEPT} FROM card_state ORDER BY card",
    }
    before = {table: rows(store, sql) for table, sql in kept.items()}
    assert run("next").code == 0
    assert version(store) == connection.SCHEMA_VERSION
    assert {table: rows(store, sql) for table, sql in kept.items()} == before
    assert version(old / "backups" / "migration-4.db") == 4
    grades = "SELECT card, last_rating FROM card_state ORDER BY card"
    assert rows(store, grades) == [
        *(("layer-high", 1), ("layer-low", 3)),
        *(("layer-rests", None), ("node-count-list", 4)),
    ]


def test_state_is_what_the_journal_says(old: Path, run: Run) -> None:
    """After the step nothing differs from the journal, and doctor agrees."""
    assert run("next").code == 0
    with closing(connection.connect(old / "progress.db", create=False)) as store:
        assert rebuild.differences(store) == []
    assert run("doctor").code == 0


def test_migrated_and_new_stores_have_the_same_tables(old: Path, run: Run) -> None:
    """Columns, indexes and strictness are those of a store made today."""
    assert run("next").code == 0
    fresh = connection.connect_memory()
    migrations.create(fresh)
    with closing(connection.connect(old / "progress.db", create=False)) as store:
        assert shape(store) == shape(fresh)
    fresh.close()
