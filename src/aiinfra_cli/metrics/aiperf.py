"""Read the exports of AIPerf and of its predecessor genai-perf.

Both call the time per output token "inter token latency"; the gaps between chunks
are AIPerf's "inter chunk latency".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.fields import MS, Fields, number
from aiinfra_cli.metrics.model import E2E, ITL, TPOT, TTFT, Run, Stats

_NAMES = {
    TTFT: ("time_to_first_token", "ttft"),  # the second in the releases of mid-2025
    TPOT: ("inter_token_latency",),
    ITL: ("inter_chunk_latency",),
    E2E: ("request_latency",),
}
_MEMBERS = {"mean": "avg", **{n: n for n in ("p50", "p90", "p95", "p99", "min", "max")}}
_OF_AIPERF = ("aiperf_version", "was_cancelled", "error_summary", "benchmark_duration")


def is_summary(value: dict[str, Any]) -> bool:
    """Tell whether an object is the summary of a run."""
    body = _body(value)
    found = [body.get(name) for names in _NAMES.values() for name in names]
    return any(isinstance(one, dict) and "unit" in one for one in found)


def is_record(value: dict[str, Any]) -> bool:
    """Tell whether an object is one request of a record file."""
    metadata = value.get("metadata")
    return isinstance(metadata, dict) and "benchmark_phase" in metadata


def tool_of(value: dict[str, Any]) -> str:
    """Name the tool that wrote a summary."""
    is_aiperf = any(key in value or key in _body(value) for key in _OF_AIPERF)
    return "aiperf" if is_aiperf else "genai-perf"


def read_summary(fields: Fields) -> list[Run]:
    """Read the summary of a run.

    Raises UsageError for what cannot be read.
    """
    body = Fields(_body(fields.values), fields.where)
    found = {ours: _stats(body, names) for ours, names in _NAMES.items()}
    remarks = []
    if found[TPOT] is None and found[TTFT] is not None and found[TTFT] == found[E2E]:
        # Without streaming the first token comes with the last.
        found[TTFT] = None
        remarks.append("not streamed: TTFT is the whole request, and is not judged")
    if fields.values.get("was_cancelled") is True:
        remarks.append("the run was cancelled before its end")
    completed = _average(body, "request_count")
    return [
        Run(
            label="",
            completed=None if completed is None else int(completed),
            failed=_failed(fields, body),
            duration_s=_average(body, "benchmark_duration"),
            latencies={name: stats for name, stats in found.items() if stats},
            request_throughput=_average(body, "request_throughput"),
            output_throughput=_average(body, "output_token_throughput"),
            total_throughput=_average(body, "total_token_throughput"),
            goodput=_average(body, "goodput"),
            goodput_limits=_limits(fields),
            load=_load(fields),
            remarks=tuple(remarks),
        )
    ]


def read_records(records: Iterable[Fields]) -> Run:
    """Read a record file, one request a line; other phases than profiling are not data.

    Raises UsageError for what cannot be read.
    """
    gathered = Collector()
    warming = 0
    for record in records:
        metadata, metrics = record.inner("metadata"), record.inner("metrics")
        if metadata.text("benchmark_phase") != "profiling":
            warming += 1
            continue
        start = metadata.number("request_start_ns", 1e-9)
        if record.values.get("error") or metadata.values.get("was_cancelled") is True:
            gathered.fail(start, metadata.number("request_end_ns", 1e-9))
            continue
        gaps = metrics.inner("inter_chunk_latency")
        gathered.add(
            record.where,
            ttft=_value(metrics, "time_to_first_token"),
            e2e=_value(metrics, "request_latency"),
            tpot=_value(metrics, "inter_token_latency"),
            output_tokens=metrics.inner("output_sequence_length").number("value"),
            prompt_tokens=metrics.inner("input_sequence_length").number("value"),
            gaps=_gaps(gaps) if "value" in gaps else (),
            start=start,
        )
    remarks = [f"requests of the warm-up, left out: {warming:,}"] if warming else []
    return gathered.run("", load={}, remarks=remarks)


def _body(value: Any) -> dict[str, Any]:
    records = value.get("records")
    return records if isinstance(records, dict) else value


def _stats(body: Fields, names: tuple[str, ...]) -> Stats | None:
    for name in names:
        one = body.inner(name)
        if one.values:
            return one.stats(_MEMBERS, _unit(one))
    return None


def _unit(one: Fields) -> float:
    unit = one.text("unit").strip().lower()
    if unit not in MS:
        raise UsageError(f'{one.where}the unit is "{unit[:20]}", not one of time')
    return MS[unit]


def _value(metrics: Fields, name: str) -> float | None:
    one = metrics.inner(name)
    return one.number("value", _unit(one)) if one.values else None


def _gaps(one: Fields) -> list[float]:
    values, scale = one.values["value"], _unit(one)
    if not isinstance(values, list):
        values = [values]
    found = [number(gap, one.where + "value", scale) for gap in values]
    return [gap for gap in found if gap is not None]


def _average(body: Fields, name: str) -> float | None:
    return body.inner(name).number("avg")


def _failed(fields: Fields, body: Fields) -> int | None:
    """Count what failed: an empty list of errors says that nothing did."""
    counted = _average(body, "error_request_count")
    if counted is not None:
        return int(counted)
    errors = fields.listed("error_summary")
    if errors is None:
        return None
    where = f"{fields.where}error_summary, "
    return sum(Fields(one, where).count("count") or 0 for one in errors)


def _limits(fields: Fields) -> str:
    """Tell the limits that the tool's own goodput was judged by, as they were given."""
    config = fields.inner("input_config")
    found = config.values.get("goodput") or config.inner("input").values.get("goodput")
    if not isinstance(found, dict):
        return found[:80] if isinstance(found, str) else ""
    return ", ".join(f"{name} {limit}" for name, limit in found.items())[:80]


def _load(fields: Fields) -> dict[str, str]:
    config = fields.inner("input_config")
    names = config.inner("endpoint").listed("model_names") or config.listed("model")
    found = {"model": ", ".join(str(name) for name in names or ())[:80]}
    generator = config.inner("loadgen")
    if concurrency := generator.number("concurrency"):
        found["concurrency"] = f"at most {concurrency:,g} at a time"
    if rate := generator.number("request_rate"):
        found["rate"] = f"{rate:g} requests/s asked"
    return {key: text for key, text in found.items() if text}
