"""Hold a run against targets: what it meets, and how many requests meet all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from aiinfra_cli.metrics.collector import rate
from aiinfra_cli.metrics.model import ITL, NTPOT, TPOT, Requests, Run
from aiinfra_cli.metrics.targets import Target

_FEW = 100  # requests: below that p99 lies between the two slowest


class Judgement(NamedTuple):
    """What a run comes to against one target."""

    target: Target
    value_ms: float | None
    met: bool | None  # None: not measured, for this reason
    reason: str = ""


class Goodput(NamedTuple):
    """Requests a second that met every limit.

    Computed from the values of each request; or the tool's own figure, with limits of
    its own; or none, for this reason.
    """

    per_second: float | None
    good: int | None = None  # requests
    of: int | None = None  # requests sent, those that failed included
    origin: str = ""  # computed, tool
    limits: str = ""
    reason: str = ""


def judge(run: Run, targets: Sequence[Target]) -> list[Judgement]:
    """Hold a run against each target."""
    return [_judge(run, target) for target in targets]


def _judge(run: Run, target: Target) -> Judgement:
    stats = run.latencies.get(target.latency)
    value = getattr(stats, target.statistic) if stats else None
    if value is not None:
        return Judgement(target, value, value <= target.limit_ms)
    name = target.latency.upper()
    if stats:
        reason = f"the file has no {target.statistic} of {name}"
    elif target.latency == TPOT and NTPOT in run.latencies:
        reason = "the file has NTPOT only, which has the first token in it"
    elif run.completed == 0:
        reason = "no request completed"
    else:
        reason = f"the file has no {name}"
    return Judgement(target, None, None, reason)


def remarks(run: Run) -> list[str]:
    """Say what to mind when reading the figures of a run."""
    if run.completed == 0:
        return ["no request completed: nothing was measured", *run.remarks]
    found = [*run.remarks]
    if run.failed:
        sent = (run.completed or 0) + run.failed
        found.insert(
            0,
            f"{run.failed:,} of {sent:,} requests failed: all figures are of those"
            " that completed",
        )
    if run.completed is not None and run.completed < _FEW:
        found.append(
            f"p99 of so few requests ({run.completed}) is little more than the slowest"
        )
    gaps = run.latencies.get(ITL)
    if gaps and gaps.p50 is not None and gaps.mean and gaps.p50 < gaps.mean / 10:
        found.append(
            "most gaps are near 0, because several tokens arrive at once: the median"
            " of ITL says little, judge by TPOT"
        )
    return found


def goodput(run: Run, targets: Sequence[Target]) -> Goodput:
    """Give the requests a second that met every limit.

    Each request is held against each limit, whatever statistic the target names. A
    request that failed meets none. One with a single output token has no TPOT and
    meets that limit, as in vllm bench serve. Limits on ITL are left to those who
    judge gaps: a request has many. DistServe (arXiv 2401.09670) gave the word.
    """
    limits = [target for target in targets if target.latency != ITL]
    if run.requests is None or not limits:
        return _told(run)
    for target in limits:
        if not run.requests.measured(target.latency):
            name = target.latency.upper()
            return Goodput(None, reason=f"no request tells its {name}")
    good = _count(run.requests, limits)
    sent = len(run.requests.ttft) + (run.failed or 0)
    words = ", ".join(f"{t.latency.upper()} {t.limit_ms:,.10g} ms" for t in limits)
    if len(limits) < len(targets):
        words += "; ITL is left out, a request has many gaps"
    found = rate(good, run.duration_s)
    reason = "the file does not tell how long the run took" if found is None else ""
    return Goodput(found, good, sent, "computed", words, reason)


def _told(run: Run) -> Goodput:
    if run.goodput is not None:
        limits = run.goodput_limits or "limits that the file does not tell"
        return Goodput(run.goodput, origin="tool", limits=limits)
    if run.requests is not None:
        return Goodput(None, reason="a limit on ITL is none on a request")
    if run.completed == 0:
        return Goodput(None, reason="no request completed")
    return Goodput(None, reason="the file has no values for each request")


def _count(requests: Requests, limits: Sequence[Target]) -> int:
    columns = [getattr(requests, target.latency) for target in limits]
    rows = zip(requests.output_tokens, *columns, strict=True)
    return sum(
        all(
            value <= target.limit_ms
            or (math.isnan(value) and target.latency == TPOT and tokens <= 1)
            for target, value in zip(limits, values, strict=True)
        )
        for tokens, *values in rows
    )
