"""Open the store and bring the present curriculum into it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from aiinfra_cli import content
from aiinfra_cli.errors import StoreError
from aiinfra_cli.paths import Paths
from aiinfra_cli.store import connection as opening
from aiinfra_cli.store import course as courses


class Desk(NamedTuple):
    """An open store with a course in it."""

    connection: sqlite3.Connection
    course: str
    is_new: bool  # this run brought the first course into the store
    refusal: StoreError | None  # why nothing can be written


def open_desk(paths: Paths, *, read_only: bool = False) -> Desk:
    """Open the store, making it and compiling the curriculum where needed.

    A home that cannot be written to is read all the same, in memory where it must
    be. Raises StoreError or CurriculumError.
    """
    refusal = None
    if read_only or not _may_write(paths):
        refusal = StoreError(
            f"{paths.home} cannot be written to; nothing was changed",
            hint="make it writable, or set AIINFRA_HOME to another folder",
        )
        connection = _open_to_read(paths)
    else:
        try:
            connection = _open_to_write(paths)
        except StoreError as error:
            # SQLite needs room even to read; a full disk is looked at without.
            if not opening.has_no_room(error):
                raise
            refusal = error
            connection = _open_to_read(paths)
    try:
        with opening.explained(paths.store):
            connection, course, is_new = _with_course(
                connection, paths.curriculum, read_only=refusal is not None
            )
    except BaseException:
        connection.close()
        raise
    return Desk(connection, course, is_new, refusal)


def _open_to_read(paths: Paths) -> sqlite3.Connection:
    """Open the store as it is; give an empty one in memory if there is none."""
    from aiinfra_cli.store import migrations

    if paths.store.exists():
        connection = opening.connect_readonly(paths.store)
        version = opening.gate(connection, paths.store)
        if version == opening.SCHEMA_VERSION:
            return connection
        if version:
            connection = _copy_in_memory(connection)
            migrations.migrate(connection, lambda _: None)
            return connection
        connection.close()
    connection = opening.connect_memory()
    migrations.create(connection)
    return connection


def _open_to_write(paths: Paths) -> sqlite3.Connection:
    """Open the store, made where it is missing, in the present schema."""
    paths.make_home()
    missing = not paths.store.exists()
    if not missing:
        opening.refuse_cut_short(paths.store, has_backups=lambda: _has_backups(paths))
    connection = opening.connect(paths.store, create=missing)
    try:
        with opening.explained(paths.store):
            version = opening.gate(connection, paths.store)
            if version < opening.SCHEMA_VERSION:
                _bring_up(connection, version, paths)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_backups(paths: Paths) -> bool:
    from aiinfra_cli.store import backup

    return bool(backup.backups(paths.backups))


def _bring_up(connection: sqlite3.Connection, version: int, paths: Paths) -> None:
    """Make the tables, or bring them to the present schema."""
    from aiinfra_cli.store import backup, migrations

    if version == 0:
        migrations.create(connection)
    else:
        target = paths.backups / f"migration-{version}.db"
        migrations.migrate(
            connection, lambda schema: backup.back_up(connection, target, schema=schema)
        )


def _may_write(paths: Paths) -> bool:
    """Tell whether the store can be written to, or made.

    What stands in the way for another reason than permissions is no matter of
    reading only: opening the store says what is wrong.
    """
    folder = paths.home
    with suppress(OSError):
        if paths.store.exists() and not os.access(paths.store, os.W_OK):
            return False
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return not folder.is_dir() or os.access(folder, os.W_OK)
    raise StoreError(
        f"{folder} cannot be looked into",
        hint="set AIINFRA_HOME to a folder that is yours",
    )


def _with_course(
    connection: sqlite3.Connection, folder: Path, *, read_only: bool
) -> tuple[sqlite3.Connection, str, bool]:
    # A name that is not UTF-8 is kept in a form that is.
    name = os.fsencode(folder).decode("utf-8", "backslashreplace")
    signature = content.signature(folder)
    if known := courses.compiled_from(connection, name, signature):
        return connection, known, False
    digest = content.content_digest(folder)
    course = courses.holds(connection, digest)
    if course and read_only:
        return connection, course, False
    compiled = None
    if not course:
        compiled = content.read_compiled(digest) or content.compile_course(folder)
    if read_only:
        connection = _copy_in_memory(connection)
    with opening.write(connection):
        # Two first runs at once: the second finds the work done.
        is_first = not courses.has_any(connection)
        course = course or courses.holds(connection, digest)
        if course is None and compiled is not None:
            courses.put_course(connection, compiled)
            course = compiled.id
        found = str(course)
        courses.put_source(
            connection, name, signature=signature, digest=digest, course=found
        )
    return connection, found, is_first and not read_only


def _copy_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    memory = opening.connect_memory()
    connection.backup(memory)
    connection.close()
    return memory
