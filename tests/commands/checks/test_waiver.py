"""`aiinfra done --check` and `--override`: proved, or closed with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.asking import data, item, journal
from tests.commands.checks.looked import READY, YES
from tests.conftest import Run
from tests.content.folders import Mini

REASON = "no cluster at hand | [bold]really[/bold]"


def events(run: Run) -> list[dict[str, object]]:
    """Give the details of the `done` events, oldest first."""
    found = data(run, "history", "--all")["events"]
    return [one["detail"] for one in reversed(found) if one["verb"] == "done"]


def test_done_with_checks_that_pass(run: Run, own: Mini, work: Path) -> None:
    """The checks are run first; then the lab is done, and verified."""
    claims = "labs/lab-claims.yaml"
    text = own.read(claims)
    start, end = text.index("  - id: allocated"), text.index("  - id: report")
    own.write(claims, text[:start] + text[end:])
    for file in ("path.yaml", "weeks/week-2.yaml"):
        own.write(file, own.read(file).replace("lab-claims#allocated", "lab-claims"))
    assert run("curriculum", "trust", "--yes").code == 0
    (work / "report.json").write_text('{"devices": [1, 2]}')
    result = run("done", "lab-claims", "--check")
    assert result == (
        0,
        f"Ask for two devices · in {work}\n"
        "\n"
        "  ✓ report  The report names both devices\n"
        "\n"
        "1 passed\n"
        "◆ lab-claims  Ask for two devices\n"
        "Week 2: 1 of 4 done, 0 of 1 checkpoints\n"
        "cp-w2-devices: all it rests on is done. Close it: aiinfra done cp-w2-devices\n"
        "next: aiinfra begin study-map\n",
        "lab-claims needs lab-setup, study-claims, still open\n",
    )
    assert journal(run) == ["check lab-claims", "done lab-claims"]


def test_done_with_checks_that_fail(run: Run) -> None:
    """One that fails keeps everything from being marked; the run is kept."""
    result = run("done", "study-map", "lab-setup", "--check")
    assert result.code == 1
    assert result.err == (
        "aiinfra: nothing was marked done: lab-setup has not passed\n"
        "hint: aiinfra hint lab-setup; or: aiinfra done lab-setup"
        ' --override "why"\n'
    )
    assert journal(run) == ["check lab-setup"]


def test_check_of_what_has_none(run: Run) -> None:
    """An item without checks is simply done."""
    assert run("done", "study-map", "--check").code == 0
    assert journal(run) == ["done study-map"]


def test_override_is_kept_and_shown(run: Run) -> None:
    """The reason stands wherever the lab stands, and in no verified number."""
    result = run("done", "lab-setup", "--override", REASON)
    assert result.code == 0
    assert "Not verified yet" not in result.out
    found = item(run, "lab-setup")
    assert (found["status"], found["verified"], found["waiver"]) == (
        *("done", False, REASON),
    )
    assert f"done today; overridden: {REASON}" in run("show", "lab-setup").out
    assert f"overridden: {REASON}" in run("lab", "lab-setup").out
    assert "  overridden\n" in run("week", "1").out
    assert f"although not all checks passed: “{REASON}”" in run("history").out
    assert REASON in run("report").out
    assert data(run, "status")["numbers"]["verified"]["value"] == 0
    assert events(run) == [{"waiver": REASON}]


def test_override_after_a_look(run: Run) -> None:
    """With --check it is looked first; what fails is waived."""
    result = run("done", "lab-setup", "--check", "--override", REASON)
    assert result.code == 0
    assert "1 failed, 1 not looked at\n" in result.out
    assert journal(run) == ["check lab-setup", "done lab-setup"]
    assert item(run, "lab-setup")["waiver"] == REASON


def test_override_of_what_passes(run: Run, work: Path) -> None:
    """What has passed needs no reason, and gets none."""
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    assert run("done", "lab-setup", "--override", REASON).code == 0
    found = item(run, "lab-setup")
    assert (found["verified"], found["waiver"]) == (True, None)


def test_override_is_for_labs_alone(run: Run) -> None:
    """Among several items the reason stands for those with checks."""
    run("done", "study-map", "lab-setup", "--override", REASON)
    assert item(run, "study-map")["waiver"] is None
    assert item(run, "lab-setup")["waiver"] == REASON
    assert run("done", "study-claims", "--override", REASON) == (
        2,
        "",
        "aiinfra: there is nothing to override: no checks\n"
        "hint: leave --override out\n",
    )


@pytest.mark.parametrize("reason", ["", "  "])
def test_override_wants_a_reason(run: Run, reason: str) -> None:
    """Without words there is no override."""
    assert run("done", "lab-setup", "--override", reason).code == 2
    assert journal(run) == []


def test_override_of_a_done_lab(run: Run) -> None:
    """A reason is news for a lab that is done."""
    run("done", "lab-setup")
    assert run("done", "lab-setup", "--override", REASON).code == 0
    assert item(run, "lab-setup")["waiver"] == REASON
    assert journal(run) == ["done lab-setup"] * 2


def test_undo_takes_the_waiver_back(run: Run) -> None:
    """Undone, the lab is open without a reason; redone, it has it again."""
    run("done", "lab-setup", "--check", "--override", REASON)
    assert run("undo").out.startswith("undid: done lab-setup\n")
    found = item(run, "lab-setup")
    assert (found["status"], found["waiver"]) == ("open", None)
    assert journal(run)[0] == "check lab-setup"  # what was seen stays
    run("redo")
    assert item(run, "lab-setup")["waiver"] == REASON


def test_passing_makes_up_for_a_waiver(run: Run, work: Path) -> None:
    """Once its checks pass, a waived lab is verified like any other."""
    run("done", "lab-setup", "--override", REASON)
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    assert item(run, "lab-setup")["verified"] is True
    shown = run("show", "lab-setup").out
    assert "done today, verified" in shown
    assert "overridden" not in shown


def test_reopen_forgets_the_waiver(run: Run) -> None:
    """Taken up again, a lab has to be closed anew."""
    run("done", "lab-setup", "--override", REASON)
    run("reopen", "lab-setup")
    run("done", "lab-setup")
    assert item(run, "lab-setup")["waiver"] is None


def test_week_with_an_override(run: Run) -> None:
    """A week closed with a reason waives its labs, not its study items."""
    assert run("done", "week-1", "--yes", "--override", REASON).code == 0
    assert item(run, "lab-setup")["waiver"] == REASON
    assert item(run, "project-w1")["waiver"] is None


def test_session_with_checks(run: Run) -> None:
    """A session is done with all its labs proved, or not at all."""
    assert run("done", "w1-mon-tue", "--check", "--yes").code == 1
    assert item(run, "study-map")["status"] == "open"
