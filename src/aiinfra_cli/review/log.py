"""The reviews that the journal holds, read from its events."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from aiinfra_cli.model import Event
from aiinfra_cli.review.model import CARD, GRADES, REVIEW, Review
from aiinfra_cli.review.parameters import is_fit

LATEST = 9998  # the last year that leaves room for the day a card comes back


def reviews_of(events: Iterable[Event], undone: Container[str] = ()) -> list[Review]:
    """Give the answers among events, by study day and then in journal order.

    Those of the commands in `undone` are left out, and what is no answer is passed
    over: a merge may bring events that no version of ours has written.
    """
    kept = [
        (review.day, event.id, review)
        for event in events
        if event.command_id not in undone and (review := review_of(event))
    ]
    return [review for _, _, review in sorted(kept, key=lambda one: one[:2])]


def review_of(event: Event) -> Review | None:
    """Read one event; None when it is no answer."""
    rating = event.detail.get("rating")
    if (event.family, event.verb) != (CARD, REVIEW) or type(rating) is not int:
        return None
    try:
        day = date.fromisoformat(event.day)
    except ValueError:
        return None
    if rating not in GRADES or day.year > LATEST:
        return None
    seconds = event.detail.get("seconds")
    retention = event.detail.get("retention")
    return Review(
        event.item,
        event.at,
        day,
        rating,
        seconds if type(seconds) is int and seconds >= 0 else None,
        str(event.detail.get("fsrs", "")),
        str(event.detail.get("parameters", "")),
        retention if type(retention) is float and is_fit(retention) else None,
    )
