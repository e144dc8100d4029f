"""Percentiles and means, exact and named.

A percentile is interpolated linearly between the two values beside it: position
(n - 1) x p in the ordered values, counted from 0. This is numpy's default method
"linear", type 7 of Hyndman and Fan ("Sample Quantiles in Statistical Packages", The
American Statistician 50, 1996); numpy, and so the tools read here, use it too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from aiinfra_cli.metrics.model import Stats

SHARES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}


def quantile(ordered: Sequence[float], share: float) -> float:
    """Give the value below which a share of the ordered values lies.

    Raises IndexError when there are none.
    """
    position = (len(ordered) - 1) * share
    below = math.floor(position)
    value = ordered[below]
    part = position - below
    if not part:
        return value
    return between(value, ordered[below + 1], part)


def between(low: float, high: float, part: float) -> float:
    """Go a part of the way from one value to the next; never beyond either."""
    return min(max(low + (high - low) * part, low), high)


def summarise(values: Sequence[float]) -> Stats | None:
    """Give mean, percentiles and bounds of values; None when there are none."""
    if not values:
        return None
    ordered = sorted(values)
    mean = math.fsum(ordered) / len(ordered)
    return Stats(
        mean=min(max(mean, ordered[0]), ordered[-1]),
        **{name: quantile(ordered, share) for name, share in SHARES.items()},
        min=ordered[0],
        max=ordered[-1],
    )
