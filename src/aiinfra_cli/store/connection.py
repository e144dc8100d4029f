"""Open the SQLite file, and say in plain words when that fails."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aiinfra_cli.errors import StoreCorrupt, StoreError

APPLICATION_ID = 0x61696E66  # "ainf", so that no foreign database is taken for ours
SCHEMA_VERSION = 5
BUSY_SECONDS = 10.0
OLDEST_SQLITE = (3, 37, 0)  # strict tables
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


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


def connect_readonly(path: Path, *, is_damaged: bool = False) -> sqlite3.Connection:
    """Open the store for reading where nothing may be written, not even a lock.

    With `is_damaged`, a file that is cut short is opened for what is left of it.
    """
    # Immutable skips all locks, so it is only for a folder that nobody can write to,
    # and for what must not even get new files beside it.
    is_still = is_damaged or not os.access(path.parent, os.W_OK)
    quiet = is_still and not _has_wal(path)
    with explained(path):
        try:
            return _look(path, immutable=quiet, is_damaged=is_damaged)
        except sqlite3.OperationalError as error:
            # No right to make the files that SQLite needs beside the store, or no
            # room for them.
            if quiet or _code(error) not in (sqlite3.SQLITE_CANTOPEN, *_NO_ROOM):
                raise
            if _has_wal(path):
                return _copy_in_memory(path)
            return _look(path, immutable=True, is_damaged=is_damaged)


def _look(path: Path, *, immutable: bool, is_damaged: bool) -> sqlite3.Connection:
    connection = _open(path, "mode=ro&immutable=1" if immutable else "mode=ro")
    try:
        if is_damaged:
            # SQLite then lets a file be shorter than its header says.
            connection.execute("PRAGMA writable_schema = ON")
        gate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_wal(path: Path) -> bool:
    try:
        return os.stat(f"{path}-wal").st_size > 0  # noqa: PTH116 - a hot path
    except FileNotFoundError:
        return False


def _copy_in_memory(path: Path) -> sqlite3.Connection:
    """Read the store with its -wal, by way of a copy elsewhere."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="aiinfra-") as folder:
        copy = Path(folder) / path.name
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
        source = _open(copy, "mode=rw")
        try:
            gate(source, path)
            memory = connect_memory()
            source.backup(memory)
        finally:
            source.close()
    return memory


def connect_memory() -> sqlite3.Connection:
    """Open an empty store in memory, for homes that cannot be written to."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")  # courses are deleted through them
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
    # Asked again at the end: another first run may be making the store just now.
    is_other = not _is_ours(connection) and (version or _has_tables(connection))
    if is_other and not _is_ours(connection):
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


def _is_ours(connection: sqlite3.Connection) -> bool:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    return bool(found == APPLICATION_ID)


def refuse_cut_short(path: Path, *, has_backups: Callable[[], bool]) -> None:
    """Raise StoreCorrupt when the file is shorter than it says it is.

    SQLite itself notices only when it comes to a missing page, which may be after
    it wrote to the others. Raises StoreError for what is no file at all.
    """
    try:
        info = path.stat()
        # More than once: a checkpoint beside us may be making the file longer.
        is_short = stat.S_ISREG(info.st_mode) and all(
            _is_cut_short(path) for _ in range(3)
        )
    except OSError:
        return  # opening it says what is wrong, better than we could here
    if not stat.S_ISREG(info.st_mode):
        raise StoreError(
            f"{path} is not a file",
            hint="move it away, or set AIINFRA_HOME to another folder",
        )
    if is_short:
        raise corrupt(path, "is cut short")
    if info.st_size == 0 and has_backups():
        raise corrupt(path, "is empty, though there are backups")


def _is_cut_short(path: Path) -> bool:
    """Compare the size with the one in the header (file format, section 1.3.7).

    The header can be trusted where no -wal stands beside.
    """
    if _has_wal(path):
        return False
    with path.open("rb") as file:
        header = file.read(100)
        size = os.fstat(file.fileno()).st_size
    if not header.startswith(b"SQLite format 3\x00"):
        return False
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    return len(header) < 100 or size < page * pages


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
    code = _code(error)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return corrupt(path)
    if code in _IN_USE:
        return StoreError(
            "the store is in use by another program and did not become free",
            hint="try again; if it stays, see which program holds " + str(path),
        )
    if code in _NO_ROOM:
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


def has_no_room(error: StoreError) -> bool:
    """Tell whether the disk, not the store, is what stands in the way."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and _code(cause) in _NO_ROOM


def is_in_use(error: StoreError) -> bool:
    """Tell whether another program holds the store."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and _code(cause) in _IN_USE


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def corrupt(path: Path, what: str = "is damaged") -> StoreCorrupt:
    """Give the error for a store that must not be written to."""
    return StoreCorrupt(
        f"{path} {what}; it was left as it is",
        hint="see what can be done: aiinfra doctor",
    )
