"""How open work flows around what is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aiinfra_cli.planning.calendar import Settings
from aiinfra_cli.planning.layout import Span, shares, span_of
from aiinfra_cli.planning.progress import (
    Progress,
    done_before,
    is_late,
    open_parts,
    refit,
)
from aiinfra_cli.planning.stream import Stream


def flow(
    before: Iterable[Span],
    progress: Iterable[Progress],
    settings: Settings,
    today: date,
    *,
    done_today: int = 0,
    pull: bool = False,
    drop: bool = False,
) -> tuple[Span, ...]:
    """Lay a path of which part is done: one span for each session, in path order.

    Finished sessions keep their days, as far as they have work; one that was skipped
    as a whole leaves the plan. The done part of an open session keeps its past days,
    too; what of it was done ahead comes along with the rest when that moves. To flow
    again changes nothing.
    """
    stream = Stream(settings, today, done_today)
    standing = {span.block: span for span in before}
    spans = []
    for was in progress:
        now = was.without_optional() if drop else was
        old = standing.get(now.block.id)
        if not now.open:
            spans += _finished(old, now)
            continue
        # Days set free by leaving items out are given to others.
        shrinks = drop and was.optional and old and sum(old.minutes) > now.block.minutes
        may_stay = not pull and not shrinks
        old = refit(old, now) if old else None
        if old and may_stay and _stays(old, now, settings, today, stream):
            spans.append(old)
        else:
            spans.append(_poured(old, was, now, settings, today, stream, pull=pull))
    return tuple(spans)


def _finished(old: Span | None, now: Progress) -> list[Span]:
    """Keep a finished session; what was skipped of it takes its days along."""
    if old is None or sum(old.minutes) == now.block.minutes:
        return [old] if old else []
    parts = done_before(refit(old, now), now.done, date.max)
    return [span_of(old.block, parts)] if parts else []


def _stays(
    old: Span, now: Progress, settings: Settings, today: date, stream: Stream
) -> bool:
    """Hold open work where it stands, if it is not late and fits there."""
    parts = open_parts(old, now.done)
    if is_late(parts, today):
        return False
    parts = [part for part in parts if part[0] >= today]
    if settings.minutes_per_day is None:
        parts = [(day, 1 if now.left else 0) for day, _ in parts]
    if not stream.fits(parts):
        return False
    stream.hold(parts)
    return True


def _poured(
    old: Span | None,
    was: Progress,
    now: Progress,
    settings: Settings,
    today: date,
    stream: Stream,
    *,
    pull: bool,
) -> Span:
    """Pour what is left of a session; past days keep what was done on them."""
    start, past = today, []
    if old is not None:
        past = done_before(old, now.done, today)
        start = today if pull else open_parts(old, now.done)[0][0]
    amount = now.left
    if settings.minutes_per_day is None:
        # The same share of the days that the path gives it, in whole days.
        amount = -(-amount * max(1, was.block.days) // max(1, was.block.minutes))
    parts = shares(stream.pour(amount, start), now.left, settings)
    ahead = now.done - sum(minutes for _, minutes in past)
    parts[0] = (parts[0][0], parts[0][1] + ahead)
    return span_of(now.block.id, past + parts)
