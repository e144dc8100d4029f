"""The store as it was at the end of a day, for as long as a block runs.

SQLite looks for a name without a schema among the temporary tables first. Those made
here stand before the real ones, so that every question of this package answers for the
past without knowing it. They go when the block ends; the file is not written to.

A day ends for the journal as it was written: what was told later of an earlier day,
with --at, is not known yet. What the curriculum says is that of today, and so is the
credit of what has left it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby

from aiinfra_cli.model import CARD, COMMAND, EMPTY, PRACTICE
from aiinfra_cli.store.fold import fold
from aiinfra_cli.store.journal import as_row
from aiinfra_cli.store.records import as_event

# One row for each item, made from its events: the table, and how it names the item.
_STATES = {"state": "family, item", "card_state": f"'{CARD}', card"}

# What was written later: the items it is about, and those of the steps it undid or did
# again, under the ids of the present and of the past.
_CHANGED = (
    "WITH late AS MATERIALIZED"
    " (SELECT family, item FROM event WHERE course = :course AND NOT {known}),"
    " met AS (SELECT family, item FROM late WHERE family != :command UNION"
    "  SELECT e.family, e.item FROM late AS u CROSS JOIN event AS e"
    "   ON e.command_id = u.item WHERE u.family = :command AND e.family != :command"
    "   AND e.course = :course),"
    " now AS (SELECT DISTINCT m.family, coalesce(a.id, m.item) AS id FROM met AS m"
    "  LEFT JOIN alias AS a ON a.course = :course AND a.family = m.family"
    "   AND a.alias = m.item)"
    " INSERT OR IGNORE INTO temp.changed SELECT family, id, id FROM now UNION"
    " SELECT n.family, a.alias, n.id FROM alias AS a CROSS JOIN now AS n"
    "  ON a.course = :course AND a.family = n.family AND a.id = n.id"
)


@contextmanager
def as_of(db: sqlite3.Connection, course: str, day: date) -> Iterator[None]:
    """Let all questions inside the block see a course as it stood by a day's end.

    A block inside another looks further back.
    """
    db.execute("SAVEPOINT past")
    try:
        _go_back(db, course, day)
        yield
    finally:
        db.execute("ROLLBACK TO past")
        db.execute("RELEASE past")


def _go_back(db: sqlite3.Connection, course: str, day: date) -> None:
    known = _known_by(day)
    db.execute("DROP TABLE IF EXISTS temp.changed")
    db.execute(
        "CREATE TEMP TABLE changed (family TEXT, name TEXT, now TEXT,"
        " PRIMARY KEY (family, name)) WITHOUT ROWID"
    )
    db.execute(_CHANGED.format(known=known), {"course": course, "command": COMMAND})
    if not db.execute("SELECT EXISTS (SELECT 1 FROM temp.changed)").fetchone()[0]:
        return  # nothing happened since: the present is the past
    db.execute("DROP VIEW IF EXISTS temp.event")
    db.execute(f"CREATE TEMP VIEW event AS SELECT * FROM main.event WHERE {known}")
    _stand_before(db, course)
    for table, item in _STATES.items():
        db.execute(
            f"DELETE FROM temp.{table} WHERE ({item}) IN"
            " (SELECT family, name FROM temp.changed)"
        )
    _fold_changed(db, course)


def _known_by(day: date) -> str:
    """Say in SQL that an event was written by the end of a day.

    Its day is the study day of its writing, but where --at named another one: then
    that of the writing stands beside it. Journals of before say only the moment, which
    must do, with days that begin at four as they do unless set otherwise.
    """
    last = f"'{day.isoformat()}'"  # a view takes no parameters
    at_once = "instr(detail, '\"told_on\"') = 0 AND instr(detail, '\"done_at\"') = 0"
    told = "coalesce(json_extract(detail, '$.told_on'), date(at, '-4 hours'))"
    return f"(day <= {last} AND (({at_once}) OR {told} <= {last}))"


def _stand_before(db: sqlite3.Connection, course: str) -> None:
    """Make tables of states as the real ones are, unless an outer block did."""
    if db.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = 'state'").fetchone():
        return
    for table in _STATES:
        made = db.execute(
            "SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL"
            " ORDER BY type DESC",  # the table before its indexes
            (table,),
        ).fetchall()
        for (sql,) in made:
            words = sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1)
            db.execute(words.replace("CREATE INDEX ", "CREATE INDEX temp.", 1))
        db.execute(
            f"INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE course = ?",
            (course,),
        )
    db.execute(
        "CREATE TEMP VIEW open_item AS SELECT i.course, i.position, i.id AS item"
        " FROM main.item AS i LEFT JOIN temp.state AS s ON s.course = i.course"
        "  AND s.family = i.family AND s.item = i.id WHERE i.family = 'path'"
        "  AND coalesce(s.status, 'open') IN ('open', 'started')"
    )


def _fold_changed(db: sqlite3.Connection, course: str) -> None:
    """Make the states of all other items anew, from what was written by then."""
    undone = {
        row[0]
        for row in db.execute(
            "SELECT item, verb, max(id) FROM event WHERE family = ? GROUP BY item",
            (COMMAND,),
        )
        if row[1] == "undo"
    }
    # From the few items to their events: the index leads there.
    rows = db.execute(
        "SELECT e.*, c.now FROM temp.changed AS c CROSS JOIN event AS e"
        " ON e.item = c.name AND e.family = c.family AND e.course = ?"
        " ORDER BY c.family, c.now, e.id",
        (course,),
    )
    for (family, item), group in groupby(rows, lambda row: (row["family"], row["now"])):
        if family == PRACTICE:
            continue  # those are folded where they are shown
        events = map(as_event, group)
        if family == CARD:
            # FSRS stands behind it; most days are without a review.
            from aiinfra_cli.review import fold as cards
            from aiinfra_cli.review.model import CardState
            from aiinfra_cli.review.records import as_row as as_card

            card = cards.fold(item, events, undone=undone)
            if card != CardState(item):
                _put(db, "card_state", (course, *as_card(card)))
        elif (state := fold(events, undone)) != EMPTY:
            _put(db, "state", (course, family, item, *as_row(state)))


def _put(db: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO temp.{table} VALUES ({marks})", row)
