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
from aiinfra_cli.store import backup, migrations
from aiinfra_cli.store import connection as opening
from aiinfra_cli.store import course as courses


class Desk(NamedTuple):
    """An open store with a course in it."""

    connection: sqlite3.Connection
    course: str
    read_only: bool
    is_new: bool  # this run made the store


def open_desk(paths: Paths, *, read_only: bool = False) -> Desk:
    """Open the store, making it and compiling the curriculum where needed.

    A home that cannot be written to is read all the same, in memory where it must
    be. Raises StoreError or CurriculumError.
    """
    read_only = read_only or not _may_write(paths)
    connection, is_new = open_store(paths, read_only=read_only)
    try:
        with opening.explained(paths.store):
            connection, course = _with_course(connection, paths.curriculum, read_only)
    except BaseException:
        connection.close()
        raise
    return Desk(connection, course, read_only, is_new)


def open_store(paths: Paths, *, read_only: bool) -> tuple[sqlite3.Connection, bool]:
    """Open the store as it is; tell whether it was made just now."""
    if read_only:
        if paths.store.exists():
            return opening.connect_readonly(paths.store), False
        connection = opening.connect_memory()
        migrations.create(connection)
        return connection, False
    paths.make_home()
    missing = not paths.store.exists()
    if not missing:
        opening.refuse_cut_short(
            paths.store, has_backups=bool(backup.backups(paths.backups))
        )
    connection = opening.connect(paths.store, create=missing)
    is_new = False
    with opening.explained(paths.store):
        version = opening.gate(connection, paths.store)
        if version == 0:
            is_new = migrations.create(connection)
        elif version < opening.SCHEMA_VERSION:
            target = paths.backups / f"migration-{version}.db"
            migrations.migrate(connection, lambda _: backup.back_up(connection, target))
    return connection, is_new


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
    connection: sqlite3.Connection, folder: Path, read_only: bool
) -> tuple[sqlite3.Connection, str]:
    signature = content.signature(folder)
    known = courses.source_of(connection, str(folder))
    if known and known.signature == signature:
        return connection, known.course
    digest = content.content_digest(folder)
    course = courses.holds(connection, digest)
    if course and read_only:
        return connection, course
    compiled = None if course else content.compile_course(folder)
    if read_only:
        connection = _copy_in_memory(connection)
    with opening.write(connection):
        # Two first runs at once: the second finds the work done.
        course = course or courses.holds(connection, digest)
        if course is None and compiled is not None:
            courses.put_course(connection, compiled)
            course = compiled.id
        found = str(course)
        courses.put_source(
            connection, str(folder), signature=signature, digest=digest, course=found
        )
    return connection, found


def _copy_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    memory = opening.connect_memory()
    connection.backup(memory)
    connection.close()
    return memory
