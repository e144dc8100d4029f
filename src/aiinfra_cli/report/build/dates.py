"""The days and minutes of sessions, of weeks, of the whole path."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from aiinfra_cli.model import DONE, SKIPPED, Milestone
from aiinfra_cli.planning.layout import Span
from aiinfra_cli.report.model import Dates
from aiinfra_cli.standing import Standing


def of_session(
    session: str, items: Collection[Milestone], plan: Standing | None
) -> Dates:
    """Give the days of a session, and its minutes."""
    return _dates(items, plan, {session})


def of_week(
    sessions: Collection[str], items: Collection[Milestone], plan: Standing | None
) -> Dates:
    """Give the days of a week's sessions, and their minutes."""
    return _dates(items, plan, sessions)


def of_path(items: Collection[Milestone], plan: Standing | None) -> Dates:
    """Give the days of the whole plan, and the minutes of the path."""
    sessions = {item.session for item in items if item.session}
    return _dates(items, plan, sessions)


def _dates(
    items: Collection[Milestone], plan: Standing | None, sessions: Collection[str]
) -> Dates:
    spans = [one for one in plan.spans if one.block in sessions] if plan else []
    first, last = _ends(spans)
    kept = [item for item in items if item.status != SKIPPED]
    planned = sum(item.minutes for item in kept)
    done = sum(item.minutes for item in kept if item.status == DONE)
    is_open = any(not item.closed and item.session for item in kept)
    return Dates(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        planned,
        done,
        sum(item.actual for item in items),
        planned - done,
        late=bool(plan and last and last < plan.today and is_open),
    )


def _ends(spans: Iterable[Span]) -> tuple[date | None, date | None]:
    spans = list(spans)
    first = min((span.first for span in spans), default=None)
    return first, max((span.last for span in spans), default=None)
