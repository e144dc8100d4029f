"""Cards and events to count by hand, and any log at all for the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import settings as limits
from hypothesis import strategies as st

from aiinfra_cli.model import Event
from aiinfra_cli.review.model import Card, CardState, Lesson

MONDAY = date(2026, 11, 30)

RULE = limits(max_examples=100)


def day(number: int) -> date:
    """Give a day by its number; day 1 is Monday, 30 November 2026."""
    return MONDAY + timedelta(days=number - 1)


def card(id: str, *lessons: Lesson, concept: str = "ttft") -> Card:
    """Make a card whose wording tells which it is."""
    return Card(
        id, concept, concept.upper(), f"Q {id}?", f"A {id}.", "metrics", lessons
    )


def study(item: str, week: int = 1, session: str = "w1-mon-tue") -> Lesson:
    """Make a study item of a week."""
    return Lesson(item, "study", f"week-{week}", session)


def known(id: str, due: date, *, last: date = MONDAY, **more: Any) -> CardState:
    """Make the state of a card that was answered once, unless told otherwise."""
    state = CardState(id, due, 4.0, 5.0, first_day=last, last_day=last, reps=1)
    return state._replace(**more)


def by_id(states: Iterable[CardState]) -> dict[str, CardState]:
    """Hold states by the card they are of."""
    return {state.card: state for state in states}


def event(
    number: int,
    verb: str = "review",
    *,
    on: date = MONDAY,
    card: str = "ttft-from-to",
    device: str = "here",
    command: str | None = None,
    **detail: Any,
) -> Event:
    """Make an event of the journal; its number is its place in the journal's order."""
    return Event(
        id=f"{number:08d}",
        command_id=command or f"command-{number}",
        course="mini",
        family="card",
        item=card,
        verb=verb,
        at=f"{on}T20:00:00Z",
        day=on.isoformat(),
        device=device,
        detail=detail,
    )


@st.composite
def logs(draw: st.DrawFn, *, device: str = "here", odd: int = 0) -> list[Event]:
    """Draw the events that one device wrote about a few cards, in its order.

    Ids of even numbers belong to one device, odd ones to the other.
    """
    count = draw(st.integers(0, 12))
    numbers = sorted(draw(st.sets(st.integers(0, 60), min_size=count, max_size=count)))
    return [
        event(
            2 * number + odd,
            draw(st.sampled_from(["review"] * 5 + ["suspend", "unsuspend", "flag"])),
            # Days may go back: an answer may be dated earlier.
            on=day(draw(st.integers(1, 40))),
            card=draw(st.sampled_from(["ttft-from-to", "ttft-unit", "itl-first"])),
            device=device,
            rating=draw(st.integers(1, 4)),
            seconds=draw(st.none() | st.integers(0, 60)),
            note="wrong unit",
        )
        for number in numbers
    ]
