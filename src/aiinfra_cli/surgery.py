"""Examine the store, mend it, and go back to a backup without losing anything."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from aiinfra_cli import content
from aiinfra_cli.errors import (
    AiinfraError,
    CurriculumError,
    NotFound,
    StoreCorrupt,
    StoreError,
)
from aiinfra_cli.paths import Paths
from aiinfra_cli.store import backup, journal, migrations, rebuild, salvage
from aiinfra_cli.store import connection as opening

_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs")

_MEND = "mend it: aiinfra doctor --fix"
_LINT = "see all: aiinfra curriculum lint"


class Finding(NamedTuple):
    """One thing that was looked at."""

    name: str
    level: str  # good | note | wrong
    text: str
    exit_code: int = 0
    hint: str | None = None


class Backup(NamedTuple):
    """A backup that can be gone back to."""

    path: Path
    events: int


class Restored(NamedTuple):
    """What going back to a backup did."""

    events: int
    recovered: int
    set_aside: str


def examine(paths: Paths) -> list[Finding]:
    """Look everything over without changing anything."""
    return [
        *_store(paths),
        _backups(paths),
        *_curriculum(paths),
        _versions(),
        *_file_system(paths),
    ]


def error_of(wrong: list[Finding]) -> AiinfraError:
    """Give the error for findings that are wrong."""
    first = wrong[0]
    message = first.text if len(wrong) == 1 else f"{len(wrong)} things are wrong"
    kind = (
        CurriculumError if first.exit_code == CurriculumError.exit_code else StoreError
    )
    return kind(message, hint=first.hint or "")


def _store(paths: Paths) -> list[Finding]:
    path = paths.store
    if not path.exists():
        if paths.home.exists() and not paths.home.is_dir():
            hint = "move it away, or set AIINFRA_HOME to a folder"
            return [Finding("store", "wrong", f"{paths.home} is not a folder", 5, hint)]
        return [Finding("store", "note", "no store yet; the first command makes one")]
    try:
        opening.refuse_cut_short(
            path, has_backups=lambda: bool(backup.backups(paths.backups))
        )
        connection = _look_into(path)
    except StoreError as error:
        return [_wrong("store", error, paths)]
    try:
        with closing(connection), opening.explained(path):
            version = opening.gate(connection, path)
            if version == 0:
                return [Finding("store", "note", "the store is empty")]
            return _sound(connection, version, _way_back(paths))
    except StoreError as error:
        return [_wrong("integrity", error, paths)]


def _wrong(name: str, error: StoreError, paths: Paths) -> Finding:
    """Give the finding for an error: only damage is a reason to go back."""
    hint = _way_back(paths) if isinstance(error, StoreCorrupt) else error.hint
    return Finding(name, "wrong", error.message, error.exit_code, hint)


def _way_back(paths: Paths) -> str:
    if backup.backups(paths.backups):
        return "go back to the latest backup: aiinfra doctor --restore"
    return "there is no backup; move the store away to begin anew, and keep it"


def _look_into(path: Path) -> sqlite3.Connection:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        try:
            return opening.connect(path, create=False)
        except StoreError as error:
            if not opening.has_no_room(error):
                raise
    return opening.connect_readonly(path)


def _sound(
    connection: sqlite3.Connection, version: int, way_back: str
) -> list[Finding]:
    answers = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    if answers != ["ok"]:
        return [Finding("integrity", "wrong", f"damaged: {answers[0]}", 5, way_back)]
    events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    found = [
        Finding("store", "good", f"store: schema {version}, {events} events"),
        Finding("integrity", "good", "integrity: every page is sound"),
    ]
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        text = f"foreign keys: {len(loose)} rows of the course hang loose"
        found.append(Finding("keys", "wrong", text, 5, way_back))
    else:
        found.append(Finding("keys", "good", "foreign keys: all hold"))
    if version < opening.SCHEMA_VERSION:
        text = f"state: the next command brings schema {version} up to date"
        return [*found, Finding("state", "note", text)]
    wrong = rebuild.differences(connection)
    if wrong:
        names = ", ".join(wrong[:5]) + (" …" if len(wrong) > 5 else "")
        text = f"state: {len(wrong)} items differ from the journal: {names}"
        found.append(Finding("state", "wrong", text, 5, _MEND))
    else:
        found.append(Finding("state", "good", "state: equal to the journal, refolded"))
    return found


def _backups(paths: Paths) -> Finding:
    found = backup.backups(paths.backups)
    if not found:
        return Finding(
            "backups", "note", "backups: none yet; the first change makes one"
        )
    events = backup.event_count(found[0])
    if events < 0:
        text = f"backups: {found[0].name} cannot be read"
        hint = "move it away; the next change of another day makes a new one"
        return Finding("backups", "wrong", text, 5, hint)
    text = f"backups: {len(found)}, the newest is {found[0].name} with {events} events"
    return Finding("backups", "good", text)


def _curriculum(paths: Paths) -> list[Finding]:
    try:
        # Examples are the writer's matter: no learner waits for them.
        problems = content.lint_folder(paths.curriculum, with_examples=False)
    except CurriculumError as error:
        text = f"curriculum: {error.message}"
        return [Finding("curriculum", "wrong", text, 4, error.hint)]
    if problems:
        text = f"curriculum: {len(problems)} problems in {paths.curriculum}"
        return [Finding("curriculum", "wrong", text, 4, _LINT)]
    return [Finding("curriculum", "good", f"curriculum: sound, {paths.curriculum}")]


def _versions() -> Finding:
    import platform

    from aiinfra_cli import __version__

    text = (
        f"versions: aiinfra {__version__}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )
    return Finding("versions", "good", text)


def _file_system(paths: Paths) -> list[Finding]:
    """Warn of network file systems: SQLite's WAL is not safe there."""
    best, kind = "", ""
    with suppress(OSError):
        for line in Path("/proc/mounts").read_text("utf-8", "replace").splitlines():
            _, mount, name, *_ = line.split()
            inside = paths.home == Path(mount) or Path(mount) in paths.home.parents
            if inside and len(mount) >= len(best):
                best, kind = mount, name
    if kind in _NETWORK:
        text = f"the store is on a network file system ({kind}): set AIINFRA_HOME"
        return [Finding("file system", "note", text)]
    return []


