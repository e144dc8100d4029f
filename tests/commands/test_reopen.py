"""`aiinfra reopen`: the only way back from done and skipped."""

from __future__ import annotations

from tests.commands.asking import data, item, journal, statuses
from tests.conftest import Run
from tests.terminal import on_terminal


def test_takes_up_again(run: Run) -> None:
    """A done or skipped item is open again; when it was begun is forgotten."""
    run("begin", "study-map")
    run("done")
    run("skip", "lab-setup", "-r", "later")
    assert run("reopen", "study-map", "lab-setup") == (
        0,
        "○ study-map  Read the map of the field\n"
        "○ lab-setup  Make a cluster on the laptop\n"
        "Week 1: 0 of 4 done, 0 of 2 checkpoints\n"
        "next: aiinfra begin study-map\n",
        "",
    )
    found = item(run, "study-map")
    keys = ("begun_at", "closed_at", "closed_day", "reason")
    assert [found[key] for key in keys] == [None] * 4


def test_notes_and_evidence_stay(run: Run) -> None:
    """What was written down and handed in outlives the mark."""
    run("done", "study-map", "--note", "kept", "-e", "https://example.org/kept")
    run("reopen", "study-map")
    found = data(run, "show", "study-map")
    assert [note["text"] for note in found["notes"]] == ["kept"]
    assert [one["url"] for one in found["evidence"]] == ["https://example.org/kept"]


def test_open_already(run: Run) -> None:
    """Reopening what is open is no error, and writes nothing."""
    run("begin", "lab-setup")
    assert run("reopen", "study-map", "lab-setup") == (
        0,
        "study-map: already open\n"
        "lab-setup: already open\n"
        "next: aiinfra done lab-setup\n",
        "",
    )
    assert journal(run) == ["begin lab-setup"]


def test_names_what_to_reopen(run: Run) -> None:
    """Without an id it does nothing: what you are at is never closed."""
    run("begin", "study-map")
    assert run("reopen") == (
        2,
        "",
        "aiinfra: name what to reopen\nhint: see: aiinfra list --status done\n",
    )


def test_unknown_id_keeps_the_others_closed(run: Run) -> None:
    """All or none."""
    run("done", "study-map")
    assert run("reopen", "study-map", "nowhere").code == 3
    assert statuses(run, "study-map") == ["done"]


def test_week_asks(run: Run) -> None:
    """A week is reopened after a yes only; its checkpoints stay as they are."""
    run("done", "week-1", "cp-w1-cluster", "--yes")
    assert run("reopen", "week-1").err.splitlines()[0] == (
        "aiinfra: this would mark 4 items as open"
    )
    assert on_terminal("reopen", "week-1", keys="n\n").code == 1
    assert statuses(run, "study-map") == ["done"]
    assert run("reopen", "week-1", "--yes").code == 0
    assert statuses(run, "study-map", "project-w1") == ["open", "open"]
    found = item(run, "cp-w1-cluster")
    assert (found["status"], found["claimed"]) == ("done", True)
