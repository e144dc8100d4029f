"""Verified is computed: done, and all checks passed in one run as they are now."""

from __future__ import annotations

from pathlib import Path

from tests.commands.asking import data, item
from tests.commands.checks.looked import (
    READY,
    SETUP,
    YES,
)
from tests.conftest import Run
from tests.content.folders import Mini


def test_verified_is_done_and_passed(run: Run, work: Path) -> None:
    """Either order of `done` and a passing run makes a lab verified."""
    (work / "nodes.json").write_text(READY)
    assert run("check", "lab-setup", *YES).code == 0
    assert item(run, "lab-setup")["verified"] is False
    assert run("done", "lab-setup").out.startswith("◆ lab-setup")
    assert item(run, "lab-setup")["verified"] is True
    run("reopen", "lab-setup")
    assert item(run, "lab-setup")["verified"] is False
    run("done", "lab-setup")
    result = run("check", "lab-setup", *YES)
    assert result.out.endswith(
        "2 passed\nlab-setup is verified\nnext: aiinfra begin study-map\n"
    )
    assert data(run, "status")["numbers"]["verified"]["value"] == 0.4


def test_passing_run_must_be_whole(run: Run, work: Path) -> None:
    """Checks that pass one at a time prove each other's lab not."""
    (work / "nodes.json").write_text(READY)
    run("done", "lab-setup")
    assert run("check", "lab-setup", "--only", "nodes-ready").code == 0
    result = run("check", "lab-setup", "--only", "notes", *YES)
    assert result.code == 0
    assert result.out.endswith("1 passed\nnext: aiinfra begin study-map\n")
    found = item(run, "lab-setup")
    assert (found["checkable"], found["verified"]) == (True, False)
    assert data(run, "lab", "lab-setup")["checks"][0]["passed"] is True


def test_later_failure_takes_nothing_away(run: Run, work: Path) -> None:
    """After the clean-up the checks fail; the lab was there, and stays verified."""
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    run("done", "lab-setup")
    (work / "nodes.json").unlink()
    assert run("check", "lab-setup", *YES).code == 1
    assert item(run, "lab-setup")["verified"] is True


def test_verified_falls_with_a_changed_check(run: Run, own: Mini, work: Path) -> None:
    """Another expectation is another claim; a mended text is not."""
    assert run("curriculum", "trust", "--yes").code == 0
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    run("done", "lab-setup")
    own.replace(SETUP, "title: All nodes are ready", "title: Each node is ready")
    assert item(run, "lab-setup")["verified"] is True
    own.replace(SETUP, "size(facts.items) > 0", "size(facts.items) >= 1")
    assert item(run, "lab-setup")["verified"] is False
    assert "not verified: its checks have changed since they passed" in " ".join(
        run("lab", "lab-setup").out.split()
    )
    assert run("curriculum", "trust", "--yes").code == 0
    assert run("check", "lab-setup", *YES).code == 0
    assert item(run, "lab-setup")["verified"] is True
    own.replace(SETUP, "size(facts.items) >= 1", "size(facts.items) > 0")
    assert item(run, "lab-setup")["verified"] is True  # it has passed that, too


def test_lab_of_questions_is_attested(run: Run, own: Mini) -> None:
    """Nothing but the learner's word is no proof: such a lab is never verified."""
    text = own.read(SETUP)
    start, end = text.index("  - id: nodes-ready"), text.index("  - id: notes")
    own.write(SETUP, text[:start] + text[end:])
    week = own.read("weeks/week-1.yaml").replace("lab-setup#nodes-ready", "lab-setup")
    own.write("weeks/week-1.yaml", week.replace("lab-setup, lab-setup#", "lab-setup#"))
    for word in ("pass", "fail"):
        (own.folder / f"labs/lab-setup/examples/nodes-ready.{word}.json").unlink()
    assert own.problems() == []
    assert run("curriculum", "trust", "--yes").code == 0
    assert run("check", "lab-setup", *YES).code == 0
    run("done", "lab-setup")
    found = item(run, "lab-setup")
    assert (found["checkable"], found["verified"]) == (False, False)
    assert "rests on your word" in run("lab", "lab-setup").out
    # Only the other lab is counted.
    tally = data(run, "status")["tally"]
    assert (tally["checkable"], tally["verified"]) == (1, 0)
