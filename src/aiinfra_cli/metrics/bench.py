"""Read `vllm bench serve --save-result` and SGLang's bench_serving: near relatives.

Both write one flat object per run, latencies in milliseconds. The lists of the
detailed form (`--save-detailed`, `--output-details`) are in seconds.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from typing import Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.fields import LARGEST, Fields, merged, number
from aiinfra_cli.metrics.model import E2E, ITL, TPOT, TTFT, Run, Stats

_VLLM = {TTFT: "ttft", TPOT: "tpot", ITL: "itl", E2E: "e2el"}
_SGLANG = {**_VLLM, E2E: "e2e_latency"}
_HEAD = ("backend", "model_id", "completed", "num_prompts", "request_throughput")


def is_vllm(value: dict[str, Any]) -> bool:
    """Tell whether an object is a run of vllm bench serve."""
    if {"request_throughput", "completed", "duration"} <= value.keys():
        return True
    has_latency = any(f"mean_{name}_ms" in value for name in _VLLM.values())
    return has_latency and any(key in value for key in _HEAD)


def is_sglang(value: dict[str, Any]) -> bool:
    """Tell whether an object is a run of SGLang's bench_serving."""
    return "mean_e2e_latency_ms" in value or (
        {"request_throughput", "total_throughput"} <= value.keys()
    )


def read_vllm(fields: Fields) -> list[Run]:
    """Read a run of vllm bench serve.

    Raises UsageError for what cannot be read.
    """
    run = _run(fields, _VLLM, "total_token_throughput", fields.text("label"))
    failed = fields.count("failed")
    asked = fields.count("num_prompts")
    if failed is None and run.completed is not None and asked is not None:
        # Before 2026 it counted what completed only.
        failed = asked - run.completed if asked >= run.completed else None
    # Some releases of 2024 and 2025 wrote the key with a colon at its end.
    key = "request_goodput" if "request_goodput" in fields else "request_goodput:"
    remarks = run.remarks
    if any(name.startswith("spec_decode_") for name in fields.values):
        remarks += (
            "speculative decoding: a chunk holds several tokens, so ITL is a multiple"
            " of TPOT; that is not a slow server",
        )
    return [
        run._replace(
            failed=run.failed if failed is None else failed,
            goodput=fields.number(key),
            remarks=remarks,
        )
    ]


def read_sglang(fields: Fields) -> list[Run]:
    """Read a run of SGLang's bench_serving; it does not tell what failed.

    Raises UsageError for what cannot be read.
    """
    return [_run(fields, _SGLANG, "total_throughput", fields.text("tag"))]


def _run(fields: Fields, names: Mapping[str, str], total: str, label: str) -> Run:
    completed = fields.count("completed")
    told = {ours: _told(fields, name) for ours, name in names.items()}
    gathered = _gathered(fields)
    computed = gathered.summary() if gathered else {}
    both = {
        name: merged(told.get(name), computed.get(name))
        for name in {**told, **computed}
    }
    remarks = [] if gathered is None else gathered.remarks()
    if gathered and not _agree(told[TTFT], computed.get(TTFT)):
        remarks.append("the summary and the values per request do not agree")
    return Run(
        label=label,
        completed=completed,
        failed=gathered.failed if gathered else None,
        duration_s=fields.number("duration"),
        latencies={} if completed == 0 else {k: v for k, v in both.items() if v},
        request_throughput=fields.number("request_throughput"),
        output_throughput=fields.number("output_throughput"),
        total_throughput=fields.number(total),
        requests=gathered.requests if gathered and gathered.completed else None,
        load=_load(fields),
        remarks=tuple(remarks),
    )


def _told(fields: Fields, name: str) -> Stats | None:
    keys = {member: f"{member}_{name}_ms" for member in ("mean", "p90", "p95", "p99")}
    p50 = f"p50_{name}_ms"
    keys["p50"] = p50 if p50 in fields else f"median_{name}_ms"
    return fields.stats(keys)


def _load(fields: Fields) -> dict[str, str]:
    found = {"model": fields.text("model_id") or _served(fields)}
    if asked := fields.count("num_prompts"):
        found["requests"] = f"{asked:,} requests"
    rate = fields.values.get("request_rate")
    if rate in ("inf", math.inf):
        found["rate"] = "all at once"
    elif isinstance(rate, int | float) and math.isfinite(rate):
        found["rate"] = f"{rate:g} requests/s asked"
    if most := fields.count("max_concurrency"):
        found["concurrency"] = f"at most {most:,} at a time"
    return {key: text for key, text in found.items() if text}


def _served(fields: Fields) -> str:
    """Name the model as SGLang's server does."""
    server = fields.inner("server_info")
    return server.text("served_model_name") or server.text("model_path")


def _gathered(fields: Fields) -> Collector | None:
    """Gather the requests of the detailed form; None where there is none."""
    names = ("ttfts", "itls", "output_lens", "errors", "latencies", "input_lens")
    lists = {name: found for name in names if (found := fields.listed(name))}
    if not {"ttfts", "itls", "output_lens"} <= lists.keys():
        return None
    sizes = {name: len(found) for name, found in lists.items()}
    if len(set(sizes.values())) > 1:
        told = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
        raise UsageError(f"{fields.where}the lists differ in length: {told}")
    gathered = Collector()
    for index in range(sizes["ttfts"]):
        row = {name: found[index] for name, found in lists.items()}
        _gather(gathered, row, f"{fields.where}request {index + 1}: ")
    return gathered


def _gather(gathered: Collector, row: dict[str, Any], where: str) -> None:
    ttft = number(row["ttfts"], where + "ttfts", 1000)
    tokens = number(row["output_lens"], where + "output_lens")
    if row.get("errors") or not (ttft or tokens):
        gathered.fail()
        return
    gaps = _gaps(row["itls"], where)
    e2e = number(row.get("latencies"), where + "latencies", 1000)
    if e2e is None and ttft:
        # The gaps run from the first chunk to the last.
        e2e = ttft + math.fsum(gaps)
    gathered.add(
        where,
        ttft=ttft or None,  # 0: the answer was not streamed
        e2e=e2e,
        output_tokens=tokens,
        prompt_tokens=number(row.get("input_lens"), where + "input_lens"),
        gaps=gaps,
    )


def _gaps(found: Any, where: str) -> array[float]:
    try:
        gaps = array("d", [gap * 1000 for gap in found])
    except (TypeError, OverflowError):
        raise UsageError(f"{where}itls is not a list of numbers") from None
    if not all(0 <= gap <= LARGEST for gap in gaps):
        raise UsageError(f"{where}a gap in itls is negative, or not finite")
    return gaps


def _agree(told: Stats | None, computed: Stats | None) -> bool:
    if told is None or computed is None or told.mean is None or computed.mean is None:
        return True
    return math.isclose(told.mean, computed.mean, rel_tol=0.01, abs_tol=0.01)
