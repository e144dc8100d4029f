"""Retained: the mean retrievability of what was covered, honest about what lacks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review.model import CardState
from aiinfra_cli.review.retained import (
    Held,
    Retained,
    by_concept,
    by_week,
    held,
    retained,
)
from aiinfra_cli.review.retrievability import retrievability

from .cards import RULE, by_id, card, day, known, study

W1, W2 = ("week-1",), ("week-2",)


def test_nothing_is_covered() -> None:
    """Without covered cards there is no number, and the reason."""
    assert retained([], day(1)) == Retained(
        None, "nothing with recall cards is covered"
    )


def test_nothing_has_been_reviewed() -> None:
    """Until the first review there is no number."""
    cards = [Held("ttft", W1), Held("itl", W1, suspended=True)]
    assert retained(cards, day(1)) == Retained(
        None, "nothing covered has been reviewed", cards=1, suspended=1
    )


def test_all_cards_are_suspended() -> None:
    """What is left out cannot be counted as nought."""
    cards = [Held("ttft", W1, 4.0, day(1), suspended=True)]
    assert retained(cards, day(5)) == Retained(
        None, "all cards are suspended", suspended=1
    )


def test_a_card_never_reviewed_counts_nought_from_the_first_review_on() -> None:
    """Three cards, one reviewed four days ago at a stability of four: 0.9 of three."""
    third = retrievability(4.0, 4) / 3
    assert third == pytest.approx(0.3)
    cards = [Held("ttft", W1, 4.0, day(1)), Held("ttft", W1), Held("itl", W1)]
    assert retained(cards, day(5)) == Retained(third, cards=3, reviewed=1)


def test_suspended_cards_are_told_beside() -> None:
    """They leave the mean, as skipped time leaves Covered."""
    cards = [
        Held("ttft", W1, 4.0, day(1)),
        Held("ttft", W1, suspended=True),
        Held("itl", W1, 9.0, day(1), suspended=True),
    ]
    assert retained(cards, day(5)) == Retained(
        retrievability(4.0, 4), cards=1, reviewed=1, suspended=2
    )


def test_each_concept_and_week_has_its_own() -> None:
    """A concept nobody reviewed counts nought once reviewing has begun elsewhere."""
    cards = [
        Held("ttft", W1 + W2, 4.0, day(1)),
        Held("itl", W1),
        Held("kv-cache", W2, 8.0, day(5)),
        Held("paging", (), suspended=True),
    ]
    first, second = retrievability(4.0, 4), 1.0
    assert by_concept(cards, day(5)) == {
        "ttft": Retained(first, "", 1, 1),
        "itl": Retained(0.0, "", 1),
        "kv-cache": Retained(second, "", 1, 1),
        "paging": Retained(None, "all cards are suspended", suspended=1),
    }
    assert by_week(cards, day(5)) == {
        "week-1": Retained(first / 2, "", 2, 1),
        "week-2": Retained((first + second) / 2, "", 2, 2),
    }


def test_reviewing_begins_for_all_at_once() -> None:
    """A first review of a card that no week has lets those of a week count."""
    cards = [Held("ttft", (), 4.0, day(1)), Held("itl", W1)]
    assert by_week(cards, day(1)) == {"week-1": Retained(0.0, "", 1)}


def test_before_the_first_review_no_concept_has_a_number() -> None:
    """Not nought, but none."""
    assert by_concept([Held("ttft", W1)], day(1)) == {
        "ttft": Retained(None, "nothing covered has been reviewed", cards=1)
    }


def test_cards_that_count() -> None:
    """Those of covered concepts alone, answered or not; each in its weeks."""
    cards = [
        card("a", study("study-a"), concept="ttft"),
        card("b", study("study-b", week=2), concept="itl"),
        card("c", study("study-a"), study("study-b", week=2), concept="itl"),
        card("d", study("study-a"), concept="itl"),
    ]
    states = by_id(
        [
            known("b", day(3)),
            known("c", day(3), last_rating=3),
            known("d", day(2), last_rating=1),
            CardState("a", suspended=True),
        ]
    )
    assert held(cards, states, {"study-a"}) == [
        Held("ttft", W1, suspended=True),
        Held("itl", W1, 4.0, day(1)),
        Held("itl", W1, 4.0, day(1), forgotten=True),
    ]


@pytest.mark.parametrize("today", [day(1), day(2), day(9)])
def test_a_card_graded_again_counts_nought(today: date) -> None:
    """The curve begins at 1 whatever the grade; what was not known is not retained."""
    cards = [
        Held("ttft", W1, 4.0, day(1), forgotten=True),
        Held("itl", W1, 4.0, day(1)),
    ]
    half = retrievability(4.0, (today - day(1)).days) / 2
    assert retained(cards, today) == Retained(half, cards=2, reviewed=2)


HELD = st.lists(
    st.builds(
        Held,
        st.sampled_from(["ttft", "itl", "kv-cache"]),
        st.sampled_from([(), W1, W2, W1 + W2]),
        st.floats(0.001, 36500),
        st.integers(1, 30).map(day),
        st.booleans(),
        st.booleans(),
    )
    | st.sampled_from([Held("ttft", W1), Held("itl", W1 + W2)]),
    max_size=20,
)


@RULE
@given(HELD, st.integers(1, 400).map(day), st.integers(0, 100))
def test_it_is_a_share_that_falls_from_day_to_day(
    cards: list[Held], today: date, more: int
) -> None:
    """Between 0 and 1; without reviews it never rises."""
    now, then = (
        retained(cards, today),
        retained(cards, date.fromordinal(today.toordinal() + more)),
    )
    assert (now.value is None) == (then.value is None) == bool(now.reason)
    if now.value is not None and then.value is not None:
        assert 0 <= then.value <= now.value <= 1


@RULE
@given(HELD, st.integers(1, 60).map(day))
def test_concepts_add_up_to_the_whole(cards: list[Held], today: date) -> None:
    """The whole is the mean of its concepts, weighed by their cards."""
    whole, parts = retained(cards, today), by_concept(cards, today).values()
    assert sum(part.cards for part in parts) == whole.cards
    if whole.value is not None:
        total = sum((part.value or 0.0) * part.cards for part in parts)
        assert total / whole.cards == pytest.approx(whole.value)
