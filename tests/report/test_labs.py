"""What a report says of labs: on what each rests, and what its checks came to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.model import Milestone, Rest
from aiinfra_cli.report.model import Gate, Ground
from tests.conftest import Run
from tests.content.folders import Mini, copy_mini
from tests.report.conftest import WAIVER

SETUP = "labs/lab-setup.yaml"
YES = ("--answer", "notes=yes")


@pytest.fixture
def own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mini:
    """Use a trusted copy of the small curriculum, in a folder to work in."""
    mini = copy_mini(tmp_path / "own")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(mini.folder))
    monkeypatch.chdir(tmp_path)
    assert run("curriculum", "trust", "--yes").code == 0
    return mini


def report(run: Run) -> dict[str, Any]:
    """Give the data of the report."""
    data: dict[str, Any] = run("report", "--json").document["data"]
    return data


def standing(run: Run) -> tuple[str, bool | None]:
    """Give where lab-setup stands, and whether it is verified."""
    lab = report(run)["labs"][0]
    assert lab["id"] == "lab-setup"
    return lab["standing"], lab["verified"]


def ready(folder: Path) -> None:
    """Leave behind what lab-setup's checks look at."""
    (folder / "nodes.json").write_text('{"items": [{"ready": true}]}', "utf-8")


def test_standing_of_a_lab(run: Run, own: Mini, tmp_path: Path) -> None:
    """Open, started, claimed, overridden, verified; overridden when a check changes."""
    assert standing(run) == ("open", False)
    run("begin", "lab-setup")
    assert standing(run) == ("started", False)
    run("done", "lab-setup")
    assert standing(run) == ("claimed", False)
    run("done", "lab-setup", "--override", WAIVER)
    assert standing(run) == ("overridden", False)
    ready(tmp_path)
    assert run("check", "lab-setup", *YES).code == 0
    assert standing(run) == ("verified", True)
    own.replace(SETUP, "size(facts.items) > 0", "size(facts.items) >= 1")
    assert standing(run) == ("overridden", False)


def test_lab_of_questions_is_attested(run: Run, own: Mini) -> None:
    """What no program can check rests on the learner's word, and is not counted."""
    text = own.read(SETUP)
    start, end = text.index("  - id: nodes-ready"), text.index("  - id: notes")
    own.write(SETUP, text[:start] + text[end:])
    week = own.read("weeks/week-1.yaml")
    week = week.replace("lab-setup#nodes-ready, ", "")
    own.write("weeks/week-1.yaml", week.replace("lab-setup#nodes-ready", "lab-setup"))
    run("done", "lab-setup")
    assert standing(run) == ("attested", None)
    assert "attested 2026-11-25" in run("report", "--markdown").out
    assert "attested 25 Nov" in run("report").out
    assert report(run)["tally"]["checkable"] == 1


def test_run_that_proves_is_told(run: Run, own: Mini, tmp_path: Path) -> None:
    """Of several runs the one that verifies the lab stands, not a later failure."""
    assert report(run)["checks"] == []
    run("check", "lab-setup", *YES)
    assert [(one["passed"], one["total"]) for one in report(run)["checks"]] == [(1, 2)]
    ready(tmp_path)
    run("check", "lab-setup", *YES)
    (tmp_path / "nodes.json").unlink()
    run("check", "lab-setup", *YES)
    assert report(run)["checks"] == [
        {
            "item": "lab-setup",
            "day": "2026-11-25",
            "passed": 2,
            "total": 2,
            "tools": [],
        }
    ]
    own.replace(SETUP, "size(facts.items) > 0", "size(facts.items) >= 1")
    assert [(one["passed"], one["total"]) for one in report(run)["checks"]] == [(1, 2)]


def test_verified_has_its_minutes(run: Run, own: Mini, tmp_path: Path) -> None:
    """The number stands with the minutes that it is made of."""
    ready(tmp_path)
    run("check", "lab-setup", *YES)
    run("done", "lab-setup")
    data = report(run)
    verified = data["numbers"]["verified"]
    assert (verified["value"], verified["reason"]) == (0.4, None)
    tally = data["tally"]
    assert (tally["verified_minutes"], tally["checkable_minutes"]) == (60, 150)
    assert re.search(r"^Verified +40 % .* 1 h of 2 h 30$", run("report").out, re.M)
    assert "1 h of 2 h 30" in run("report", "--markdown").out


def test_skipped_lab_leaves_the_number(run: Run, own: Mini) -> None:
    """What was skipped is not waited for; with all skipped there is no number."""
    run("skip", "lab-claims", "--reason", "no cluster")
    assert report(run)["tally"]["checkable_minutes"] == 60
    run("skip", "lab-setup", "--reason", "no cluster")
    number = report(run)["numbers"]["verified"]
    assert (number["value"], bool(number["reason"])) == (None, True)


def gate(*rests: tuple[str, str, str, bool]) -> Gate:
    """Make a checkpoint that rests on things, each met or not."""
    nothing = (None, None, None, None)
    one = Milestone(
        *("cp", "checkpoint", "A checkpoint", 0, False, "week-1", None, 1, None),
        *("open", *nothing),
    )
    return Gate(one, tuple(Rest("cp", *rest) for rest in rests), met=False)


@pytest.mark.parametrize("first", [True, False])
def test_several_checks_of_one_lab(first: bool) -> None:
    """Told as one lab: met when all of them are, or any, as the checkpoint says."""
    rests = (("all", "lab", "a", first), ("all", "lab", "b", not first))
    (ground,) = gate(*rests).grounds("all")
    assert (ground.item, ground.met) == ("lab", False)
    choice = (("any", "lab", "a", first), ("any", "lab", "b", not first))
    (ground,) = gate(*choice).grounds("any")
    assert isinstance(ground, Ground)
    assert ground.met is True
