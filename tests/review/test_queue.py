"""What a day asks: caps hold, days off push, and nothing is ever lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review.covered import theirs, weeks_of
from aiinfra_cli.review.model import CardState, Review
from aiinfra_cli.review.queue import Caps, Queue, asked_on, queue_of
from aiinfra_cli.review.retrievability import retrievability
from aiinfra_cli.review.scheduler import after

from .cards import RULE, by_id, card, day, known, study

CARDS = [card(f"ttft-{letter}") for letter in "abcdef"]
A, B, C, D, E, F = CARDS


def test_due_first_and_most_forgotten_before_all() -> None:
    """Overdue cards come by lowest retrievability, new ones in the course's order."""
    states = by_id(
        [
            known("ttft-a", day(3), stability=30.0),
            known("ttft-c", day(2), stability=2.0),
            known("ttft-d", day(9), stability=8.0),
            known("ttft-e", day(4), stability=3.0),
        ]
    )
    assert queue_of(CARDS, states, day(4)) == Queue(
        due=(C, E, A), new=(B, F), next_day=day(9)
    )


def test_equally_forgotten_cards_keep_one_order() -> None:
    """Ties fall by the day on which they were due, then by id."""
    states = by_id(
        [known("ttft-b", day(2)), known("ttft-a", day(2)), known("ttft-c", day(1))]
    )
    assert queue_of([B, A, C], states, day(4)).due == (C, A, B)


def test_caps_count_what_today_has_asked() -> None:
    """Cards answered today use up the caps of today, new ones and others apart."""
    states = by_id(
        [
            known("ttft-a", day(6), last=day(4)),  # new today
            known("ttft-b", day(6), last=day(4), first_day=day(1)),
            known("ttft-c", day(4), stability=2.0),
            known("ttft-d", day(4), stability=9.0),
        ]
    )
    assert asked_on(day(4), states.values()) == Caps(new=1, reviews=1)
    assert queue_of(CARDS, states, day(4), caps=Caps(2, 2)) == Queue(
        due=(C,), new=(E,), due_waiting=1, new_waiting=1, next_day=day(5)
    )


def test_without_caps_everything_is_asked() -> None:
    """None is no cap, nought is none at all."""
    states = by_id([known("ttft-a", day(4)), known("ttft-b", day(3))])
    everything = queue_of(CARDS, states, day(4), caps=Caps(None, None))
    assert (len(everything.due), len(everything.new)) == (2, 4)
    nothing = queue_of(CARDS, states, day(4), caps=Caps(0, 0))
    assert nothing == Queue(due_waiting=2, new_waiting=4)


def test_suspended_cards_are_not_asked() -> None:
    """Neither a new one nor a due one."""
    states = by_id(
        [CardState("ttft-a", suspended=True), known("ttft-b", day(1), suspended=True)]
    )
    assert queue_of([A, B], states, day(4)) == Queue()


def test_a_day_off_asks_nothing_and_says_when() -> None:
    """What is due on days off waits for the next study day."""
    states = by_id([known("ttft-a", day(6)), known("ttft-b", day(7))])
    off = {day(6), day(7)}
    assert queue_of([A, B, C], states, day(6), off=off) == Queue(
        due_waiting=1, new_waiting=1, is_day_off=True, next_day=day(8)
    )
    assert queue_of([A, B, C], states, day(5), off=off) == Queue(
        new=(C,), next_day=day(8)
    )
    assert queue_of([A, B], states, day(8), off=off).due == (A, B)


def test_cards_are_theirs_once_covered_or_answered() -> None:
    """A milestone done covers the cards of its concepts; an answer takes one up."""
    first, second = study("study-a"), study("study-b", week=2)
    covered, other, answered = card("a", first), card("b", second), card("c", second)
    states = by_id([known("c", day(9)), CardState("b", suspended=True)])
    assert theirs([covered, other, answered], states, {"study-a"}) == [
        covered,
        answered,
    ]


def test_a_card_counts_in_the_weeks_that_covered_it() -> None:
    """Week 2 has not taught it yet; what nothing covers counts in none."""
    both = card("a", study("study-a"), study("study-b", week=2))
    assert weeks_of(both, {"study-a"}) == ("week-1",)
    assert weeks_of(both, {"study-a", "study-b"}) == ("week-1", "week-2")
    assert weeks_of(both, set()) == ()


