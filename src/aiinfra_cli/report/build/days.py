"""What happened on each day."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date

from aiinfra_cli.model import DONE, Milestone
from aiinfra_cli.report.model import StudyDay
from aiinfra_cli.store import report_queries
from aiinfra_cli.store.report_queries import Happened


def days(
    db: sqlite3.Connection, course: str, items: Iterable[Milestone], as_of: date
) -> tuple[StudyDay, ...]:
    """List the days on which something happened, in order."""
    minutes: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for item in items:
        if item.status == DONE and item.closed_day:
            minutes[item.closed_day] += item.minutes
            count[item.closed_day] += 1
    told = {one.day: one for one in report_queries.days(db, course)}
    found = (
        StudyDay(
            day,
            minutes[day],
            worked=(one := told.get(day) or Happened(day)).worked,
            items=count[day],
            reviews=one.reviews,
            practices=one.practices,
            other=one.other,
        )
        for day in sorted({*told, *count})
        if day <= as_of.isoformat()
    )
    return tuple(one for one in found if any(one[1:]))
