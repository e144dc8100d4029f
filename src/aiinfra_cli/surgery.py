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
from aiinfra_cli.model import Event
from aiinfra_cli.paths import Paths
from aiinfra_cli.store import backup, journal, rebuild
from aiinfra_cli.store import connection as opening

_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs")


class Finding(NamedTuple):
    """One thing that was looked at."""

    name: str
    level: str  # good | note | wrong
    text: str
    exit_code: int = 0


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
    code = wrong[0].exit_code
    message = wrong[0].text if len(wrong) == 1 else f"{len(wrong)} things are wrong"
    hint = {
        "state": "mend it: aiinfra doctor --fix",
        "curriculum": "see all: aiinfra curriculum lint",
    }.get(wrong[0].name, "go back to a backup: aiinfra doctor --restore")
    if code == CurriculumError.exit_code:
        return CurriculumError(message, hint=hint)
    return StoreError(message, hint=hint)


def _store(paths: Paths) -> list[Finding]:
    path = paths.store
    if not path.exists():
        return [Finding("store", "note", "no store yet; the first command makes one")]
    try:
        opening.refuse_cut_short(path, has_backups=bool(backup.backups(paths.backups)))
        connection = _look_into(path)
    except StoreError as error:
        return [Finding("store", "wrong", error.message, 5)]
    try:
        with closing(connection), opening.explained(path):
            version = opening.gate(connection, path)
            if version == 0:
                return [Finding("store", "note", "the store is empty")]
            return _sound(connection, version)
    except StoreError as error:
        return [Finding("integrity", "wrong", error.message, 5)]


def _look_into(path: Path) -> sqlite3.Connection:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return opening.connect(path, create=False)
    return opening.connect_readonly(path)


def _sound(connection: sqlite3.Connection, version: int) -> list[Finding]:
    answers = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    if answers != ["ok"]:
        return [Finding("integrity", "wrong", f"damaged: {answers[0]}", 5)]
    events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    found = [
        Finding("store", "good", f"store: schema {version}, {events} events"),
        Finding("integrity", "good", "integrity: every page is sound"),
    ]
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        text = f"foreign keys: {len(loose)} rows of the course hang loose"
        found.append(Finding("keys", "wrong", text, 5))
    else:
        found.append(Finding("keys", "good", "foreign keys: all hold"))
    wrong = rebuild.differences(connection)
    if wrong:
        names = ", ".join(wrong[:5]) + (" …" if len(wrong) > 5 else "")
        text = f"state: {len(wrong)} items differ from the journal: {names}"
        found.append(Finding("state", "wrong", text, 5))
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
        return Finding(
            "backups", "wrong", f"backups: {found[0].name} cannot be read", 5
        )
    text = f"backups: {len(found)}, the newest is {found[0].name} with {events} events"
    return Finding("backups", "good", text)


def _curriculum(paths: Paths) -> list[Finding]:
    try:
        problems = content.lint_folder(paths.curriculum)
    except CurriculumError as error:
        return [Finding("curriculum", "wrong", f"curriculum: {error.message}", 4)]
    if problems:
        text = f"curriculum: {len(problems)} problems in {paths.curriculum}"
        return [Finding("curriculum", "wrong", text, 4)]
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
        for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
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
    with (
        opening.explained(paths.store),
        closing(opening.connect(paths.store, create=False)) as connection,
    ):
        if opening.gate(connection, paths.store) == 0:
            return 0
        with opening.write(connection):
            wrong = rebuild.differences(connection)
            if wrong:
                rebuild.rebuild(connection)
        return len(wrong)


def choose_backup(paths: Paths, name: str | None) -> Backup:
    """Give the backup of a name, or the newest sound one.

    Raises NotFound when there is none.
    """
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

    What can still be read of newer events in the store before it is merged in.
    """
    newer = _readable_events(paths.store)
    set_aside = _set_aside(paths.store)
    with closing(opening.connect_readonly(chosen.path)) as source:
        backup.back_up(source, paths.store)
    with (
        opening.explained(paths.store),
        closing(opening.connect(paths.store, create=False)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        with opening.write(connection):
            recovered = journal.merge(connection, newer)
    return Restored(chosen.events, recovered, set_aside)


def _readable_events(store: Path) -> list[Event]:
    events: list[Event] = []
    with (
        suppress(StoreError, sqlite3.Error, ValueError, TypeError),
        closing(opening.connect_readonly(store)) as connection,
    ):
        for row in connection.execute("SELECT * FROM event NOT INDEXED"):
            event = journal.as_event(row)
            if all(isinstance(value, str) and value for value in event[:9]):
                events.append(event)
    return events


def _set_aside(store: Path) -> str:
    if not store.exists():
        return ""
    number = 1
    while (target := store.with_name(f"{store.name}.before-{number}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            store.with_name(store.name + suffix).rename(
                target.with_name(target.name + suffix)
            )
    return str(target)
