"""What screens and `review` share about recall cards: the caps of a day, days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from aiinfra_cli.app import App
from aiinfra_cli.store import plans
from aiinfra_cli.store.due import cards_due

_AHEAD = 3660  # days; a longer pause is no pause
Range = tuple[date, date]  # both ends included


def due_today(app: App, off: Iterable[Range] = ()) -> int:
    """Count the cards that `aiinfra review` would ask now; `off` are the days off."""
    today = app.clock.today()
    if any(first <= today <= last for first, last in off):
        return 0
    new, reviews = int(app.config.new_per_day), int(app.config.reviews_per_day)
    return cards_due(app.db, app.course, today, new=new, reviews=reviews)


def due_words(count: int) -> str:
    """Say how many cards are due, and what to do about it."""
    noun = "card is" if count == 1 else "cards are"
    return f"{count} {noun} due: aiinfra review"


def days_off(app: App) -> frozenset[date]:
    """Give the days off of the plan from today on; none without a plan."""
    made = plans.standing(app.db, app.course)
    today = app.clock.today()
    end = today + timedelta(days=_AHEAD)
    found: set[date] = set()
    for texts in made.detail["off"] if made else ():
        first, last = map(date.fromisoformat, texts)
        first, last = max(first, today), min(last, end)
        count = (last - first).days + 1
        found |= {first + timedelta(days=number) for number in range(count)}
    return frozenset(found)
