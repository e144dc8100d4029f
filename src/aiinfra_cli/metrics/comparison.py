"""Put two runs side by side: ratios of like to like, and how sure they are."""

from __future__ import annotations

import math
from typing import NamedTuple

from aiinfra_cli.metrics.bootstrap import Interval, needed, ratio_interval
from aiinfra_cli.metrics.model import ITL, LATENCIES, NTPOT, TOOLS, TPOT, Result, Run
from aiinfra_cli.metrics.quantile import SHARES

RATES = ("request_throughput", "output_throughput", "total_throughput")
STATISTICS = ("p50", "p99")
_OF_ZERO = "a percentile of 0 has no ratio"


class Row(NamedTuple):
    """One figure of both runs. The ratio is the second over the first."""

    name: str  # a latency, or a rate
    statistic: str  # empty for a rate
    first: float | None
    second: float | None
    ratio: float | None
    interval: Interval | None
    reason: str = ""  # why there is no interval, or no ratio

    @property
    def is_better(self) -> bool | None:
        """Tell whether the second is better, for sure; None when it is not sure."""
        if self.interval is None or self.interval.low <= 1 <= self.interval.high:
            return None
        return self.interval.high < 1  # latencies alone have intervals


class Comparison(NamedTuple):
    """Two runs, figure by figure, and what to mind."""

    rows: tuple[Row, ...]
    remarks: tuple[str, ...]


def compare(first: tuple[Result, Run], second: tuple[Result, Run]) -> Comparison:
    """Put the second run beside the first."""
    one, other = first[1], second[1]
    rows = [
        _latency(one, other, name, statistic)
        for name in LATENCIES
        for statistic in STATISTICS
        if _is_shown(one, other, name)
    ]
    rows += [_rate(one, other, name) for name in RATES]
    return Comparison(
        tuple(row for row in rows if (row.first, row.second) != (None, None)),
        (*_definitions(first, second), *_loads(one, other)),
    )


def _is_shown(one: Run, other: Run, name: str) -> bool:
    """Tell whether a latency is worth a row: NTPOT of one alone says less than TPOT."""
    count = (name in one.latencies) + (name in other.latencies)
    both_have_tpot = TPOT in one.latencies and TPOT in other.latencies
    return count == 2 or (count == 1 and not (name == NTPOT and both_have_tpot))


def _latency(one: Run, other: Run, name: str, statistic: str) -> Row:
    values = [
        getattr(stats, statistic) if (stats := run.latencies.get(name)) else None
        for run in (one, other)
    ]
    row = _row(name, statistic, *values)
    if row.ratio is None:
        return row
    if name == ITL:
        return row._replace(reason="gaps of one request are not independent")
    if one.requests is None or other.requests is None:
        words = ("first", one.requests), ("second", other.requests)
        which = " and ".join(word for word, requests in words if requests is None)
        return row._replace(reason=f"no values for each request ({which})")
    share, least = SHARES[statistic], needed(SHARES[statistic])
    below, above = one.requests.measured(name), other.requests.measured(name)
    if min(len(below), len(above)) < least:
        return row._replace(reason=f"{statistic} needs {least:,} requests on each side")
    interval = ratio_interval(below, above, share)
    return row._replace(interval=interval, reason="" if interval else _OF_ZERO)


def _rate(one: Run, other: Run, name: str) -> Row:
    row = _row(name, "", getattr(one, name), getattr(other, name))
    return row if row.ratio is None else row._replace(reason="one figure for a run")


def _row(name: str, statistic: str, first: float | None, second: float | None) -> Row:
    if first is None or second is None:
        return Row(name, statistic, first, second, None, None, "not measured in both")
    ratio = second / first if first else math.inf
    if ratio == math.inf:
        return Row(name, statistic, first, second, None, None, "the first is 0")
    return Row(name, statistic, first, second, ratio, None)


def _definitions(first: tuple[Result, Run], second: tuple[Result, Run]) -> list[str]:
    found = []
    kinds = [result.itl_kind for result, _ in (first, second)]
    if kinds[0] != kinds[1]:
        tools = [TOOLS[result.tool] for result, _ in (first, second)]
        ours = {"gaps": "ITL", "tpot": "TPOT", "ntpot": "NTPOT"}
        found.append(
            'the two files mean different things by "inter-token latency": that of'
            f" {tools[0]} is {ours[kinds[0]]} here, that of {tools[1]} is"
            f" {ours[kinds[1]]}; like is compared with like"
        )
    has = [{TPOT, NTPOT} & run.latencies.keys() for _, run in (first, second)]
    if has[0] and has[1] and not has[0] & has[1]:
        found.append("TPOT and NTPOT are not compared: NTPOT has the first token in it")
    return found


def _loads(one: Run, other: Run) -> list[str]:
    different = [
        f"{one.load[key]} against {other.load[key]}"
        for key in one.load.keys() & other.load.keys()
        if one.load[key] != other.load[key]
    ]
    if not different:
        return []
    return [f"not the same load: {'; '.join(sorted(different))}"]
