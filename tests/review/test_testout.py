"""Testing out of a session: what is asked, who passes, and what is then offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review.model import Card, CardState, Lesson
from aiinfra_cli.review.testout import (
    USUAL,
    Drawn,
    Verdict,
    draw,
    graded,
    verdict,
)

from .cards import RULE, by_id, card, day, known, study

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
ITEMS = ("study-a", "study-b", "study-c", "study-bare")
OPEN = {*ITEMS, "study-later", "lab-gateway"}
DRAWN = draw(W1, ITEMS, CARDS, {})


def sat(*grades: int | None, test: Drawn = DRAWN) -> dict[str, int | None]:
    """Grade the cards of a test in their order; None suspends the card."""
    return {card.id: grade for card, grade in zip(test.cards, grades, strict=False)}


def test_all_known_offers_every_study_item_with_cards() -> None:
    """Labs, items of other sessions and items without cards are not offered."""
    assert verdict(DRAWN, sat(3, 3, 4, 3, 4), OPEN) == Verdict(
        True,
        well=5,
        answered=5,
        of=5,
        reason="tested out: 5 of 5 cards graded Good or Easy",
        items=("study-a", "study-b", "study-c"),
    )


def test_what_is_done_meanwhile_is_not_offered() -> None:
    """Only what may still be skipped."""
    assert verdict(DRAWN, sat(3, 3, 4, 3, 4), {"study-b"}).items == ("study-b",)


@pytest.mark.parametrize("forgotten", [None, 1])
def test_a_forgotten_card_keeps_its_study_item(forgotten: int | None) -> None:
    """The test is passed, but what teaches the card is still to be studied."""
    found = verdict(DRAWN, sat(3, 3, forgotten, 3, 3), OPEN)
    assert (found.passed, found.well) == (True, 4)
    assert found.items == ("study-a", "study-c")


def test_hard_does_not_count_as_known() -> None:
    """Four of five must come without effort."""
    assert verdict(DRAWN, sat(3, 3, 2, 2, 3), OPEN) == Verdict(
        False, 3, 5, 5, "3 of 5 cards graded Good or Easy"
    )


def test_all_cards_must_be_answered() -> None:
    """Ending early on a good run is no pass."""
    assert verdict(DRAWN, sat(4, 4, 4, 4), OPEN) == Verdict(
        False, 4, 4, 5, "4 of 5 cards answered"
    )


@RULE
@given(st.lists(st.none() | st.integers(1, 4), max_size=15))
def test_four_of_five_of_five_at_least(grades: list[int | None]) -> None:
    """The rule holds for any number of cards, exactly."""
    items = [f"study-{n}" for n in range(len(grades))]
    test = draw(W1, items, [card(f"c-{one}", study(one)) for one in items], {})
    found = verdict(test, sat(*grades, test=test), set(items))
    well = sum((grade or 0) > 2 for grade in grades)
    assert found.passed == (len(grades) >= 5 and well * 5 >= len(grades) * 4)
    kept = {
        item for item, grade in zip(items, grades, strict=True) if grade in (None, 1)
    }
    assert kept.isdisjoint(found.items)
    assert bool(found.items) == found.passed


def test_only_cards_of_the_study_items_are_drawn() -> None:
    """Due or not, answered before or not; of labs and other sessions none."""
    states = by_id([known("c1", day(90)), CardState("c2", suspended=True)])
    found = draw(W1, ITEMS, CARDS, states)
    assert [one.id for one in found.cards] == ["c0", "c1", "c3", "c4"]
    assert found.of == 4
    assert draw(W1, ["study-later"], CARDS, {}).cards == (CARDS[3],)
    assert draw(W1, [], CARDS, {}).cards == ()


def many(per_concept: int, *concepts: str) -> list[Card]:
    """Make cards of concepts; the first letter names the study item of each."""
    return [
        card(f"{concept}-{n}", study(f"study-{concept[0]}"), concept=concept)
        for concept in concepts
        for n in range(per_concept)
    ]


def test_more_than_twenty_are_spread() -> None:
    """One of each concept, then a second one of each while items take turns."""
    concepts = [*(f"a{n}" for n in range(9)), *(f"b{n}" for n in range(3))]
    test = draw(W1, ["study-a", "study-b"], many(3, *concepts), {})
    assert (len(test.cards), test.of) == (USUAL, 36)
    names = [one.id for one in test.cards]
    firsts, seconds = ([n for n in names if n[-1] == end] for end in "01")
    assert firsts == [f"{concept}-0" for concept in concepts]
    assert seconds == [
        f"{c}-1" for c in ["a0", "a1", "a2", "a3", "a4", "b0", "b1", "b2"]
    ]


def test_each_concept_is_asked_even_if_they_are_more_than_twenty() -> None:
    """Or a study item would be skipped whose half nobody asked about."""
    concepts = [f"a{n}" for n in range(23)]
    test = draw(W1, ["study-a"], many(2, *concepts), {})
    assert [one.id for one in test.cards] == [f"{concept}-0" for concept in concepts]


@RULE
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abc"), min_size=1), st.integers(1, 4)),
        max_size=30,
    ),
    st.sets(st.integers(0, 120)),
)
def test_what_is_drawn(
    concepts: list[tuple[set[str], int]], left_out: set[int]
) -> None:
    """Any curriculum: in order, none twice, no concept left out, no more than fit."""
    cards = [
        card(f"c{n}-{k}", *(study(f"study-{i}") for i in sorted(of)), concept=f"c{n}")
        for n, (of, count) in enumerate(concepts)
        for k in range(count)
    ]
    states = by_id(
        CardState(one.id, suspended=True)
        for n, one in enumerate(cards)
        if n in left_out
    )
    items = ["study-a", "study-b"]
    test = draw(W1, items, cards, states)
    there = [
        one
        for one in cards
        if one.id not in states and any(lesson.item in items for lesson in one.lessons)
    ]
    taught = {one.concept for one in there}
    assert test.of == len(there)
    assert [one for one in there if one in test.cards] == list(test.cards)
    assert len(test.cards) == min(len(there), max(USUAL, len(taught)))
    assert {one.concept for one in test.cards} == taught
    assert draw(W1, items, cards, states) == test


def test_grades_of_the_day() -> None:
    """What was dealt with since the day began counts, before the test or in it."""
    states = by_id(
        [
            known("c0", day(3), last=day(2), last_rating=3),
            known("c1", day(3), last=day(1), last_rating=3),
            known("c2", day(4), last=day(3), last_rating=1),  # after midnight
            CardState("c3", suspended=True),
            known("c5", day(3), last=day(2), last_rating=4),  # of a lab
        ]
    )
    assert graded(DRAWN, states, day(2)) == {"c0": 3, "c2": 1, "c3": None}
