"""What a serving benchmark is judged by: sets of limits, each with its source.

A target is met when the statistic is at most the limit. A set is named, a limit of
one's own is written LATENCY=LIMIT, with a statistic if it is not p99:

    plan    mlperf-llama2-70b    ttft=500ms    e2e=2s,p90
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.model import LATENCIES, TPOT, TTFT, Stats

P99 = "p99"
_UNITS = {"ms": 1.0, "s": 1000.0}

_PLAN = (
    "the original plan of September 2025, for real-time use and conversation: round"
    " figures of its author, no standard, and out of reach for long prompts; it names"
    " no percentile, p99 is ours"
)
_MLPERF = (
    "MLPerf Inference, Server scenario, 99th percentile"
    " (mlcommons/inference, loadgen/mlperf.conf at 001712e)"
)


class Limits(NamedTuple):
    """A named set of targets, in milliseconds at p99."""

    ttft: float
    tpot: float
    source: str


SETS: Mapping[str, Limits] = {
    "plan": Limits(100, 50, _PLAN),
    "mlperf-llama2-70b": Limits(2000, 200, _MLPERF),
    "mlperf-llama2-70b-interactive": Limits(450, 40, _MLPERF),
    "mlperf-llama3.1-8b": Limits(2000, 100, _MLPERF),
    "mlperf-llama3.1-8b-interactive": Limits(500, 30, _MLPERF),
    "mlperf-llama3.1-405b": Limits(6000, 175, _MLPERF),
    "mlperf-llama3.1-405b-interactive": Limits(4500, 80, _MLPERF),
    "mlperf-deepseek-r1": Limits(2000, 80, _MLPERF),
    "mlperf-deepseek-r1-interactive": Limits(1500, 15, _MLPERF),
}
DEFAULT = "plan"


class Target(NamedTuple):
    """One limit on one statistic of one latency."""

    latency: str
    statistic: str
    limit_ms: float
    set: str  # empty for one of the caller's own
    source: str


def parse(words: Iterable[str]) -> tuple[Target, ...]:
    """Read targets as they are written on a command line; without any, the plan's.

    Of two limits on the same statistic the later one counts. Raises UsageError for
    what is none.
    """
    found: dict[tuple[str, str], Target] = {}
    for word in [*words] or [DEFAULT]:
        for target in _targets(word.strip()):
            # To the end: where a limit is given anew, it is told where it was given.
            found.pop((target.latency, target.statistic), None)
            found[target.latency, target.statistic] = target
    return tuple(found.values())


def _targets(word: str) -> list[Target]:
    if "=" in word:
        return [_own(word)]
    limits = SETS.get(word.lower())
    if limits is None:
        raise UsageError(
            f'there is no set of targets "{word[:60]}"',
            hint=f"write one of {', '.join(SETS)}; or one of your own: ttft=500ms",
        )
    return [
        Target(latency, P99, float(limit), word.lower(), limits.source)
        for latency, limit in ((TTFT, limits.ttft), (TPOT, limits.tpot))
    ]


def _own(word: str) -> Target:
    name, _, rest = word.lower().partition("=")
    limit, comma, statistic = rest.partition(",")
    name, statistic = name.strip(), statistic.strip() if comma else P99
    if name not in LATENCIES:
        raise _wrong(word, f'"{name}" is none of {", ".join(LATENCIES)}')
    if statistic not in Stats._fields:
        raise _wrong(word, f'"{statistic}" is none of {", ".join(Stats._fields)}')
    return Target(name, statistic, _milliseconds(word, limit.strip()), "", "your own")


def _milliseconds(word: str, limit: str) -> float:
    unit = "ms" if limit.endswith("ms") else limit[-1:]
    try:
        value = float(limit.removesuffix(unit)) * _UNITS[unit]
    except (ValueError, KeyError):
        raise _wrong(word, "the limit needs a number and a unit, ms or s") from None
    if not 0 < value < math.inf:
        raise _wrong(word, "the limit must be more than 0")
    return value


def _wrong(word: str, why: str) -> UsageError:
    return UsageError(
        f'"{word[:60]}" is no target: {why}',
        hint="write it like ttft=100ms, or ttft=100ms,p90",
    )
