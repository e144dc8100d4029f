"""What was done day by day against the plan, and where that leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from aiinfra_cli.model import DONE, Milestone, Tally
from aiinfra_cli.planning.forecast import HORIZON, Forecast
from aiinfra_cli.planning.layout import Span
from aiinfra_cli.report.model import BurnUp, Point, Replan, WeekPart
from aiinfra_cli.standing import Record, Standing

_NO_PLAN = "no plan has been started"
_PART = "only the whole path has one"


def burnup(
    as_of: date,
    items: Iterable[Milestone],
    tally: Tally,
    plan: Standing | None,
    first: Standing | None,
    known: Record | None,
    week: WeekPart | None,
) -> BurnUp | None:
    """Draw up the path, or one week of it; none with nothing to draw.

    `first` is the plan that the path was started with, if another one counts.
    """
    total = tally.minutes - tally.skipped_minutes
    done = _done(items, as_of)
    mine = {session.id for session in week.sessions} if week else None
    spans = [
        one for one in (plan.spans if plan else ()) if mine is None or one.block in mine
    ]
    if not total or not (spans or done[-1].minutes):
        return None
    found = known.forecast(plan) if known and plan and week is None else None
    return BurnUp(
        total,
        done,
        _planned(spans),
        early=_iso(found and found.early),
        middle=_iso(found and found.middle),
        late=_iso(found and found.late),
        reason=_reason(found, is_part=week is not None),
        first_planned=_planned(first.spans) if first and week is None else (),
    )


def replan(first: Standing | None, known: Record | None) -> Replan | None:
    """Say since when another plan counts than the first, and how that one stands."""
    if first is None or known is None:
        return None
    return Replan(known.made[-1].day, first.on_time().days)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _done(items: Iterable[Milestone], as_of: date) -> tuple[Point, ...]:
    by_day: Counter[str] = Counter()
    last = as_of.isoformat()
    for item in items:
        if item.status == DONE and item.minutes and item.closed_day:
            by_day[min(item.closed_day, last)] += item.minutes
    by_day.setdefault(last, 0)
    return _cumulated(by_day)


def _planned(spans: Iterable[Span]) -> tuple[Point, ...]:
    by_day: Counter[str] = Counter()
    for span in spans:
        for day, minutes in zip(span.days, span.minutes, strict=True):
            by_day[day.isoformat()] += minutes
    return _cumulated(by_day)


def _cumulated(by_day: Mapping[str, int]) -> tuple[Point, ...]:
    points, upto = [], 0
    for day in sorted(by_day):
        upto += by_day[day]
        points.append(Point(day, upto))
    return tuple(points)


def _reason(found: Forecast | None, *, is_part: bool) -> str:
    if found is None:
        return _PART if is_part else _NO_PLAN
    if found.early is None and not found.reason:
        return f"at this pace it takes more than {HORIZON} study days"
    return found.reason
