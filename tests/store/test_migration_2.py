"""From schema 1 to 2: a real store of schema 1 comes over whole."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.store import connection, migrations, rebuild
from tests.conftest import MINI, Run
from tests.withstand.children import as_somebody_else

DUMP = Path(__file__).with_name("schema-1.sql")
STATUSES = {
    "study-map": "done",
    "lab-setup": "done",
    "hands-on-routes": "skipped",
    "project-w1": "started",
    "cp-w1-cluster": "done",
    "cp-w1-gateway": "open",
    "study-claims": "started",
    "lab-claims": "open",
    "study-history": "open",
    "capstone": "open",
    "cp-w2-devices": "open",
    "final-delivery": "open",
}


@pytest.fixture
def old(home: Path, mini: Path) -> Path:
    """Put a store of schema 1 into the home."""
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.executescript(DUMP.read_text(encoding="utf-8"))
        store.execute("PRAGMA journal_mode = WAL")
    return home


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Read a store from outside."""
    with closing(sqlite3.connect(path)) as store:
        return store.execute(sql).fetchall()


def version(path: Path) -> int:
    """Give the schema of a store."""
    return int(rows(path, "PRAGMA user_version")[0][0])


def statuses(run: Run) -> dict[str, str]:
    """List where the learner stands on each item."""
    items = run("list", "--json").document["data"]["items"]
    return {item["id"]: item["status"] for item in items}


def test_the_first_command_brings_it_over(old: Path, run: Run) -> None:
    """Journal and states are as before; nothing was timed, so no timer runs."""
    store, events = old / "progress.db", "SELECT * FROM event ORDER BY id"
    states = "SELECT * FROM state ORDER BY item"
    journal, before = rows(store, events), rows(store, states)
    assert statuses(run) == STATUSES
    assert version(store) == connection.SCHEMA_VERSION
    assert rows(store, events) == journal
    assert rows(store, states) == [(*row, 0, None, "[]", None) for row in before]
    assert run("stop").out.splitlines()[0] == "no timer runs"


def test_state_is_what_the_journal_says(old: Path, run: Run) -> None:
    """After the step nothing differs from the journal, and new work adds to it."""
    assert run("next").code == 0
    assert run("begin", "lab-claims").code == 0
    assert run("log", "study-map", "--minutes", "25").code == 0
    with closing(connection.connect(old / "progress.db", create=False)) as store:
        assert rebuild.differences(store) == []
    assert run("doctor").code == 0


def test_the_store_before_is_kept(old: Path, run: Run) -> None:
    """The backup of the migration is the store as it was, schema and all."""
    states = rows(old / "progress.db", "SELECT * FROM state ORDER BY item")
    assert run("next").code == 0
    copy = old / "backups" / "migration-1.db"
    assert version(copy) == 1
    assert rows(copy, "SELECT * FROM state ORDER BY item") == states


def test_a_home_that_cannot_be_written_to_is_read(
    old: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is brought over in memory: all is shown, and not a byte of it changes."""
    with tempfile.TemporaryDirectory(prefix="aiinfra-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = Path(shutil.copytree(old, folder / "home"))
        monkeypatch.setenv(
            "AIINFRA_CURRICULUM", str(shutil.copytree(MINI, folder / "mini"))
        )
        assert run("list", "--json").code == 0  # so that all this needs is imported
        monkeypatch.setenv("AIINFRA_HOME", str(home))
        store = home / "progress.db"
        before = store.read_bytes()
        store.chmod(0o444)
        home.chmod(0o555)
        result = as_somebody_else(["list", "--json"])
        assert (result.code, result.err) == (0, "")
        items = result.document["data"]["items"]
        assert {item["id"]: item["status"] for item in items} == STATUSES
        assert as_somebody_else(["begin", "lab-claims"]).code == 5
        assert store.read_bytes() == before
        assert [path.name for path in home.iterdir()] == ["progress.db"]


def test_migrated_and_new_stores_have_the_same_tables(old: Path, run: Run) -> None:
    """Columns, indexes and strictness are those of a store made today."""
    assert run("next").code == 0
    fresh = connection.connect_memory()
    migrations.create(fresh)
    with closing(connection.connect(old / "progress.db", create=False)) as store:
        assert shape(store) == shape(fresh)
    fresh.close()


def shape(store: sqlite3.Connection) -> dict[str, Any]:
    """Describe the tables, columns and indexes of a store."""
    names = [
        (row["name"], row["strict"], row["wr"])
        for row in store.execute("PRAGMA table_list")
        if row["schema"] == "main" and not row["name"].startswith("sqlite_")
    ]
    columns = {
        name: [
            # A default may be written 0 or '0': a strict column keeps a number.
            (*row[:4], str(row[4]).strip("'"), row[5])
            for row in store.execute(f"PRAGMA table_info({name})")
        ]
        for name, *_ in names
    }
    indexes = {
        row["name"]: row["sql"]
        for row in store.execute("SELECT name, sql FROM sqlite_schema")
        if row["sql"] and row["sql"].startswith("CREATE INDEX")
    }
    return {"tables": sorted(names), "columns": columns, "indexes": indexes}


def test_doctor_looks_at_it_as_it_is(old: Path, run: Run) -> None:
    """Looking changes nothing, and an older schema is nothing wrong."""
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    assert "schema 1, 13 events" in result.out
    assert "the next command brings schema 1 up to date" in result.out
    assert version(old / "progress.db") == 1


def test_mending_brings_it_over(old: Path, run: Run) -> None:
    """--fix works on an older store, too, with the backup first."""
    with closing(sqlite3.connect(old / "progress.db")) as store, store:
        store.execute("DELETE FROM state WHERE item = 'lab-setup'")
    assert run("doctor", "--fix").code == 0
    assert version(old / "backups" / "migration-1.db") == 1
    assert statuses(run) == STATUSES


def test_going_back_to_a_backup_of_schema_1(old: Path, run: Run) -> None:
    """A backup from before the step comes back with all that happened since."""
    assert run("next").code == 0
    run("log", "study-map", "--minutes", "25")
    run("begin", "lab-claims")
    result = run("doctor", "--restore", "--backup", "migration-1.db", "--yes")
    assert (result.code, result.err) == (0, "")
    assert statuses(run) == {**STATUSES, "lab-claims": "started"}
    item = run("show", "study-map", "--json").document["data"]["item"]
    assert item["minutes_actual"] == 25
    assert run("doctor").code == 0
