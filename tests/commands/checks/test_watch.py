"""`aiinfra check --watch` looks again until all pass."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands.asking import journal
from tests.commands.checks.looked import (
    HALF,
    READY,
    YES,
)
from tests.conftest import Result, Run


class Learner:
    """Mends one thing in each pause of `--watch`."""

    def __init__(self, *steps: Any) -> None:
        self.steps = list(steps)

    def __call__(self, seconds: float) -> None:
        """Do the next thing instead of waiting."""
        assert seconds == 5
        if not self.steps:
            raise KeyboardInterrupt
        self.steps.pop(0)()


def watch(
    run: Run, monkeypatch: pytest.MonkeyPatch, *steps: Any, more: tuple[str, ...] = ()
) -> Result:
    """Watch lab-setup while a learner works."""
    monkeypatch.setattr(time, "sleep", Learner(*steps))
    return run("check", "lab-setup", "--watch", *YES, *more)


def test_watch(run: Run, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks until all pass, tells what is news, and keeps only that."""
    nodes = work / "nodes.json"
    result = watch(
        run,
        monkeypatch,
        lambda: None,
        lambda: nodes.write_text(HALF),
        lambda: None,
        lambda: nodes.write_text(READY),
    )
    assert result.code == 0
    assert result.out == (
        f"Make a cluster on the laptop · in {work}\n"
        "\n"
        "  ✗ nodes-ready  All nodes are ready\n"
        f"                 there is no nodes.json here\n"
        "                 wanted at least one node, and all of them ready\n"
        "                 Work is only placed on nodes that are ready.\n"
        "                 aiinfra hint lab-setup -s look\n"
        "  ✓ notes        You wrote the versions down\n"
        "                 your own word\n"
        "\n"
        "1 passed, 1 failed\n"
        "  ✗ nodes-ready  All nodes are ready\n"
        "                 saw 0 ready of 1, wanted at least one node, and all of them"
        " ready\n"
        "                 Work is only placed on nodes that are ready.\n"
        "                 aiinfra hint lab-setup -s look\n"
        "\n"
        "1 passed, 1 failed\n"
        "  ✓ nodes-ready  All nodes are ready\n"
        "\n"
        "2 passed\n"
        "next: aiinfra done lab-setup\n"
    )
    assert result.err == "looking every 5 s until all pass; ^C ends it\n"
    assert journal(run) == ["check lab-setup"] * 3


def test_watch_ends_with_an_interrupt(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """^C ends the watch; what was seen is kept."""
    assert watch(run, monkeypatch).code == 130
    assert journal(run) == ["check lab-setup"]


def test_watch_does_not_wait_for_an_answer(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only a question is left, there is nothing to watch for."""
    (work / "nodes.json").write_text(READY)
    monkeypatch.setattr(time, "sleep", Learner())
    assert run("check", "lab-setup", "--watch").code == 1


def test_watch_as_a_document(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --json there is one document, of the last look."""
    step = lambda: (work / "nodes.json").write_text(READY)  # noqa: E731
    result = watch(run, monkeypatch, step, more=("--json",))
    assert result.code == 0
    assert result.document["data"]["passed"] is True