STATES = st.lists(
    st.builds(
        lambda last, wait, stability, suspended: known(
            "", day(last + wait), last=day(last), stability=stability
        )._replace(suspended=suspended),
        st.integers(-20, 20),
        st.integers(1, 20),
        st.floats(0.1, 50),
        st.booleans(),
    ),
    max_size=25,
)
CAPS = st.builds(Caps, st.none() | st.integers(0, 8), st.none() | st.integers(0, 8))
OFF = st.sets(st.integers(1, 40).map(day), max_size=25)


@RULE
@given(STATES, st.integers(0, 12), CAPS, OFF, st.integers(1, 30).map(day))
def test_every_card_is_asked_waits_or_is_not_due(
    drawn: list[CardState], fresh: int, caps: Caps, off: set[date], today: date
) -> None:
    """Caps hold, the order holds, and each card is in exactly one place."""
    known = [state._replace(card=f"k{n}") for n, state in enumerate(drawn)]
    states = by_id(known)
    cards = [card(state.card) for state in known]
    cards += [card(f"n{number}") for number in range(fresh)]
    queue = queue_of(cards, states, today, caps=caps, off=off)

    awake = [state for state in known if not state.suspended]
    due = {s.card for s in awake if s.due and s.due <= today}
    assert {one.id for one in queue.due} <= due
    assert len(queue.due) + queue.due_waiting == len(due)
    assert len(queue.new) + queue.new_waiting == fresh

    asked = asked_on(today, known)
    if today in off:
        assert queue.cards == ()
    if caps.reviews is not None and queue.due:
        assert len(queue.due) + (asked.reviews or 0) <= caps.reviews
    if caps.new is not None and queue.new:
        assert len(queue.new) + (asked.new or 0) <= caps.new

    def recall(id: str) -> float:
        state = states[id]
        assert state.stability and state.last_day
        return retrievability(state.stability, (today - state.last_day).days)

    order = [recall(one.id) for one in queue.due]
    assert order == sorted(order)
    waiting = due - {one.id for one in queue.due}
    if order and waiting:
        assert order[-1] <= min(map(recall, waiting))
    assert queue.next_day is None or (
        queue.next_day > today and queue.next_day not in off
    )


@RULE
@given(OFF, st.lists(st.sampled_from([1, 2, 3, 4]), min_size=1, max_size=7))
def test_nothing_is_lost_over_days_off(off: set[date], grades: list[int]) -> None:
    """Whatever days are off, in ten weeks every card is asked, none twice a day, and
    no day asks more than its caps."""
    cards = [card(f"c{number}") for number in range(20)]
    states: dict[str, CardState] = {}
    caps = Caps(new=2, reviews=6)
    answered: Counter[str] = Counter()
    for number in range(1, 71):
        today = day(number)
        asked: list[str] = []
        while queue := queue_of(cards, states, today, caps=caps, off=off).cards:
            id = queue[0].id
            grade = grades[sum(answered.values()) % len(grades)]
            review = Review(id, f"{today}T20:00:00Z", today, grade, 5, "", "", 0.9)
            states[id] = after(states.get(id, CardState(id)), review)
            answered[id] += 1
            asked.append(id)
        assert len(asked) == len(set(asked)) <= (0 if today in off else 8)
    assert set(answered) == {one.id for one in cards}
    # None slumbers: each has a day on which it comes back.
    assert all(state.due for state in states.values())


@RULE
@given(st.integers(1, 14), st.integers(1, 10))
def test_what_gathered_over_days_off_is_spread_by_the_cap(away: int, cap: int) -> None:
    """The days after a break ask no more than the cap, until all are answered."""
    states = by_id(known(f"c{n}", day(2 + n % 14)) for n in range(28))
    cards = [card(id) for id in states]
    off = {day(1 + number) for number in range(1, away + 1)}
    sizes = []
    for number in range(1, 60):
        today = day(number)
        queue = queue_of(cards, states, today, caps=Caps(0, cap), off=off)
        sizes.append(len(queue.due))
        for one in queue.due:
            states[one.id] = known(one.id, day(400), last=today, first_day=day(1))
    assert max(sizes) <= cap
    assert sum(sizes) == 28
