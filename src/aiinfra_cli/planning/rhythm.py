"""How steadily a learner studies: a count that pauses and days off cannot break."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

WINDOW = 28  # days, today included


class Rhythm(NamedTuple):
    """Planned study days of the last four weeks, those kept, and the runs."""

    kept: int
    planned: int
    bonus: int  # days studied that nobody planned
    current: int  # run of study days kept up to now
    best: int  # longest run of all


def rhythm(planned: Collection[date], kept: Collection[date], today: date) -> Rhythm:
    """Count study days kept out of study days planned, and the runs of them.

    A day off is in no plan and breaks nothing. Today counts once it is kept. A day
    studied beyond the plan lengthens a run, and never counts as planned.
    """
    studied = {day for day in kept if day <= today}
    # Today is not over: it is no missed day yet.
    due = {day for day in planned if day < today or (day == today and day in studied)}
    window = today.toordinal() - WINDOW
    last = {day for day in due | studied if day.toordinal() > window}
    best = run = 0
    for day in sorted(due | studied):
        run = run + 1 if day in studied else 0
        best = max(best, run)
    return Rhythm(
        kept=len(last & due & studied),
        planned=len(last & due),
        bonus=len(last - due),
        current=run,
        best=best,
    )
