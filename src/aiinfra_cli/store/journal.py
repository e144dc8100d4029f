"""Write to the journal and keep the state in step. Nothing else writes either."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from aiinfra_cli.model import CARD, COMMAND, EMPTY, PATH, PRACTICE, Event, State
from aiinfra_cli.store.fold import STEPS, fold
from aiinfra_cli.store.records import as_event, as_json


class Entry(NamedTuple):
    """What a command wants to put down about one item."""

    item: str
    verb: str
    detail: Mapping[str, Any] = MappingProxyType({})
    day: str | None = None  # where --at names another study date
    family: str = PATH


class Stamp(NamedTuple):
    """When and where a command is run; the same for all its entries."""

    at: str
    day: str


def append(
    connection: sqlite3.Connection,
    course: str,
    stamp: Stamp,
    entries: Iterable[Entry],
) -> str:
    """Append the entries as one command and refold what they touch; give its id.

    Runs inside the caller's write transaction, because ids continue from the newest
    one in the store.
    """
    ids = _new_ids(connection)
    command_id = next(ids)
    device = device_id(connection)
    touched: dict[tuple[str, str, str], None] = {}
    meant: list[str] = []
    for entry in entries:
        event = Event(
            id=next(ids),
            command_id=command_id,
            course=course,
            family=entry.family,
            item=entry.item,
            verb=entry.verb,
            at=stamp.at,
            day=entry.day or stamp.day,
            device=device,
            detail=_dated(entry, stamp),
        )
        _insert(connection, event)
        if entry.family == COMMAND:
            meant.append(entry.item)
        else:
            touched[course, entry.family, entry.item] = None
    for target in meant:
        touched |= dict.fromkeys(_items_of_command(connection, target))
    for key in touched:
        refold(connection, *key)
    return command_id


def _dated(entry: Entry, stamp: Stamp) -> dict[str, Any]:
    """Put beside what is told of another day the study day on which it was told."""
    detail = dict(entry.detail)
    if "done_at" in detail or (entry.day and entry.day != stamp.day):
        detail["told_on"] = stamp.day
    return detail


def merge(connection: sqlite3.Connection, events: Iterable[Event]) -> int:
    """Add the events that are not there yet, refold what they touch; count them."""
    touched: dict[tuple[str, str, str], None] = {}
    added = 0
    for event in events:
        fresh = _insert(connection, event, known_is_fine=True)
        added += fresh
        if fresh and event.family == COMMAND:
            touched |= dict.fromkeys(_items_of_command(connection, event.item))
        elif fresh:
            touched[event.course, event.family, event.item] = None
    for key in touched:
        refold(connection, *key)
    return added


def refold(connection: sqlite3.Connection, course: str, family: str, item: str) -> None:
    """Make the state of one item anew from its events."""
    item = canonical(connection, course, family, item)
    if family == CARD:
        _cards().refold(connection, course, item)
        return
    if family == PRACTICE:
        return  # made from the events whenever it is read: see practices.fold
    events = events_of(connection, course, family, item)
    state = fold(events, undone_among(connection, {e.command_id for e in events}))
    put_state(connection, course, family, item, state)


def forget(connection: sqlite3.Connection, course: str, family: str, item: str) -> None:
    """Drop what is kept of an item under an id of the past; its events stay."""
    if family == CARD:
        _cards().forget(connection, course, item)
        return
    for table in ("state", "credit"):
        connection.execute(
            f"DELETE FROM {table} WHERE course = ? AND family = ? AND item = ?",
            (course, family, item),
        )


def _cards() -> ModuleType:
    """Open the door to recall cards, behind which FSRS stands."""
    from aiinfra_cli.store import cards

    return cards


def canonical(
    connection: sqlite3.Connection, course: str, family: str, item: str
) -> str:
    """Give the present id of an item that may have been renamed."""
    row = connection.execute(
        "SELECT id FROM alias WHERE course = ? AND family = ? AND alias = ?",
        (course, family, item),
    ).fetchone()
    return str(row[0]) if row else item


def events_of(
    connection: sqlite3.Connection, course: str, family: str, item: str
) -> list[Event]:
    """Give all events of an item, those under its former ids included, in order."""
    rows = connection.execute(
        "SELECT * FROM event WHERE family = :family AND course = :course AND item IN"
        " (SELECT :item UNION ALL SELECT alias FROM alias"
        "   WHERE course = :course AND family = :family AND id = :item)"
        " ORDER BY id",
        {"course": course, "family": family, "item": item},
    )
    return [as_event(row) for row in rows]


def undone_among(connection: sqlite3.Connection, command_ids: set[str]) -> set[str]:
    """Give those of the commands whose newest undo or redo is an undo."""
    return {
        command_id
        for command_id in command_ids
        if (
            row := connection.execute(
                "SELECT verb FROM event WHERE item = ? AND family = ?"
                " ORDER BY id DESC LIMIT 1",
                (command_id, COMMAND),
            ).fetchone()
        )
        and row[0] == "undo"
    }


def put_state(
    connection: sqlite3.Connection, course: str, family: str, item: str, state: State
) -> None:
    """Store the state of an item, and whether it is still to do."""
    key = (course, family, item)
    if state == EMPTY:
        connection.execute(
            "DELETE FROM state WHERE course = ? AND family = ? AND item = ?", key
        )
    else:
        connection.execute(
            f"INSERT OR REPLACE INTO state VALUES ({', '.join('?' * 14)})",
            (*key, *as_row(state)),
        )
    found = connection.execute(
        "SELECT position, kind, title, minutes FROM item"
        " WHERE course = ? AND family = ? AND id = ?",
        key,
    ).fetchone()
    if not found:
        return
    if family == PATH and state.status in ("done", "skipped"):
        connection.execute(
            "DELETE FROM open_item WHERE course = ? AND position = ?",
            (course, found["position"]),
        )
    elif family == PATH:
        connection.execute(
            "INSERT OR REPLACE INTO open_item VALUES (?, ?, ?)",
            (course, found["position"], item),
        )
    connection.execute(
        "INSERT OR REPLACE INTO credit VALUES (?, ?, ?, ?, ?, ?)",
        (*key, found["kind"], found["title"], found["minutes"]),
    )


def as_row(state: State) -> tuple[object, ...]:
    """Write a state as the columns of its table, from the status on."""
    words = (as_json(state.notes), as_json(state.evidence))
    rest = (state.minutes, state.timer_at, as_json(state.proofs), state.waiver)
    return (*state[:5], *words, *rest)


def device_id(connection: sqlite3.Connection) -> str:
    """Give the name under which this store writes."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    return str(row[0])


