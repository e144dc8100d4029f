"""The interval of a ratio: seeded, free of order, and the ordinary bootstrap's."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.metrics import bootstrap
from aiinfra_cli.metrics.bootstrap import Interval, needed, ratio_interval
from aiinfra_cli.metrics.quantile import quantile

SAMPLE = st.lists(st.floats(0.001, 1e6), min_size=20, max_size=60)


@pytest.fixture(autouse=True)
def _fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw less often than in earnest: the rules hold for any number of resamples."""
    monkeypatch.setattr(bootstrap, "RESAMPLES", 400)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_it_is_the_ordinary_bootstrap(
    count: int, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Percentiles fall as they do over all ways to draw n of n values: n to the n.

    With 40,000 resamples a frequency is off by less than 0.0125 (five deviations).
    """
    monkeypatch.setattr(bootstrap, "RESAMPLES", 40_000)
    values = [1.0, 2.0, 4.0, 8.0, 16.0][:count]
    ways = Counter(
        round(quantile(sorted(drawn), share), 6)
        for drawn in product(values, repeat=count)
    )
    found = Counter(
        round(value, 6) for value in bootstrap._drawn(values, share, Random(1))
    )
    assert found.keys() <= ways.keys()
    for value, number in ways.items():
        wanted = number / count**count
        assert found[value] / 40_000 == pytest.approx(wanted, abs=0.0125)


@given(SAMPLE, SAMPLE)
@settings(max_examples=30)
def test_same_values_same_interval(first: list[float], second: list[float]) -> None:
    """The interval is a function of the values: not of chance, nor of their order."""
    found = ratio_interval(first, second, 0.5)
    assert found == ratio_interval(first[::-1], sorted(second), 0.5)
    assert found is not None
    assert found.low <= found.high


@given(SAMPLE)
@settings(max_examples=30)
def test_equal_files_hold_1(values: list[float]) -> None:
    """Of the same values twice, the ratio 1 lies within the interval."""
    found = ratio_interval(values, values, 0.5)
    assert found is not None
    assert found.low <= 1 <= found.high


@given(SAMPLE, SAMPLE)
@settings(max_examples=30)
def test_interval_stays_within_the_values(
    first: list[float], second: list[float]
) -> None:
    """No ratio is beyond that of the largest to the smallest."""
    found = ratio_interval(first, second, 0.5)
    assert found is not None
    assert min(second) / max(first) * (1 - 1e-9) <= found.low
    assert found.high <= max(second) / min(first) * (1 + 1e-9)


@given(SAMPLE, SAMPLE, st.sampled_from([0.5, 2.0, 1024.0]))
@settings(max_examples=30)
def test_unit_does_not_matter(
    first: list[float], second: list[float], factor: float
) -> None:
    """A ratio has no unit: seconds for both give the same interval as milliseconds."""
    below, above = ([value * factor for value in side] for side in (first, second))
    wanted = ratio_interval(first, second, 0.5)
    assert ratio_interval(below, above, 0.5) == pytest.approx(wanted)


def test_interval_shrinks_with_more_requests() -> None:
    """A hundred times the requests make it about ten times as narrow."""
    few = [float(n % 100) + 50 for n in range(100)]
    wide, narrow = (
        ratio_interval(few, few, 0.5),
        ratio_interval(few * 100, few * 100, 0.5),
    )
    assert wide is not None
    assert narrow is not None
    assert (narrow.high - narrow.low) < (wide.high - wide.low) / 5


def test_clear_difference_is_clear() -> None:
    """Twice as slow is found to be so."""
    values = [100 + n / 10 for n in range(200)]
    found = ratio_interval(values, [value * 2 for value in values], 0.5)
    assert found is not None
    assert 1.9 < found.low < 2 < found.high < 2.1


@pytest.mark.parametrize(("share", "count"), [(0.5, 20), (0.9, 100), (0.99, 1000)])
def test_a_percentile_needs_values_beyond_it(share: float, count: int) -> None:
    """Ten values lie beyond a percentile, or there is no interval."""
    assert needed(share) == count
    values = [float(n + 1) for n in range(count)]
    assert ratio_interval(values, values, share) is not None
    assert ratio_interval(values[1:], values, share) is None
    assert ratio_interval(values, values[1:], share) is None


def test_no_ratio_to_nothing() -> None:
    """A percentile that may be drawn as 0 has no interval; above the line it may."""
    some, none = [1.0] * 30, [0.0] * 30
    assert ratio_interval(none, some, 0.5) is None
    assert ratio_interval([5e-324] * 30, [1e15] * 30, 0.5) is None
    assert ratio_interval(some, none, 0.5) == Interval(0, 0)
