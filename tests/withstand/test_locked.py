"""A store that another program holds: wait a little, then say so; nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aiinfra_cli.store import connection
from tests.conftest import Run

from .children import commands, start
from .sound import assert_sound, events, marks

_HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    db.execute(statement)
print("held", flush=True)
sys.stdin.readline()
"""
IN_USE = "aiinfra: the store is in use by another program and did not become free"
WRITING = (
    ["begin", "study-claims"],
    ["done", "study-claims"],
    ["skip", "study-claims", "--reason", "no"],
    ["reopen", "lab-setup"],
    ["note", "lab-setup", "words"],
    ["undo"],
    ["redo"],
    ["doctor", "--fix"],
    ["doctor", "--restore", "--yes"],
)
READING = (["next"], ["week"], ["status"], ["history"], ["show", "lab-setup"])


@contextmanager
def held(home: Path, *statements: str) -> Iterator[None]:
    """Hold the store in another process for the length of a block."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(home / "progress.db"), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.stdin.write(b"go\n")
        holder.stdin.flush()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up sooner than users do."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)


@pytest.mark.usefixtures("soon")
def test_held_for_writing(kept: Path, run: Run) -> None:
    """While another program writes, all can be read, and each write exits 5."""
    before = events(kept)
    with held(kept, "BEGIN EXCLUSIVE"):
        for argv in WRITING:
            result = run(*argv)
            first, second = result.err.splitlines()
            assert (result.code, result.out, first) == (5, "", IN_USE)
            assert second == (
                "hint: try again; if it stays, see which program holds "
                f"{kept / 'progress.db'}"
            )
        for argv in (*READING, ["doctor"]):
            assert run(*argv).code == 0
    assert events(kept) == before
    assert sorted(path.name for path in kept.iterdir()) == ["backups", "progress.db"]
    assert run("done", "study-claims").code == 0
    assert_sound(kept)


@pytest.mark.usefixtures("soon")
def test_held_alone(kept: Path, run: Run) -> None:
    """While another program lets nobody in, every command exits 5 and says why."""
    before = events(kept)
    alone = ("PRAGMA locking_mode = EXCLUSIVE", "UPDATE meta SET value = value")
    with held(kept, *alone):
        for argv in (*READING, *WRITING):
            result = run(*argv)
            assert (result.code, result.out) == (5, ""), argv
            assert result.err.startswith(IN_USE + "\n")
        looked = run("doctor")
        assert looked.code == 5
        assert looked.err.startswith(IN_USE + "\nhint: try again")
    assert events(kept) == before
    assert_sound(kept)


def test_waits_for_its_turn(kept: Path) -> None:
    """A write that comes while another is under way waits, and is kept."""
    before = marks(kept)
    with held(kept, "BEGIN IMMEDIATE"):
        waiting = start(commands(["done", "study-claims"]))
    assert waiting.wait()[0] == 0
    assert marks(kept) == [*before, ("done", "study-claims")]
