"""Read the files of llmperf: the summary of a run, and its individual responses.

Times are in seconds. Its "inter token latency" is E2E / output tokens, with the first
token in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.collector import rate as per_second
from aiinfra_cli.metrics.fields import Fields
from aiinfra_cli.metrics.model import E2E, NTPOT, TTFT, Run

_NAMES = {TTFT: "ttft_s", NTPOT: "inter_token_latency_s", E2E: "end_to_end_latency_s"}


def is_summary(value: dict[str, Any]) -> bool:
    """Tell whether an object is the summary of a run."""
    return "results_end_to_end_latency_s_mean" in value


def is_response(value: dict[str, Any]) -> bool:
    """Tell whether an object is one response."""
    return "end_to_end_latency_s" in value and "error_code" in value


def read_summary(fields: Fields) -> list[Run]:
    """Read the summary of a run.

    Raises UsageError for what cannot be read.
    """
    found = {
        ours: fields.stats(_keys(f"results_{name}"), 1000)
        for ours, name in _NAMES.items()
    }
    completed = fields.count("results_num_completed_requests")
    a_minute = fields.number("results_num_completed_requests_per_min")
    rate = None if a_minute is None else a_minute / 60
    streams = fields.count("num_concurrent_requests")
    load = {"model": fields.text("model")}
    if streams:
        load["concurrency"] = f"at most {streams:,} at a time"
    return [
        Run(
            label=fields.text("name"),
            completed=completed,
            failed=fields.count("results_number_errors"),
            duration_s=per_second(completed, rate),
            latencies=(
                {}
                if completed == 0
                else {name: one for name, one in found.items() if one}
            ),
            request_throughput=rate,
            output_throughput=fields.number(
                "results_mean_output_throughput_token_per_s"
            ),
            load={key: text for key, text in load.items() if text},
        )
    ]


def read_responses(responses: Iterable[Fields]) -> Run:
    """Read individual responses; they do not tell how long the run took.

    Raises UsageError for what cannot be read.
    """
    gathered = Collector()
    for one in responses:
        if one.values.get("error_code") is not None:
            gathered.fail()
            continue
        gathered.add(
            one.where,
            ttft=one.number("ttft_s", 1000),
            e2e=one.number("end_to_end_latency_s", 1000),
            output_tokens=one.number("number_output_tokens"),
            prompt_tokens=one.number("number_input_tokens"),
        )
    return gathered.run("", load={})


def _keys(name: str) -> dict[str, str]:
    parts = {"p50": 50, "p90": 90, "p95": 95, "p99": 99}
    keys = {member: f"{name}_quantiles_p{part}" for member, part in parts.items()}
    return keys | {member: f"{name}_{member}" for member in ("mean", "min", "max")}
