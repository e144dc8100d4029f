"""How values are spread: counts in bins of equal width, from the smallest to p99.

What lies beyond p99 is left out: one slow request would press all others into the
first bin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aiinfra_cli.metrics.quantile import quantile

BINS = 24


class Distribution(NamedTuple):
    """Counts of values between two bounds, and of those beyond."""

    low: float
    high: float
    counts: tuple[int, ...]
    beyond: int


def spread(values: Sequence[float]) -> Distribution | None:
    """Count values into bins; None when there are none."""
    if not values:
        return None
    ordered = sorted(values)
    low, high = ordered[0], quantile(ordered, 0.99)
    counts = [0] * BINS
    beyond = 0
    for value in ordered:
        if value > high:
            beyond += 1
        else:
            share = (value - low) / (high - low) if high > low else 0.0
            counts[min(int(share * BINS), BINS - 1)] += 1
    return Distribution(low, high, tuple(counts), beyond)