def mend(paths: Paths) -> int:
    """Make the state anew from the journal; tell how many items differed.

    Raises StoreError when the store cannot be used at all.
    """
    if not paths.store.exists():
        return 0
    opening.refuse_cut_short(
        paths.store, has_backups=lambda: bool(backup.backups(paths.backups))
    )
    with (
        opening.explained(paths.store),
        closing(opening.connect(paths.store, create=False)) as connection,
    ):
        if opening.gate(connection, paths.store) == 0:
            return 0
        migrations.migrate(
            connection, lambda version: _keep(connection, paths, version)
        )
        with opening.write(connection):
            wrong = rebuild.differences(connection)
            if wrong:
                rebuild.rebuild(connection)
        return len(wrong)


def _keep(connection: sqlite3.Connection, paths: Paths, version: int) -> None:
    target = paths.backups / f"migration-{version}.db"
    backup.back_up(connection, target, schema=version)


def choose_backup(paths: Paths, name: str | None) -> Backup:
    """Give the backup of a name, or the newest sound one.

    Raises NotFound when there is none, OSError when that cannot be seen.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        os.scandir(paths.backups).close()  # glob() takes a locked folder for empty
    for path in backup.backups(paths.backups):
        if name in (None, path.name, str(path)):
            events = backup.event_count(path)
            if events >= 0 and _is_sound(path):
                return Backup(path, events)
            if name:
                raise StoreCorrupt(f"{path} cannot be read", hint="choose another one")
    found = ", ".join(path.name for path in backup.backups(paths.backups))
    raise NotFound(
        f"there is no backup {name}" if name else "there is no backup to go back to",
        hint=f"there are: {found}" if found else f"they would be in {paths.backups}",
    )


def _is_sound(path: Path) -> bool:
    try:
        with closing(opening.connect_readonly(path)) as connection:
            rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
            return [row[0] for row in rows] == ["ok"]
    except (StoreError, sqlite3.Error):
        return False


def restore(paths: Paths, chosen: Backup) -> Restored:
    """Put a backup in the place of the store, which is set aside and never deleted.

    What can still be read of newer events in the store is merged in. All is made
    ready beside before anything is moved, so that failing changes nothing.
    """
    _refuse_in_use(paths.store)
    newer = salvage.readable_events(paths.store)
    fresh = paths.store.with_name(f".{paths.store.name}.{os.getpid()}")
    with opening.explained(paths.store):
        try:
            with closing(opening.connect_readonly(chosen.path)) as source:
                backup.back_up(source, fresh)
            with closing(opening.connect(fresh, create=False)) as connection:
                migrations.migrate(connection, lambda _: None)  # chosen itself is kept
                with opening.write(connection):
                    recovered = journal.merge(connection, newer)
                connection.execute("PRAGMA journal_mode = WAL")
            set_aside = _set_aside(paths.store)
            fresh.rename(paths.store)
        finally:
            fresh.unlink(missing_ok=True)
    return Restored(chosen.events, recovered, set_aside)


def _refuse_in_use(store: Path) -> None:
    """Raise StoreError when another program is writing to a store that is sound."""
    with suppress(StoreCorrupt):
        try:
            with (
                opening.explained(store),
                closing(opening.connect(store, create=False)) as connection,
            ):
                connection.execute("BEGIN IMMEDIATE")
        except StoreError as error:
            if opening.is_in_use(error):
                raise


def _set_aside(store: Path) -> str:
    if not os.path.lexists(store):
        return ""
    number = 1
    while (target := store.with_name(f"{store.name}.before-{number}")).exists():
        number += 1
    # The store last: were it gone, SQLite would delete a -wal that stays behind.
    for suffix in ("-shm", "-wal", ""):
        with suppress(FileNotFoundError):
            store.with_name(store.name + suffix).rename(
                target.with_name(target.name + suffix)
            )
    return str(target)
