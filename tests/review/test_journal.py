"""A sitting on a real store: each answer its own command, undone and merged as such."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.model import COMMAND, Event
from aiinfra_cli.review.fold import rebuild
from aiinfra_cli.review.log import reviews_of
from aiinfra_cli.review.model import CARD, CardState
from aiinfra_cli.review.scheduler import after, engine
from aiinfra_cli.review.session import Deed, Move, TakeBack, begin, take
from aiinfra_cli.store import journal
from aiinfra_cli.store.connection import connect, write
from aiinfra_cli.store.journal import Entry, Stamp
from tests.conftest import Run

from .cards import card, day

CARDS = [card("ttft-from-to"), card("ttft-unit"), card("itl-first")]


@pytest.fixture
def stores(
    mini: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """Give the stores of two devices, made by the program itself."""
    homes = [tmp_path / name for name in ("here", "there")]
    for home in homes:
        monkeypatch.setenv("AIINFRA_HOME", str(home))
        assert run("next").code == 0
    here, there = (connect(home / "progress.db", create=False) for home in homes)
    with closing(here), closing(there):
        yield here, there


def sit(db: sqlite3.Connection, on: int, moves: list[Move]) -> None:
    """Sit through some cards as a command does: write what a turn says, at once."""
    stamp = Stamp(f"{day(on)}T20:00:00Z", day(on).isoformat())
    session, commands = begin(CARDS, engine()), dict[int, str]()
    for move in moves:
        turn = take(session, move)
        session = turn.session
        with write(db):
            if isinstance(turn.write, Deed):
                deed = turn.write
                entry = Entry(deed.card, deed.verb, deed.detail, family=CARD)
                commands[deed.number] = journal.append(db, "mini", stamp, [entry])
            elif isinstance(turn.write, TakeBack):
                entry = Entry(commands[turn.write.number], "undo", family=COMMAND)
                journal.append(db, "mini", stamp, [entry])


def events(db: sqlite3.Connection) -> list[Event]:
    """Give the whole journal."""
    rows = db.execute("SELECT * FROM event ORDER BY id")
    return [journal.as_event(row) for row in rows]


def states(db: sqlite3.Connection) -> dict[str, CardState]:
    """Give the state of each card, as the journal has it."""
    log = events(db)
    undone = journal.undone_among(db, {one.command_id for one in log})
    return rebuild(log, undone=undone)


def test_a_sitting_with_an_answer_taken_back(
    stores: tuple[sqlite3.Connection, sqlite3.Connection],
) -> None:
    """The journal holds every answer; only those in effect make the states."""
    db, _ = stores
    reveal = Move("reveal")
    wrong, right = Move("grade", 1, seconds=4), Move("grade", 3, seconds=9)
    sit(db, 1, [reveal, wrong, Move("undo"), right, Move("suspend")])
    log = events(db)
    verbs = [one.verb for one in log]
    assert verbs == ["review", "undo", "review", "suspend"]
    assert len({one.command_id for one in log}) == 4
    [_, answer] = reviews_of(log)
    assert (answer.rating, answer.seconds) == (3, 9)
    assert (answer.fsrs, answer.parameters, answer.retention) == engine()
    assert states(db) == {
        "ttft-from-to": after(CardState("ttft-from-to"), answer),
        "ttft-unit": CardState("ttft-unit", suspended=True),
    }


def test_two_devices_agree_after_a_merge(
    stores: tuple[sqlite3.Connection, sqlite3.Connection],
) -> None:
    """Each gets the other's events; an undo made there is in effect here."""
    here, there = stores
    reveal = Move("reveal")
    sit(there, 3, [reveal, Move("grade", 4), reveal, Move("grade", 2), Move("undo")])
    sit(here, 1, [reveal, Move("grade", 3), Move("flag", note="seconds?")])
    before = events(there)
    with write(there):
        journal.merge(there, events(here))
    with write(here):
        journal.merge(here, before)
    assert states(here) == states(there)
    found = states(here)
    assert {card: state.reps for card, state in found.items()} == {
        "ttft-from-to": 2,
        "ttft-unit": 0,
    }
    assert found["ttft-from-to"].last_day == day(3)
