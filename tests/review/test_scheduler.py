"""FSRS is asked in study days, and answers the same each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.review.model import CardState, Review
from aiinfra_cli.review.parameters import DEFAULTS, WEIGHTS, Parameters, wanting
from aiinfra_cli.review.scheduler import after, engine, number_of, outlook

from .cards import MONDAY, RULE, day


def answer(on: int, rating: int, retention: float | None = None) -> Review:
    """Make an answer to the one card of this file."""
    at = f"{day(on)}T20:00:00Z"
    return Review("ttft-unit", at, day(on), rating, 5, "6.3.2", "", retention)


@pytest.mark.parametrize(
    ("rating", "days", "stability"),
    [(1, 1, 0.212), (2, 1, 1.2931), (3, 2, 2.3065), (4, 8, 8.2956)],
)
def test_first_answer(rating: int, days: int, stability: float) -> None:
    """A first answer gives the stability that FSRS's weights hold for its grade."""
    state = after(CardState("ttft-unit"), answer(1, rating))
    assert state == CardState(
        "ttft-unit",
        due=MONDAY + timedelta(days=days),
        stability=stability,
        difficulty=state.difficulty,
        first_day=MONDAY,
        last_day=MONDAY,
        last_at="2026-11-30T20:00:00Z",
        last_rating=rating,
        reps=1,
    )


RATINGS = st.integers(1, 4)


@RULE
@given(
    st.lists(st.tuples(st.integers(0, 60), RATINGS), min_size=1, max_size=12),
    st.sampled_from([0.7, 0.8, 0.9, 0.97]),
)
def test_answers_in_turn_are_what_fsrs_makes_of_them(
    answers: list[tuple[int, int]], retention: float
) -> None:
    """Going through our own columns after each answer loses nothing of FSRS's card."""
    scheduler = fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=365,
        enable_fuzzing=False,
    )
    card, state, on = fsrs.Card(1), CardState("ttft-unit"), 1
    for days, rating in answers:
        on += days
        moment = datetime.combine(day(on), datetime.min.time(), UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
        state = after(state, answer(on, rating), wanting(retention))
    assert (state.due, state.stability, state.difficulty, state.reps) == (
        card.due.date(),
        card.stability,
        card.difficulty,
        len(answers),
    )


@RULE
@given(st.lists(st.tuples(st.integers(0, 400), RATINGS), min_size=1, max_size=8))
def test_a_card_comes_back_tomorrow_at_the_earliest_and_within_a_year(
    answers: list[tuple[int, int]],
) -> None:
    """Without learning steps there are whole days only, 365 at most."""
    state, on = CardState("ttft-unit"), 1
    for days, rating in answers:
        on += days
        state = after(state, answer(on, rating))
        assert state.due is not None
        assert 1 <= (state.due - day(on)).days <= 365


def test_only_a_card_forgotten_after_a_day_or_more_has_lapsed() -> None:
    """Again on the first day, or twice on one day, is no lapse more."""
    state, lapses = CardState("ttft-unit"), []
    for on, rating in ((1, 1), (1, 1), (2, 1), (2, 1), (5, 3), (9, 1)):
        state = after(state, answer(on, rating))
        lapses.append(state.lapses)
    assert lapses == [0, 0, 1, 1, 1, 2]


def test_wanting_more_brings_a_card_back_sooner() -> None:
    """Desired retention moves the day, not what is known of the card's memory."""
    states = [
        after(CardState("ttft-unit"), answer(1, 4), wanting(retention))
        for retention in (0.7, 0.9, 0.97)
    ]
    dues = [state.due for state in states if state.due]
    assert dues == sorted(dues, reverse=True)
    assert len(set(dues)) == 3
    assert len({(state.stability, state.difficulty) for state in states}) == 1


def test_an_answer_keeps_the_retention_that_it_was_given_under() -> None:
    """Another setting moves no card that was answered before it."""
    was = after(CardState("ttft-unit"), answer(1, 4, 0.8))
    assert was == after(CardState("ttft-unit"), answer(1, 4, 0.8), wanting(0.97))
    assert was == after(CardState("ttft-unit"), answer(1, 4), wanting(0.8))


def test_outlook_is_what_each_grade_would_come_to() -> None:
    """The days told beside the grades are those that the answer then gives."""
    state = after(CardState("ttft-unit"), answer(1, 3))
    assert outlook(state, day(3)) == {
        rating: after(state, answer(3, rating)).due for rating in (1, 2, 3, 4)
    }
    assert outlook(CardState("ttft-unit"), day(1)) == {
        1: day(2),
        2: day(2),
        3: day(3),
        4: day(9),
    }


@pytest.mark.parametrize("retention", [0.5, 0.69, 0.98, 1.0, float("nan")])
def test_a_retention_that_nobody_can_want_is_refused(retention: float) -> None:
    """What lies outside the bounds is a usage error that names them."""
    with pytest.raises(UsageError) as error:
        wanting(retention)
    assert error.value.hint == "it takes a number from 0.70 to 0.97; 0.9 as it comes"


def test_engine_names_the_version_and_all_that_it_is_asked_with() -> None:
    """The log can tell under which FSRS and parameters an answer was given."""
    assert engine() == (version("fsrs"), DEFAULTS.digest(), 0.9)
    assert engine().mark == f"fsrs {version('fsrs')} {DEFAULTS.digest()}"
    assert engine(wanting(0.8)).detail(3, 6) == {
        "rating": 3,
        "seconds": 6,
        "fsrs": version("fsrs"),
        "parameters": wanting(0.8).digest(),
        "retention": 0.8,
    }


def test_digest_changes_with_every_parameter_and_with_nothing_else() -> None:
    """Two sets of parameters share a digest only when they are equal."""
    others = [Parameters(longest=100), Parameters((*WEIGHTS[:20], 0.2))]
    assert len({DEFAULTS.digest(), *(one.digest() for one in others)}) == 3
    assert wanting(0.8).digest() == DEFAULTS.digest()  # it stands beside in the log
    # Of the defaults, for ever: logs name it.
    assert Parameters().digest() == "54ccef318e05"


def test_number_of_a_card_is_the_same_everywhere() -> None:
    """FSRS wants a whole number; it comes of the id alone, not of the clock."""
    assert number_of("ttft-unit") == 17185579466894
    assert number_of("ttft-unit") != number_of("ttft-from-to")