def _insert(
    connection: sqlite3.Connection, event: Event, *, known_is_fine: bool = False
) -> int:
    how = "INSERT OR IGNORE" if known_is_fine else "INSERT"
    return connection.execute(
        f"{how} INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*event[:9], as_json(event.detail)),
    ).rowcount


def _items_of_command(
    connection: sqlite3.Connection, command_id: str
) -> list[tuple[str, str, str]]:
    rows = connection.execute(
        "SELECT DISTINCT course, family, item FROM event WHERE command_id = ?",
        (command_id,),
    )
    return [(row[0], row[1], row[2]) for row in rows if row[1] != COMMAND]


def _new_ids(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield UUIDv7 ids, each newer than all in the store (RFC 9562, section 5.7).

    A clock that was set back must not reorder the journal, so the time of an id is
    the system's only where that is later than the newest id. AIINFRA_NOW does not
    touch it.
    """
    newest = connection.execute("SELECT max(id) FROM event").fetchone()[0]
    floor = int(newest[:8] + newest[9:13], 16) + 1 if newest else 0
    milliseconds = max(time.time_ns() // 1_000_000, floor)
    while True:
        bits = int.from_bytes(os.urandom(10), "big")
        value = milliseconds << 80 | bits
        value = value & ~(0xF << 76) | 0x7 << 76  # version
        value = value & ~(0x3 << 62) | 0x2 << 62  # variant
        text = f"{value:032x}"
        yield "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
        milliseconds += 1


# Named here because callers decide with it what counts as a step.
__all__ = [
    "STEPS",
    "Entry",
    "Stamp",
    "append",
    "as_event",
    "as_json",
    "as_row",
    "canonical",
    "device_id",
    "events_of",
    "forget",
    "merge",
    "put_state",
    "refold",
    "undone_among",
]
