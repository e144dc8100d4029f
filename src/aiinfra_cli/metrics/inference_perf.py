"""Read the reports of inference-perf: lifecycle metrics, summed up or per request.

Times are in seconds. "inter_token_latency" is every gap, pooled.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.collector import rate as per_second
from aiinfra_cli.metrics.fields import Fields, number
from aiinfra_cli.metrics.model import E2E, ITL, NTPOT, TPOT, TTFT, Run

_NAMES = {
    TTFT: "time_to_first_token",
    TPOT: "time_per_output_token",
    ITL: "inter_token_latency",
    NTPOT: "normalized_time_per_output_token",
    E2E: "request_latency",
}
_MEMBERS = {"p50": "median", **{n: n for n in ("mean", "p90", "p95", "p99")}} | {
    "min": "min",
    "max": "max",
}
_KEPT_UP = 0.95  # of the rate asked: below that, the load was another one


def is_summary(value: dict[str, Any]) -> bool:
    """Tell whether an object is a summary, of a stage or of all stages."""
    return isinstance(value.get("successes"), dict) and "load_summary" in value


def is_record(value: dict[str, Any]) -> bool:
    """Tell whether an object is one request of the report per request."""
    has_times = {"start_time", "end_time"} <= value.keys()
    return has_times and ("computed_metrics" in value or "info" in value)


def read_summary(fields: Fields) -> list[Run]:
    """Read a summary.

    Raises UsageError for what cannot be read.
    """
    successes = fields.inner("successes")
    latency, throughput = successes.inner("latency"), successes.inner("throughput")
    completed = successes.count("count")
    rate = throughput.number("requests_per_sec")
    duration = fields.number("benchmark_time_seconds")
    if duration is None:
        duration = per_second(completed, rate)  # as the rate was computed
    found = {
        ours: latency.inner(name).stats(_MEMBERS, 1000) for ours, name in _NAMES.items()
    }
    asked = fields.inner("load_summary")
    return [
        Run(
            label=_label(asked),
            completed=completed,
            failed=fields.inner("failures").count("count"),
            duration_s=duration,
            latencies={name: stats for name, stats in found.items() if stats},
            request_throughput=rate,
            output_throughput=throughput.number("output_tokens_per_sec"),
            total_throughput=throughput.number("total_tokens_per_sec"),
            goodput=successes.inner("goodput_metrics").number("request_goodput"),
            load=_load(asked),
            remarks=tuple(_remarks(asked)),
        )
    ]


def read_records(records: Iterable[Fields]) -> Run:
    """Read the report per request.

    Raises UsageError for what cannot be read.
    """
    gathered = Collector()
    for record in records:
        start, end = record.number("start_time"), record.number("end_time")
        if record.values.get("error"):
            gathered.fail(start, end)
        else:
            _gather(gathered, record, start, end)
    return gathered.run("", load={})


def _gather(
    gathered: Collector, record: Fields, start: float | None, end: float | None
) -> None:
    e2e = None if start is None or end is None else (end - start) * 1000
    metrics = record.inner("computed_metrics")
    if metrics.values:
        gaps = metrics.listed("inter_token_latencies") or []
        gathered.add(
            record.where,
            ttft=metrics.number("time_to_first_token", 1000),
            e2e=metrics.number("request_latency", 1000) if e2e is None else e2e,
            tpot=metrics.number("time_per_output_token", 1000),
            output_tokens=metrics.number("output_tokens"),
            prompt_tokens=metrics.number("input_tokens"),
            gaps=_scaled(gaps, metrics.where),
            start=start,
        )
        return
    info = record.inner("info")
    answer = info.inner("response_metrics")
    answer = answer if answer.values else info  # the releases of 2025 have one level
    times = _scaled(answer.listed("output_token_times") or [], answer.where)
    is_streamed = len(times) > 1 and start is not None
    gathered.add(
        record.where,
        ttft=max(0.0, times[0] - start * 1000) if is_streamed and start else None,
        e2e=e2e,
        output_tokens=answer.number("output_tokens"),
        prompt_tokens=info.number("input_tokens"),
        gaps=[max(0.0, late - early) for early, late in pairwise(times)],
        start=start,
    )


def _scaled(values: list[Any], where: str) -> list[float]:
    found = [number(value, where + "a time", 1000) for value in values]
    return [value for value in found if value is not None]


def _label(asked: Fields) -> str:
    if (streams := asked.number("concurrency")) is not None:
        return f"{streams:g} at a time"
    rate = asked.number("requested_rate")
    return "" if rate is None else f"{rate:g} requests/s"


def _load(asked: Fields) -> dict[str, str]:
    found = {}
    if (count := asked.count("count")) is not None:
        found["requests"] = f"{count:,} requests"
    if (rate := asked.number("requested_rate")) is not None:
        found["rate"] = f"{rate:g} requests/s asked"
    return found


def _remarks(asked: Fields) -> list[str]:
    rate, achieved = asked.number("requested_rate"), asked.number("achieved_rate")
    if not rate or achieved is None or achieved >= rate * _KEPT_UP:
        return []
    return [
        f"{achieved:.3g} requests/s were sent of the {rate:.3g} asked: the load"
        " generator or the server did not keep up"
    ]
