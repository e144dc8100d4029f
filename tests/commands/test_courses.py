"""A curriculum that changes under a learner, and two that live side by side."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.asking import data, item, journal, statuses
from tests.conftest import MINI, Run
from tests.content.folders import Mini

HISTORY = """\
      - id: study-history
        kind: study
        title: How devices were handed out before
        description: Read the older interface, and say what it could not express.
        minutes: 20
        estimate: ours
        optional: true
        tags: [dra, history]
        references:
          - {name: Device plugins, url: "https://example.org/device-plugins"}
        sources: ["Mini plan, week 2 Fri"]
        verified: {on: 2026-11-20, how: the page was read}
"""
FRIDAY = f"""\
  - id: w2-fri
    title: Looking back
    days: [fri]
    items:
{HISTORY}"""


def _drop_history(own: Mini) -> None:
    """Take study-history, and the session it leaves empty, out of the path."""
    own.replace("weeks/week-2.yaml", FRIDAY, "")
    own.replace("path.yaml", "[study-floppy]", "[study-floppy, study-history]")


def test_change_is_seen_at_once(own: Mini, run: Run) -> None:
    """The next command after a change speaks of the new curriculum."""
    assert item(run, "study-map")["title"] == "Read the map of the field"
    own.replace("weeks/week-1.yaml", "Read the map of the field", "Draw the map")
    assert item(run, "study-map")["title"] == "Draw the map"


def test_same_size_and_later_time(own: Mini, run: Run) -> None:
    """A change that keeps the size of the file is seen by its time."""
    assert item(run, "study-map")["minutes"] == 30
    path = own.folder / "weeks/week-1.yaml"
    before = path.stat()
    own.replace("weeks/week-1.yaml", "minutes: 30", "minutes: 35")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert item(run, "study-map")["minutes"] == 35


def test_touched_but_unchanged(own: Mini, run: Run) -> None:
    """A file that only got a new time compiles to the same course."""
    run("done", "study-map")
    path = own.folder / "weeks/week-1.yaml"
    path.touch()
    assert statuses(run, "study-map") == ["done"]


def test_progress_survives_a_change(own: Mini, run: Run) -> None:
    """Marks, notes and evidence stay when titles, minutes and order change."""
    run("done", "study-map", "--note", "kept")
    own.replace("weeks/week-1.yaml", "minutes: 30", "minutes: 60")
    found = data(run, "show", "study-map")
    assert (found["item"]["status"], found["item"]["minutes"]) == ("done", 60)
    assert [note["text"] for note in found["notes"]] == ["kept"]
    assert data(run, "status")["tally"]["done_minutes"] == 60


def test_retired_item_keeps_its_credit(own: Mini, run: Run) -> None:
    """A done item that leaves the path still counts, by the minutes it had."""
    run("done", "study-history", "study-map")
    before = data(run, "status")["tally"]
    _drop_history(own)
    after = data(run, "status")["tally"]
    assert after == before
    assert (after["done_minutes"], after["done"]) == (50, 2)
    assert run("list", "--status", "retired") == (
        0,
        "⊘ study-history  How devices were handed out before  20 min\n",
        "1 item, 20 min\n",
    )
    (retired,) = data(run, "list", "--status", "retired")["items"]
    assert (retired["status"], retired["closed_day"]) == ("retired", "2026-11-25")


def test_retired_items_meet_filters(own: Mini, run: Run) -> None:
    """A filter that a retired item does not fit leaves it out."""
    run("done", "study-history")
    _drop_history(own)
    retired = ("list", "--status", "retired")
    for fits in (("-k", "study"), ("HISTORY", "handed"), ("-s", "done")):
        ids = [one["id"] for one in data(run, *retired, *fits)["items"]]
        assert ids == ["study-history"]
    for other in (("-k", "lab"), ("-w", "2"), ("-t", "dra"), ("nothing",)):
        assert data(run, *retired, *other)["items"] == []


def test_retired_item_that_was_not_done(own: Mini, run: Run) -> None:
    """An item that was only skipped or noted leaves without a trace in the numbers."""
    run("note", "study-history", "to read")
    whole = data(run, "status")["tally"]
    _drop_history(own)
    after = data(run, "status")["tally"]
    assert after["minutes"] == whole["minutes"] - 20
    assert after["items"] == whole["items"] - 1
    assert [m["id"] for m in data(run, "list", "-s", "retired")["items"]] == [
        "study-history"
    ]


def test_retired_checkpoint_counts_as_one(own: Mini, run: Run) -> None:
    """A closed checkpoint that leaves the path stays among the checkpoints."""
    run("done", "cp-w2-devices")
    before = data(run, "status")["tally"]
    text = own.read("weeks/week-2.yaml")
    own.write("weeks/week-2.yaml", text[: text.index("checkpoints:")])
    own.replace("path.yaml", "[study-floppy]", "[study-floppy, cp-w2-devices]")
    assert data(run, "status")["tally"] == before


def test_item_that_comes_back(own: Mini, run: Run) -> None:
    """Credit turns into a done item again when the item is back."""
    run("done", "study-history")
    whole = own.read("weeks/week-2.yaml")
    head = own.read("path.yaml")
    _drop_history(own)
    assert run("show", "study-history").code == 3
    own.write("weeks/week-2.yaml", whole)
    own.write("path.yaml", head)
    assert statuses(run, "study-history") == ["done"]
    assert data(run, "list", "-s", "retired")["items"] == []


def test_undo_reaches_a_retired_item(own: Mini, run: Run) -> None:
    """Undo of a step on an item that left takes its credit back."""
    run("done", "study-history")
    _drop_history(own)
    assert run("undo").out.splitlines()[0] == "undid: done study-history"
    assert data(run, "status")["tally"]["done"] == 0
    assert data(run, "list", "-s", "retired")["items"] == []


def test_renamed_item_keeps_its_state(own: Mini, run: Run) -> None:
    """An alias carries mark, notes and history to the new id, and both ids work."""
    run("done", "study-history", "--note", "before")
    own.replace(
        "weeks/week-2.yaml",
        "      - id: study-history\n",
        "      - id: study-plugins\n        aliases: [study-history]\n",
    )
    assert statuses(run, "study-plugins", "study-history") == ["done", "done"]
    run("note", "study-plugins", "after")
    notes = data(run, "show", "study-history")["notes"]
    assert [note["text"] for note in notes] == ["before", "after"]
    assert [
        (event["verb"], event["item"])
        for event in data(run, "history", "study-plugins")["events"]
    ] == [("note", "study-plugins"), ("done", "study-history")]
    assert data(run, "list", "-s", "retired")["items"] == []
    run("undo", "2")
    assert statuses(run, "study-plugins") == ["open"]


def test_broken_change_keeps_the_store(own: Mini, run: Run) -> None:
    """A curriculum that became wrong exits 4; once mended all is as before."""
    run("done", "study-map")
    whole = own.read("weeks/week-1.yaml")
    own.replace("weeks/week-1.yaml", "minutes: 30", "minuts: 30")
    result = run("week")
    assert (result.code, result.out) == (4, "")
    assert any("weeks/week-1.yaml:" in line for line in result.err.splitlines())
    own.write("weeks/week-1.yaml", whole)
    assert statuses(run, "study-map") == ["done"]


def test_two_curricula_side_by_side(
    own: Mini, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each course has its own progress and history, in one store."""
    own.replace("path.yaml", "id: mini", "id: other")
    own.replace("path.yaml", "title: Mini path", "title: Other path")
    run("done", "study-map", "--note", "of other")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    assert statuses(run, "study-map", "lab-setup") == ["open", "open"]
    assert journal(run) == []
    run("done", "lab-setup")
    assert journal(run) == ["done lab-setup"]
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(own.folder))
    assert run("status").out.splitlines()[0] == "Other path"
    assert statuses(run, "study-map", "lab-setup") == ["done", "open"]
    assert journal(run) == ["done study-map"]


def test_same_contents_elsewhere_are_the_same_course(
    own: Mini, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A curriculum that was moved is known by its contents."""
    run("done", "study-map")
    moved = tmp_path / "moved"
    own.folder.rename(moved)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(moved))
    assert statuses(run, "study-map") == ["done"]
