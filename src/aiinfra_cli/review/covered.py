"""Which cards are the learner's by now."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from aiinfra_cli.review.model import Card, CardState


def is_covered(card: Card, done: Container[str]) -> bool:
    """Tell whether a milestone that teaches the card's concept is done."""
    return any(lesson.item in done for lesson in card.lessons)


def theirs(
    cards: Iterable[Card], states: Mapping[str, CardState], done: Container[str]
) -> list[Card]:
    """Give the cards to ask without being told which, in their order.

    Those that are covered, and those answered once, as in a test-out: what was taken
    up is kept up. `done` holds the ids of the milestones that are done.
    """
    return [
        card
        for card in cards
        if is_covered(card, done) or (card.id in states and not states[card.id].is_new)
    ]


def weeks_of(card: Card, done: Container[str]) -> tuple[str, ...]:
    """Give the weeks in which the card counts: those that have covered it."""
    weeks = (lesson.week for lesson in card.lessons if lesson.item in done)
    return tuple(dict.fromkeys(week for week in weeks if week))
