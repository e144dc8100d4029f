"""`aiinfra review --test-out`: a pass offers to skip what was proved."""

from __future__ import annotations

import json

import pytest

from tests.commands.asking import data, item, statuses
from tests.commands.sittings import Sit, grade, moves, typing
from tests.conftest import Run
from tests.terminal import on_terminal
from tests.withstand.refusals import assert_refused

PART = ["--test-out", "w1-mon-tue"]
REASON = "tested out: 5 of 5 cards graded Good or Easy"


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""
    return typing(run, monkeypatch)


def test_a_pass_with_yes(run: Run, sit: Sit) -> None:
    """Its study items are skipped as one step, the reason kept; labs are not."""
    result = sit("\n3\n" * 5, *PART, "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-6:] == [
        "5 of 5 cards: 5 good",
        "Retained 100 %",
        REASON,
        "⊘ study-map  Read the map of the field",
        "Week 1: 0 of 3 done, 0 of 2 checkpoints",
        "next: aiinfra begin lab-setup",
    ]
    assert statuses(run, "study-map", "lab-setup") == ["skipped", "open"]
    assert item(run, "study-map")["reason"] == REASON
    assert "tested out: 5 of 5" in run("report", "--markdown").out
    told = run("history").out
    assert "skip    study-map “tested out: 5 of 5" in told
    assert "good testing out w1-mon-tue" in told
    assert run("undo").out.splitlines()[0] == "undid: skip study-map"
    assert item(run, "study-map")["status"] == "open"


def test_a_pass_in_a_pipe_says_how(run: Run, sit: Sit) -> None:
    """Where nobody can be asked, nothing is skipped, and the command is named."""
    result = sit("\n3\n" * 5, *PART)
    assert result.out.splitlines()[-2:] == [
        f'skip them: aiinfra skip study-map --reason "{REASON}"',
        "next: aiinfra begin study-map",
    ]
    assert statuses(run, "study-map") == ["open"]


@pytest.mark.parametrize(("answer", "status"), [("y", "skipped"), ("n", "open")])
def test_a_pass_on_a_terminal_asks(run: Run, answer: str, status: str) -> None:
    """A yes skips, all else leaves everything as it is; both end well."""
    result = on_terminal("review", *PART, keys="\n4\n" * 5 + f"\n{answer}\n")
    assert result.code == 0
    assert "Skip study-map? [y/N]: " in result.err
    assert ("nothing is skipped" in result.out) == (status == "open")
    assert statuses(run, "study-map") == [status]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("\n3\n\n3\n\n3\n\n2\n\n2\n", "3 of 5 cards graded Good or Easy"),
        ("\n3\n\n3\nq\n", "2 of 5 cards answered"),
        ("\n3\n\n3\n\n3\ns\ns\n", "3 of 5 cards graded Good or Easy"),
    ],
)
def test_no_pass(run: Run, sit: Sit, typed: str, reason: str) -> None:
    """Less is no pass: nothing is offered, the answers count as reviews."""
    result = sit(typed, *PART, "--yes")
    assert result.code == 0
    assert f"not passed: {reason}\n" in result.out
    assert statuses(run, "study-map") == ["open"]
    assert data(run, "review", "--stats")["cards"]["learnt"] >= 2


def test_a_forgotten_card_keeps_its_study_item(run: Run, sit: Sit) -> None:
    """Four of five pass, but what teaches the card graded again is not offered."""
    result = sit("\n1\n" + "\n4\n" * 4, *PART, "--yes")
    assert "tested out: 4 of 5 cards graded Good or Easy\n" in result.out
    assert "no study item is left that its cards would prove\n" in result.out
    assert statuses(run, "study-map") == ["open"]


def test_when_it_cannot_be_held(run: Run, sit: Sit) -> None:
    """Too few cards, or answers of today: it is declined, and nothing is asked."""
    assert_refused(
        sit("", "--test-out", "w2-fri"),
        1,
        "w2-fri cannot be tested out: a test-out needs 5 cards, and there are 0",
    )
    sit("\n3\n", "--concept", "layer")
    assert_refused(
        sit("", *PART),
        1,
        "w1-mon-tue cannot be tested out: 1 of its cards were answered today,"
        " so their answers are fresh",
    )


@pytest.mark.parametrize("yes", [True, False])
def test_by_a_script(run: Run, sit: Sit, yes: bool) -> None:
    """The last line is the verdict; --yes skips."""
    script = moves(*[{"do": "reveal"}, grade(3)] * 5)
    argv = [*PART, "--json", *(["--yes"] if yes else [])]
    result = sit(script, *argv)
    assert (result.code, result.err) == (0, "")
    last = json.loads(result.out.splitlines()[-1])
    assert last["schema"] == "aiinfra.test-out/1"
    assert last["data"] == {
        "passed": True,
        "well": 5,
        "answered": 5,
        "of": 5,
        "reason": REASON,
        "items": ["study-map"],
        "session": "w1-mon-tue",
        "skipped": ["study-map"] if yes else [],
    }
    assert statuses(run, "study-map") == ["skipped" if yes else "open"]


def test_done_meanwhile(run: Run, sit: Sit) -> None:
    """An item that was done before is not offered."""
    run("done", "study-map")
    result = sit("\n3\n" * 5, *PART, "--yes")
    assert "no study item is left that its cards would prove\n" in result.out
    assert statuses(run, "study-map") == ["done"]
