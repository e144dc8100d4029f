"""Look into a store from outside, past the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aiinfra_cli.model import Event
from aiinfra_cli.store import journal, rebuild

Row = tuple[object, ...]


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    """Open the store of a home with nothing but SQLite."""
    with closing(sqlite3.connect(home / "progress.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def assert_sound(home: Path) -> None:
    """Hold the store against its own rules: pages, keys, state equal to journal."""
    with opened(home) as connection:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
        assert [row[0] for row in rows] == ["ok"]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert rebuild.differences(connection) == []


def events(home: Path) -> list[Event]:
    """Read the whole journal in its order."""
    with opened(home) as connection:
        rows = connection.execute("SELECT * FROM event ORDER BY id")
        return [journal.as_event(row) for row in rows]


def marks(home: Path) -> list[tuple[str, str]]:
    """Read what happened to which item, in order."""
    return [(event.verb, event.item) for event in events(home)]


def states(home: Path) -> list[Row]:
    """Read the state of every item."""
    with opened(home) as connection:
        rows = connection.execute("SELECT * FROM state ORDER BY course, family, item")
        return [tuple(row) for row in rows]
