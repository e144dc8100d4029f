"""Questions that only the learner can answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.commands.checks.looked import (
    READY,
    SETUP,
    kept,
)
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import Session


def test_answer_no(run: Run, work: Path) -> None:
    """An honest no is a failed check."""
    (work / "nodes.json").write_text(READY)
    result = run("check", "lab-setup", "--answer", "notes=no")
    assert result.code == 1
    assert "  ✗ notes        You wrote the versions down\n" in result.out
    assert "                 you answered no\n" in result.out


def test_answer_with_a_link(run: Run, work: Path) -> None:
    """A link is a yes, and is kept with the run."""
    (work / "nodes.json").write_text(READY)
    link = "https://example.org/notes"
    assert run("check", "lab-setup", "--answer", f"notes={link}").code == 0
    assert json.loads(kept(run)["checks"][1]["excerpt"]) == {"yes": True, "link": link}


LINKED = "probe: {kind: ask, question: Done?, link: The page that you wrote}"
ASKED = "probe: {kind: ask, question: Did you write the versions down?}"


@pytest.mark.parametrize(
    ("keys", "code", "facts"),
    [
        (
            "y\nhttps://example.org/n\n",
            0,
            {"yes": True, "link": "https://example.org/n"},
        ),
        ("yes\n\n", 0, {"yes": True}),
        ("y\nno link\n", 0, {"yes": True}),
        ("n\n", 1, {"yes": False}),
        ("perhaps\n", 1, None),
        ("\x04", 1, None),
    ],
)
def test_asked_on_a_terminal(
    run: Run, own: Mini, work: Path, keys: str, code: int, facts: object
) -> None:
    """On a terminal the learner is asked; anything but yes or no is no answer."""
    own.replace(SETUP, ASKED, LINKED)
    assert run("curriculum", "trust", "--yes").code == 0
    (work / "nodes.json").write_text(READY)
    argv = [sys.executable, "-m", "aiinfra_cli", "check", "lab-setup"]
    with Session(argv, env={"AIINFRA_CURRICULUM": str(own.folder)}) as session:
        session.wait_for("Done? [y/n]: ")
        session.type(keys)
        assert session.exit_code() == code
    excerpt = kept(run)["checks"][1].get("excerpt")
    assert (json.loads(excerpt) if excerpt else None) == facts
