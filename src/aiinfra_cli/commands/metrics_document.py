"""The JSON of `aiinfra metrics`. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aiinfra_cli.metrics.comparison import Comparison, compare
from aiinfra_cli.metrics.distribution import spread
from aiinfra_cli.metrics.judging import goodput, judge, remarks
from aiinfra_cli.metrics.model import ITL_KINDS, LATENCIES, TOOLS, Run
from aiinfra_cli.metrics.targets import Target

if TYPE_CHECKING:
    from aiinfra_cli.commands.metrics_runs import Picked


def document(
    picked: Sequence[Picked],
    targets: Sequence[Target],
    pair: tuple[Picked, Picked] | None,
) -> dict[str, Any]:
    """Write runs, targets and, of two runs, how they compare."""
    return {
        "targets": [_told(target._asdict()) for target in targets],
        "runs": [_run(one, targets) for one in picked],
        "comparison": (
            _comparison(compare(*((one.result, one.run) for one in pair)))
            if pair
            else None
        ),
    }


def _run(one: Picked, targets: Sequence[Target]) -> dict[str, Any]:
    run, kind = one.run, one.result.itl_kind
    return {
        "file": one.file,
        "number": one.number,
        "tool": one.result.tool,
        "tool_name": TOOLS[one.result.tool],
        "itl_kind": kind,
        "itl_meaning": ITL_KINDS[kind],
        "label": run.label or None,
        "load": {key: run.load.get(key) for key in _LOAD},
        "completed": run.completed,
        "failed": run.failed,
        "duration_s": run.duration_s,
        "latencies_ms": {name: _latency(run, name) for name in LATENCIES},
        "request_throughput": run.request_throughput,
        "output_throughput": run.output_throughput,
        "total_throughput": run.total_throughput,
        "goodput": _told(goodput(run, targets)._asdict()),
        "tool_goodput": run.goodput,
        "targets": [
            {
                "latency": found.target.latency,
                "statistic": found.target.statistic,
                "limit_ms": found.target.limit_ms,
                "value_ms": found.value_ms,
                "met": found.met,
                "reason": found.reason or None,
            }
            for found in judge(run, targets)
        ],
        "remarks": remarks(run),
    }


_LOAD = ("model", "requests", "rate", "concurrency")


def _latency(run: Run, name: str) -> dict[str, Any] | None:
    stats = run.latencies.get(name)
    if stats is None:
        return None
    found = spread(run.requests.measured(name)) if run.requests else None
    return {**stats._asdict(), "distribution": found._asdict() if found else None}


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "rows": [
            {
                "name": row.name,
                "statistic": row.statistic or None,
                "first": row.first,
                "second": row.second,
                "ratio": _rounded(row.ratio),
                "interval": row.interval and [_rounded(one) for one in row.interval],
                "better": row.is_better,
                "reason": row.reason or None,
            }
            for row in found.rows
        ],
        "remarks": list(found.remarks),
    }


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Write null for a text that is empty."""
    return {key: None if value == "" else value for key, value in values.items()}


def _rounded(ratio: float | None) -> float | None:
    return None if ratio is None else float(f"{ratio:.4g}")
