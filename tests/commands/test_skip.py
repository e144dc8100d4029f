"""`aiinfra skip`: leave items out, with the reason kept."""

from __future__ import annotations

from tests.commands.asking import data, item, journal, statuses
from tests.conftest import Run
from tests.terminal import on_terminal


def test_skips_with_a_reason(run: Run) -> None:
    """The answer tells the smaller week; the reason stands where the item is shown."""
    assert run("skip", "study-map", "--reason", "known well") == (
        0,
        "⊘ study-map  Read the map of the field\n"
        "Week 1: 0 of 3 done, 0 of 2 checkpoints\n"
        "next: aiinfra begin lab-setup\n",
        "",
    )
    found = item(run, "study-map")
    assert (found["status"], found["reason"]) == ("skipped", "known well")
    assert "⊘ skipped today: known well" in run("show", "study-map").out


def test_reason_is_required(run: Run) -> None:
    """Without a reason, or with an empty one, nothing is skipped."""
    assert run("skip", "study-map").err == (
        "aiinfra: missing option '--reason' / '-r'\n"
        "hint: see how it is called: aiinfra skip --help\n"
    )
    assert run("skip", "study-map", "-r", " ") == (
        2,
        "",
        "aiinfra: a reason needs some words\nhint: write them in quotes\n",
    )
    assert journal(run) == []


def test_skip_of_done(run: Run) -> None:
    """Done work is not thrown away by accident, nor the others with it."""
    run("done", "study-map")
    assert run("skip", "lab-setup", "study-map", "-r", "no") == (
        1,
        "",
        "aiinfra: study-map is done; nothing was skipped\n"
        "hint: take it up again first: aiinfra reopen study-map\n",
    )
    assert statuses(run, "study-map", "lab-setup") == ["done", "open"]


def test_skipped_already(run: Run) -> None:
    """Skipping again is no error, and the first reason stays."""
    run("skip", "study-map", "-r", "first")
    assert run("skip", "study-map", "-r", "second") == (
        0,
        "study-map: already skipped\nnext: aiinfra begin lab-setup\n",
        "",
    )
    assert item(run, "study-map")["reason"] == "first"
    assert journal(run) == ["skip study-map"]


def test_skipped_time_is_told_beside_covered(run: Run) -> None:
    """What is skipped no longer counts, and the summary says how much that is."""
    run("skip", "capstone", "-r", "no time")
    run("done", "week-1", "--yes")
    lines = run("status").out.splitlines()
    assert lines[2].startswith("Covered 60 % (4 h skipped)")
    numbers = data(run, "status")["numbers"]
    assert numbers["covered"] == {"value": 0.6, "reason": None}


def test_everything_skipped(run: Run) -> None:
    """With nothing left to count there is no share, and the reason is told."""
    run("skip", "week-1", "week-2", "-r", "elsewhere", "--yes")
    first, second = run("status").out.splitlines()[2:4]
    assert first.startswith("Covered – (11 h 05 skipped)")
    assert second.startswith("–: everything is skipped; ")


def test_current_item_without_an_id(run: Run) -> None:
    """Without an id it skips what you are at."""
    run("begin", "study-map")
    assert run("skip", "-r", "known").out.startswith("⊘ study-map ")


def test_week_asks(run: Run) -> None:
    """A week is skipped after a yes only; done items in it stay done."""
    run("done", "study-map")
    assert run("skip", "week-1", "-r", "no time").err.splitlines()[0] == (
        "aiinfra: this would mark 3 items as skipped"
    )
    asked = on_terminal("skip", "week-1", "-r", "no time", keys="y\n")
    assert (asked.code, asked.err) == (0, "Mark 3 items as skipped? [y/N]: ")
    assert statuses(run, "study-map", "lab-setup") == ["done", "skipped"]
    assert run("undo").out.startswith(
        "undid: skip lab-setup hands-on-routes project-w1"
    )


def test_checkpoint_can_be_skipped(run: Run) -> None:
    """A checkpoint that is skipped leaves the count of checkpoints."""
    result = run("skip", "cp-w1-cluster", "-r", "no cluster")
    assert result.out.splitlines()[1] == "Week 1: 0 of 4 done, 0 of 1 checkpoints"
