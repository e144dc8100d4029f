"""State can be made anew from the journal, and every difference is found."""

from __future__ import annotations

import sqlite3

import pytest

from aiinfra_cli.store import journal, rebuild
from aiinfra_cli.store.connection import write
from aiinfra_cli.store.journal import Entry, Stamp
from tests.conftest import Run

SPOILS = {
    "a status that nobody set": (
        "UPDATE state SET status = 'skipped' WHERE item = 'study-map'",
        ["study-map"],
    ),
    "a note that is gone": (
        "UPDATE state SET notes = '[]' WHERE item = 'study-map'",
        ["study-map"],
    ),
    "minutes that nobody worked": (
        "UPDATE state SET minutes = 45 WHERE item = 'study-map'",
        ["study-map"],
    ),
    "a timer that nobody began": (
        "UPDATE state SET timer_at = begun_at WHERE item = 'study-claims'",
        ["study-claims"],
    ),
    "a state that is gone": (
        "DELETE FROM state WHERE item = 'lab-setup'",
        # An item without a state is open, and so must be listed.
        ["lab-setup"],
    ),
    "a state without a journal": (
        "INSERT INTO state SELECT course, family, 'study-history', status, begun_at,"
        " closed_at, closed_day, reason, notes, evidence, minutes, timer_at, proofs,"
        " waiver FROM state WHERE item = 'lab-setup'",
        ["study-history"],
    ),
    "a proof that no run gave": (
        "UPDATE state SET proofs = '[\":0123456789abcdef\"]' WHERE item = 'lab-setup'",
        ["lab-setup"],
    ),
    "a proof that is gone": (
        "UPDATE state SET proofs = '[]' WHERE item = 'capstone'",
        ["capstone"],
    ),
    "a waiver that nobody gave": (
        "UPDATE state SET waiver = 'trust me' WHERE item = 'lab-setup'",
        ["lab-setup"],
    ),
    "a waiver that is gone": (
        "UPDATE state SET waiver = NULL WHERE item = 'lab-claims'",
        ["lab-claims"],
    ),
    "a run of checks that is gone": (
        "DELETE FROM event WHERE verb = 'check'",
        ["capstone"],
    ),
    "an event that is gone": (
        "DELETE FROM event WHERE verb = 'skip'",
        ["project-w1"],
    ),
    "an open item that is not listed": (
        "DELETE FROM open_item WHERE item = 'capstone'",
        ["capstone"],
    ),
    "a closed item that is listed": (
        "INSERT INTO open_item SELECT course, position, id FROM item"
        " WHERE id = 'lab-setup'",
        ["lab-setup"],
    ),
}


@pytest.fixture(autouse=True)
def _played(db: sqlite3.Connection, run: Run) -> None:
    """Leave items in every state, undone steps too."""
    run("done", "study-map", "lab-setup", "--note", "x")
    run("skip", "project-w1", "-r", "no time")
    run("begin", "study-claims")
    run("log", "study-claims", "--minutes", "20")
    run("stop")
    run("done", "lab-claims", "--override", "no cluster")
    run("hint", "lab-claims")
    with write(db):
        checks = [{"id": "one", "verdict": "passed", "digest": "d"}]
        entry = Entry("capstone", "check", {"checks": checks, "proof": "p"})
        journal.append(db, "mini", Stamp("2026-11-25T20:14:00Z", "2026-11-25"), [entry])
    run("note", "study-claims", "y")
    run("undo")


def _all(db: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in db.execute(f"SELECT * FROM {table}"))


def test_sound_store_has_no_differences(db: sqlite3.Connection) -> None:
    """What commands leave behind is what the journal says."""
    assert rebuild.differences(db) == []


@pytest.mark.parametrize("spoil", SPOILS)
def test_difference_is_named_and_mended(db: sqlite3.Connection, spoil: str) -> None:
    """Each kind of difference is found, and gone after a rebuild."""
    sql, items = SPOILS[spoil]
    with write(db):
        db.execute(sql)
    assert rebuild.differences(db) == items
    with write(db):
        rebuild.rebuild(db)
    assert rebuild.differences(db) == []


def test_rebuild_changes_nothing_in_a_sound_store(db: sqlite3.Connection) -> None:
    """Made anew, state and open items are row for row what they were."""
    tables = ("state", "open_item", "credit", "event")
    before = [_all(db, table) for table in tables]
    with write(db):
        rebuild.rebuild(db)
    assert [_all(db, table) for table in tables] == before
