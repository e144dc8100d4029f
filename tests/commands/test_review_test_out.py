"""`aiinfra review --test-out`: a pass offers to skip what was proved."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aiinfra_cli.app import App
from aiinfra_cli.commands import review_sitting
from aiinfra_cli.commands.review_sitting import Sitting
from tests.commands.asking import data, item, statuses
from tests.commands.planned import go_to
from tests.commands.sittings import Sit, answered, grade, moves, typing
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal
from tests.withstand.refusals import assert_refused

PART = ["--test-out", "w1-mon-tue"]
REASON = "tested out: 5 of 5 cards graded Good or Easy"


@pytest.fixture(autouse=True)
def wider(own: Mini) -> Mini:
    """Let the first study item teach both concepts of its session: five cards."""
    own.replace(
        "concepts/ground.yaml", "items: [lab-setup]", "items: [lab-setup, study-map]"
    )
    return own


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""
    return typing(run, monkeypatch)


def test_a_pass_with_yes(run: Run, sit: Sit) -> None:
    """Its study items are skipped as one step, the reason kept; labs are not."""
    result = sit("\n3\n" * 5, *PART, "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == (
        "Testing out w1-mon-tue: 5 cards about 1 study item"
    )
    assert result.out.splitlines()[-5:] == [
        "5 of 5 cards: 5 good",
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


@pytest.mark.parametrize(
    ("session", "why"),
    [
        ("w1-weekend", "it has no study item, and a card proves no hands-on work"),
        ("w2-fri", "its study items have 0 cards, and a test takes 5"),
        ("w2-mon-tue", "its study items have 2 cards, and a test takes 5"),
    ],
)
def test_when_it_cannot_be_held(run: Run, sit: Sit, session: str, why: str) -> None:
    """Nothing to skip, or too few cards: it is declined, and nothing is asked."""
    result = sit("\n3\n" * 5, "--test-out", session)
    assert_refused(result, 1, f"{session} cannot be tested out: {why}")
    assert result.err.endswith(f"hint: see it: aiinfra show {session}\n")
    assert run("show", session).code == 0
    assert answered(run) == []


def test_a_card_answered_today_counts_as_it_was_graded(run: Run, sit: Sit) -> None:
    """It is not asked again, and it neither blocks the test nor falls out of it."""
    sit("\n3\n\n1\n", "--concept", "layer")
    result = sit("\n3\n" * 3, *PART, "--yes")
    assert result.out.splitlines()[:2] == [
        "Testing out w1-mon-tue: 5 cards about 1 study item",
        "2 of them were answered today and count as graded",
    ]
    assert "3 of 3 cards: 3 good\n" in result.out
    assert "tested out: 4 of 5 cards graded Good or Easy\n" in result.out
    assert "no study item is left that its cards would prove\n" in result.out
    assert len(answered(run)) == 5


def test_broken_off_it_goes_on(run: Run, sit: Sit) -> None:
    """What was answered is kept; the same words ask the rest of the same test."""
    first = sit("\n3\n\n3\nq\n", *PART)
    assert first.out.splitlines()[-2:] == [
        "not passed: 2 of 5 cards answered",
        "next: aiinfra review --test-out w1-mon-tue",
    ]
    assert f"{REASON}\n" in sit("\n3\n" * 3, *PART).out
    last = sit("", *PART, "--yes")
    assert last.out.splitlines()[:3] == [
        "Testing out w1-mon-tue: 5 cards about 1 study item",
        "5 of them were answered today and count as graded",
        REASON,
    ]
    assert statuses(run, "study-map") == ["skipped"]


def test_not_passed_is_not_passed_for_the_day(
    run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No second try while the answers are fresh; on another day all is asked anew."""
    sit("\n2\n" * 5, *PART)
    assert "not passed: 0 of 5 cards" in sit("\n3\n" * 5, *PART, "--yes").out
    assert statuses(run, "study-map") == ["open"]
    go_to(monkeypatch, "2026-11-26")
    assert f"{REASON}\n" in sit("\n3\n" * 5, *PART, "--yes").out
    assert statuses(run, "study-map") == ["skipped"]


def test_every_session_of_the_bundled_path(run: Run, sit: Sit, bundled: Path) -> None:
    """Each with study items can be sat in one go, one after the other on one day."""
    assert bundled.is_dir()
    parts = ("mon-tue", "wed-thu", "fri", "weekend")
    for session in (f"w{week}-{part}" for week in range(1, 5) for part in parts):
        result = sit("\n4\n" * 30, "--test-out", session, "--yes")
        if session.endswith("weekend"):
            assert_refused(result, 1)
            continue
        assert (result.code, result.err) == (0, "")
        found = re.match(
            rf"Testing out {session}: (\d+) of (\d+) cards about", result.out
        )
        assert found
        asked, there = map(int, found.groups())
        assert 20 <= asked <= 25 < there + 5
        assert f"tested out: {asked} of {asked} cards graded" in result.out
    study = [i for i in data(run, "list")["items"] if i["kind"] == "study"]
    assert {item["status"] for item in study} == {"skipped"}
    assert data(run, "status")["numbers"]["retained"]["value"] is None


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
        "cards": 5,
        "answered_before": 0,
        "skipped": ["study-map"] if yes else [],
    }
    assert statuses(run, "study-map") == ["skipped" if yes else "open"]


def test_what_is_done_is_not_asked_about(run: Run, sit: Sit) -> None:
    """Where nothing is left to skip there is nothing to prove."""
    run("done", "study-map")
    assert_refused(
        sit("\n3\n" * 5, *PART, "--yes"),
        1,
        "w1-mon-tue cannot be tested out: all its study items are done or skipped",
    )
    assert statuses(run, "study-map") == ["done"]


def test_done_meanwhile(run: Run, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item that another sitting closed before the end is not offered."""
    real = review_sitting.talk

    def talk(app: App, sitting: Sitting) -> None:
        real(app, sitting)
        assert run("done", "study-map").code == 0

    monkeypatch.setattr(review_sitting, "talk", talk)
    result = sit("\n3\n" * 5, *PART, "--yes")
    assert "no study item is left that its cards would prove\n" in result.out
    assert statuses(run, "study-map") == ["done"]
