"""Read the JSON reports of GuideLLM: one benchmark per load level.

Its "inter_token_latency_ms" is (last - first token) / (n - 1): the time per output
token of the others. Its "time_per_output_token_ms" has the first token in it: over n
in reports of version 2, over n without the TTFT before, which is nobody else's figure
and left out. The rates are weighted by time: their mean is the rate.
"""

from __future__ import annotations

from typing import Any

from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.fields import Fields, merged
from aiinfra_cli.metrics.model import E2E, NTPOT, TPOT, TTFT, Run, Stats

_MEMBERS = {"mean": "mean", "min": "min", "max": "max"}
_PERCENTILES = {name: name for name in ("p50", "p90", "p95", "p99")}


def is_report(value: dict[str, Any]) -> bool:
    """Tell whether an object is a report."""
    found = value.get("benchmarks")
    return isinstance(found, list) and any(
        isinstance(one, dict) and isinstance(one.get("metrics"), dict) for one in found
    )


def read_report(fields: Fields) -> list[Run]:
    """Read a report: a run for each of its load levels.

    Raises UsageError for what cannot be read.
    """
    version = fields.inner("metadata").number("version") or 1
    backend = fields.inner("config").inner("spec").inner("backend")
    model = backend.text("model") or fields.inner("args").text("model")
    levels = fields.listed("benchmarks") or []
    return [
        _level(
            Fields(one, f"{fields.where}benchmark {number}, "),
            model,
            has_ntpot=version >= 2,
        )
        for number, one in enumerate(levels, start=1)
    ]


def _level(level: Fields, model: str, *, has_ntpot: bool) -> Run:
    metrics = level.inner("metrics")
    made = metrics.inner("request_totals")
    for older in ("scheduler_metrics", "run_stats"):
        made = made if made.values else level.inner(older).inner("requests_made")
    found = {
        TTFT: _stats(metrics, "time_to_first_token_ms", 1),
        TPOT: _stats(metrics, "inter_token_latency_ms", 1),
        NTPOT: _stats(metrics, "time_per_output_token_ms", 1) if has_ntpot else None,
        E2E: _stats(metrics, "request_latency", 1000),
    }
    gathered = _gathered(level)
    for name, stats in gathered.summary().items():
        found[name] = merged(found.get(name), stats)
    completed = made.count("successful")
    strategy = level.inner("config").inner("strategy")
    strategy = strategy if strategy.values else level.inner("args").inner("strategy")
    label = _label(strategy)
    cut_off = made.count("incomplete")
    return Run(
        label=label,
        completed=completed,
        failed=made.count("errored"),
        duration_s=level.number("duration"),
        latencies=(
            {} if completed == 0 else {name: one for name, one in found.items() if one}
        ),
        request_throughput=_rate(metrics, "requests_per_second"),
        output_throughput=_rate(metrics, "output_tokens_per_second"),
        total_throughput=_rate(metrics, "tokens_per_second"),
        requests=gathered.requests if gathered.completed else None,
        load={key: text for key, text in (("model", model), ("rate", label)) if text},
        remarks=(
            (f"requests cut off by the end of the run: {cut_off:,}",) if cut_off else ()
        ),
    )


def _stats(metrics: Fields, name: str, scale: float) -> Stats | None:
    one = metrics.inner(name).inner("successful")
    bounds = one.stats(_MEMBERS, scale)
    return merged(one.inner("percentiles").stats(_PERCENTILES, scale), bounds)


def _rate(metrics: Fields, name: str) -> float | None:
    return metrics.inner(name).inner("successful").number("mean")


def _gathered(level: Fields) -> Collector:
    """Gather the requests that a report may keep."""
    gathered = Collector()
    kept = level.inner("requests").listed("successful") or []
    for number, one in enumerate(kept, start=1):
        request = Fields(one, f"{level.where}request {number}, ")
        ttft = request.number("time_to_first_token_ms")
        e2e = request.number("request_latency", 1000)
        if ttft is not None or e2e is not None:
            gathered.add(
                request.where,
                ttft=ttft,
                e2e=e2e,
                tpot=request.number("inter_token_latency_ms"),
                output_tokens=request.number("output_tokens"),
            )
    return gathered


def _label(strategy: Fields) -> str:
    kind = strategy.text("type_") or strategy.text("kind")
    if (rate := strategy.number("rate")) is not None:
        return f"{kind} {rate:g} requests/s"
    if (streams := strategy.number("streams")) is not None:
        return f"{kind} {streams:g} streams"
    return kind
