"""What the store reduces the journal of the chart to leaves the same states."""

from __future__ import annotations

import sqlite3
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.model import Event
from aiinfra_cli.practices.fold import rebuild
from aiinfra_cli.store import migrations, practice_queries
from aiinfra_cli.store.connection import connect_memory
from aiinfra_cli.store.records import as_json
from tests.practices.charts import RULE, day, event, logs

CELLS = ("self-sleep", "inf-own", "goal")
FORMER = "self-nights"
COURSE = "mini"


@RULE
@given(
    logs(device="here"),
    logs(device="there", odd=1),
    st.lists(st.tuples(st.integers(0, 121), st.sampled_from(["undo", "redo"]))),
    st.sets(st.integers(0, 121)),
    st.randoms(use_true_random=False),
)
def test_states_are_those_of_the_whole_journal(
    here: list[Event],
    there: list[Event],
    turns: list[tuple[int, str]],
    renamed: set[int],
    order: Random,
) -> None:
    """Two devices, renamed cells, steps undone and brought again, in any order of
    arrival: the days of the store beside its other events say what all events say."""
    journal = [
        one._replace(item=FORMER)
        if one.item == CELLS[0] and int(one.id) in renamed
        else one
        for one in (*here, *there)
    ]
    last = {f"command-{number}": verb for number, verb in turns}
    undone = {id for id, verb in last.items() if verb == "undo"}
    wanted = rebuild(journal, undone, {FORMER: CELLS[0]})
    steps = [
        event(1000 + place, verb, item=f"command-{number}")._replace(family="command")
        for place, (number, verb) in enumerate(turns)
    ]
    arrived = [*journal, *steps]
    order.shuffle(arrived)
    db = store_of(arrived)
    found = practice_queries.events(db, COURSE)
    assert rebuild(found, days=practice_queries.days(db, COURSE)) == wanted
    db.close()


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2026-02-30", "9999-01-01", '2026-01-01","2026-01-02'),
        *("2026-01-01,2026-01-02", "\x00", "٢٠٢٦-01-01", "20261201", "2026-W49-2"),
    ],
)
def test_days_that_no_version_has_written(text: str) -> None:
    """A day of a merged journal says the same whichever way it is read."""
    strange = [event(1)._replace(day=text), event(2, on=day(4))]
    db = store_of(strange)
    assert rebuild((), days=practice_queries.days(db, COURSE)) == rebuild(strange)
    db.close()


def test_a_day_is_listed_once_and_of_this_course() -> None:
    """Done five times on a day, or in another curriculum, it is one day."""
    often = [event(number, on=day(2)) for number in range(5)]
    other = event(9, on=day(3))._replace(course="other")
    db = store_of([*often, other, event(10, "skip", on=day(5), reason="ill")])
    assert practice_queries.days(db, COURSE) == {"self-sleep": ["2026-12-01"]}
    db.close()


def store_of(events: list[Event]) -> sqlite3.Connection:
    """Make a store in memory with the cells of a chart and a journal."""
    db = connect_memory()
    migrations.create(db)
    db.execute("INSERT INTO course VALUES (?, 'Mini', '1', '', '')", (COURSE,))
    db.executemany(
        "INSERT INTO item (course, family, id, kind, title, minutes, optional,"
        " position, detail) VALUES (?, 'practice', ?, 'practice', '', 0, 0, ?, '{}')",
        [(COURSE, id, place) for place, id in enumerate(CELLS)],
    )
    db.execute(
        "INSERT INTO alias VALUES (?, 'practice', ?, ?)", (COURSE, FORMER, CELLS[0])
    )
    db.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*one[:9], as_json(one.detail)) for one in events],
    )
    return db
