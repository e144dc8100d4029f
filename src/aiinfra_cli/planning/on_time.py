"""How many study days a learner is ahead or behind, and by which figures."""

# No `from __future__ import annotations`: see model.py.

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from aiinfra_cli.planning.layout import Span


class OnTime(NamedTuple):
    """The number, and every figure that it comes from."""

    days: int  # positive: ahead; negative: behind
    k: int  # study days whose cumulated planned minutes are done
    through_today: int  # study days of the plan
    through_yesterday: int
    all_days: int
    done: int  # planned minutes done
    due_today: int  # cumulated planned minutes
    due_yesterday: int
    planned: int
    covered: int  # cumulated planned minutes of the k days
    next_at: int | None  # minutes done that make it k + 1; none after the last day


def on_time(spans: Sequence[Span], done_minutes: int, today: date) -> OnTime:
    """Count study days ahead or behind.

    k is the number of study days whose cumulated planned minutes are within the
    planned minutes done. Ahead = k - study days through today, if positive; behind =
    k - study days through yesterday, if negative; else 0. So today never counts
    against a learner, and a day begun does not count for them.
    """
    per_day: Counter[date] = Counter()
    for span in spans:
        for day, minutes in zip(span.days, span.minutes, strict=True):
            per_day[day] += minutes
    days = sorted(per_day)
    sums = [0, *accumulate(per_day[day] for day in days)]
    k = sum(upto <= done_minutes for upto in sums[1:])
    through_today = sum(day <= today for day in days)
    through_yesterday = sum(day < today for day in days)
    return OnTime(
        days=max(0, k - through_today) + min(0, k - through_yesterday),
        k=k,
        through_today=through_today,
        through_yesterday=through_yesterday,
        all_days=len(days),
        done=done_minutes,
        due_today=sums[through_today],
        due_yesterday=sums[through_yesterday],
        planned=sums[-1],
        covered=sums[k],
        next_at=sums[k + 1] if k < len(days) else None,
    )


def late(spans: Iterable[Span], open_blocks: set[str], today: date) -> tuple[str, ...]:
    """List the open sessions whose last day is past."""
    return tuple(s.block for s in spans if s.last < today and s.block in open_blocks)
