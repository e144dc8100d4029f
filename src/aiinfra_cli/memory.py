"""What is still remembered: what the store knows of recall cards, put to review."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.planning.numbers import UNREVIEWED, Number
from aiinfra_cli.store.tallies import has_reviews

if TYPE_CHECKING:
    from aiinfra_cli.review.retained import Held, Retained


class Memory(NamedTuple):
    """The cards that count, on a day."""

    cards: tuple[Held, ...]
    day: date

    def has_begun(self) -> bool:
        """Tell whether any card of what is covered has been reviewed."""
        return any(card.last_day for card in self.cards)

    def whole(self) -> Number:
        """Give the third of the four numbers."""
        from aiinfra_cli.review.retained import retained

        return number_of(retained(self.cards, self.day))

    def by_week(self) -> dict[str, Number]:
        """Give it for each week that has covered something."""
        from aiinfra_cli.review.retained import by_week

        return {
            week: number_of(found)
            for week, found in by_week(self.cards, self.day).items()
        }

    def by_concept(self) -> dict[str, Number]:
        """Give it for each concept that has cards which count."""
        from aiinfra_cli.review.retained import by_concept

        return {
            concept: number_of(found)
            for concept, found in by_concept(self.cards, self.day).items()
        }


def memory(db: sqlite3.Connection, course: str, day: date) -> Memory | None:
    """Give what is remembered on a day; none, and no card read, before any review."""
    if not has_reviews(db, course):
        return None
    from aiinfra_cli.store.card_queries import held

    return Memory(tuple(held(db, course)), day)


def retained(db: sqlite3.Connection, course: str, day: date) -> Number:
    """Give the third of the four numbers on a day."""
    found = memory(db, course, day)
    return found.whole() if found else UNREVIEWED


def number_of(found: Retained) -> Number:
    """Write what is remembered as one of the four numbers."""
    noun = "card" if found.suspended == 1 else "cards"
    beside = f"{found.suspended} {noun} suspended" if found.suspended else ""
    return Number("Retained", found.value, found.reason, beside)
