"""Three ways to plan again what is not done, each with before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from aiinfra_cli.planning.calendar import (
    DAY,
    Settings,
    check_hours,
    study_days_between,
)
from aiinfra_cli.planning.flow import flow
from aiinfra_cli.planning.layout import Span, finish
from aiinfra_cli.planning.progress import Progress

EXTEND, COMPRESS, DROP_OPTIONAL = "extend", "compress", "drop-optional"
WAYS = (EXTEND, COMPRESS, DROP_OPTIONAL)


class Move(NamedTuple):
    """A session whose first or last day changes."""

    block: str
    old: tuple[date, date] | None  # none: it was not in the plan
    new: tuple[date, date] | None  # none: it leaves the plan


class Reflow(NamedTuple):
    """A plan before and after, and the settings that the new one is laid with."""

    way: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    finish_before: date | None
    finish_after: date | None
    moved: tuple[Move, ...]
    settings: Settings
    held: bool  # whether open work ends by the date asked for
    note: str
    dropped: tuple[str, ...] = ()  # items to skip when this is applied


def extend(
    before: Sequence[Span],
    progress: Sequence[Progress],
    settings: Settings,
    today: date,
    *,
    done_today: int = 0,
    pull: bool = False,
) -> Reflow:
    """Let open work flow on at the learner's hours; the finish may be later.

    What is not late keeps its days unless late work pushes it, so time won by working
    ahead takes up delays. `pull` lets work move to earlier days as well: right after
    hours, study days or days off have changed. `done_today` are the minutes of today
    that are used up.
    """
    after = flow(before, progress, settings, today, done_today=done_today, pull=pull)
    return _compared(EXTEND, before, after, progress, settings)


def drop_optional(
    before: Sequence[Span],
    progress: Sequence[Progress],
    settings: Settings,
    today: date,
    *,
    done_today: int = 0,
) -> Reflow:
    """Leave out open optional items, then let the rest flow on."""
    after = flow(before, progress, settings, today, done_today=done_today, drop=True)
    result = _compared(DROP_OPTIONAL, before, after, progress, settings)
    items = [item for part in progress for item in part.optional]
    minutes = sum(minutes for _, minutes in items)
    what = "1 optional item" if len(items) == 1 else f"{len(items)} optional items"
    note = f"{what} of {minutes} minutes left out" if items else "nothing is optional"
    return result._replace(
        dropped=tuple(item for item, _ in items), note=f"{note}; {result.note}"
    )


def compress(
    before: Sequence[Span],
    progress: Sequence[Progress],
    settings: Settings,
    today: date,
    *,
    done_today: int = 0,
    cap: int | None = None,
    goal: date | None = None,
) -> Reflow:
    """Raise the minutes a day by as little as holds the goal, up to a cap.

    The goal is the planned finish unless another is given, the cap twice the present
    minutes a day: those of the settings, or the mean of the path's days. Sessions may
    share days then. The settings of the result carry the new minutes.
    """
    check_hours(cap)
    goal = goal or finish(before) or date.max  # an empty plan has no date to hold
    for pull in (False, True):  # to use days set free comes before more a day
        after = flow(
            before, progress, settings, today, done_today=done_today, pull=pull
        )
        result = _compared(COMPRESS, before, after, progress, settings, goal)
        if result.held:
            return result._replace(note=f"no more a day is needed; {result.note}")
    present = settings.minutes_per_day or _mean(progress)
    cap = cap or min(2 * present, DAY)
    days = list(study_days_between(settings, today, goal))
    spent = done_today if days[:1] == [today] else 0
    needed = _least(sum(part.left for part in progress), len(days), spent)
    minutes = cap if needed is None else min(max(present, needed), cap)
    raised = settings._replace(minutes_per_day=minutes)
    after = flow(before, progress, raised, today, done_today=done_today, pull=True)
    result = _compared(COMPRESS, before, after, progress, raised, goal)
    if result.held:
        note = f"{minutes} minutes a day hold {goal}; before {present}"
    else:
        note = f"even {minutes} minutes a day, the most allowed, do not hold {goal}"
    return result._replace(note=f"{note}; {result.note}")


def moves(before: Iterable[Span], after: Iterable[Span]) -> tuple[Move, ...]:
    """List the sessions whose first or last day changes."""
    old = {span.block: (span.first, span.last) for span in before}
    new = {span.block: (span.first, span.last) for span in after}
    found = (Move(block, old.get(block), new.get(block)) for block in {**old, **new})
    return tuple(move for move in found if move.old != move.new)


def _least(left: int, days: int, spent: int) -> int | None:
    """Give the fewest minutes a day that do the work in so many days.

    Poured work leaves no room unused, so the quotient is exact; the first day has
    what is left of it after the minutes spent.
    """
    if not days:
        return None
    minutes = -(-(left + spent) // days)
    if minutes >= spent:
        return minutes
    return -(-left // (days - 1)) if days > 1 else None


def _mean(progress: Sequence[Progress]) -> int:
    """Give the minutes that a day of the path has on average."""
    days = sum(max(1, part.block.days) for part in progress)
    minutes = sum(part.block.minutes for part in progress)
    return min(DAY, max(1, -(-minutes // max(1, days))))


def _compared(
    way: str,
    before: Sequence[Span],
    after: tuple[Span, ...],
    progress: Sequence[Progress],
    settings: Settings,
    goal: date | None = None,
) -> Reflow:
    moved = moves(before, after)
    first, last = finish(before), finish(after)
    open_ = {part.block.id for part in progress if part.open}
    end, goal = finish(span for span in after if span.block in open_), goal or first
    held = end is None or goal is None or end <= goal
    if not moved:
        note = "nothing moves"
    elif first is None or first == last:
        note = f"the finish is {last}"
    else:
        note = f"the finish moves from {first} to {last}"
    return Reflow(way, tuple(before), after, first, last, moved, settings, held, note)
