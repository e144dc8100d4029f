"""The state of a card is a function of its events, however they came together."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.model import Event
from aiinfra_cli.review.fold import fold, rebuild
from aiinfra_cli.review.log import reviews_of
from aiinfra_cli.review.model import CardState, Flag, Review
from aiinfra_cli.review.parameters import WEIGHTS, Parameters, wanting
from aiinfra_cli.review.scheduler import after

from .cards import RULE, day, event, logs

TWO_DEVICES = st.tuples(logs(device="here"), logs(device="there", odd=1))


@RULE
@given(TWO_DEVICES, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(
    journals: tuple[list[Event], list[Event]], order: Random
) -> None:
    """Two devices merged either way, or event by event, come to the same states."""
    here, there = journals
    shuffled = [*here, *there]
    order.shuffle(shuffled)
    assert rebuild([*here, *there]) == rebuild([*there, *here]) == rebuild(shuffled)


@RULE
@given(TWO_DEVICES, st.sets(st.integers(0, 121)))
def test_undo_is_as_if_it_had_never_been_written(
    journals: tuple[list[Event], list[Event]], numbers: set[int]
) -> None:
    """Whatever verbs were undone, the states are those of the journal without them."""
    events = [*journals[0], *journals[1]]
    undone = {f"command-{number}" for number in numbers}
    left = [one for one in events if one.command_id not in undone]
    assert rebuild(events, undone=undone) == rebuild(left)


@RULE
@given(logs())
def test_folding_at_once_is_answering_in_turn(events: list[Event]) -> None:
    """A state kept up answer by answer is the one that a rebuild makes."""
    ordered = sorted(events, key=lambda one: (one.day, one.id))
    states: dict[str, CardState] = {}
    for review in reviews_of(ordered):
        before = states.get(review.card, CardState(review.card))
        states[review.card] = after(before, review)
    for card, state in rebuild(events).items():
        kept = state._replace(suspended=False, flags=())
        assert kept == states.get(card, CardState(card))


@RULE
@given(logs())
def test_rebuild_is_the_fold_of_each_card(events: list[Event]) -> None:
    """Every card with something to tell is there, by its own events alone."""
    cards = {one.item for one in events}
    folds = {
        card: fold(card, [one for one in events if one.item == card]) for card in cards
    }
    assert rebuild(events) == {
        card: state for card, state in folds.items() if state != CardState(card)
    }


def test_an_answer_of_an_earlier_day_stands_before_a_later_one() -> None:
    """What another device answered on Monday counts before Tuesday, though it came
    to the journal last."""
    tuesday = event(1, on=day(2), rating=3)
    monday = event(2, on=day(1), rating=1)
    assert fold("ttft-from-to", [tuesday, monday]) == fold(
        "ttft-from-to", [event(1, on=day(1), rating=1), event(2, on=day(2), rating=3)]
    )


def test_a_life_of_a_card() -> None:
    """Answers, a suspension taken back, and flags all show in the state."""
    events = [
        event(1, on=day(1), rating=3),
        event(2, "flag", on=day(1), note="seconds or milliseconds?"),
        event(3, "suspend", on=day(1)),
        event(4, "unsuspend", on=day(2)),
        event(5, on=day(3), rating=1),
    ]
    state = fold("ttft-from-to", events)
    assert state == CardState(
        "ttft-from-to",
        due=day(4),
        stability=state.stability,
        difficulty=state.difficulty,
        first_day=day(1),
        last_day=day(3),
        last_at="2026-12-02T20:00:00Z",
        last_rating=1,
        reps=2,
        lapses=1,
        flags=(Flag("2026-11-30T20:00:00Z", "2026-11-30", "seconds or milliseconds?"),),
    )


@dataclass
class Odd:
    """An event that no version of ours has written."""

    why: str
    on: str = "2026-11-30"
    detail: dict[str, object] = field(default_factory=lambda: {"rating": 3})
    verb: str = "review"


@pytest.mark.parametrize(
    "odd",
    [
        Odd("no grade", detail={}),
        Odd("a grade of five", detail={"rating": 5}),
        Odd("a grade in words", detail={"rating": "good"}),
        Odd("a truth for a grade", detail={"rating": True}),
        Odd("no day", on="soon"),
        Odd("a day after which no card could come back", on="9999-12-31"),
        Odd("an unknown verb", verb="bury"),
    ],
    ids=lambda odd: str(odd.why),
)
def test_what_is_no_answer_is_passed_over(odd: Odd) -> None:
    """A merge may bring anything; the state stays that of the answers."""
    answer = event(1, rating=3)
    strange = event(2, odd.verb)._replace(day=odd.on, detail=dict(odd.detail))
    assert fold("ttft-from-to", [answer, strange]) == fold("ttft-from-to", [answer])


def test_seconds_and_versions_may_be_missing() -> None:
    """An answer counts by its grade and day; the rest is kept where it makes sense."""
    odd = event(1, rating=3, seconds=-4, retention="high", fsrs="6.3.2")
    assert reviews_of([odd]) == [
        Review(
            "ttft-from-to", "2026-11-30T20:00:00Z", day(1), 3, None, "6.3.2", "", None
        )
    ]


def test_events_of_other_families_are_no_reviews() -> None:
    """A milestone may have the id of a card."""
    other = event(1, rating=3)._replace(family="path")
    assert fold("ttft-from-to", [other]) == CardState("ttft-from-to")
    assert rebuild([other]) == {}


def test_a_renamed_card_keeps_its_history() -> None:
    """Events under a former id count for the present one."""
    events = [event(1, on=day(1), rating=3, card="ttft-old"), event(2, rating=4)]
    state = rebuild(events, aliases={"ttft-old": "ttft-from-to"})
    assert list(state) == ["ttft-from-to"]
    assert state["ttft-from-to"].reps == 2


def test_state_is_a_function_of_the_journal_alone() -> None:
    """What is desired now changes no day that an answer gave; the log says it."""
    events = [event(1, on=day(1), rating=4, retention=0.8)]
    assert rebuild(events) == rebuild(events, wanting(0.97))
    wild = [event(1, on=day(1), rating=4, retention=7.5)]  # no version of ours
    assert rebuild(wild) == rebuild([event(1, on=day(1), rating=4)])


def test_other_weights_make_every_state_anew() -> None:
    """After a change of weights or of FSRS, the log is all that is needed."""
    events = [event(1, on=day(1), rating=4), event(2, on=day(9), rating=3)]
    other = Parameters((*WEIGHTS[:3], 20.0, *WEIGHTS[4:]))
    once = [event(1, on=day(1), rating=4)]
    assert rebuild(once, other)["ttft-from-to"].stability == 20.0
    assert rebuild(events, other) != rebuild(events)
