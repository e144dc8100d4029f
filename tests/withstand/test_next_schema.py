"""The program of a later schema meets a store of this one.

There is no later schema yet, so its number and its step are put in by the test.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from aiinfra_cli.desk import open_desk
from aiinfra_cli.paths import Paths
from aiinfra_cli.store import connection, migrations
from aiinfra_cli.store.backup import event_count
from tests.conftest import Run

from .sound import assert_sound, events, opened

NOW = connection.SCHEMA_VERSION
LATER = NOW + 1


def _step(database: Database) -> None:
    database.table("place").create({"name": str}, pk="name")


def _broken_step(database: Database) -> None:
    _step(database)
    database.execute("INSERT INTO nowhere VALUES (1)")


@pytest.fixture
def later(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the program one that knows the schema after ours."""
    defaults = migrations.migrate.__kwdefaults__
    assert defaults is not None
    assert defaults["target"] == connection.SCHEMA_VERSION == NOW
    monkeypatch.setattr(connection, "SCHEMA_VERSION", LATER)
    monkeypatch.setitem(defaults, "target", LATER)
    monkeypatch.setitem(migrations.MIGRATIONS, LATER, _step)
    return kept


def _version(home: Path) -> int:
    with opened(home) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_brought_up(later: Path, run: Run) -> None:
    """The first command brings the store up, after a backup, and does its work."""
    before = events(later)
    result = run("done", "study-claims")
    assert (result.code, result.err) == (0, "")
    assert _version(later) == LATER
    assert events(later)[:-1] == before
    assert event_count(later / "backups" / f"migration-{NOW}.db") == len(before)
    assert run("doctor").out.startswith(f"✓ store: schema {LATER}, 13 events\n")
    assert_sound(later)


def test_read_without_writing(later: Path) -> None:
    """Where nothing may be written it is brought up in memory, and stays as it was."""
    before = (later / "progress.db").read_bytes()
    desk = open_desk(Paths(os.environ), read_only=True)
    with closing(desk.connection) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == LATER
        assert db.execute("SELECT count(*) FROM event").fetchone()[0] == 12
        assert db.execute("SELECT count(*) FROM place").fetchone()[0] == 0
    assert (later / "progress.db").read_bytes() == before
    assert not (later / "backups" / f"migration-{NOW}.db").exists()


def test_step_that_fails(
    later: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that fails is an error in words; the store stays that of before."""
    before = events(later)
    monkeypatch.setitem(migrations.MIGRATIONS, LATER, _broken_step)
    for _ in range(2):
        result = run("done", "study-claims")
        assert (result.code, result.out) == (5, "")
        assert result.err.splitlines() == [
            "aiinfra: the store answered: no such table: nowhere",
            "hint: look it over: aiinfra doctor",
        ]
    assert (_version(later), events(later)) == (NOW, before)
    monkeypatch.setitem(migrations.MIGRATIONS, LATER, _step)
    assert run("done", "study-claims").code == 0
    assert _version(later) == LATER


def test_back_to_a_backup_of_before(later: Path, run: Run) -> None:
    """A backup of the older schema is gone back to, and brought up in its turn."""
    assert run("done", "study-claims").code == 0
    whole = events(later)
    store = later / "progress.db"
    store.write_bytes(b"broken")
    assert run("doctor", "--restore", "--yes").code == 0
    assert run("next").code == 0
    assert _version(later) == LATER
    found = events(later)
    assert found == whole[: len(found)]
    assert len(found) >= 12
    assert_sound(later)
