"""The one door to FSRS: what an answer makes of a card, and when it comes back.

FSRS is asked in study days: each review stands at midnight UTC of its day, so that
neither the hour of an answer nor a change of clocks moves a card by a day. There are
no learning steps and no fuzz: a card comes back tomorrow at the earliest, and the
same answers always give the same days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.review.model import AGAIN, GRADES, CardState
from aiinfra_cli.review.parameters import DEFAULTS, Parameters

if TYPE_CHECKING:
    import fsrs

    from aiinfra_cli.review.model import Review


class Engine(NamedTuple):
    """What computes the days, kept with every answer."""

    fsrs: str  # version
    parameters: str  # digest
    retention: float

    @property
    def mark(self) -> str:
        """Name what made the states; made by another, they are to be rebuilt."""
        return f"fsrs {self.fsrs} {self.parameters}"

    def detail(self, rating: int, seconds: int | None) -> dict[str, object]:
        """Give the detail of a review event."""
        return {"rating": rating, "seconds": seconds, **self._asdict()}


@lru_cache
def engine(parameters: Parameters = DEFAULTS) -> Engine:
    """Name the FSRS that is installed, and what it is asked with."""
    from importlib.metadata import version

    return Engine(version("fsrs"), parameters.digest(), parameters.retention)


def after(
    state: CardState, review: Review, parameters: Parameters = DEFAULTS
) -> CardState:
    """Give the state that an answer leaves; its day is not before the last review.

    The card comes back by the retention that was desired when it was answered, so
    that the same log gives the same days whatever is set now, and on which machine.
    """
    if review.retention:
        parameters = parameters._replace(retention=review.retention)
    card = _answered(state, review.rating, review.day, parameters)
    is_lapse = review.rating == AGAIN and (
        state.last_day is not None and state.last_day < review.day
    )
    return state._replace(
        due=card.due.date(),
        stability=card.stability,
        difficulty=card.difficulty,
        first_day=state.first_day or review.day,
        last_day=review.day,
        last_at=review.at,
        last_rating=review.rating,
        reps=state.reps + 1,
        lapses=state.lapses + is_lapse,
    )


def outlook(
    state: CardState, day: date, parameters: Parameters = DEFAULTS
) -> dict[int, date]:
    """Give the day on which a card would come back, for each grade given today."""
    return {
        rating: _answered(state, rating, day, parameters).due.date()
        for rating in GRADES
    }


def number_of(card: str) -> int:
    """Give FSRS a whole number for a card id: the same one on every machine."""
    from hashlib import sha256

    return int.from_bytes(sha256(card.encode()).digest()[:6], "big")


def _answered(
    state: CardState, rating: int, day: date, parameters: Parameters
) -> fsrs.Card:
    from fsrs import Rating

    scheduler = _scheduler(parameters)
    moment = _midnight(day)
    card, _ = scheduler.review_card(_card(state, moment), Rating(rating), moment)
    return card


def _card(state: CardState, moment: datetime) -> fsrs.Card:
    from fsrs import Card, State

    # Without an id, or a day, FSRS would ask the clock for one.
    number = number_of(state.card)
    if state.last_day is None:
        return Card(number, due=moment)
    return Card(
        number,
        State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        due=moment,
        last_review=_midnight(state.last_day),
    )


@lru_cache
def _scheduler(parameters: Parameters) -> fsrs.Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        parameters=parameters.weights,
        desired_retention=parameters.retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=parameters.longest,
        enable_fuzzing=False,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
