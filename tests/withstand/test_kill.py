"""A process that is killed takes nothing back that it had answered."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from aiinfra_cli.main import main
from aiinfra_cli.store.backup import backups, event_count
from tests.conftest import Run

from .children import Child, start
from .conftest import At, WithHome
from .sound import assert_sound, marks

ROUNDS = 200
ITEMS = ("study-map", "lab-setup", "hands-on-routes", "study-claims")


def _toggle() -> int:
    """Mark done and open again without end, each answered with its own line."""
    while True:
        for verb in ("done", "reopen"):
            for item in ITEMS:
                if main([verb, item]):
                    return 1


def _answered(lines: list[str]) -> list[tuple[str, str]]:
    """Give the marks that whole lines of an answer promise."""
    verbs = {"✓": "done", "○": "reopen"}
    words = [line.split() for line in lines]
    return [(verbs[w[0]], w[1]) for w in words if w and w[0] in verbs and len(w) > 2]


def _die(child: Child, chance: random.Random) -> list[str]:
    """Kill a process after some time, or after some answers."""
    if chance.random() < 0.5:
        time.sleep(chance.random() * 0.06)
        return child.kill()
    first = list(islice(child.answers, chance.randint(1, 12)))
    return first + child.kill()


def test_200_kills(home: Path, run: Run, at: At) -> None:
    """Every answered mark is kept, and at most one more; the store stays sound."""
    assert run("reopen", *ITEMS).code == 0  # nothing to do, but it makes the store
    chance = random.Random(20261125)
    kept = marks(home)
    assert kept == []
    answered_in_all = 0
    for number in range(ROUNDS):
        at(f"2026-{1 + number // 20:02}-{1 + number % 20:02}")  # a backup each round
        run("reopen", *ITEMS)  # so that each round begins with the first mark
        kept = marks(home)
        answered = _answered(_die(start(_toggle), chance))
        found = marks(home)
        assert found[: len(kept)] == kept
        fresh = found[len(kept) :]
        assert fresh[: len(answered)] == answered
        assert len(fresh) - len(answered) in (0, 1)
        answered_in_all += len(answered)
        assert_sound(home)
    assert answered_in_all > ROUNDS
    copies = backups(home / "backups")
    assert copies
    assert all(event_count(copy) >= 0 for copy in copies)


def _run_and_kill(after: float, *argv: str) -> int:
    """Start the program as a shell would, and kill it after some time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aiinfra_cli", *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.kill()
    return process.wait()


def test_first_run_killed(tmp_path: Path, run: Run, with_home: WithHome) -> None:
    """A first run may die at any moment: the next one begins as if nothing was."""
    chance = random.Random(1)
    died = 0
    for number in range(24):
        home = with_home(tmp_path / f"first-{number}")
        died += _run_and_kill(0.05 + 0.25 * chance.random(), "next") < 0
        assert run("done", "study-map").code == 0
        assert marks(home) == [("done", "study-map")]
        assert_sound(home)
    assert died


def test_program_killed(kept: Path) -> None:
    """The real program, killed while it marks two items at once: both or none."""
    chance = random.Random(2)
    before = marks(kept)
    both = ("hands-on-routes", "study-claims")
    rounds = [("done", *both, "--yes"), ("reopen", *both, "--yes")] * 10
    for argv in rounds:
        _run_and_kill(0.05 + 0.15 * chance.random(), *argv)
        after = marks(kept)
        fresh = after[len(before) :]
        assert after[: len(before)] == before
        assert fresh in ([], [(argv[0], item) for item in both])
        before = after
        assert_sound(kept)
