"""Bring a store to the present schema: numbered steps, append-only, never edited."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aiinfra_cli.store.connection import APPLICATION_ID, SCHEMA_VERSION, write

if TYPE_CHECKING:
    from sqlite_utils import Database

Migration = Callable[["Database"], None]


def _add_time(database: Database) -> None:
    """Keep with each state the minutes its work took, and the running timer."""
    state = database.table("state")
    state.add_column("minutes", int, not_null_default=0)
    state.add_column("timer_at", str)
    database.execute(
        "CREATE INDEX state_timer ON state (course, timer_at)"
        " WHERE timer_at IS NOT NULL"
    )


def _add_proofs(database: Database) -> None:
    """Keep what runs of checks proved, and the folders that are trusted.

    A course is compiled anew after this, which fills its new columns and table.
    """
    state = database.table("state")
    state.add_column("proofs", str, not_null_default="[]")
    state.add_column("waiver", str)
    database.table("item").add_column("proof", str, not_null_default="")
    database.table("lab_check").add_column("detail", str, not_null_default="{}")
    database.execute(
        "CREATE TABLE tool (course TEXT NOT NULL REFERENCES course (id)"
        " ON DELETE CASCADE, name TEXT NOT NULL, run TEXT NOT NULL,"
        " find TEXT NOT NULL, get TEXT NOT NULL, url TEXT NOT NULL,"
        " PRIMARY KEY (course, name)) STRICT, WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE trust (folder TEXT PRIMARY KEY, digest TEXT NOT NULL,"
        " at TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


def _add_cards(database: Database) -> None:
    """Keep concepts' cards and links, the words of all, and where cards stand.

    A course is compiled anew after this, which fills all but the last.
    """
    of_course = "course TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE"
    for statement in (
        "CREATE TABLE card_state (course TEXT NOT NULL, card TEXT NOT NULL, due TEXT,"
        " stability REAL, difficulty REAL, first_day TEXT, last_day TEXT,"
        " last_at TEXT, reps INTEGER NOT NULL, lapses INTEGER NOT NULL,"
        " suspended INTEGER NOT NULL, flags TEXT NOT NULL,"
        " PRIMARY KEY (course, card)) STRICT, WITHOUT ROWID",
        f"CREATE TABLE card ({of_course}, id TEXT NOT NULL, concept TEXT NOT NULL,"
        " question TEXT NOT NULL, answer TEXT NOT NULL, position INTEGER NOT NULL,"
        " PRIMARY KEY (course, id)) STRICT, WITHOUT ROWID",
        "CREATE INDEX card_of_concept ON card (course, concept, position)",
        f"CREATE TABLE link ({of_course}, family TEXT NOT NULL, id TEXT NOT NULL,"
        " to_family TEXT NOT NULL, to_id TEXT NOT NULL,"
        " PRIMARY KEY (course, family, id, to_family, to_id))"
        " STRICT, WITHOUT ROWID",
        "CREATE INDEX link_to ON link (course, to_family, to_id, family)",
        "CREATE VIRTUAL TABLE word USING fts5 (course UNINDEXED, family UNINDEXED,"
        " id UNINDEXED, title, names, text,"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    ):
        database.execute(statement)


def _add_rating(database: Database) -> None:
    """Keep with each card its last grade: one that was not remembered counts 0.

    The states of cards are made anew from the journal after this.
    """
    database.execute("DROP TABLE card_state")
    database.execute(
        "CREATE TABLE card_state (course TEXT NOT NULL, card TEXT NOT NULL, due TEXT,"
        " stability REAL, difficulty REAL, first_day TEXT, last_day TEXT,"
        " last_at TEXT, last_rating INTEGER, reps INTEGER NOT NULL,"
        " lapses INTEGER NOT NULL, suspended INTEGER NOT NULL, flags TEXT NOT NULL,"
        " PRIMARY KEY (course, card)) STRICT, WITHOUT ROWID"
    )


# Number of the schema a step leads to -> the step. A new store is made from
# schema.sql at once; a step brings an older one to the same shape.
MIGRATIONS: dict[int, Migration] = {
    2: _add_time,
    3: _add_proofs,
    4: _add_cards,
    5: _add_rating,
}


def create(connection: sqlite3.Connection) -> bool:
    """Make the tables of a new store; tell whether this process was the one.

    An interrupted first run leaves an empty file, which is a new store again.
    """
    # Two first runs at once: the one that finds the file locked need not ask for
    # WAL, the other has.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    with write(connection):
        if _version(connection):
            return False
        for statement in statements():
            connection.execute(statement)
        connection.execute(
            "INSERT INTO meta VALUES ('device', ?)", (os.urandom(6).hex(),)
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return True


def migrate(
    connection: sqlite3.Connection,
    back_up: Callable[[int], None],
    *,
    migrations: dict[int, Migration] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> list[int]:
    """Run the missing steps, each with its bookkeeping in one transaction.

    The last one also makes the state anew from the journal, in the shape that the
    program now knows. `back_up(version)` is called before the first one. Gives the
    numbers run.
    """
    version = _version(connection)
    if version >= target:
        return []
    from sqlite_utils import Database

    from aiinfra_cli.store import rebuild

    back_up(version)
    run: list[int] = []
    for number in range(version + 1, target + 1):
        with write(connection):
            # Another process may have come first.
            if _version(connection) < number:
                migrations[number](Database(connection))
                if number == target:
                    rebuild.rebuild(connection)
                connection.execute(f"PRAGMA user_version = {number}")
                run.append(number)
    return run


def statements() -> Iterator[str]:
    """Yield the statements of schema.sql one by one."""
    statement = ""
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    for line in text.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
