"""`aiinfra history`: what happened, the newest first."""

from __future__ import annotations

from tests.commands.asking import data
from tests.conftest import Run


def test_nothing_yet(run: Run) -> None:
    """An empty journal is told in words, with the next step."""
    assert run("history") == (
        0,
        "Nothing has happened yet.\n\nnext: aiinfra begin study-map\n",
        "",
    )


def test_newest_first(run: Run) -> None:
    """Each event is one line: when, what, to which item, with its words."""
    run("begin", "study-map")
    run("done", "study-map", "--note", "good", "-e", "https://example.org/a")
    run("skip", "lab-setup", "-r", "have one")
    run("done", "study-history", "--at", "2026-11-20")
    run("undo")
    assert run("history") == (
        0,
        "20:14             undo    done study-history\n"
        "20:14             done    study-history for 2026-11-20  undone\n"
        "20:14             skip    lab-setup “have one”\n"
        "20:14             done    study-map “good” https://example.org/a\n"
        "20:14             begin   study-map\n",
        "",
    )


def test_count_and_all(run: Run) -> None:
    """Twenty events at first; --count and --all give fewer or more."""
    for number in range(25):
        run("note", "study-map", f"note {number}")
    assert len(run("history").out.splitlines()) == 20
    assert len(run("history", "--all").out.splitlines()) == 25
    assert [line[26:] for line in run("history", "-n", "2").out.splitlines()] == [
        "study-map “note 24”",
        "study-map “note 23”",
    ]


def test_of_one_item(run: Run) -> None:
    """Of one item: its events, and the undos that meant it."""
    run("done", "study-map")
    run("done", "lab-setup")
    run("undo", "2")
    run("redo")
    lines = run("history", "map").out.splitlines()
    assert [line[18:] for line in lines] == [
        "redo    done study-map",
        "undo    done study-map",
        "done    study-map",
    ]


def test_journal_in_json(run: Run) -> None:
    """The document has each event as the journal keeps it, and whether it is undone."""
    run("done", "study-map", "--note", "good", "--at", "yesterday")
    run("undo")
    undo, done = data(run, "history")["events"]
    assert done == {
        "id": done["id"],
        "command_id": done["command_id"],
        "course": "mini",
        "family": "path",
        "item": "study-map",
        "verb": "done",
        "at": "2026-11-25T20:14:00Z",
        "day": "2026-11-24",
        "device": done["device"],
        "detail": {"note": "good", "done_at": "2026-11-24", "told_on": "2026-11-25"},
        "undone": True,
    }
    assert (undo["verb"], undo["family"]) == ("undo", "command")
    assert (undo["item"], undo["undone"]) == (done["command_id"], False)
    assert undo["id"] > done["id"]


def test_unknown_item(run: Run) -> None:
    """An id that is none exits 3."""
    assert run("history", "nowhere").code == 3
