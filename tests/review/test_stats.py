"""What is coming, what was remembered, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review import stats
from aiinfra_cli.review.model import CardState, Flag, Review
from aiinfra_cli.review.queue import Caps, queue_of
from aiinfra_cli.review.stats import Coming, Recall, Reviewed, Tally

from .cards import RULE, by_id, card, day, known


def review(card: str, on: int, rating: int = 3, seconds: int | None = 6) -> Review:
    """Make an answer."""
    at = f"{day(on)}T20:00:00Z"
    return Review(card, at, day(on), rating, seconds, "6.3.2", "", 0.9)


def test_forecast_pushes_over_days_off_and_keeps_to_the_cap() -> None:
    """Overdue cards fall due today; what no day has room for waits for the next."""
    states = [
        *(known(f"late-{n}", day(1)) for n in range(3)),
        known("five", day(5)),
        known("six", day(6)),
        known("asleep", day(5), suspended=True),
        CardState("new"),
        known("now", day(5), last=day(4), first_day=day(1)),  # answered today
    ]
    off = {day(5), day(6)}
    assert stats.forecast(states, day(4), 5, caps=Caps(0, 3), off=off) == [
        Coming(day(4), falls_due=3, asked=2, waits=1),
        Coming(day(5), falls_due=0, asked=0, waits=1, is_day_off=True),
        Coming(day(6), falls_due=0, asked=0, waits=1, is_day_off=True),
        Coming(day(7), falls_due=3, asked=3, waits=1),
        Coming(day(8), falls_due=0, asked=1, waits=0),
    ]


def test_forecast_without_a_cap() -> None:
    """Everything is asked on its day."""
    states = [known("a", day(2)), known("b", day(2)), known("c", day(3))]
    caps = Caps(None, None)
    assert [one.asked for one in stats.forecast(states, day(2), 3, caps=caps)] == [
        2,
        1,
        0,
    ]


DUE = st.lists(st.integers(-10, 30), max_size=30)


@RULE
@given(DUE, st.sets(st.integers(1, 20).map(day)), st.integers(1, 9) | st.none())
def test_forecast_loses_no_card(
    due: list[int], off: set[date], cap: int | None
) -> None:
    """In the end every card that has a day has been asked, on no day off, and today
    as many as today's queue asks."""
    states = [
        known(f"c{n}", day(number), last=day(-30)) for n, number in enumerate(due)
    ]
    caps = Caps(0, cap)
    coming = stats.forecast(states, day(1), 80, caps=caps, off=off)
    assert sum(one.asked for one in coming) == len(due)
    assert coming[-1].waits == 0
    assert all(one.asked <= (len(due) if cap is None else cap) for one in coming)
    assert {one.day for one in coming if one.asked}.isdisjoint(off)
    cards = [card(state.card) for state in states]
    queue = queue_of(cards, by_id(states), day(1), caps=caps, off=off)
    assert len(queue.due) == coming[0].asked


LOG = [
    review("a", 1, 3),
    review("b", 1, 1),
    review("b", 1, 3, seconds=None),  # again on the same day
    review("a", 3, 1),
    review("a", 3, 3),  # relearnt: the first answer of the day counts
    review("b", 4, 2),
    review("a", 9, 4),
]


def test_true_retention_counts_what_came_back_on_a_later_day() -> None:
    """First answers, and second ones of a day, say nothing of memory."""
    assert stats.true_retention(LOG) == Recall(known=2, of=3)
    assert stats.true_retention(LOG).share == pytest.approx(2 / 3)


def test_true_retention_of_a_stretch_of_days() -> None:
    """What was answered before it is known, but not counted."""
    assert stats.true_retention(LOG, first=day(4)) == Recall(2, 2)
    assert stats.true_retention(LOG, last=day(4)) == Recall(1, 2)
    assert stats.true_retention(LOG, day(5), day(8)).share is None


def test_reviews_per_day() -> None:
    """Every day of the stretch has its row, those without an answer too."""
    assert stats.per_day(LOG, day(1), day(4)) == [
        Reviewed(day(1), answers=3, new=2, seconds=12),
        Reviewed(day(2), 0, 0, 0),
        Reviewed(day(3), 2, 0, 12),
        Reviewed(day(4), 1, 0, 6),
    ]


def test_tally() -> None:
    """Cards that nobody touched are new; who suspends one unanswered has it not so."""
    flag = Flag("2026-11-30T20:00:00Z", "2026-11-30", "unit?")
    states = [
        known("a", day(2)),
        known("b", day(2), suspended=True, flags=(flag, flag)),
        CardState("c", flags=(flag,)),
        CardState("d", suspended=True),
    ]
    assert stats.tally(states, cards=10) == Tally(7, 2, 2, 2, 10)


def all_days(log: Iterable[Review]) -> int:
    """Count the answers that the days of a log tell of."""
    days = [one.day for one in log]
    return sum(one.answers for one in stats.per_day(log, min(days), max(days)))


@RULE
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 30), st.integers(1, 4)),
        min_size=1,
    )
)
def test_no_answer_is_counted_twice_or_not_at_all(
    answers: list[tuple[str, int, int]],
) -> None:
    """Days add up to the log, and recall never counts more than came back."""
    log = sorted((review(*one) for one in answers), key=lambda one: one.day)
    assert all_days(log) == len(log)
    came_back = len({(r.card, r.day) for r in log}) - len({r.card for r in log})
    recall = stats.true_retention(log)
    assert (recall.of, recall.known <= recall.of) == (came_back, True)
