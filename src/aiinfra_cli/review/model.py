"""What the room works with: cards, where they stand, and what was answered."""

# No `from __future__ import annotations` here: as text, the type of each field would
# be compiled anew at every start.

from datetime import date
from typing import NamedTuple

CARD = "card"  # the family of these events in the journal

# The verbs of that family. Each is a step that `undo` takes back.
REVIEW, SUSPEND, UNSUSPEND, FLAG = "review", "suspend", "unsuspend", "flag"
VERBS = frozenset({REVIEW, SUSPEND, UNSUSPEND, FLAG})

AGAIN, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
GRADE_NAMES = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}


class Lesson(NamedTuple):
    """A milestone of the path that teaches a concept or uses it."""

    item: str
    kind: str  # study, hands-on, lab …
    week: str | None = None
    session: str | None = None


class Card(NamedTuple):
    """A question and its answer, as the curriculum has them now.

    The id is the card: wording may change, the history stays.
    """

    id: str
    concept: str
    title: str  # of the concept
    question: str  # Markdown inline
    answer: str
    area: str = ""
    lessons: tuple[Lesson, ...] = ()
    unverified: str = ""  # why nobody has checked what the concept says


class Flag(NamedTuple):
    """What a learner says is wrong with a card."""

    at: str  # UTC
    day: str
    note: str


class Review(NamedTuple):
    """One answer, as the journal keeps it."""

    card: str
    at: str  # UTC
    day: date  # the study day it counts for
    rating: int  # 1 again, 2 hard, 3 good, 4 easy
    seconds: int | None  # from the question to the grade
    fsrs: str  # the version that was asked for the next day
    parameters: str  # digest of what it was asked with
    retention: float | None  # the desired one, by which the card comes back


class CardState(NamedTuple):
    """Where a learner stands with a card: always made from its events."""

    card: str
    due: date | None = None  # as FSRS says it; days off are looked at when asking
    stability: float | None = None  # days until recall falls to 0.9
    difficulty: float | None = None  # 1 to 10
    first_day: date | None = None  # study days of the first and the last review
    last_day: date | None = None
    last_at: str | None = None  # UTC
    last_rating: int | None = None  # as in a review
    reps: int = 0
    lapses: int = 0  # forgotten, a day or more after the review before
    suspended: bool = False
    flags: tuple[Flag, ...] = ()

    @property
    def is_new(self) -> bool:
        """Tell whether the card has never been answered."""
        return self.last_day is None

    @property
    def is_forgotten(self) -> bool:
        """Tell whether its last answer was Again."""
        return self.last_rating == AGAIN
