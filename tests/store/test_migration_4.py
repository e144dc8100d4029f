"""From schema 3 to 4: a real store of schema 3 comes over whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.store import connection, migrations, rebuild
from tests.conftest import Run

from .test_migration_2 import rows, shape, statuses, version

DUMP = Path(__file__).with_name("schema-3.sql")
STATUSES = {
    "study-map": "done",
    "lab-setup": "done",
    "hands-on-routes": "skipped",
    "project-w1": "open",
    "cp-w1-cluster": "done",
    "cp-w1-gateway": "open",
    "study-claims": "open",
    "lab-claims": "done",
    "study-history": "open",
    "capstone": "open",
    "cp-w2-devices": "open",
    "final-delivery": "open",
}


@pytest.fixture
def old(home: Path, mini: Path) -> Path:
    """Put a store of schema 3 into the home."""
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.executescript(DUMP.read_text(encoding="utf-8"))
        store.execute("PRAGMA journal_mode = WAL")
    return home


def test_the_first_command_brings_it_over(old: Path, run: Run) -> None:
    """Journal, states, trust and plan are as before, and a backup was made."""
    store = old / "progress.db"
    kept = {
        table: f"SELECT * FROM {table} ORDER BY {key}"
        for table, key in (("event", "id"), ("state", "item"), ("trust", "folder"))
    }
    before = {table: rows(store, sql) for table, sql in kept.items()}
    assert statuses(run) == STATUSES
    assert version(store) == connection.SCHEMA_VERSION
    assert {table: rows(store, sql) for table, sql in kept.items()} == before
    assert version(old / "backups" / "migration-3.db") == 3
    assert run("plan").code == 0
    item = run("show", "lab-setup", "--json").document["data"]["item"]
    assert (item["status"], item["verified"]) == ("done", True)


def test_concepts_cards_and_words_are_there(old: Path, run: Run) -> None:
    """The course is compiled anew, with what schema 3 had no place for."""
    assert run("concept", "layer").code == 0
    store = old / "progress.db"
    families = "SELECT family, count(*) FROM item GROUP BY 1 ORDER BY 1"
    assert rows(store, families) == [
        *(("concept", 4), ("entry", 4), ("event", 3), ("path", 12)),
        *(("practice", 73), ("reading", 3), ("topic", 7)),
    ]
    assert rows(store, "SELECT count(*) FROM card") == [(9,)]
    assert rows(store, "SELECT count(*) FROM card_state") == [(0,)]
    found = "SELECT id FROM word WHERE word MATCH 'hardware' ORDER BY id"
    assert rows(store, found) == [("layer-low",), ("study-map",)]


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
        words = "SELECT sql FROM sqlite_schema WHERE name = 'word'"
        assert _plain(store, words) == _plain(fresh, words)
    fresh.close()


def _plain(store: sqlite3.Connection, sql: str) -> str:
    """Give a statement without the way in which it is laid out."""
    text = str(store.execute(sql).fetchone()[0])
    return "".join(text.split())
