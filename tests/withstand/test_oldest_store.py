"""Stores that were written long ago still open, with all that is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run

from .sound import assert_sound, events, marks

OLDEST = Path(__file__).with_name("schema_1.sql")


@pytest.fixture
def old(home: Path) -> Path:
    """Give a home with a store of the first schema."""
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as connection:
        connection.executescript(OLDEST.read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return home


def test_opens(old: Path, run: Run) -> None:
    """Nothing of the journal is changed, and the marks are where they were."""
    before = events(old)
    assert len(before) == 9
    shown = run("list", "--json").document["data"]["items"]
    assert {item["id"]: item["status"] for item in shown} == {
        "study-map": "done",
        "lab-setup": "done",
        "hands-on-routes": "open",
        "project-w1": "open",
        "cp-w1-cluster": "open",
        "cp-w1-gateway": "open",
        "study-claims": "open",
        "lab-claims": "open",
        "study-history": "skipped",
        "capstone": "open",
        "cp-w2-devices": "open",
        "final-delivery": "open",
    }
    notes = run("show", "study-map", "--json").document["data"]["notes"]
    assert [note["text"] for note in notes] == ["The map is drawn."]
    assert events(old) == before
    assert_sound(old)


def test_goes_on(old: Path, run: Run) -> None:
    """It is written to, undone and looked over like any other."""
    before = marks(old)
    assert run("done", "study-claims").code == 0
    assert run("undo", "2").out.splitlines()[:2] == [
        "undid: done study-claims",
        "undid: note lab-claims",
    ]
    assert run("doctor").code == 0
    assert marks(old)[: len(before) + 1] == [*before, ("done", "study-claims")]
    assert_sound(old)
