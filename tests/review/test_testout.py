"""Testing out of a session: who passes, and what is then offered to be skipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review.model import Card, CardState, Lesson
from aiinfra_cli.review.session import Move, Session, begin, take
from aiinfra_cli.review.testout import Verdict, cards_of, obstacle, verdict

from .cards import RULE, by_id, card, day, known, study
from .test_session import ENGINE

W1 = "w1-mon-tue"
LAB = Lesson("lab-gateway", "lab", "week-1", W1)
CARDS = [
    card("c0", study("study-a"), LAB),
    card("c1", study("study-a")),
    card("c2", study("study-b")),
    card("c3", study("study-b"), study("study-later", 2, "w2-mon-tue")),
    card("c4", study("study-c")),
    card("c5", LAB),
]
OPEN = {"study-a", "study-b", "study-c", "study-later", "lab-gateway", "study-bare"}


def sat(*grades: int, cards: list[Card] = CARDS) -> Session:
    """Sit a test-out with these grades; 0 suspends the card."""
    session = begin(cards, ENGINE, test_out=W1)
    for grade in grades:
        move = Move("grade", grade) if grade else Move("suspend")
        session = take(take(session, Move("reveal")).session, move).session
    return session


def test_all_known_offers_every_study_item_with_cards() -> None:
    """Labs, items of other sessions and items without cards are not offered."""
    assert verdict(sat(3, 3, 4, 3, 4, 3), OPEN) == Verdict(
        True,
        well=6,
        answered=6,
        of=6,
        reason="tested out: 6 of 6 cards graded Good or Easy",
        items=("study-a", "study-b", "study-c"),
    )


def test_what_is_done_already_is_not_offered() -> None:
    """Only what may still be skipped."""
    assert verdict(sat(3, 3, 4, 3, 4, 3), {"study-b"}).items == ("study-b",)


@pytest.mark.parametrize("forgotten", [0, 1])
def test_a_forgotten_card_keeps_its_study_item(forgotten: int) -> None:
    """The test is passed, but what teaches the card is still to be studied."""
    grades = (3, 3, forgotten, 3, 3, 3)
    found = verdict(sat(*grades), OPEN)
    assert (found.passed, found.well) == (True, 5)
    assert found.items == ("study-a", "study-c")


def test_hard_does_not_count_as_known() -> None:
    """Four of five must come without effort."""
    assert verdict(sat(3, 3, 2, 2, 3, 3), OPEN) == Verdict(
        False, 4, 6, 6, "4 of 6 cards graded Good or Easy"
    )


def test_all_cards_must_be_answered() -> None:
    """Ending early on a good run is no pass."""
    assert verdict(sat(4, 4, 4, 4, 4), OPEN) == Verdict(
        False, 5, 5, 6, "5 of 6 cards answered"
    )


@RULE
@given(st.lists(st.integers(0, 4), max_size=15))
def test_four_of_five_of_five_at_least(grades: list[int]) -> None:
    """The rule holds for any number of cards, exactly."""
    cards = [card(f"c{n}", study(f"study-{n}")) for n in range(len(grades))]
    found = verdict(sat(*grades, cards=cards), {one.lessons[0].item for one in cards})
    well = sum(grade > 2 for grade in grades)
    assert found.passed == (len(grades) >= 5 and well * 5 >= len(grades) * 4)
    kept = {f"study-{n}" for n, grade in enumerate(grades) if grade < 2}
    assert kept.isdisjoint(found.items)
    assert bool(found.items) == found.passed


def test_cards_of_a_session() -> None:
    """Due or not, answered before or not; suspended ones and other sessions' not."""
    states = by_id([known("c1", day(90)), CardState("c2", suspended=True)])
    assert cards_of(W1, CARDS, states) == [CARDS[0], CARDS[1], *CARDS[3:]]
    assert cards_of("w2-mon-tue", CARDS, states) == [CARDS[3]]


def test_obstacles() -> None:
    """Too few cards, or answers seen today, and it says so before asking."""
    assert obstacle(CARDS, {}, day(2)) == ""
    assert obstacle(CARDS, by_id([known("c1", day(3), last=day(1))]), day(2)) == ""
    assert obstacle(CARDS[:4], {}, day(2)) == (
        "a test-out needs 5 cards, and there are 4"
    )
    today = by_id([known("c1", day(3), last=day(2)), known("c2", day(3), last=day(2))])
    assert obstacle(CARDS, today, day(2)) == (
        "2 of its cards were answered today, so their answers are fresh"
    )
