"""Copies of the store: one a day, seven kept, none better pushed out by one worse."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

from aiinfra_cli.store.backup import backups, event_count
from tests.conftest import Run

from .children import commands, start
from .conftest import At
from .sound import assert_sound, events

DAYS = [f"2026-12-{day:02}" for day in range(1, 13)]


def _counts(home: Path) -> dict[str, int]:
    """Give the backups by name, with their events."""
    found = sorted((home / "backups").iterdir())
    return {path.name: event_count(path) for path in found}


def test_twelve_days(home: Path, run: Run, at: At) -> None:
    """The first write of a day makes its backup; the newest seven are kept."""
    for number, day in enumerate(DAYS, 1):
        at(day)
        run("next")  # reading makes none
        assert f"daily-{day}.db" not in (_counts(home) if number > 1 else {})
        assert run("note", "study-map", "first").code == 0
        assert _counts(home)[f"daily-{day}.db"] == 2 * number - 1
        assert run("note", "study-map", "second").code == 0
    assert (
        _counts(home)
        == {f"daily-{day}.db": 2 * number - 1 for number, day in enumerate(DAYS, 1)}
        | {}
        if False
        else {
            f"daily-{day}.db": 2 * number - 1
            for number, day in enumerate(DAYS, 1)
            if number > 5
        }
    )


def test_nothing_written_nothing_copied(home: Path, run: Run) -> None:
    """A command that changes nothing makes no backup."""
    for argv in (["next"], ["undo"], ["reopen", "study-map"], ["done", "nowhere"]):
        run(*argv)
    assert not (home / "backups").exists()


def test_worse_never_pushes_out_better(home: Path, run: Run, at: At) -> None:
    """After the store was lost, the backups of the time before it all stay."""
    for day in DAYS[:4]:
        at(day)
        for word in ("one", "two", "three"):
            assert run("note", "study-map", word).code == 0
    rich = _counts(home)
    assert list(rich.values()) == [1, 4, 7, 10]
    for suffix in ("", "-wal", "-shm"):
        (home / f"progress.db{suffix}").unlink(missing_ok=True)
    for day in DAYS[4:]:
        at(day)
        assert run("note", "study-map", "a new life").code == 0
    # Seven of the new one, and those of the old one that had more than it has now.
    poor = {f"daily-{day}.db": n for n, day in enumerate(DAYS[4:], 1) if n > 1}
    kept = {name: count for name, count in rich.items() if count > 8}
    assert _counts(home) == kept | poor


def test_backup_stands_alone(kept: Path, run: Run, tmp_path: Path) -> None:
    """A backup is one whole file, readable as a store wherever it is put."""
    (copy,) = [path for path in backups(kept / "backups") if "24" in path.name]
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copyfile(copy, alone / "progress.db")
    assert_sound(alone)
    assert [path.name for path in alone.iterdir()] == ["progress.db"]
    assert events(alone) == events(kept)[:1]


def test_no_room_for_a_backup(kept: Path, run: Run, at: At) -> None:
    """A backup that cannot be made does not turn a kept mark into an error."""
    folder = kept / "backups"
    folder.rename(kept / "away")
    folder.write_text("in the way")
    at("2026-11-26")
    result = run("done", "study-claims")
    assert (result.code, result.err) == (0, "")
    assert events(kept)[-1].item == "study-claims"
    assert folder.read_text() == "in the way"


def test_killed_while_copying(kept: Path, at: At) -> None:
    """A copy that was cut off by a kill is never taken for a backup."""
    chance = random.Random(4)
    for day in DAYS:
        at(day)
        child = start(commands(["note", "study-map", "x" * 200_000]))
        next(child.answers)  # the note is kept; the copy comes next
        time.sleep(0.005 * chance.random())
        child.kill()
        found = backups(kept / "backups")
        assert found
        assert all(event_count(path) >= 0 for path in found)
        assert {path.suffix for path in found} == {".db"}
    assert_sound(kept)
