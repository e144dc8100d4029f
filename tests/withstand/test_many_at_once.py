"""Many programs at one store: every write is kept, and nobody reads in vain."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from aiinfra_cli.main import main

from .children import commands, start
from .sound import assert_sound, events

WRITERS, WRITES = 16, 20


def _reading(until: Path) -> Callable[[], int]:
    """Give work that reads over and over, and at its end tells how often."""

    def work() -> int:
        rounds = 0
        while not until.exists():
            for command in ("week", "status"):
                if code := main([command, "--json"]):
                    return code
            rounds += 1
        print("rounds", rounds)
        return 0

    return work


def test_320_writes_at_once(kept: Path, tmp_path: Path) -> None:
    """16 processes with 20 writes each: all are kept, once, each writer's in order.

    A reader beside them never fails.
    """
    before = events(kept)
    stop = tmp_path / "stop"
    reader = start(_reading(stop), answers_into=tmp_path / "read.txt")
    writers = [
        start(commands(*(["note", "study-map", f"{who}/{n}"] for n in range(WRITES))))
        for who in range(WRITERS)
    ]
    assert [writer.wait()[0] for writer in writers] == [0] * WRITERS
    stop.touch()
    assert reader.wait()[0] == 0
    words = (tmp_path / "read.txt").read_text().splitlines()[-1].split()
    assert words[0] == "rounds"
    assert int(words[1]) > 0
    fresh = events(kept)[len(before) :]
    texts = [str(event.detail["text"]) for event in fresh]
    for who in range(WRITERS):
        mine = [text for text in texts if text.startswith(f"{who}/")]
        assert mine == [f"{who}/{n}" for n in range(WRITES)]
    assert len(texts) == WRITERS * WRITES
    assert_sound(kept)


def test_programs_at_once(kept: Path) -> None:
    """The same with whole programs: 24 started at once, 24 notes more."""
    before = events(kept)
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", "note", "lab-setup", f"at once {n}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ,
        )
        for n in range(24)
    ]
    ends = [(program.communicate()[1], program.returncode) for program in programs]
    assert ends == [(b"", 0)] * 24
    fresh = events(kept)[len(before) :]
    assert sorted(str(event.detail["text"]) for event in fresh) == sorted(
        f"at once {n}" for n in range(24)
    )
    assert_sound(kept)
