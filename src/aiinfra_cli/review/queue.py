"""What to ask today: due cards, then new ones, within the caps of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from aiinfra_cli.review.model import Card, CardState
from aiinfra_cli.review.retrievability import retrievability

NO_DAYS: frozenset[date] = frozenset()


class Caps(NamedTuple):
    """How many cards a day may ask; None is no cap."""

    new: int | None = 20
    reviews: int | None = 100

    def left(self, asked: Caps) -> Caps:
        """Give what is left of a day on which so many were asked."""
        return Caps(_less(self.new, asked.new), _less(self.reviews, asked.reviews))


USUAL = Caps()


class Queue(NamedTuple):
    """The cards of a day, and what waits."""

    due: tuple[Card, ...] = ()  # lowest retrievability first
    new: tuple[Card, ...] = ()  # in the order of the course
    due_waiting: int = 0  # behind the cap, or for the end of the days off
    new_waiting: int = 0
    is_day_off: bool = False
    next_day: date | None = None  # the first study day after this one with a card

    @property
    def cards(self) -> tuple[Card, ...]:
        """Give the cards in the order in which they are asked."""
        return self.due + self.new


def asked_on(day: date, states: Iterable[CardState]) -> Caps:
    """Count what a day has asked already: new cards, and reviews of others.

    A card answered several times counts once.
    """
    today = [state for state in states if state.last_day == day]
    new = sum(state.first_day == day for state in today)
    return Caps(new, len(today) - new)


def queue_of(
    cards: Iterable[Card],
    states: Mapping[str, CardState],
    day: date,
    *,
    caps: Caps = USUAL,
    off: AbstractSet[date] = NO_DAYS,
) -> Queue:
    """Give the cards to ask on a day.

    `states` holds all cards of the course, so that what was asked today counts
    whichever cards are chosen now. Suspended cards are never asked. On a day off
    nothing is: what is due waits for the next study day, where the cap smooths what
    has gathered, and the rest waits again.
    """
    due: list[tuple[float, date, Card]] = []
    new: list[Card] = []
    later: list[date] = []
    for card in cards:
        state = states.get(card.id, CardState(card.id))
        if state.suspended:
            continue
        if state.due is None or state.last_day is None or state.stability is None:
            new.append(card)
        elif state.due > day:
            later.append(state.due)
        else:
            past = (day - state.last_day).days
            due.append((retrievability(state.stability, past), state.due, card))
    due.sort(key=lambda one: (one[0], one[1], one[2].id))
    is_day_off = day in off
    left = Caps(0, 0) if is_day_off else caps.left(asked_on(day, states.values()))
    kept = Queue(
        tuple(card for _, _, card in due[: left.reviews]),
        tuple(new[: left.new]),
        is_day_off=is_day_off,
    )
    due_waiting, new_waiting = len(due) - len(kept.due), len(new) - len(kept.new)
    waits = (due_waiting and caps.reviews != 0) or (new_waiting and caps.new != 0)
    next_days = [day] if waits else []
    next_days += [min(later)] if later and caps.reviews != 0 else []
    return kept._replace(
        due_waiting=due_waiting,
        new_waiting=new_waiting,
        next_day=_next_day(min(next_days), day, off) if next_days else None,
    )


def study_day_from(day: date, off: AbstractSet[date]) -> date:
    """Give the first day from this one on that is not off."""
    while day in off:
        day += timedelta(days=1)
    return day


def _next_day(wanted: date, today: date, off: AbstractSet[date]) -> date:
    return study_day_from(max(wanted, today + timedelta(days=1)), off)


def _less(cap: int | None, asked: int | None) -> int | None:
    return None if cap is None else max(cap - (asked or 0), 0)
