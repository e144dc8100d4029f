"""Copies of the store: made aside, moved in, and never worse than what was there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from aiinfra_cli.store.connection import connect_readonly

KEPT_DAYS = 7


def back_up(
    connection: sqlite3.Connection, target: Path, *, schema: int | None = None
) -> None:
    """Copy the store to `target`, which appears whole or not at all.

    With `schema`, only a store of that schema is copied: before a migration another
    program may have come first, and its copy is the one to keep.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(aside)) as copy:
            connection.backup(copy)
            # A copy that stands alone: no -wal beside it, readable from anywhere.
            copy.execute("PRAGMA journal_mode = DELETE")
            found = copy.execute("PRAGMA user_version").fetchone()[0]
        if schema in (None, found):
            aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def back_up_daily(connection: sqlite3.Connection, folder: Path, day: str) -> bool:
    """Make the backup of the day unless it is there; tell whether one was made.

    The seven newest are kept, and with them every older one that has more events
    than the newest: a store that lost its events must not push out one that had them.
    """
    target = folder / f"daily-{day}.db"
    if target.exists():
        return False
    back_up(connection, target)
    dailies = sorted(folder.glob("daily-*.db"), reverse=True)
    newest = event_count(target)
    for old in dailies[KEPT_DAYS:]:
        if old != target and event_count(old) <= newest:
            old.unlink(missing_ok=True)
    return True


def backups(folder: Path) -> list[Path]:
    """List the backups, the newest first."""
    try:
        found = [p for p in folder.glob("*.db") if not p.name.startswith(".")]
        return sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)
    except OSError:
        return []


def event_count(path: Path) -> int:
    """Count the events of a backup; -1 when it cannot be read."""
    try:
        with closing(connect_readonly(path)) as copy:
            count = copy.execute("SELECT count(*) FROM event").fetchone()[0]
            return int(count)
    except Exception:  # any unreadable copy counts the same: as no copy
        return -1
