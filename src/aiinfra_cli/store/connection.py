"""Open the SQLite file, and say in plain words when that fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiinfra_cli.errors import StoreCorrupt, StoreError

APPLICATION_ID = 0x61696E66  # "ainf", so that no foreign database is taken for ours
SCHEMA_VERSION = 1
BUSY_SECONDS = 10.0
OLDEST_SQLITE = (3, 37, 0)  # strict tables


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open the store for reading and writing.

    Raises StoreError when it cannot be opened or is newer than this program, and
    StoreCorrupt when it is damaged or not a store of ours.
    """
    mode = "rwc" if create else "rw"
    with explained(path):
        connection = _open(path, f"mode={mode}")
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            gate(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def connect_readonly(path: Path) -> sqlite3.Connection:
    """Open the store for reading where nothing may be written, not even a lock."""
    # Immutable skips all locks, so it is only for a folder that nobody can write to.
    quiet = not os.access(path.parent, os.W_OK) and not (
        path.with_name(path.name + "-wal").exists()
    )
    with explained(path):
        connection = _open(path, "mode=ro&immutable=1" if quiet else "mode=ro")
        try:
            gate(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def connect_memory() -> sqlite3.Connection:
    """Open an empty store in memory, for homes that cannot be written to."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _open(path: Path, query: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"this Python comes with SQLite {sqlite3.sqlite_version}; "
            "3.37 or newer is needed",
            hint="use a Python built with a newer SQLite",
        )
    # The timeout is the busy timeout: it has to stand before the first pragma.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    return connection


def gate(connection: sqlite3.Connection, path: Path) -> int:
    """Check that this is a store of ours and not newer; give its schema version.

    Version 0 is an empty file: a store that is still to be made.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not ours and (version or _has_tables(connection)):
        raise StoreCorrupt(
            f"{path} is a database, but not a progress store of aiinfra",
            hint="move it away, or set AIINFRA_HOME to another folder",
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer aiinfra (schema {version}; "
            f"this one knows {SCHEMA_VERSION})",
            hint="update aiinfra: pip install --upgrade aiinfra-cli",
        )
    return version


def refuse_cut_short(path: Path, *, has_backups: bool) -> None:
    """Raise StoreCorrupt when the file is shorter than it says it is.

    SQLite itself notices only when it comes to a missing page, which may be after
    it wrote to the others. The header knows the size (file format, section 1.3.7);
    it can be trusted where no -wal stands beside.
    """
    try:
        if path.with_name(path.name + "-wal").exists():
            return
        with path.open("rb") as file:
            header = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return  # opening it says what is wrong, better than we could here
    if not header and has_backups:
        raise corrupt(path, "is empty, though there are backups")
    if not header or not header.startswith(b"SQLite format 3\x00"):
        return
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    if len(header) < 100 or size < page * pages:
        raise corrupt(path, "is cut short")


def _has_tables(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()
    return bool(row[0])


@contextmanager
def write(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run a block as one transaction: all of it is kept, or none.

    IMMEDIATE takes the write lock at once: a deferred transaction that reads first
    fails as soon as another writer came between, whatever the timeout.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """Say in plain words what SQLite could not do with the store."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return corrupt(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            "the store is in use by another program and did not become free",
            hint="try again; if it stays, see which program holds " + str(path),
        )
    if code == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR:
        return StoreError(
            f"the store could not be written: {error}; nothing was changed",
            hint="free some space on that disk, then try again",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreError(
            f"{path} cannot be written to; nothing was changed",
            hint="make it writable, or set AIINFRA_HOME to another folder",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(
            f"{path} cannot be opened",
            hint="see that its folder exists and is yours; aiinfra path names it",
        )
    return StoreError(
        f"the store answered: {error}", hint="look it over: aiinfra doctor"
    )


def corrupt(path: Path, what: str = "is damaged") -> StoreCorrupt:
    """Give the error for a store that must not be written to."""
    return StoreCorrupt(
        f"{path} {what}; it was left as it is",
        hint="see what can be done: aiinfra doctor",
    )
