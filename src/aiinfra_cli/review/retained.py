"""Retained, the third of the four numbers: how much of it is still remembered.

It is about what is covered. A card that was answered before anything covers it, in a
test-out say, does not count, or the number would speak of what was never learnt here.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from aiinfra_cli.review.covered import is_covered, weeks_of
from aiinfra_cli.review.model import Card, CardState
from aiinfra_cli.review.retrievability import retrievability


class Held(NamedTuple):
    """A card that counts, with no more than the number needs."""

    concept: str
    weeks: tuple[str, ...]
    stability: float | None = None  # None: never reviewed
    last_day: date | None = None
    suspended: bool = False
    forgotten: bool = False  # the last answer was Again


class Retained(NamedTuple):
    """The mean retrievability of cards, or the reason why there is none."""

    value: float | None
    reason: str = ""  # why there is no value
    cards: int = 0  # that count; suspended ones do not
    reviewed: int = 0  # of these
    suspended: int = 0  # to be told beside the value


def held(
    cards: Iterable[Card], states: Mapping[str, CardState], done: Container[str]
) -> list[Held]:
    """Give the cards that count: those of covered concepts, in their order."""
    found = []
    for card in cards:
        if not is_covered(card, done):
            continue
        state = states.get(card.id, CardState(card.id))
        weeks = weeks_of(card, done)
        known = (state.stability, state.last_day, state.suspended, state.is_forgotten)
        found.append(Held(card.concept, weeks, *known))
    return found


def has_begun(cards: Iterable[Held]) -> bool:
    """Tell whether any card has been reviewed: from then on the others count 0."""
    return any(card.last_day for card in cards)


def retained(
    cards: Iterable[Held], day: date, *, begun: bool | None = None
) -> Retained:
    """Give the mean retrievability on a day.

    A card never reviewed counts 0, and so does one whose last answer was Again, until
    it is answered right: the curve begins at 1 whatever the grade was. `begun` says
    whether reviewing has begun anywhere, where the cards are a part of all. Suspended
    cards are left out, and counted to be told beside.
    """
    everything = tuple(cards)
    counted = [card for card in everything if not card.suspended]
    suspended = len(everything) - len(counted)
    reviewed = sum(card.last_day is not None for card in counted)
    reason = ""
    if not everything:
        reason = "nothing with recall cards is covered"
    elif not (has_begun(everything) if begun is None else begun):
        reason = "nothing covered has been reviewed"
    elif not counted:
        reason = "all cards are suspended"
    if reason:
        return Retained(None, reason, len(counted), reviewed, suspended)
    mean = sum(_of(card, day) for card in counted) / len(counted)
    return Retained(mean, "", len(counted), reviewed, suspended)


def by_concept(cards: Iterable[Held], day: date) -> dict[str, Retained]:
    """Give the number of each concept that has cards which count, in their order."""
    return _by(cards, lambda card: (card.concept,), day)


def by_week(cards: Iterable[Held], day: date) -> dict[str, Retained]:
    """Give the number of each week; a card counts in every week that covered it."""
    return _by(cards, lambda card: card.weeks, day)


def _by(
    cards: Iterable[Held], names_of: Callable[[Held], tuple[str, ...]], day: date
) -> dict[str, Retained]:
    everything = tuple(cards)
    groups: dict[str, list[Held]] = {}
    for card in everything:
        for name in names_of(card):
            groups.setdefault(name, []).append(card)
    begun = has_begun(everything)
    return {name: retained(group, day, begun=begun) for name, group in groups.items()}


def _of(card: Held, day: date) -> float:
    if card.stability is None or card.last_day is None or card.forgotten:
        return 0.0
    return retrievability(card.stability, (day - card.last_day).days)
