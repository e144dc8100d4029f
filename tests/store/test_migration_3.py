"""From schema 2 to 3: a real store of schema 2 comes over whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.store import connection, migrations, rebuild
from tests.conftest import Run

from .test_migration_2 import rows, shape, statuses, version

DUMP = Path(__file__).with_name("schema-2.sql")
STATUSES = {
    "study-map": "done",
    "lab-setup": "done",
    "hands-on-routes": "skipped",
    "project-w1": "open",
    "cp-w1-cluster": "done",
    "cp-w1-gateway": "open",
    "study-claims": "open",
    "lab-claims": "started",
    "study-history": "open",
    "capstone": "open",
    "cp-w2-devices": "open",
    "final-delivery": "open",
}


@pytest.fixture
def old(home: Path, mini: Path) -> Path:
    """Put a store of schema 2 into the home."""
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.executescript(DUMP.read_text(encoding="utf-8"))
        store.execute("PRAGMA journal_mode = WAL")
    return home


def test_the_first_command_brings_it_over(old: Path, run: Run) -> None:
    """Journal, states and plan are as before; nothing is verified, nothing trusted."""
    store, events = old / "progress.db", "SELECT * FROM event ORDER BY id"
    states = "SELECT * FROM state ORDER BY item"
    journal, before = rows(store, events), rows(store, states)
    assert statuses(run) == STATUSES
    assert version(store) == connection.SCHEMA_VERSION
    assert rows(store, events) == journal
    assert rows(store, states) == [(*row, "[]", None) for row in before]
    assert rows(store, "SELECT * FROM trust") == []
    assert version(old / "backups" / "migration-2.db") == 2
    assert run("plan").code == 0


def test_a_checkpoint_that_rested_on_a_done_lab_is_claimed_now(
    old: Path, run: Run
) -> None:
    """Nobody looked at what the lab left behind: it is done, but not proved."""
    item = run("show", "cp-w1-cluster", "--json").document["data"]["item"]
    assert (item["status"], item["claimed"]) == ("done", True)
    lab = run("show", "lab-setup", "--json").document["data"]["item"]
    assert (lab["status"], lab["checkable"], lab["verified"]) == ("done", True, False)


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
