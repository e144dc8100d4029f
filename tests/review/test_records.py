"""A state goes into a real SQLite table and comes back whole."""

from __future__ import annotations

import sqlite3

from hypothesis import given

from aiinfra_cli.model import Event
from aiinfra_cli.review import records
from aiinfra_cli.review.fold import rebuild
from aiinfra_cli.review.model import CardState, Flag

from .cards import RULE, day, known, logs

TABLE = """
CREATE TABLE card_state (
  card       TEXT PRIMARY KEY,
  due        TEXT,
  stability  REAL,
  difficulty REAL,
  first_day  TEXT,
  last_day   TEXT,
  last_at    TEXT,
  last_rating INTEGER,
  reps       INTEGER NOT NULL,
  lapses     INTEGER NOT NULL,
  suspended  INTEGER NOT NULL,
  flags      TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""


def test_row() -> None:
    """Days are text, truths are numbers, flags are JSON: strict tables take them."""
    flag = Flag("2026-11-30T20:00:00Z", "2026-11-30", "„unit“?")
    state = known("ttft-unit", day(9), suspended=True, flags=(flag,))
    assert dict(zip(records.COLUMNS, records.as_row(state), strict=True)) == {
        "card": "ttft-unit",
        "due": "2026-12-08",
        "stability": 4.0,
        "difficulty": 5.0,
        "first_day": "2026-11-30",
        "last_day": "2026-11-30",
        "last_at": None,
        "last_rating": None,
        "reps": 1,
        "lapses": 0,
        "suspended": 1,
        "flags": '[{"at": "2026-11-30T20:00:00Z", "day": "2026-11-30",'
        ' "note": "„unit“?"}]',
    }


@RULE
@given(logs())
def test_round_trip_through_the_store(events: list[Event]) -> None:
    """Every state that a log can leave is read back as it was, to the last bit."""
    states = [*rebuild(events).values(), CardState("never-touched")]
    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    marks = ", ".join("?" * len(records.COLUMNS))
    rows = [records.as_row(state) for state in states]
    connection.executemany(f"INSERT INTO card_state VALUES ({marks})", rows)
    names = ", ".join(records.COLUMNS)
    found = connection.execute(f"SELECT {names} FROM card_state ORDER BY card")
    read = [records.state_of(row) for row in found]
    assert read == sorted(states)
    connection.close()
