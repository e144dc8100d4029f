"""`aiinfra review` on a real terminal: what a person sees and types, and ^C."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import golden
from tests.commands.sittings import answered, wrong_states
from tests.conftest import Run
from tests.terminal import Session, on_terminal

REVIEW = [sys.executable, "-m", "aiinfra_cli", "review"]
KEYS = "?\n\n3\nf\nno such thing\n\n1\nu\n2\nwhat\ns\nu\n\n4\n\n3\n\n3\n\n"


@pytest.fixture(autouse=True)
def _covered(run: Run) -> None:
    """Have something to review: five cards, one of them with code in it."""
    run("done", "study-map", "lab-setup")


@pytest.mark.parametrize(
    ("columns", "options"),
    [
        (60, ["--color", "never"]),
        (80, ["--color", "always"]),
        (80, ["--color", "never", "--ascii"]),
        (140, ["--color", "never"]),
    ],
)
def test_a_sitting_in_every_look(run: Run, columns: int, options: list[str]) -> None:
    """Plain lines from top to bottom at any width; prompts are talk."""
    result = on_terminal("review", *options, columns=columns, keys=KEYS)
    assert result.code == 0
    name = f"review-{columns}-{options[-1].strip('-')}.txt"
    text = f"{golden.visible(result.out)}\n== prompts\n{result.err}"
    golden.check(name, text)


def test_the_seconds_of_an_answer_are_kept(run: Run) -> None:
    """From question to grade, in whole seconds."""
    assert on_terminal("review", keys="\n3\nq\n").code == 0
    [review] = [
        event
        for event in run("history", "--json").document["data"]["events"]
        if event["verb"] == "review"
    ]
    assert type(review["detail"]["seconds"]) is int


def test_the_end_of_input(run: Run) -> None:
    """Ctrl-D ends as q does."""
    result = on_terminal("review", keys="\n3\n\x04")
    assert result.code == 0
    assert result.out.splitlines()[-1] == "next: aiinfra review"
    assert answered(run) == ["review layer-low 3"]


@pytest.mark.parametrize("at", ["Enter: ", "1 to 4: ", "wrong with it"])
def test_interrupted(run: Run, home: Path, at: str) -> None:
    """^C at any prompt ends with 130; what was answered before is kept."""
    with Session(REVIEW, env=os.environ) as session:
        session.wait_for("? the keys: ")
        session.type("\n")
        session.wait_for("4 easy: ")
        session.type("3\n")
        session.wait_for("Enter: ")
        if at != "Enter: ":
            session.type("\n" if at == "1 to 4: " else "f\n")
            session.wait_for(at)
        session.interrupt()
        session.wait_for("1 of 5 cards: 1 good; 4 left")
        assert session.exit_code() == 130
    assert answered(run) == ["review layer-low 3"]
    assert wrong_states(home) == []


def test_two_sittings_at_once(run: Run, home: Path) -> None:
    """A card answered in one is not asked, nor counted again, in the other."""
    with (
        Session(REVIEW, env=os.environ) as one,
        Session(REVIEW, env=os.environ) as other,
    ):
        for session in (one, other):
            session.wait_for("? the keys: ")
            session.type("\n")
            session.wait_for("4 easy: ")
        one.type("3\n")
        one.wait_for("2 of 5")
        one.wait_for("Enter: ")
        other.type("1\n")  # looked at before it was answered in the first
        other.wait_for("not kept: layer-low was answered elsewhere meanwhile")
        other.wait_for("1 of 4 · Layer")
        other.wait_for("? the keys: ")
        one.type("\n3\n")  # layer-high, which the other shows now
        one.wait_for("3 of 5")
        one.wait_for("Enter: ")
        one.type("\n3\n")  # layer-rests, which the other has not come to
        one.wait_for("4 of 5")
        other.type("s\n")
        other.wait_for("not kept: layer-high was answered elsewhere meanwhile")
        other.wait_for("passed over: layer-rests was answered elsewhere")
        other.wait_for("1 of 2 · Nodes")
        one.type("u\n")  # its own answer, and nobody else's
        one.wait_for("taken back: good layer-rests")
        other.type("\n2\n\n2\n\n")
        assert other.exit_code() == 0
        one.wait_for("1 to 4: ")
        one.type("4\n")
        one.wait_for("passed over: node-count-needs was answered elsewhere")
        one.type("\n")
        assert one.exit_code() == 0
    assert answered(run) == [
        "review layer-low 3",
        "review layer-high 3",
        "review node-count-list 2",
        "review node-count-needs 2",
        "review layer-rests 4",
    ]
    assert wrong_states(home) == []
