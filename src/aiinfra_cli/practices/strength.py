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
from functools import cache, lru_cache
from math import sqrt
from typing import NamedTuple

from aiinfra_cli.practices.cadence import Cadence, period_of
from aiinfra_cli.practices.model import PracticeState, Turn

RISE, FALL = 10, 20  # times of a daily practice that halve the gap, and the strength
_FORGOTTEN = 2**-54  # of what there is: less than a float can tell
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
    return _reckoned(state, cadence, day, is_over)


@lru_cache(maxsize=1024)  # a look back asks for what the chart has asked already
def _reckoned(
    state: PracticeState, cadence: Cadence, day: date, is_over: bool
) -> float:
    # From the newest period back: each leaves less of what was before it, until that
    # is nothing. However long somebody has been at it, only so much is looked at.
    found, left = 0.0, 1.0
    for _, _, held, done, skipped, asks in _walk(state, cadence, day, is_over):
        faded, gap = _shares(held, done, skipped, asks)
        found += left * (1 - gap)
        left *= faded * gap
        if left <= found * _FORGOTTEN:
            break
    return min(found, 1.0)


@cache  # long lives are made of few kinds of periods
def _shares(
    cadence: Cadence, done: int, skipped: int, asks: bool
) -> tuple[float, float]:
    """Give what a period leaves: of the strength before it, and of the gap to 1."""
    period = Period(date.min, date.min, cadence, done, skipped, asks)
    root = sqrt(cadence.spacing)
    return 2 ** (-root / FALL * period.missed), 2 ** (-root / RISE * period.kept)


def periods(
    state: PracticeState, cadence: Cadence, day: date, *, is_over: bool = False
) -> Iterator[Period]:
    """Give the periods from a day back to the first time it was done.

    Those in which it was hidden are left out.
    """
    for first, last, held, done, skipped, asks in _walk(state, cadence, day, is_over):
        begin, end = date.fromordinal(first), date.fromordinal(last)
        yield Period(begin, end, held, done, skipped, asks)


# A period with its days as ordinals: of thousands, dates would take twice the time.
_Walked = tuple[int, int, Cadence, int, int, bool]


def _walk(
    state: PracticeState, cadence: Cadence, day: date, is_over: bool
) -> Iterator[_Walked]:
    if not state.done or state.done[0] > day:
        return
    done = [one.toordinal() for one in state.done]
    skips = [one.day.toordinal() for one in state.skips]
    end = day.toordinal()
    over = end if is_over else end - 1
    for begin, held in reversed(_spans(state.turns, cadence, state.done[0], day)):
        if held:
            yield from _within(done, skips, held, begin.toordinal(), end, over)
        end = over = begin.toordinal() - 1


def _within(
    done: Sequence[int],
    skips: Sequence[int],
    cadence: Cadence,
    begin: int,
    end: int,
    over: int,
) -> Iterator[_Walked]:
    """Go back through the periods of a span; those that end by `over` can ask."""
    kept, skipped = bisect_right(done, end), bisect_right(skips, end)
    every, last = cadence.every, end
    first, whole = _around(every, last)
    while True:
        first = max(first, begin)
        was_kept, was_skipped = kept, skipped
        while kept and done[kept - 1] >= first:
            kept -= 1
        while skipped and skips[skipped - 1] >= first:
            skipped -= 1
        asks = first > begin and whole <= over
        yield first, last, cadence, was_kept - kept, was_skipped - skipped, asks
        if first == begin:
            return
        last = whole = first - 1
        if every == "day":  # the most of all
            first = last
        else:
            first, _ = _around(every, last)


@lru_cache(maxsize=4096)  # the practices of a chart go by one calendar
def _around(every: str, day: int) -> tuple[int, int]:
    """Give the period that a day is in."""
    if every == "week":
        first = day - (day - 1) % 7  # day 1 of all was a Monday
        return first, first + 6
    begin, end = period_of(every, date.fromordinal(day))
    return begin.toordinal(), end.toordinal()


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


def count(days: Sequence[date], first: date, last: date) -> int:
    """Count the days of a sorted list from one through another."""
    return bisect_right(days, last) - bisect_left(days, first)
