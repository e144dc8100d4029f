"""Make the state anew from the journal, to compare with it or to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from aiinfra_cli.model import CARD, COMMAND, EMPTY, PRACTICE, State
from aiinfra_cli.store import journal
from aiinfra_cli.store.fold import fold


class Key(NamedTuple):
    """One item of one course."""

    course: str
    family: str
    item: str


def folded(connection: sqlite3.Connection) -> Iterator[tuple[Key, State]]:
    """Yield the state of every item in the journal, straight from its events."""
    undone = {
        row["item"]
        for row in connection.execute(
            "SELECT item, verb, max(id) FROM event WHERE family = ? GROUP BY item",
            (COMMAND,),
        )
        if row["verb"] == "undo"
    }
    rows = connection.execute(
        "SELECT e.*, coalesce(a.id, e.item) AS now FROM event AS e"
        " LEFT JOIN alias AS a ON a.course = e.course AND a.family = e.family"
        "   AND a.alias = e.item"
        " WHERE e.family NOT IN (?, ?, ?) ORDER BY e.course, e.family, now, e.id",
        (COMMAND, CARD, PRACTICE),
    )
    for key, group in groupby(rows, lambda r: Key(r["course"], r["family"], r["now"])):
        yield key, fold((journal.as_event(row) for row in group), undone)


def differences(connection: sqlite3.Connection) -> list[str]:
    """Name the items whose stored state is not what the journal says."""
    wrong: dict[str, None] = {}
    stored = {
        Key(row["course"], row["family"], row["item"]): tuple(row)[3:]
        for row in connection.execute("SELECT * FROM state")
    }
    for key, state in folded(connection):
        as_stored = None if state == EMPTY else journal.as_row(state)
        if stored.pop(key, None) != as_stored:
            wrong[key.item] = None
    wrong |= {key.item: None for key in stored}
    listed = connection.execute(
        "SELECT coalesce(o.item, i.id) FROM item AS i"
        " LEFT JOIN state AS s ON s.course = i.course AND s.family = i.family"
        "   AND s.item = i.id"
        " LEFT JOIN open_item AS o ON o.course = i.course AND o.position = i.position"
        " WHERE i.family = 'path' AND (o.item IS NULL OR o.item != i.id)"
        "   = (coalesce(s.status, 'open') IN ('open', 'started'))"
    )
    wrong |= {row[0]: None for row in listed}
    if _has_cards(connection):
        from aiinfra_cli.store import cards  # FSRS stands behind it

        wrong |= dict.fromkeys(cards.differences(connection))
    return sorted(wrong)


def rebuild(connection: sqlite3.Connection) -> None:
    """Replace all state by what the journal says; runs inside a transaction."""
    connection.execute("DELETE FROM state")
    connection.execute("DELETE FROM open_item")
    connection.execute(
        "INSERT INTO open_item SELECT course, position, id FROM item"
        " WHERE family = 'path'"
    )
    # A list: the rows are read from tables that the loop writes to.
    for key, state in list(folded(connection)):
        journal.put_state(connection, *key, state)
    if _has_cards(connection):
        from aiinfra_cli.store import cards  # FSRS stands behind it

        cards.rebuild(connection)


def _has_cards(connection: sqlite3.Connection) -> bool:
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM card_state)"
        " OR EXISTS (SELECT 1 FROM event WHERE family = ?)",
        (CARD,),
    ).fetchone()
    return bool(row[0])
