"""A home that cannot be written to: reading works, writing exits 5 and says so."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import MINI, Run

from .disk import Disk, mounted

pytestmark = pytest.mark.needs_tool("unshare", "nsenter", "mount")

READING = (
    ["today"],
    ["week", "--json"],
    ["next"],
    ["show", "lab-setup"],
    ["list"],
    ["status", "--json"],
    ["history", "--all"],
    ["path"],
    ["doctor"],
    ["curriculum", "lint"],
)
WRITING = (
    ["begin", "study-claims"],
    ["done", "study-claims"],
    ["skip", "study-claims", "--reason", "no"],
    ["reopen", "lab-setup"],
    ["note", "lab-setup", "words"],
    ["undo"],
    ["redo"],
)


def _assert_only_read(disk: Disk, *, few: bool = False) -> None:
    """Hold every command against the rule, and the files against what they were.

    A few do where each of them has to compile the curriculum.
    """
    before = _files(disk)
    for argv in READING[:4] if few else READING:
        result = disk.run(*argv)
        assert (result.code, bool(result.out)) == (0, True), (argv, result.err)
        assert "aiinfra: " not in result.err
    for argv in WRITING[:2] if few else WRITING:
        result = disk.run(*argv)
        assert result == (
            5,
            "",
            f"aiinfra: {disk.home} cannot be written to; nothing was changed\n"
            "hint: make it writable, or set AIINFRA_HOME to another folder\n",
        )
    restoring = disk.run("doctor", "--restore", "--yes")
    assert restoring.code in (3, 5)  # 3 where there is no backup either
    assert _files(disk) == before


def _files(disk: Disk) -> dict[str, bytes]:
    found = (path for path in disk.seen.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found}


def test_read_only_disk(kept: Path, tmp_path: Path) -> None:
    """With a store, everything can be read on a disk that even root cannot write."""
    with mounted(tmp_path / "disk", size="4m", home=kept) as disk:
        shown = disk.run("history", "--json")
        disk.make_read_only()
        _assert_only_read(disk)
        assert disk.run("history", "--json") == shown


def test_curriculum_newer_than_the_store(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A curriculum that changed is read anew in memory, with the marks on it."""
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder)
    week = folder / "weeks" / "week-1.yaml"
    week.write_text(week.read_text().replace("Read the map", "Study the map"))
    with mounted(tmp_path / "disk", size="4m", home=kept) as disk:
        disk.make_read_only()
        monkeypatch.setenv("AIINFRA_CURRICULUM", str(folder))
        _assert_only_read(disk, few=True)
        shown = disk.run("status", "study-map")
        assert "✓ study-map  Study the map of the field" in shown.out


def test_no_store(tmp_path: Path) -> None:
    """Without a store the path is shown as nobody has begun it, and none is made."""
    with mounted(tmp_path / "disk", size="4m") as disk:
        disk.seen.mkdir()
        disk.make_read_only()
        _assert_only_read(disk, few=True)
        assert _files(disk) == {}
        assert disk.run("history").out.startswith("Nothing has happened yet.\n")


def test_empty_store(tmp_path: Path) -> None:
    """An empty file, left by a first run that was interrupted, is as good as none."""
    with mounted(tmp_path / "disk", size="4m") as disk:
        disk.seen.mkdir()
        (disk.seen / "progress.db").touch()
        disk.make_read_only()
        _assert_only_read(disk, few=True)


@pytest.mark.parametrize("left", [("-wal", "-shm"), ("-wal",)])
def test_killed_before(
    kept: Path, tmp_path: Path, run: Run, left: tuple[str, ...]
) -> None:
    """What a killed program left in its -wal is read too, with the -shm or without."""
    with mounted(tmp_path / "disk", size="4m") as disk:
        holder = sqlite3.connect(kept / "progress.db")
        holder.execute("SELECT count(*) FROM event").fetchone()
        assert run("done", "study-claims").code == 0  # stays in the -wal
        disk.seen.mkdir()
        for suffix in ("", *left):
            name = f"progress.db{suffix}"
            shutil.copyfile(kept / name, disk.seen / name)
        holder.close()
        disk.make_read_only()
        _assert_only_read(disk)
        shown = disk.run("history", "--count", "1")
        assert shown.out.split()[-2:] == ["done", "study-claims"]
