"""Bringing a store to a newer schema: whole, or as it was; a backup first.

The steps are made up, on top of the present schema; the machinery is the real one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from aiinfra_cli.store import backup, connection, migrations
from aiinfra_cli.store.migrations import Migration
from tests.conftest import Run

from .children import start
from .sound import assert_sound, events, opened

FIRST, SECOND = connection.SCHEMA_VERSION + 1, connection.SCHEMA_VERSION + 2


def _add_column(database: Database) -> None:
    """Change tables and data through everything that steps are likely to use."""
    table = database.table("event")
    table.add_column("zone", str)
    database.execute("UPDATE event SET zone = 'UTC'")
    database.table("zone").create({"name": str}, pk="name")
    database.table("zone").insert_all({"name": f"zone {n}"} for n in range(300))
    table.transform(rename={"zone": "place"})  # makes the table anew


def _add_index(database: Database) -> None:
    database.table("event").create_index(["place"])


class Broken(Exception):
    """What a step with a mistake raises."""


def _fails_late(database: Database) -> None:
    _add_column(database)
    raise Broken


def _fails_at_once(database: Database) -> None:
    _add_index(database)
    raise Broken


def _fails_in_sql(database: Database) -> None:
    _add_column(database)
    database.execute("INSERT INTO nowhere VALUES (1)")


def _hangs_on(database: Database) -> None:
    _add_column(database)
    print("in the middle")
    while True:
        database.execute("SELECT 1")


@pytest.fixture
def db(kept: Path) -> Iterator[sqlite3.Connection]:
    """Open the kept store as the program does."""
    with closing(connection.connect(kept / "progress.db", create=False)) as opened:
        yield opened


def _dump(home: Path) -> list[str]:
    with opened(home) as database:
        return [
            f"version {database.execute('PRAGMA user_version').fetchone()[0]}",
            *database.iterdump(),
        ]


def _assert_whole(home: Path) -> None:
    """Hold pages and journal against what they are in the made-up schema."""
    with opened(home) as database:
        rows = database.execute("PRAGMA integrity_check").fetchall()
        assert [row[0] for row in rows] == ["ok"]
        assert database.execute("SELECT count(*) FROM event").fetchone()[0] == 12


def _migrate(
    db: sqlite3.Connection, home: Path, steps: dict[int, Migration], target: int = FIRST
) -> list[int]:
    def back_up(version: int) -> None:
        target = home / "backups" / f"migration-{version}.db"
        backup.back_up(db, target, schema=version)

    return migrations.migrate(db, back_up, migrations=steps, target=target)


def test_step_and_bookkeeping(kept: Path, db: sqlite3.Connection) -> None:
    """A step runs once, its number with it; the backup is the store before it."""
    before, journal = _dump(kept), events(kept)
    assert _migrate(db, kept, {FIRST: _add_column}) == [FIRST]
    assert db.execute("PRAGMA user_version").fetchone()[0] == FIRST
    assert db.execute("SELECT count(*) FROM zone").fetchone()[0] == 300
    zones = db.execute("SELECT DISTINCT place FROM event").fetchall()
    assert [row[0] for row in zones] == ["UTC"]
    assert _migrate(db, kept, {FIRST: _add_column}) == []
    copy = kept / "backups" / f"migration-{connection.SCHEMA_VERSION}.db"
    assert backup.event_count(copy) == len(journal)
    copy.replace(kept / "progress.db-copy")
    with closing(sqlite3.connect(kept / "progress.db-copy")) as database:
        assert list(database.iterdump()) == before[1:]


def test_several_steps(kept: Path, db: sqlite3.Connection) -> None:
    """Missing steps run in order, each from where the last one ended."""
    assert _migrate(db, kept, {FIRST: _add_column, SECOND: _add_index}, SECOND) == [
        FIRST,
        SECOND,
    ]
    assert db.execute("PRAGMA user_version").fetchone()[0] == SECOND


@pytest.mark.parametrize("step", [_fails_late, _fails_in_sql])
def test_failing_step(
    kept: Path, db: sqlite3.Connection, step: Migration, run: Run
) -> None:
    """A step that fails leaves version, tables and rows as they were."""
    before = _dump(kept)
    with pytest.raises((Broken, sqlite3.OperationalError)):
        _migrate(db, kept, {FIRST: step})
    assert not db.in_transaction
    assert _dump(kept) == before
    assert run("done", "study-claims").code == 0
    assert_sound(kept)


def test_first_of_two_is_kept(kept: Path, db: sqlite3.Connection) -> None:
    """When the second step fails the first stays, and only the second runs again."""
    with pytest.raises(Broken):
        _migrate(db, kept, {FIRST: _add_column, SECOND: _fails_at_once}, SECOND)
    assert db.execute("PRAGMA user_version").fetchone()[0] == FIRST
    assert _migrate(db, kept, {FIRST: _add_column, SECOND: _add_index}, SECOND) == [
        SECOND
    ]


def test_interrupted_step(kept: Path) -> None:
    """A step that was killed in its middle runs again from the start."""
    before = _dump(kept)

    def work() -> int:
        db = connection.connect(kept / "progress.db", create=False)
        _migrate(db, kept, {FIRST: _hangs_on})
        return 0

    child = start(work)
    assert next(child.answers) == "in the middle\n"
    child.kill()
    assert _dump(kept) == before
    with closing(connection.connect(kept / "progress.db", create=False)) as db:
        assert _migrate(db, kept, {FIRST: _add_column}) == [FIRST]
    _assert_whole(kept)


def test_programs_at_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of programs that migrate at once one runs the step; the backup is from before."""
    was = connection.SCHEMA_VERSION
    monkeypatch.setattr(connection, "SCHEMA_VERSION", FIRST)  # what they all know

    def work() -> int:
        with closing(connection.connect(kept / "progress.db", create=False)) as db:
            print(len(_migrate(db, kept, {FIRST: _add_column})))
        return 0

    children = [start(work) for _ in range(6)]
    answers = [child.wait() for child in children]
    assert sorted(answers) == [(0, ["0"])] * 5 + [(0, ["1"])]
    _assert_whole(kept)
    copy = kept / "backups" / f"migration-{was}.db"
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == was
    assert {path.suffix for path in copy.parent.iterdir()} == {".db"}


def test_no_backup_no_step(kept: Path, db: sqlite3.Connection) -> None:
    """Where the backup cannot be made, no step is run."""
    before = _dump(kept)
    folder = kept / "backups"
    folder.rename(kept / "away")
    folder.write_text("in the way")
    with pytest.raises(FileExistsError):
        _migrate(db, kept, {FIRST: _add_column})
    assert _dump(kept) == before
