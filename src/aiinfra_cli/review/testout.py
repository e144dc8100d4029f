"""Testing out: what a learner knows already need not be studied.

A test asks about the study items of a session that are still open: one card of each of
their concepts at least, and twenty cards, as many as a person does in a sitting. The
same cards are drawn whenever it is held, and each counts with its grade of the day: one
that was answered before is not asked again, and a test that was broken off goes on.

Passed is who grades four of five Good or Easy. Four of five, because somebody who did
study is asked again at nine of ten, and nobody knows a field in our very words. Good or
Easy, because Hard means that it came slowly, and study is what makes it come. No single
Again fails the whole: in a long session one would be as good as certain. It keeps its
own study items instead: those that teach a card graded Again are not offered to be
skipped.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, zip_longest
from typing import NamedTuple

from aiinfra_cli.review.model import AGAIN, GOOD, Card, CardState

FEWEST = 5  # cards, or chance decides
USUAL = 20  # cards; more only where there are more concepts
ENOUGH = (4, 5)  # of them Good or Easy: four of five
STUDY = "study"  # the kind that may be skipped: a card proves no hands-on work


class Drawn(NamedTuple):
    """The cards of a test-out, and the study items that they are about."""

    session: str
    items: tuple[str, ...]
    cards: tuple[Card, ...]
    of: int  # cards of these items in all, without suspended ones


class Verdict(NamedTuple):
    """What a test-out came to."""

    passed: bool
    well: int  # graded Good or Easy
    answered: int
    of: int
    reason: str  # in words; of a pass, what the skipped items keep
    items: tuple[str, ...] = ()  # study items to offer for skipping


def draw(
    session: str,
    items: Iterable[str],
    cards: Iterable[Card],
    states: Mapping[str, CardState],
) -> Drawn:
    """Draw the cards of a test about study items of a session, in their order.

    Due or not, but not suspended ones.
    """
    wanted = tuple(items)
    there = [
        card
        for card in cards
        if not states.get(card.id, CardState(card.id)).suspended
        and any(lesson.item in wanted for lesson in card.lessons)
    ]
    most = max(USUAL, len({card.concept for card in there}))
    drawn = {card.id for card in islice(_spread(wanted, there), most)}
    asked = tuple(card for card in there if card.id in drawn)
    return Drawn(session, wanted, asked, len(there))


def graded(
    test: Drawn, states: Mapping[str, CardState], day: date
) -> dict[str, int | None]:
    """Give the cards of a test that were dealt with since a day began, with grades.

    One that was suspended on the way has none.
    """
    found: dict[str, int | None] = {}
    for card in test.cards:
        state = states.get(card.id, CardState(card.id))
        if state.suspended:
            found[card.id] = None
        elif state.last_day and state.last_day >= day:
            found[card.id] = state.last_rating
    return found


def verdict(
    test: Drawn, grades: Mapping[str, int | None], still_open: Container[str]
) -> Verdict:
    """Judge a test-out; `still_open` holds the milestones that may still be skipped."""
    answered, of = len(grades), len(test.cards)
    well = sum(grade is not None and grade >= GOOD for grade in grades.values())
    share = f"{well} of {of} cards graded Good or Easy"
    wanted, out_of = ENOUGH
    if answered < of:
        share = f"{answered} of {of} cards answered"
    if answered < of or of < FEWEST or well * out_of < wanted * of:
        return Verdict(False, well, answered, of, share)
    items = tuple(item for item in _proved(test, grades) if item in still_open)
    return Verdict(True, well, answered, of, f"tested out: {share}", items)


def _spread(items: Sequence[str], cards: Sequence[Card]) -> Iterator[Card]:
    """Yield a card of each concept, then a second one of each, and so on.

    In each round the items take turns, so that none is left out where a round breaks.
    """
    of_item: dict[str, dict[str, None]] = {item: {} for item in items}
    of_concept: dict[str, list[Card]] = {}
    for card in cards:
        of_concept.setdefault(card.concept, []).append(card)
        for lesson in card.lessons:
            if lesson.item in of_item:
                of_item[lesson.item][card.concept] = None
    turns = zip_longest(*of_item.values())
    concepts = dict.fromkeys(one for turn in turns for one in turn if one is not None)
    rounds = zip_longest(*(of_concept[concept] for concept in concepts))
    return (card for found in rounds for card in found if card is not None)


def _proved(test: Drawn, grades: Mapping[str, int | None]) -> list[str]:
    """Give the study items of a test none of whose cards was forgotten."""
    known: dict[str, bool] = {}
    for card in test.cards:
        grade = grades[card.id]
        for lesson in card.lessons:
            if lesson.item in test.items:
                is_known = grade is not None and grade > AGAIN
                known[lesson.item] = known.get(lesson.item, True) and is_known
    return [item for item in test.items if known.get(item)]
