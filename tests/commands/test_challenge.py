"""A challenge: its page, its full answers, and how it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini

ID = "challenge-wall"
FULL = "Somebody pushed."


@pytest.fixture(autouse=True)
def _walled(own: Mini, run: Run) -> None:
    """Use the small curriculum with a challenge."""
    own.add_challenge()
    assert run("next").code == 0


def test_page(run: Run) -> None:
    """The case, what to hand in and the points are told, the answers are not."""
    found = looks(run, ["show", ID])
    assert FULL not in found
    golden.check("show-challenge.txt", found)


def test_solution(run: Run) -> None:
    """The full answers stand below what they earn, once they are asked for."""
    found = looks(run, ["show", ID, "--solution"])
    golden.check("show-solution.txt", found)


def test_document(run: Run) -> None:
    """JSON has the same keys either way, and the answers only as the solution."""
    veiled = data(run, "show", ID)["detail"]
    whole = data(run, "show", ID, "--solution")["detail"]
    answers = [point.pop("full") for point in whole["rubric"]]
    assert answers == [FULL, "Push back.", "Perhaps the floor leans."]
    assert [point.pop("full") for point in veiled["rubric"]] == [None, None, None]
    assert veiled == whole
    assert veiled["hand_in"] == ["One sentence."]
    assert veiled["passed"] == 3
    assert veiled["rubric"][0] == {"title": "The cause", "checks": None, "points": 2}


@pytest.mark.parametrize(
    ("id", "hint"),
    [
        ("lab-setup", "its steps have hints: aiinfra hint lab-setup"),
        ("study-map", "see it: aiinfra show study-map"),
        ("week-1", "see it: aiinfra show week-1"),
        ("concept:layer", "see it: aiinfra show layer"),
    ],
)
def test_only_challenges_have_a_solution(run: Run, id: str, hint: str) -> None:
    """Asked of anything else, that is said, with where help is."""
    name = id.removeprefix("concept:")
    assert run("show", id, "--solution") == (
        2,
        "",
        f"aiinfra: {name} has no solution: it is no challenge\nhint: {hint}\n",
    )


def test_search_tells_no_answer(run: Run) -> None:
    """The case is found, and what a full answer says is not."""
    assert ID in run("search", "leans").out
    assert run("search", "pushed").out == ""


def test_done_with_evidence(run: Run, tmp_path: Path) -> None:
    """It is done like any item, with what was written, and counts as covered."""
    paper = tmp_path / "wall.md"
    paper.write_text("It was pushed.\n", "utf-8")
    assert run("begin", ID).code == 0
    assert run("done", ID, "--evidence", str(paper)).code == 0
    found = data(run, "show", ID)
    assert found["item"]["status"] == "done"
    assert [one["kind"] for one in found["evidence"]] == ["file"]
    week = data(run, "status", "week-1")
    assert week["tally"]["done_minutes"] == 60


def test_left_out_by_a_new_plan(run: Run) -> None:
    """As it is optional, `replan --drop-optional` skips it with the reason."""
    assert run("start", "2026-11-02").code == 0
    assert run("replan", "--drop-optional", "--apply").code == 0
    assert data(run, "show", ID)["item"]["status"] == "skipped"
