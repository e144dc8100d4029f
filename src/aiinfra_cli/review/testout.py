"""Testing out: what a learner knows already need not be studied.

Passed is who answers all cards of a session, five at least, and grades four of five
Good or Easy. Four of five, because somebody who did study is asked again at nine of
ten, and nobody knows a field in our very words. Good or Easy, because Hard means that
it came slowly, and study is what makes it come. No single Again fails the whole: in a
long session one would be as good as certain. It keeps its own study items instead:
those that teach a card graded Again are not offered to be skipped, nor are those that
no card asks about.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from aiinfra_cli.review.model import AGAIN, GOOD, Card, CardState
from aiinfra_cli.review.session import Session

FEWEST = 5  # cards, or chance decides
ENOUGH = (4, 5)  # of them Good or Easy: four of five
STUDY = "study"  # the kind that may be skipped: a card proves no hands-on work


class Verdict(NamedTuple):
    """What a test-out came to."""

    passed: bool
    well: int  # graded Good or Easy
    answered: int
    of: int
    reason: str  # in words; of a pass, what the skipped items keep
    items: tuple[str, ...] = ()  # study items to offer for skipping


def cards_of(
    session: str, cards: Iterable[Card], states: Mapping[str, CardState]
) -> list[Card]:
    """Give the cards that a test-out of a session of the path asks, in their order.

    Due or not, but not suspended ones.
    """
    return [
        card
        for card in cards
        if any(lesson.session == session for lesson in card.lessons)
        and not states.get(card.id, CardState(card.id)).suspended
    ]


def obstacle(cards: Iterable[Card], states: Mapping[str, CardState], day: date) -> str:
    """Say why a test-out cannot be held with these cards today; empty if it can."""
    asked = tuple(cards)
    if len(asked) < FEWEST:
        return f"a test-out needs {FEWEST} cards, and there are {len(asked)}"
    fresh = sum(card.id in states and states[card.id].last_day == day for card in asked)
    if fresh:
        return f"{fresh} of its cards were answered today, so their answers are fresh"
    return ""


def verdict(session: Session, still_open: Container[str]) -> Verdict:
    """Judge a test-out; `still_open` holds the milestones that may still be skipped."""
    grades = {mark.card: mark.grade for mark in session.marks}
    answered, of = len(grades), len(session.cards)
    well = sum(grade >= GOOD for grade in grades.values())
    share = f"{well} of {of} cards graded Good or Easy"
    wanted, out_of = ENOUGH
    if answered < of:
        share = f"{answered} of {of} cards answered"
    if answered < of or of < FEWEST or well * out_of < wanted * of:
        return Verdict(False, well, answered, of, share)
    items = tuple(item for item in _proved(session, grades) if item in still_open)
    return Verdict(True, well, answered, of, f"tested out: {share}", items)


def _proved(session: Session, grades: Mapping[str, int]) -> list[str]:
    """Give the study items of the session none of whose cards was forgotten."""
    found: dict[str, bool] = {}
    for card in session.cards:
        for lesson in card.lessons:
            if lesson.session == session.test_out and lesson.kind == STUDY:
                known = grades[card.id] > AGAIN
                found[lesson.item] = found.get(lesson.item, True) and known
    return [item for item, known in found.items() if known]
