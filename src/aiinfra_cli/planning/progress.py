"""What is done of a session, and where its done and its open work stand."""

# No `from __future__ import annotations`: see model.py.

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from aiinfra_cli.model import SKIPPED, Milestone
from aiinfra_cli.planning.layout import Block, Span, span_of, with_minutes
from aiinfra_cli.planning.stream import Part


class Progress(NamedTuple):
    """A session with what is left of it."""

    block: Block
    left: int  # minutes
    open: int  # items neither done nor skipped; those without minutes count
    optional: tuple[tuple[str, int], ...] = ()  # open optional items, their minutes

    @property
    def done(self) -> int:
        """Give the minutes done."""
        return max(0, self.block.minutes - self.left)

    def without_optional(self) -> "Progress":
        """Leave open optional items out, minutes and all."""
        minutes = sum(minutes for _, minutes in self.optional)
        return Progress(
            self.block._replace(minutes=self.block.minutes - minutes),
            self.left - minutes,
            self.open - len(self.optional),
        )


def progress_of(session: str, days: int, milestones: Iterable[Milestone]) -> Progress:
    """Say what is left of a session; skipped milestones are out of the plan."""
    kept = [item for item in milestones if item.status != SKIPPED]
    open_ = [item for item in kept if not item.closed]
    return Progress(
        Block(session, days, sum(item.minutes for item in kept)),
        left=sum(item.minutes for item in open_),
        open=len(open_),
        optional=tuple((item.id, item.minutes) for item in open_ if item.optional),
    )


def refit(span: Span, progress: Progress) -> Span:
    """Give a span the present minutes of its session, as after a skip.

    What is done stays where it is; the open days share what is left as they did.
    """
    if sum(span.minutes) == progress.done + progress.left:
        return span
    open_ = with_minutes(span_of("", open_parts(span, progress.done)), progress.left)
    minutes = dict.fromkeys(span.days, 0)
    minutes.update(done_before(span, progress.done, date.max))
    # More may be done than was planned: an item came in, or was counted anew.
    minutes[span.last] += progress.done - sum(minutes.values())
    for day, part in zip(open_.days, open_.minutes, strict=True):
        minutes[day] += part
    return span_of(span.block, list(minutes.items()))


def open_parts(span: Span, done: int) -> list[Part]:
    """Give the days of a span that are still open, with their minutes.

    What is done fills the days from the first one on.
    """
    parts: list[Part] = []
    for day, minutes in zip(span.days, span.minutes, strict=True):
        filled = min(done, minutes)
        if done == 0 or filled < minutes:
            parts.append((day, minutes - filled))
        done -= filled
    return parts or [(span.last, 0)]


def done_before(span: Span, done: int, today: date) -> list[Part]:
    """Give the past days of a span that are filled by what is done."""
    parts: list[Part] = []
    for day, minutes in zip(span.days, span.minutes, strict=True):
        filled = min(done, minutes)
        if day < today and filled:
            parts.append((day, filled))
        done -= filled
    return parts


def is_late(parts: list[Part], today: date) -> bool:
    """Tell whether open work stands on a past day."""
    behind = any(day < today and minutes for day, minutes in parts)
    return behind or parts[-1][0] < today
