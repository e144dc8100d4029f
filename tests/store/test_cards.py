"""Where the learner stands with cards is what the journal says, through FSRS."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.course import Course
from aiinfra_cli.model import CARD, COMMAND, Event
from aiinfra_cli.review.model import CardState
from aiinfra_cli.review.retained import held
from aiinfra_cli.review.scheduler import engine
from aiinfra_cli.store import card_queries, journal, rebuild
from aiinfra_cli.store import course as courses
from aiinfra_cli.store.connection import write
from aiinfra_cli.store.journal import Entry, Stamp
from aiinfra_cli.store.steps import step
from tests.conftest import Run


def append(
    db: sqlite3.Connection, card: str, verb: str = "review", day: int = 25, **more: int
) -> str:
    """Write one event about a card, as a command of its own."""
    stamp = Stamp(f"2026-11-{day}T20:00:00Z", f"2026-11-{day}")
    detail = engine().detail(more.pop("rating", 3), None) if verb == "review" else more
    with write(db):
        return journal.append(
            db, "mini", stamp, [Entry(card, verb, detail, family=CARD)]
        )


def states(db: sqlite3.Connection) -> dict[str, CardState]:
    """Read the table as screens do."""
    return card_queries.states(db, "mini")


def test_an_answer_makes_a_state(db: sqlite3.Connection) -> None:
    """A good first answer brings the card back after its stability, in whole days."""
    append(db, "layer-low")
    found = states(db)
    assert list(found) == ["layer-low"]
    state = found["layer-low"]
    assert (state.due, state.last_day, state.reps) == (
        date(2026, 11, 27),
        date(2026, 11, 25),
        1,
    )
    assert rebuild.differences(db) == []


def test_undo_and_redo(db: sqlite3.Connection) -> None:
    """An answer is a step: taken back, the card is new; brought again, it is known."""
    command = append(db, "layer-low")
    known = states(db)
    assert step(db, command).in_words() == "review layer-low"
    stamp = Stamp("2026-11-25T20:01:00Z", "2026-11-25")
    for verb, expected in (("undo", {}), ("redo", known)):
        with write(db):
            journal.append(db, "mini", stamp, [Entry(command, verb, family=COMMAND)])
        assert states(db) == expected
        assert rebuild.differences(db) == []


def test_suspended_and_flagged(db: sqlite3.Connection) -> None:
    """What is no answer is kept with the card, and nothing else is made of it."""
    append(db, "layer-low", "suspend")
    append(db, "layer-high", "flag", note=1)
    found = states(db)
    assert found["layer-low"] == CardState("layer-low", suspended=True)
    assert [flag.note for flag in found["layer-high"].flags] == ["1"]
    append(db, "layer-low", "unsuspend")
    assert list(states(db)) == ["layer-high"]
    assert db.execute("SELECT count(*) FROM state").fetchone()[0] == 0


def test_merge_in_any_order(db: sqlite3.Connection) -> None:
    """Events of another device make the same states, whichever comes first."""
    for day, rating in ((20, 3), (22, 1), (25, 4)):
        append(db, "layer-low", day=day, rating=rating)
    wanted = states(db)
    events = list(card_queries.events(db, "mini"))
    for order in (events, events[::-1]):
        with write(db):
            db.execute("DELETE FROM event")
            db.execute("DELETE FROM card_state")
            assert journal.merge(db, order) == 3
        assert states(db) == wanted
        assert rebuild.differences(db) == []


def test_doctor_sees_and_mends(db: sqlite3.Connection) -> None:
    """A state that the journal does not say is named, and made anew."""
    append(db, "layer-low")
    append(db, "layer-high")
    wanted = states(db)
    with write(db):
        db.execute("UPDATE card_state SET stability = 99 WHERE card = 'layer-low'")
        db.execute("DELETE FROM card_state WHERE card = 'layer-high'")
        db.execute(
            "INSERT INTO card_state (course, card, reps, lapses, suspended, flags)"
            " VALUES ('mini', 'layer-rests', 0, 0, 1, '[]')"
        )
    assert rebuild.differences(db) == ["layer-high", "layer-low", "layer-rests"]
    with write(db):
        rebuild.rebuild(db)
    assert states(db) == wanted
    assert rebuild.differences(db) == []


@pytest.mark.parametrize(
    "done",
    [
        [],
        ["study-map"],
        ["study-map", "lab-setup"],
        ["lab-setup", "study-claims"],
        ["study-map", "lab-setup", "study-claims", "lab-claims"],
    ],
)
def test_cards_that_count_are_those_the_room_says(
    db: sqlite3.Connection, run: Run, done: list[str]
) -> None:
    """Tables give what review.retained makes of values: one rule for all screens."""
    if done:
        assert run("done", *done).code == 0
    for card, rating in (("layer-low", 3), ("layer-high", 1), ("dra-picks", 4)):
        append(db, card, rating=rating)
    append(db, "node-count-list", "suspend")
    found = card_queries.held(db, "mini")
    cards, finished = (
        card_queries.cards(db, "mini"),
        card_queries.done_items(db, "mini"),
    )
    assert finished == set(done)
    assert found == held(cards, states(db), finished)
    assert bool(found) == bool(done)


def test_what_nothing_covers_is_not_read(db: sqlite3.Connection, run: Run) -> None:
    """The number costs what is covered, however many cards there are beside."""
    assert run("done", "study-map").code == 0
    few = _steps(db)
    with write(db):
        db.executemany(
            "INSERT INTO card VALUES ('mini', ?, 'device-class', 'Q?', 'A.', ?)",
            [(f"more-{number}", 1000 + number) for number in range(500)],
        )
    assert _steps(db) == few > 0


def _steps(db: sqlite3.Connection) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.set_progress_handler(count, 1)
    assert len(card_queries.held(db, "mini")) == 3
    db.set_progress_handler(None, 1)
    return counted


def test_another_fsrs_is_no_damage(db: sqlite3.Connection) -> None:
    """States of another version stand until the next answer, which makes all anew."""
    append(db, "layer-low")
    wanted = states(db)["layer-low"]
    with write(db):
        db.execute("UPDATE card_state SET stability = 99")
        db.execute("UPDATE meta SET value = 'fsrs 0' WHERE key = 'cards'")
    assert rebuild.differences(db) == []
    append(db, "layer-high")
    assert states(db)["layer-low"] == wanted
    mark = db.execute("SELECT value FROM meta WHERE key = 'cards'").fetchone()[0]
    assert mark == engine().mark


def _renamed(course: Course, old: str, new: str) -> Course:
    """Give the course of an upgrade in which a card has another id."""
    made = tuple(
        replace(card, id=new, aliases=(old,)) if card.id == old else card
        for card in course.cards
    )
    return replace(course, digest="another", cards=made)


def test_a_renamed_card_keeps_its_history(db: sqlite3.Connection, mini: Path) -> None:
    """An alias carries the answers over, those still to come under it included."""
    append(db, "layer-low")
    known = states(db)["layer-low"]
    with write(db):
        renamed = _renamed(compile_course(mini), "layer-low", "layer-lowest")
        courses.put_course(db, renamed)
    assert states(db) == {"layer-lowest": known._replace(card="layer-lowest")}
    append(db, "layer-low", day=27)
    found = states(db)
    assert [(card, state.reps) for card, state in found.items()] == [
        ("layer-lowest", 2)
    ]
    assert rebuild.differences(db) == []


def test_a_card_that_left_is_kept_but_not_shown(
    db: sqlite3.Connection, mini: Path
) -> None:
    """Answers to a card of the past stay in the store; no screen counts them."""
    append(db, "layer-low")
    course = compile_course(mini)
    kept = tuple(card for card in course.cards if card.id != "layer-low")
    with write(db):
        courses.put_course(db, replace(course, digest="another", cards=kept))
    assert states(db) == {}
    assert db.execute("SELECT card FROM card_state").fetchall()[0][0] == "layer-low"
    assert rebuild.differences(db) == []


def test_events_are_those_in_effect(db: sqlite3.Connection) -> None:
    """What is read for the figures leaves out what was undone."""
    first = append(db, "layer-low")
    append(db, "layer-high")
    stamp = Stamp("2026-11-25T20:01:00Z", "2026-11-25")
    with write(db):
        journal.append(db, "mini", stamp, [Entry(first, "undo", family=COMMAND)])
    found: list[Event] = list(card_queries.events(db, "mini"))
    assert [event.item for event in found] == ["layer-high"]
