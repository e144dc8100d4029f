"""How strong a practice has become: a number from 0 to 1 that no single day breaks.

Time is reckoned in the periods of the cadence: days, weeks, months, quarters, years.
With g, the days from one time to the next (7 for weekly, 3.5 for twice a week), a
period that asked for n times changes the strength s to

    faded = s × 2 ^ (−√g / 20 × missed)
    s     = 1 − (1 − faded) × 2 ^ (−√g / 10 × kept)

kept is the number of days on which it was done, n at most; missed is what is left of
n after these and after the days skipped with a reason. Each time kept closes a part of
the gap to 1, each time missed fades a smaller part of what there is, so a practice
grows about twice as fast as it is forgotten. The square root is why a yearly practice
needs few times to grow strong and a daily one many, though fewer days.

Nothing is missed before the first time it was done, in the period of that day, in one
that is not over, in one in which the cadence was changed, or while it is hidden. What
was done in a period counts at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

from aiinfra_cli.practices.cadence import Cadence, period_of
from aiinfra_cli.practices.model import PracticeState, Turn

RISE, FALL = 10, 20  # times of a daily practice that halve the gap, and the strength
_DAY = timedelta(days=1)


class Period(NamedTuple):
    """A period of the calendar, or the part of it in which one cadence held."""

    first: date
    last: date
    cadence: Cadence
    done: int  # days
    skipped: int  # days
    asks: bool  # False where nothing can be missed

    @property
    def kept(self) -> int:
        """The times that count."""
        return min(self.done, self.cadence.times)

    @property
    def missed(self) -> int:
        """The times that were asked for and did not come, nor were skipped."""
        if not self.asks:
            return 0
        return max(0, self.cadence.times - self.done - self.skipped)


def strength(
    state: PracticeState, cadence: Cadence, day: date, *, is_over: bool = False
) -> float:
    """Give the strength on a day, 0 to 1; `cadence` is the one the chart has.

    What was done on the day counts; what was not, only when the day is over.
    """
    found = 0.0
    for period in periods(state, cadence, day, is_over=is_over):
        found = after(found, period)
    return found


def after(before: float, period: Period) -> float:
    """Give the strength that a period leaves behind."""
    root = sqrt(period.cadence.spacing)
    faded = before * 2 ** (-root / FALL * period.missed)
    # The same as 1 - (1 - faded) * 2 ** …, but exact where nothing was kept.
    return faded + (1 - faded) * (1 - 2 ** (-root / RISE * period.kept))


def periods(
    state: PracticeState, cadence: Cadence, day: date, *, is_over: bool = False
) -> Iterator[Period]:
    """Give the periods from the first time it was done through a day, in order.

    Those in which it was hidden are left out.
    """
    if not state.done or state.done[0] > day:
        return
    skips = [one.day for one in state.skips]
    spans = _spans(state.turns, cadence, state.done[0], day)
    for number, (begin, held) in enumerate(spans):
        is_last = number == len(spans) - 1
        end = day if is_last else spans[number + 1][0] - _DAY
        over = end if is_over or not is_last else end - _DAY
        if held:
            yield from _within(state.done, skips, held, begin, end, over)


def _within(
    done: Sequence[date],
    skips: Sequence[date],
    cadence: Cadence,
    begin: date,
    end: date,
    over: date,
) -> Iterator[Period]:
    first = begin
    while first <= end:
        _, whole = period_of(cadence.every, first)
        last = min(whole, end)
        asks = first > begin and whole <= over
        kept, skipped = _count(done, first, last), _count(skips, first, last)
        yield Period(first, last, cadence, kept, skipped, asks)
        first = whole + _DAY


def _spans(
    turns: Sequence[Turn], cadence: Cadence, begun: date, day: date
) -> list[tuple[date, Cadence | None]]:
    """List from which day on which cadence held; None where it was hidden."""
    spans: list[tuple[date, Cadence | None]] = [(begun, cadence)]
    for turn in turns:
        held = None if turn.is_hidden else turn.cadence or cadence
        if turn.day <= begun:
            spans = [(begun, held)]
        elif turn.day <= day and held != spans[-1][1]:
            spans.append((turn.day, held))
    return spans


def _count(days: Sequence[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)
