"""The journal on a real store: its ids, merging, and the state kept in step."""

from __future__ import annotations

import random
import sqlite3
import time
import uuid
from collections.abc import Sequence

import pytest

from aiinfra_cli.model import COMMAND, Event
from aiinfra_cli.store import history, journal, queries, rebuild
from aiinfra_cli.store.connection import write
from aiinfra_cli.store.journal import Entry, Stamp

STAMP = Stamp("2026-11-25T20:14:00Z", "2026-11-25")


def _append(db: sqlite3.Connection, *entries: Entry) -> str:
    with write(db):
        return journal.append(db, "mini", STAMP, entries)


def _events(db: sqlite3.Connection) -> list[Event]:
    return list(reversed(history.newest(db, "mini")))


def _statuses(db: sqlite3.Connection, *ids: str) -> list[str]:
    return [queries.state_of(db, "mini", id).status for id in ids]


def test_ids_are_uuid7_in_order(db: sqlite3.Connection) -> None:
    """Ids are UUIDs of version 7, each greater than all before it."""
    before = time.time_ns() // 1_000_000
    for _ in range(5):
        _append(
            db, Entry("study-map", "note", {"text": "x"}), Entry("lab-setup", "done")
        )
    ids = [event.id for event in _events(db)]
    assert ids == sorted(set(ids))
    for id in ids:
        found = uuid.UUID(id)
        assert (found.version, found.variant) == (7, uuid.RFC_4122)
        assert before <= found.int >> 80 <= before + 600_000


def test_clock_set_back(db: sqlite3.Connection) -> None:
    """An id is later than the newest in the store, whatever the system's clock says."""
    _append(db, Entry("study-map", "begin"))
    future = "ffff0000-0000-7000-8000-000000000000"
    with write(db):
        db.execute("UPDATE event SET id = ?", (future,))
    _append(db, Entry("study-map", "done"))
    begun, done = _events(db)
    assert begun.id == future
    assert done.id > future
    assert _statuses(db, "study-map") == ["done"]


def test_one_command_has_one_id(db: sqlite3.Connection) -> None:
    """All events of a command share its id, which is older than theirs."""
    command = _append(db, Entry("study-map", "done"), Entry("lab-setup", "done"))
    events = _events(db)
    assert [event.command_id for event in events] == [command] * 2
    assert all(event.id > command for event in events)
    assert len({event.device for event in events}) == 1


def test_failing_command_leaves_nothing(db: sqlite3.Connection) -> None:
    """When a write does not come to its end, neither event nor state is there."""
    with pytest.raises(ZeroDivisionError), write(db):
        journal.append(db, "mini", STAMP, [Entry("study-map", "done")])
        raise ZeroDivisionError
    assert _events(db) == []
    assert _statuses(db, "study-map") == ["open"]
    assert rebuild.differences(db) == []


def _other_device(*verbs: str) -> list[Event]:
    """Make the journal of another device: one item, ids later than all made here."""
    return [
        Event(
            f"0fffffff-{n:04x}-7000-8000-{n:012x}",
            f"other-{n}",
            "mini",
            "path",
            "study-map",
            verb,
            STAMP.at,
            STAMP.day,
            "other",
            {"text": f"from there {n}"} if verb == "note" else {},
        )
        for n, verb in enumerate(verbs)
    ]


def _merge(db: sqlite3.Connection, events: Sequence[Event]) -> int:
    with write(db):
        return journal.merge(db, events)


def test_merge_is_a_union(db: sqlite3.Connection) -> None:
    """Events that are there already are not added twice."""
    events = _other_device("begin", "note", "done")
    assert _merge(db, events[:2]) == 2
    assert _merge(db, events) == 1
    assert _merge(db, events) == 0
    assert _events(db) == events


@pytest.mark.parametrize("seed", range(6))
def test_order_of_merging_does_not_matter(db: sqlite3.Connection, seed: int) -> None:
    """Whatever order events come in, the state is the one of the whole journal."""
    _append(db, Entry("study-map", "skip", {"reason": "known"}))
    events = _other_device("begin", "note", "done", "note")
    random.Random(seed).shuffle(events)
    for event in events:
        _merge(db, [event])
    state = queries.state_of(db, "mini", "study-map")
    assert state.status == "done"
    assert [note["text"] for note in state.notes] == ["from there 1", "from there 3"]
    assert rebuild.differences(db) == []


def test_undo_that_comes_before_its_step(db: sqlite3.Connection) -> None:
    """An undo takes effect on a step that arrives only after it."""
    (done,) = _other_device("done")
    undo = done._replace(
        id="0fffffff-ffff-7000-8000-000000000000",
        command_id="other-undo",
        family=COMMAND,
        item=done.command_id,
        verb="undo",
        detail={},
    )
    _merge(db, [undo])
    assert _merge(db, [done]) == 1
    assert _statuses(db, "study-map") == ["open"]
    assert rebuild.differences(db) == []


def test_closed_items_leave_the_list_of_open_ones(db: sqlite3.Connection) -> None:
    """What is still to do is kept beside the state, in path order."""
    whole = [m.id for m in queries.open_in_order(db, "mini")]
    _append(db, Entry("lab-setup", "done"), Entry("study-map", "skip"))
    left = [m.id for m in queries.open_in_order(db, "mini")]
    assert left == [id for id in whole if id not in ("lab-setup", "study-map")]
    _append(db, Entry("lab-setup", "reopen"), Entry("study-map", "reopen"))
    assert [m.id for m in queries.open_in_order(db, "mini")] == whole
