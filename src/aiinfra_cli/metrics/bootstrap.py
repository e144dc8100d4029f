"""How sure a ratio of two percentiles is: a bootstrap interval.

The percentile bootstrap of Efron and Tibshirani ("An Introduction to the Bootstrap",
1993, chapter 13): each side is drawn anew from its own values, with replacement and
as many as it has, and the ratio of the two percentiles is taken; 4,000 times. The
middle 95 % of the ratios is the interval.

To draw n values and order them just to read one or two of them would take minutes. It
is not needed: the k-th smallest of n uniform draws has the Beta(k, n - k + 1)
distribution, and the smallest of the m draws above it is that of m uniform ones on
what is left (David and Nagaraja, "Order Statistics", 2003, chapter 2). To pick value
number floor(n u) for a uniform u is to draw with replacement, and keeps order. So two
random numbers stand for a whole resample, exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from aiinfra_cli.metrics.quantile import between, quantile

RESAMPLES = 4_000
LEVEL = 0.95
# Below that a percentile is known from too few values beyond it to be drawn anew.
BEYOND = 10  # values


class Interval(NamedTuple):
    """Where the ratio lies, at a level of 95 %."""

    low: float
    high: float


def needed(share: float) -> int:
    """Count the values that a percentile needs for an interval: 20, for p99 1,000."""
    return math.ceil(round(BEYOND / min(share, 1 - share), 6))


def ratio_interval(
    first: Sequence[float], second: Sequence[float], share: float, *, seed: int = 1
) -> Interval | None:
    """Give the interval of the second percentile over the first.

    The same values give the same interval, in any order of them. None when there are
    too few of them, or a percentile drawn is 0.
    """
    if min(len(first), len(second)) < needed(share):
        return None
    random = Random(seed)
    below = list(_drawn(sorted(first), share, random))
    above = list(_drawn(sorted(second), share, random))
    if not all(below):
        return None
    ratios = sorted(b / a for a, b in zip(below, above, strict=True))
    if ratios[-1] == math.inf:
        return None
    tail = (1 - LEVEL) / 2
    return Interval(quantile(ratios, tail), quantile(ratios, 1 - tail))


def _drawn(ordered: list[float], share: float, random: Random) -> Iterator[float]:
    """Give the percentile of resample after resample."""
    count = len(ordered)
    position = (count - 1) * share
    rank = math.floor(position) + 1
    part = position - rank + 1
    for _ in range(RESAMPLES):
        uniform = random.betavariate(rank, count - rank + 1)
        low = ordered[_index(uniform, count)]
        if not part:
            yield low
            continue
        uniform += (1 - uniform) * (1 - random.random() ** (1 / (count - rank)))
        yield between(low, ordered[_index(uniform, count)], part)


def _index(uniform: float, count: int) -> int:
    return min(int(uniform * count), count - 1)
