"""Keep where the learner stands with recall cards, made from the journal by FSRS.

Only what writes reviews, or makes all states anew, comes here; screens read the table
through card_queries, without FSRS.
"""

from __future__ import annotations

import sqlite3

from aiinfra_cli.model import CARD, COMMAND
from aiinfra_cli.review import fold as folding
from aiinfra_cli.review.model import CardState
from aiinfra_cli.review.records import COLUMNS, as_row
from aiinfra_cli.review.scheduler import engine
from aiinfra_cli.store import journal

_MARK = "cards"  # the row of meta that names what made the states


def refold(connection: sqlite3.Connection, course: str, card: str) -> None:
    """Make the state of one card anew from its events."""
    if _mark(connection) != engine().mark:
        rebuild(connection)  # an upgrade of FSRS: one measure for all cards
        return
    events = journal.events_of(connection, course, CARD, card)
    undone = journal.undone_among(connection, {e.command_id for e in events})
    forget(connection, course, card)
    _put(connection, course, folding.fold(card, events, undone=undone))


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether another FSRS made the states than the one that is installed."""
    return _mark(connection) not in (None, engine().mark)


def forget(connection: sqlite3.Connection, course: str, card: str) -> None:
    """Drop the state of a card."""
    connection.execute(
        "DELETE FROM card_state WHERE course = ? AND card = ?", (course, card)
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Replace the states of all cards by what the journal says."""
    connection.execute("DELETE FROM card_state")
    for course, states in folded(connection).items():
        for state in states.values():
            _put(connection, course, state)
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MARK, engine().mark)
    )


def differences(connection: sqlite3.Connection) -> list[str]:
    """Name the cards whose stored state is not what the journal says.

    States that another FSRS made are no damage: the next answer makes them anew.
    """
    if _mark(connection) != engine().mark:
        return []
    wanted = {
        (course, card): as_row(state)
        for course, states in folded(connection).items()
        for card, state in states.items()
    }
    rows = connection.execute(f"SELECT course, {', '.join(COLUMNS)} FROM card_state")
    stored = {(row[0], row[1]): tuple(row)[1:] for row in rows}
    keys = wanted.keys() | stored.keys()
    return sorted(key[1] for key in keys if wanted.get(key) != stored.get(key))


def folded(connection: sqlite3.Connection) -> dict[str, dict[str, CardState]]:
    """Give the states of all cards of each course, straight from their events."""
    undone = {
        row[0]
        for row in connection.execute(
            "SELECT item, verb, max(id) FROM event WHERE family = ? GROUP BY item",
            (COMMAND,),
        )
        if row[1] == "undo"
    }
    events = [
        journal.as_event(row)
        for row in connection.execute(
            "SELECT * FROM event WHERE family = ? ORDER BY id", (CARD,)
        )
    ]
    aliases = {
        (row[0], row[1]): row[2]
        for row in connection.execute(
            "SELECT course, alias, id FROM alias WHERE family = ?", (CARD,)
        )
    }
    return {
        course: folding.rebuild(
            (event for event in events if event.course == course),
            undone=undone,
            aliases={alias: id for (of, alias), id in aliases.items() if of == course},
        )
        for course in dict.fromkeys(event.course for event in events)
    }


def _put(connection: sqlite3.Connection, course: str, state: CardState) -> None:
    if state != CardState(state.card):
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.execute(
            f"INSERT INTO card_state VALUES ({marks})", (course, *as_row(state))
        )


def _mark(connection: sqlite3.Connection) -> str | None:
    row = connection.execute(
        "SELECT value FROM meta WHERE key = ?", (_MARK,)
    ).fetchone()
    return row[0] if row else None
