"""^C: exit 130, calm words, and a write that is there whole or not at all."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from aiinfra_cli.main import main

from .children import start
from .sound import assert_sound, events
from .test_locked import held

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="needs /proc to see what is open"
)
SAID = "aiinfra: interrupted; what was recorded is kept\n"
WEEK = ("study-claims", "lab-claims", "study-history", "capstone")


def _wait_until_open(process: subprocess.Popen[str], file: Path) -> None:
    """Wait until the program has a file of the store open."""
    opened = Path(f"/proc/{process.pid}/fd")
    while process.poll() is None:
        with suppress(OSError):  # closed while we looked
            if file in {entry.readlink() for entry in opened.iterdir()}:
                return
        time.sleep(0.005)


@pytest.mark.parametrize("option", [[], ["--json"]], ids=["words", "json"])
def test_while_waiting_to_write(kept: Path, option: list[str]) -> None:
    """^C while the program waits for its turn: nothing is written once it comes."""
    before = events(kept)
    argv = ["history", *option] if option else ["note", "lab-setup", "never said"]
    alone = ("PRAGMA locking_mode = EXCLUSIVE", "UPDATE meta SET value = value")
    with held(kept, *(alone if option else ("BEGIN IMMEDIATE",))):
        process = subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", *argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # Where nobody is let in, the -wal is out of reach.
        name = "progress.db" if option else "progress.db-wal"
        _wait_until_open(process, kept / name)
        process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    if option:
        assert json.loads(err)["error"] == {
            "message": "interrupted; what was recorded is kept",
            "hint": None,
            "exit_code": 130,
            "problems": [],
        }
    else:
        assert err == SAID
    assert events(kept) == before
    assert_sound(kept)


def _mark_weeks() -> int:
    """Mark four items at once, and open them again, without end."""
    while True:
        for verb in ("done", "reopen"):
            if code := main([verb, "week-2", "--yes"]):
                return code


def test_at_any_moment(kept: Path) -> None:
    """^C at any moment of a write of four marks: all four are there, or none."""
    chance = random.Random(5)
    codes = set()
    for _ in range(60):
        before = events(kept)
        child = start(_mark_weeks)
        assert next(child.answers)
        time.sleep(0.02 * chance.random())
        child.interrupt()
        codes.add(child.wait()[0])
        found = events(kept)
        assert found[: len(before)] == before
        commands: dict[str, list[str]] = {}
        for event in found[len(before) :]:
            commands.setdefault(event.command_id, []).append(event.item)
        # Opened again are those that were closed: all four, as none is half done.
        assert all(tuple(items) == WEEK for items in commands.values())
        assert_sound(kept)
        main(["reopen", "week-2", "--yes"])
    # Outside of main, in the loop of this test, ^C ends the child in another way.
    assert 130 in codes
    assert codes <= {130, 99}


def test_second_interrupt(kept: Path) -> None:
    """An impatient ^C ^C ^C ends in 130 as well, without a traceback."""
    before = events(kept)
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", "note", "lab-setup"],
            stdin=subprocess.PIPE,  # it waits for words that never come
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        _wait_until_open(process, kept / "progress.db-wal")
        for _ in range(3):
            process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, out) == (130, "")
        assert err in (SAID, "")
    assert events(kept) == before
