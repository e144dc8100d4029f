"""`aiinfra undo` and `aiinfra redo`: every kind of step, back and forth."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.asking import data, journal
from tests.conftest import Run

# A step, and what undo says of it; each is made after the preparation.
STEPS = [
    (["begin", "study-map"], "begin study-map"),
    (["done", "study-map", "--note", "x", "-e", "https://e.org/"], "done study-map"),
    (["skip", "study-map", "-r", "known"], "skip study-map"),
    (["reopen", "lab-setup"], "reopen lab-setup"),
    (["note", "study-map", "words"], "note study-map"),
    (["done", "week-1", "--yes"], "done study-map hands-on-routes project-w1"),
    (["skip", "week-2", "-r", "x", "--yes"], "skip 4 items (study-claims … capstone)"),
]


def _whole(run: Run) -> object:
    """Give all that is known of every item, notes and evidence included."""
    ids = [one["id"] for one in data(run, "list")["items"]]
    return [data(run, "show", id) for id in ids]


@pytest.mark.parametrize(("argv", "words"), STEPS)
def test_undo_and_redo_of_each_verb(run: Run, argv: list[str], words: str) -> None:
    """Undo gives back what was before the step, redo what was after it."""
    run("done", "lab-setup", "--at", "2026-11-20", "--note", "before")
    before = _whole(run)
    assert run(*argv).code == 0
    after = _whole(run)
    assert after != before
    undone = run("undo")
    assert (undone.code, undone.err) == (0, "")
    assert undone.out.splitlines()[:2] == [
        f"undid: {words}",
        "bring it again: aiinfra redo",
    ]
    assert _whole(run) == before
    assert run("redo").out.splitlines()[0] == f"redid: {words}"
    assert _whole(run) == after


def test_undo_several(run: Run) -> None:
    """`undo N` takes back the newest steps, newest first; redo goes one by one."""
    run("begin", "study-map")
    run("done", "study-map")
    run("skip", "lab-setup", "-r", "x")
    assert run("undo", "2") == (
        0,
        "undid: skip lab-setup\n"
        "undid: done study-map\n"
        "bring it again: aiinfra redo\n"
        "next: aiinfra done study-map\n",
        "",
    )
    assert run("redo").out.splitlines() == [
        "redid: done study-map",
        "next: aiinfra begin lab-setup",
    ]
    assert run("redo").out.splitlines()[0] == "redid: skip lab-setup"
    assert run("redo").out.splitlines()[0] == "nothing to redo"


def test_undo_more_than_there_is(run: Run) -> None:
    """Asking for more steps than there are takes back what there is."""
    run("done", "study-map")
    assert run("undo", "10").out.splitlines()[0] == "undid: done study-map"
    assert run("undo") == (
        0,
        "nothing to undo\nnext: aiinfra begin study-map\n",
        "",
    )


def test_dry_run(run: Run) -> None:
    """--dry-run says what would be undone, and changes nothing."""
    run("done", "study-map")
    run("note", "study-map", "words")
    before = journal(run)
    assert run("undo", "2", "--dry-run") == (
        0,
        "would undo: note study-map\n"
        "would undo: done study-map\n"
        "next: aiinfra begin lab-setup\n",
        "",
    )
    assert journal(run) == before


def test_new_step_ends_redo(run: Run) -> None:
    """After a new step what was undone stays undone: redo does nothing."""
    run("done", "study-map")
    run("undo")
    run("begin", "lab-setup")
    before = journal(run)
    assert run("redo") == (
        0,
        "nothing to redo\nnext: aiinfra done lab-setup\n",
        "",
    )
    assert journal(run) == before


def test_undo_and_redo_are_no_targets(run: Run) -> None:
    """Undo twice goes further back; it does not undo the undo."""
    run("done", "study-map")
    run("done", "lab-setup")
    for words in ("done lab-setup", "done study-map"):
        assert run("undo").out.splitlines()[0] == f"undid: {words}"
    run("redo")
    assert run("undo").out.splitlines()[0] == "undid: done study-map"


def test_nothing_written_is_nothing_to_undo(run: Run) -> None:
    """A command that changed nothing is no step."""
    run("done", "study-map")
    run("done", "study-map")
    run("reopen", "lab-setup")
    assert run("undo").out.splitlines()[0] == "undid: done study-map"


def test_only_steps_of_this_device(run: Run, home: Path) -> None:
    """Steps that came from another device are not undone here."""
    run("done", "study-map")
    run("undo")
    run("redo")
    with closing(sqlite3.connect(home / "progress.db")) as store, store:
        store.execute("UPDATE event SET device = 'another'")
    run("done", "lab-setup")
    assert run("undo", "5").out.splitlines()[0] == "undid: done lab-setup"
    assert run("undo").out.splitlines()[0] == "nothing to undo"
    assert data(run, "show", "study-map")["item"]["status"] == "done"


@pytest.mark.parametrize("count", ["0", "-1", "two", "10001"])
def test_count_that_cannot_be(run: Run, count: str) -> None:
    """A count of steps is a whole number from 1 on."""
    run("done", "study-map")
    result = run("undo", "--", count)
    assert (result.code, result.out) == (2, "")
    assert journal(run) == ["done study-map"]
