"""What a report says, held against the commands that say the same."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.report.build import build
from aiinfra_cli.store import connection, report_queries
from tests.conftest import MINI, Run

HEAVY = ("rich", "pydantic", "yaml", "sqlite_utils", "markdown_it")


def _data(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = run("report", "--json").document["data"]
    return data


def test_same_as_status(run: Run, played: Path) -> None:
    """Course, numbers and counts are those of `status`."""
    data, status = _data(run), run("status", "--json").document["data"]
    assert data["course"] == {key: status["course"][key] for key in data["course"]}
    assert data["tally"] == status["tally"]
    for name, number in data["numbers"].items():
        of_status = status["numbers"][name]
        assert {key: number[key] for key in ("value", "reason")} == {
            key: of_status[key] for key in ("value", "reason")
        }
    weeks = [week["tally"] for week in status["weeks"]]
    assert [week["tally"] for week in data["weeks"]] == weeks


def test_same_as_weeks(run: Run, played: Path) -> None:
    """The items of a week and what its checkpoints rest on are those of `week`."""
    for number, week in enumerate(_data(run)["weeks"], 1):
        page = run("week", str(number), "--json").document["data"]
        for mine, theirs in zip(week["sessions"], page["sessions"], strict=True):
            assert [one["id"] for one in mine["items"]] == [
                one["id"] for one in theirs["items"]
            ]
            assert [one["status"] for one in mine["items"]] == [
                one["status"] for one in theirs["items"]
            ]
        found = [(one["id"], one["rests_on"]) for one in week["checkpoints"]]
        assert found == [(one["id"], one["rests_on"]) for one in page["checkpoints"]]


def test_same_as_next(run: Run, mini: Path) -> None:
    """At every step of the path, what comes next is what `next` says."""
    steps = [
        ("begin", "lab-setup"),
        ("skip", "study-map", "--reason", "known"),
        ("done", "lab-setup"),
        ("begin", "project-w1"),
        ("begin", "hands-on-routes"),
        ("done", "hands-on-routes", "project-w1"),
        ("done", "cp-w1-cluster", "study-history", "study-claims"),
        ("skip", "lab-claims", "--reason", "no cluster"),
        ("done", "capstone", "cp-w2-devices", "cp-w1-gateway"),
        ("done", "final-delivery"),
    ]
    for step in [("list",), *steps]:
        assert run(*step).code == 0
        data, said = _data(run), run("next", "--json").document["data"]
        ids = [item["id"] for item in said["items"]]
        assert [item["id"] for item in data["upcoming"]] == ids, step
        assert data["next"] == said["next"], step


def test_standing_of_checkpoints(run: Run, played: Path) -> None:
    """A checkpoint is open, ready, done, claimed or skipped, and says what it needs."""
    assert run("skip", "final-delivery", "--reason", "later").code == 0
    data = _data(run)
    gates = [one for week in data["weeks"] for one in week["checkpoints"]]
    assert [(one["id"], one["standing"], one["met"]) for one in gates] == [
        ("cp-w1-cluster", "done", True),
        ("cp-w1-gateway", "claimed", False),
        ("cp-w2-devices", "open", False),
    ]
    (final,) = data["assessment"]
    assert (final["id"], final["standing"]) == ("final-delivery", "skipped")
    assert final["rests_on"] == [
        {"mode": "all", "item": "lab-claims", "check": "allocated", "met": False},
        {"mode": "all", "item": "capstone", "check": None, "met": False},
    ]
    assert [item["id"] for item in data["skipped"]] == [
        "hands-on-routes",
        "final-delivery",
    ]


def test_evidence_of_retired_items(run: Run, played: Path) -> None:
    """What was noted on an item that has left the path is told after the others."""
    data = _data(run)
    assert [(note["item"], note["day"]) for note in data["notes"]] == [
        ("lab-setup", "2026-11-24"),
        ("lab-setup", "2026-11-24"),
        ("study-floppy", "2026-11-23"),
    ]
    assert [(one["item"], one["kind"]) for one in data["evidence"]] == [
        ("study-map", "link"),
        ("lab-claims", "file"),
    ]
    assert [(item["id"], item["minutes"]) for item in data["retired"]] == [
        ("study-floppy", 25)
    ]


def test_undone_work_is_gone(run: Run, mini: Path) -> None:
    """What is undone leaves no trace in the report, and comes back with redo."""
    fresh = run("report", "--json").out
    link = "https://example.org/x"
    assert run("done", "study-map", "-m", "read", "-e", link).code == 0
    done = run("report", "--json").out
    assert run("undo").code == 0
    assert run("report", "--json").out == fresh
    assert run("redo").code == 0
    assert run("report", "--json").out == done != fresh


@pytest.mark.parametrize("bundled", [False, True])
def test_questions_do_not_grow_with_items(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, bundled: bool
) -> None:
    """However long the path, the store is asked the same number of questions."""
    if not bundled:
        monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    course = run("report", "--json").document["data"]["course"]["id"]
    asked: list[str] = []
    db = connection.connect_readonly(home / "progress.db")
    db.set_trace_callback(asked.append)
    build(db, course, date(2026, 11, 25))
    db.close()
    # What opens and closes the transaction and its parts is included.
    assert len(asked) == 30


def test_one_moment(run: Run, played: Path) -> None:
    """What another process writes meanwhile does not come into a report half made."""
    db = connection.connect(played / "progress.db", create=False)
    with report_queries.one_moment(db):
        before = list(report_queries.words_in_order(db, "mini"))
        assert run("note", "capstone", "in between").code == 0
        assert list(report_queries.words_in_order(db, "mini")) == before
    assert len(list(report_queries.words_in_order(db, "mini"))) == len(before) + 1
    db.close()


def test_report_turns_the_collector_on(run: Run, mini: Path) -> None:
    """A long report may need what short commands do without."""
    gc.disable()
    assert run("report", "--json").code == 0
    assert gc.isenabled()


@pytest.mark.parametrize("form", ["--markdown", "--json", "--csv"])
def test_documents_load_nothing_heavy(program: Run, played: Path, form: str) -> None:
    """Rich is for the terminal alone, and the compiler of courses stays out."""
    env = {"PYTHONPROFILEIMPORTTIME": "1"}
    names = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in program("report", form, env=env).err.splitlines()
        if line.startswith("import time:")
    }
    assert "aiinfra_cli" in names
    assert "sqlite3" in names
    assert names & set(HEAVY) == set()
