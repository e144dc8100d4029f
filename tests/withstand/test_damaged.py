"""A damaged store is never written to: a clear error, and the way back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aiinfra_cli.store.connection import SCHEMA_VERSION
from tests.conftest import Run

from .damage import DAMAGES
from .sound import events

COMMANDS = (
    *(["today"], ["next"], ["week"], ["week", "2"], ["show", "lab-setup"], ["list"]),
    *(["status"], ["history"], ["begin", "study-claims"], ["done", "study-claims"]),
    *(["skip", "capstone", "--reason", "no"], ["reopen", "lab-setup"], ["undo"]),
    *(["note", "lab-setup", "words"], ["redo"], ["done", "week-2", "--yes"]),
    *(["doctor"], ["doctor", "--fix"], ["report"]),
)
SAYS = {
    "empty": "is empty, though there are backups; it was left as it is",
    "noise": "is damaged; it was left as it is",
    "noise after the header": "is damaged; it was left as it is",
    "text": "is damaged; it was left as it is",
    "foreign database": "is a database, but not a progress store of aiinfra",
    "newer store": "was written by a newer aiinfra "
    f"(schema 99; this one knows {SCHEMA_VERSION})",
    "folder": "is not a file",
}
CUT = "is cut short; it was left as it is"


def _files(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", DAMAGES)
def test_nothing_is_written(kept: Path, run: Run, name: str) -> None:
    """Whatever is called, it exits 5, says what is wrong, and leaves every byte."""
    store = kept / "progress.db"
    DAMAGES[name](store)
    before = _files(kept)
    for argv in COMMANDS:
        result = run(*argv)
        assert result.code == 5, (argv, result)
        first, second = result.err.splitlines()
        assert first == f"aiinfra: {store} {SAYS.get(name, CUT)}"
        assert second.startswith("hint: ")
        if argv[0] != "doctor":
            assert result.out == ""
        assert _files(kept) == before


@pytest.mark.parametrize("name", DAMAGES)
def test_doctor_knows_the_way_back(kept: Path, run: Run, name: str) -> None:
    """`doctor` goes on looking, and says what to do about the store."""
    store = kept / "progress.db"
    DAMAGES[name](store)
    result = run("doctor")
    assert result.out.splitlines()[:2] == [
        f"✗ {store} {SAYS.get(name, CUT)}",
        "✓ backups: 2, the newest is daily-2026-11-25.db with 5 events",
    ]
    ways = {
        "newer store": "update aiinfra: pip install --upgrade aiinfra-cli",
        "folder": "move it away, or set AIINFRA_HOME to another folder",
    }
    back = "go back to the latest backup: aiinfra doctor --restore"
    assert result.err.splitlines()[1] == f"hint: {ways.get(name, back)}"


def test_doctor_without_backups(home: Path, run: Run) -> None:
    """Where there is nothing to go back to, `doctor` does not send anybody there."""
    home.mkdir()
    (home / "progress.db").write_bytes(b"not a store of ours, nor of anybody")
    assert run("doctor").err.splitlines()[1] == (
        "hint: there is no backup; move the store away to begin anew, and keep it"
    )
    restored = run("doctor", "--restore", "--yes")
    assert (restored.code, restored.err) == (
        3,
        "aiinfra: there is no backup to go back to\n"
        f"hint: they would be in {home / 'backups'}\n",
    )


@pytest.mark.parametrize("name", ["noise", "newer store", "60 percent"])
def test_error_as_json(kept: Path, run: Run, name: str) -> None:
    """With --json the error is one document on stderr, and stdout is empty."""
    store = kept / "progress.db"
    DAMAGES[name](store)
    result = run("week", "--json")
    assert (result.code, result.out) == (5, "")
    document = json.loads(result.err)
    assert document["schema"] == "aiinfra.error/1"
    assert document["error"]["message"] == f"{store} {SAYS.get(name, CUT)}"
    assert document["error"]["exit_code"] == 5


def test_home_is_a_file(home: Path, run: Run) -> None:
    """A file where the folder should be is told by every command, and kept."""
    home.write_text("my diary")
    for argv in COMMANDS:
        result = run(*argv)
        assert result.code == 5, argv
        first, second = result.err.splitlines()[-2:]
        assert first in (
            f"aiinfra: {home} is a file, not a folder",
            f"aiinfra: {home} is not a folder",  # as doctor says it
        )
        assert second == "hint: move it away, or set AIINFRA_HOME to a folder"
    assert home.read_text() == "my diary"


def test_home_below_a_file(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is a home whose parent is a file."""
    home.write_text("my diary")
    monkeypatch.setenv("AIINFRA_HOME", str(home / "deeper"))
    result = run("next")
    assert (result.code, result.out) == (5, "")
    assert result.err.startswith(
        f"aiinfra: the folder {home / 'deeper'} cannot be made: Not a directory\n"
    )


def test_backup_that_cannot_be_read(kept: Path, run: Run) -> None:
    """`doctor` tells of a broken backup, and leaves a sound store alone."""
    before = events(kept)
    (kept / "backups" / "daily-2026-11-25.db").write_bytes(b"noise")
    result = run("doctor")
    assert result.code == 5
    assert result.err.splitlines() == [
        "aiinfra: backups: daily-2026-11-25.db cannot be read",
        "hint: move it away; the next change of another day makes a new one",
    ]
    assert events(kept) == before
