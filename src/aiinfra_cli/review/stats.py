"""What `review --stats` tells: what is coming, what was remembered, what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from aiinfra_cli.review.model import AGAIN, CardState, Review
from aiinfra_cli.review.queue import NO_DAYS, USUAL, Caps, asked_on, study_day_from


class Coming(NamedTuple):
    """The reviews of one day to come."""

    day: date
    falls_due: int  # on it, those of days off before it included
    asked: int  # within the cap
    waits: int  # for the next study day
    is_day_off: bool = False


class Recall(NamedTuple):
    """How many cards were still known when they came back."""

    known: int
    of: int

    @property
    def share(self) -> float | None:
        """Give the true retention; None when nothing has come back yet."""
        return self.known / self.of if self.of else None


class Reviewed(NamedTuple):
    """The answers of one day."""

    day: date
    answers: int
    new: int  # of these, cards answered for the first time
    seconds: int  # where they were measured


class Tally(NamedTuple):
    """How many cards stand where."""

    new: int = 0  # never answered, and to be asked
    learnt: int = 0  # answered at least once
    suspended: int = 0  # answered before or not
    flagged: int = 0
    total: int = 0


def forecast(
    states: Iterable[CardState],
    day: date,
    days: int,
    *,
    caps: Caps = USUAL,
    off: AbstractSet[date] = NO_DAYS,
) -> list[Coming]:
    """Tell how many reviews the coming days ask for, this one first.

    As it stands today: new cards, and the day on which a card asked by then will
    come back once more, are not guessed.
    """
    known = tuple(states)
    kept = [state.due for state in known if state.due and not state.suspended]
    falls = Counter(study_day_from(max(due, day), off) for due in kept)
    room = caps.left(asked_on(day, known)).reviews
    waits, found = 0, []
    for number in range(days):
        at = day + timedelta(days=number)
        there = waits + falls[at]
        asked = 0 if at in off else there if room is None else min(there, room)
        waits = there - asked
        found.append(Coming(at, falls[at], asked, waits, at in off))
        room = caps.reviews
    return found


def true_retention(
    reviews: Iterable[Review], first: date | None = None, last: date | None = None
) -> Recall:
    """Count the cards still known when they came back on a day between two days.

    Only the first answer of a day counts, and only when the card was answered on an
    earlier day: what was seen an hour ago says nothing of memory. `reviews` are all
    of them, by study day.
    """
    known = of = 0
    seen: dict[str, date] = {}
    for review in reviews:
        before = seen.get(review.card)
        seen[review.card] = review.day
        if before is None or before >= review.day:
            continue
        if (first and review.day < first) or (last and review.day > last):
            continue
        of += 1
        known += review.rating > AGAIN
    return Recall(known, of)


def per_day(reviews: Iterable[Review], first: date, last: date) -> list[Reviewed]:
    """Count the answers of each day between two days, those without any included.

    `reviews` are all of them, by study day.
    """
    answers: Counter[date] = Counter()
    new: Counter[date] = Counter()
    seconds: Counter[date] = Counter()
    seen: set[str] = set()
    for review in reviews:
        answers[review.day] += 1
        new[review.day] += review.card not in seen
        seconds[review.day] += review.seconds or 0
        seen.add(review.card)
    count = (last - first).days + 1
    span = (first + timedelta(days=number) for number in range(count))
    return [Reviewed(day, answers[day], new[day], seconds[day]) for day in span]


def tally(states: Iterable[CardState], cards: int) -> Tally:
    """Count where cards stand; `cards` is how many there are in all."""
    kept = tuple(states)
    learnt = sum(not state.is_new for state in kept)
    never = sum(state.is_new and state.suspended for state in kept)
    return Tally(
        new=cards - learnt - never,
        learnt=learnt,
        suspended=sum(state.suspended for state in kept),
        flagged=sum(bool(state.flags) for state in kept),
        total=cards,
    )
