"""Sessions laid over study days, in the order of the path."""

# No `from __future__ import annotations`: see model.py.

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from aiinfra_cli.planning.calendar import Settings
from aiinfra_cli.planning.stream import Part, Stream


class Block(NamedTuple):
    """A session of the path: its own days, and its minutes still in the plan."""

    id: str
    days: int
    minutes: int


class Span(NamedTuple):
    """The days that a session takes, and its minutes on each of them."""

    block: str
    days: tuple[date, ...]
    minutes: tuple[int, ...]

    @property
    def first(self) -> date:
        """Give the day that the session begins on."""
        return self.days[0]

    @property
    def last(self) -> date:
        """Give the day that the session ends on: from the next day on it is late."""
        return self.days[-1]


def lay_out(blocks: Iterable[Block], settings: Settings) -> tuple[Span, ...]:
    """Lay sessions over the study days from the start on.

    Without minutes a day each session takes as many study days as the path gives it,
    its minutes spread evenly. With them sessions are poured into days of that size,
    and may share one.
    """
    stream = Stream(settings, settings.start)
    spans = []
    for block in blocks:
        minutes = max(0, block.minutes)
        amount = max(1, block.days) if settings.minutes_per_day is None else minutes
        parts = stream.pour(amount, settings.start)
        spans.append(span_of(block.id, shares(parts, minutes, settings)))
    return tuple(spans)


def span_of(block: str, parts: list[Part]) -> Span:
    """Make a span of days with their minutes."""
    return Span(block, tuple(day for day, _ in parts), tuple(part for _, part in parts))


def shares(parts: list[Part], minutes: int, settings: Settings) -> list[Part]:
    """Turn room taken of days into minutes on them."""
    if settings.minutes_per_day is not None:
        return parts
    days = [day for day, _ in parts]
    return list(zip(days, spread(minutes, len(days)), strict=True))


def spread(minutes: int, days: int) -> tuple[int, ...]:
    """Spread minutes evenly over days; what is left over goes to the first ones."""
    each, over = divmod(minutes, days)
    return tuple(each + (number < over) for number in range(days))


def with_minutes(span: Span, minutes: int) -> Span:
    """Give a span other minutes on the same days, as when an item was skipped."""
    old = sum(span.minutes)
    if old == minutes:
        return span
    if old == 0 or max(span.minutes) - min(span.minutes) <= 1:
        return span._replace(minutes=spread(minutes, len(span.days)))
    upto, parts = 0, []
    for part in span.minutes:
        # Cumulated rounding: each day keeps its share, and the sum is exact.
        parts.append((upto + part) * minutes // old - upto * minutes // old)
        upto += part
    return span._replace(minutes=tuple(parts))


def finish(spans: Iterable[Span]) -> date | None:
    """Give the day that a plan ends on; an empty one has none."""
    return max((span.last for span in spans), default=None)
