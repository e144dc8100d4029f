"""Percentiles: linear interpolation, as numpy's default, and nothing else."""

from __future__ import annotations

import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.metrics.distribution import BINS, spread
from aiinfra_cli.metrics.model import Stats
from aiinfra_cli.metrics.quantile import SHARES, quantile, summarise

# What is measured: milliseconds, from nothing to thirty thousand years.
MEASURED = st.floats(0, 1e15)
VALUES = st.lists(MEASURED, min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [
        # As numpy.percentile gives them: position (n - 1) x p.
        ([7], 0.99, 7),
        ([1, 2], 0.5, 1.5),
        ([1, 2, 3, 4], 0.5, 2.5),
        ([1, 2, 3, 4], 0.9, 3.7),
        ([10, 20, 30, 40, 50], 0.95, 48),
        ([10, 20, 30, 40, 50], 0.99, 49.6),
        ([3, 3, 3], 0.9, 3),
    ],
)
def test_quantile(values: list[float], share: float, wanted: float) -> None:
    """Between two values the percentile lies in proportion."""
    assert quantile(values, share) == pytest.approx(wanted)


@given(st.lists(MEASURED, min_size=2, max_size=200))
def test_percentiles_are_those_of_the_standard_library(values: list[float]) -> None:
    """`statistics` has the same definition under the name "inclusive"."""
    found = summarise(values)
    assert found is not None
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    for name, share in SHARES.items():
        wanted = cuts[round(share * 100) - 1]
        assert getattr(found, name) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert found.mean == pytest.approx(statistics.fmean(values))


@given(VALUES, st.randoms(use_true_random=False))
def test_order_does_not_matter(values: list[float], shuffler: random.Random) -> None:
    """The same values in any order give the same figures, to the last bit."""
    other = [*values]
    shuffler.shuffle(other)
    assert summarise(other) == summarise(values)


@given(VALUES)
def test_figures_are_in_order(values: list[float]) -> None:
    """Min, the percentiles and max rise; the mean lies between the bounds."""
    found = summarise(values)
    assert found is not None
    least, most = min(values), max(values)
    rising = [found.min, found.p50, found.p90, found.p95, found.p99, found.max]
    assert rising == sorted(value for value in rising if value is not None)
    assert (found.min, found.max) == (least, most)
    assert found.mean is not None
    assert least <= found.mean <= most


def test_nothing_has_no_figures() -> None:
    """Of no values there is no summary, and no distribution."""
    assert summarise([]) is None
    assert spread([]) is None


def test_one_value() -> None:
    """A single value is every figure of itself."""
    assert summarise([4.5]) == Stats(*[4.5] * 7)


@given(VALUES)
def test_every_value_is_in_the_distribution(values: list[float]) -> None:
    """Each value is counted once: in a bin, or beyond p99, where 1 in 100 lies."""
    found = spread(values)
    assert found is not None
    assert len(found.counts) == BINS
    assert sum(found.counts) + found.beyond == len(values)
    assert found.beyond <= len(values) / 100 + 1
    assert found.low == min(values) <= found.high <= max(values)
    assert found.counts[0] > 0


def test_bins_are_of_equal_width() -> None:
    """0 to 99 in steps of 1 are spread evenly; p99 is 98.01, so one lies beyond."""
    found = spread([float(n) for n in range(100)])
    assert found is not None
    assert (found.low, found.beyond) == (0, 1)
    assert found.high == pytest.approx(98.01)
    assert set(found.counts) <= {4, 5}
