"""Targets: how they are written, and the sets with names."""

from __future__ import annotations

import pytest

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.model import LATENCIES, Stats
from aiinfra_cli.metrics.targets import SETS, Target, parse


def _brief(*words: str) -> list[tuple[str, str, float, str]]:
    return [target[:4] for target in parse(words)]


def test_without_any_it_is_the_plan() -> None:
    """100 ms TTFT and 50 ms TPOT, as the original plan has them."""
    assert _brief() == _brief("plan")
    assert _brief() == [("ttft", "p99", 100, "plan"), ("tpot", "p99", 50, "plan")]


@pytest.mark.parametrize(
    ("name", "ttft", "tpot"),
    [
        # mlperf.conf of the Server scenario, in ms
        ("mlperf-llama2-70b", 2000, 200),
        ("mlperf-llama2-70b-interactive", 450, 40),
        ("mlperf-llama3.1-8b", 2000, 100),
        ("mlperf-llama3.1-8b-interactive", 500, 30),
        ("mlperf-llama3.1-405b", 6000, 175),
        ("mlperf-llama3.1-405b-interactive", 4500, 80),
        ("mlperf-deepseek-r1", 2000, 80),
        ("mlperf-deepseek-r1-interactive", 1500, 15),
    ],
)
def test_limits_of_mlperf(name: str, ttft: float, tpot: float) -> None:
    """Each model of MLPerf has its limits, at the 99th percentile."""
    assert _brief(name) == [("ttft", "p99", ttft, name), ("tpot", "p99", tpot, name)]


def test_every_set_has_a_source() -> None:
    """A figure without a source is none."""
    assert all(len(limits.source) > 40 for limits in SETS.values())
    assert parse(["ttft=1ms"])[0].source == "your own"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("ttft=100ms", ("ttft", "p99", 100.0, "")),
        ("ttft=1.5s", ("ttft", "p99", 1500.0, "")),
        ("e2e=2s,p90", ("e2e", "p90", 2000.0, "")),
        ("TPOT = 50 ms , MEAN", ("tpot", "mean", 50.0, "")),
        ("ntpot=1e3ms,max", ("ntpot", "max", 1000.0, "")),
        ("itl=0.5ms,min", ("itl", "min", 0.5, "")),
    ],
)
def test_a_limit_of_ones_own(word: str, wanted: tuple[str, str, float, str]) -> None:
    """LATENCY=LIMIT with a unit, and a statistic if it is not p99."""
    assert _brief(word) == [wanted]


@pytest.mark.parametrize("latency", LATENCIES)
@pytest.mark.parametrize("statistic", Stats._fields)
def test_every_latency_and_statistic(latency: str, statistic: str) -> None:
    """All that is measured can be judged."""
    (found,) = parse([f"{latency}=1ms,{statistic}"])
    assert found == Target(latency, statistic, 1.0, "", "your own")


def test_the_later_one_counts() -> None:
    """A set can be taken with one limit changed; another statistic is added."""
    assert _brief("plan", "ttft=300ms", "ttft=100ms,p50") == [
        ("tpot", "p99", 50, "plan"),
        ("ttft", "p99", 300, ""),
        ("ttft", "p50", 100, ""),
    ]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("fast", 'there is no set of targets "fast"'),
        ("", 'there is no set of targets ""'),
        ("speed=1ms", '"speed" is none of ttft, tpot, itl, ntpot, e2e'),
        ("ttft=1ms,p42", '"p42" is none of mean, p50, p90, p95, p99, min, max'),
        ("ttft=1ms,", '"" is none of mean, p50, p90, p95, p99, min, max'),
        ("ttft=100", "the limit needs a number and a unit, ms or s"),
        ("ttft=ms", "the limit needs a number and a unit, ms or s"),
        ("ttft=", "the limit needs a number and a unit, ms or s"),
        ("ttft=1m", "the limit needs a number and a unit, ms or s"),
        ("ttft=1,5ms", '"5ms" is none of mean, p50, p90, p95, p99, min, max'),
        ("ttft=0ms", "the limit must be more than 0"),
        ("ttft=-3ms", "the limit must be more than 0"),
        ("ttft=infs", "the limit must be more than 0"),
        ("ttft=nanms", "the limit must be more than 0"),
    ],
)
def test_what_is_no_target(word: str, message: str) -> None:
    """What cannot be read is refused, with the way to write it."""
    with pytest.raises(UsageError) as error:
        parse([word])
    assert error.value.message.endswith(message)
    assert "ttft=" in error.value.hint
