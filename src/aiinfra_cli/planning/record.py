"""A plan as the journal keeps it, and back."""

# No `from __future__ import annotations`: see model.py.

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from aiinfra_cli.planning.calendar import EVERY_DAY, Settings
from aiinfra_cli.planning.layout import Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Plan(NamedTuple):
    """A learner's settings, and the sessions laid over their study days."""

    settings: Settings
    spans: tuple[Span, ...]
    way: str = "start"  # start, change, pause, extend, compress, drop-optional
    number: int = 1  # plans made so far, this one included

    def span_of(self, session: str) -> Span | None:
        """Give the days of a session."""
        return next((span for span in self.spans if span.block == session), None)


def as_detail(plan: Plan) -> dict[str, Any]:
    """Write a plan as the detail of an event: JSON values only."""
    settings = plan.settings
    return {
        "way": plan.way,
        "start": settings.start.isoformat(),
        "weekdays": [WEEKDAYS[day] for day in sorted(settings.weekdays)],
        "minutes_per_day": settings.minutes_per_day,
        "off": [[first.isoformat(), last.isoformat()] for first, last in settings.off],
        "spans": [
            [span.block, [day.isoformat() for day in span.days], list(span.minutes)]
            for span in plan.spans
        ],
    }


def plan_of(detail: Mapping[str, Any], number: int = 1) -> Plan:
    """Read a plan from the detail of an event."""
    day = date.fromisoformat
    weekdays: Sequence[str] = detail["weekdays"]
    settings = Settings(
        day(detail["start"]),
        frozenset(WEEKDAYS.index(name) for name in weekdays) & EVERY_DAY,
        detail["minutes_per_day"],
        tuple((day(first), day(last)) for first, last in detail["off"]),
    )
    spans = tuple(
        Span(block, tuple(map(day, days)), tuple(minutes))
        for block, days, minutes in detail["spans"]
    )
    return Plan(settings, spans, detail["way"], number)
