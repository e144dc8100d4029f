"""How the screens of `aiinfra metrics` word what was measured and judged."""

from __future__ import annotations

from collections.abc import Sequence

from aiinfra_cli.metrics.judging import Goodput, Judgement
from aiinfra_cli.metrics.model import ITL_KINDS, TOOLS, Result, Run
from aiinfra_cli.metrics.targets import Target
from aiinfra_cli.typography import MARKS

_BARS, _ASCII_BARS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
_ROWS = {
    "request_throughput": "requests/s",
    "output_throughput": "output tok/s",
    "total_throughput": "all tok/s",
}


def number(value: float | None, *, bare: bool = False) -> str:
    """Write a figure with the digits that count; – where it was not measured."""
    if value is None:
        return "–"
    if bare:
        return f"{value:,.10g}"
    if value >= 10_000:
        return f"{value:,.0f}"
    if value >= 10 or value == 0:
        return f"{value:,.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def ratio(value: float | None) -> str:
    """Write a ratio; – where there is none."""
    if value is None:
        return "–"
    if value >= 10:
        return f"{value:,.1f}"
    return f"{value:.3f}" if value >= 0.1 else f"{value:.2g}"


def tool(result: Result) -> str:
    """Name the tool."""
    return TOOLS[result.tool]


def counts(run: Run) -> list[str]:
    """Say how many requests there were, how long it took, what load was asked."""
    completed = "not told" if run.completed is None else f"{run.completed:,}"
    failed = "not told" if run.failed is None else f"{run.failed:,}"
    parts = [f"completed {completed}", f"failed {failed}"]
    if run.duration_s is not None:
        parts.append(_time(run.duration_s))
    asked = (run.load.get(key) for key in ("rate", "concurrency"))
    return [*parts, *(text for text in asked if text and text != run.label)]


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{number(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:,} min {rest:02d} s"


def rates(run: Run) -> list[str]:
    """Say what was served a second, as far as it was measured."""
    found = (
        (run.request_throughput, "requests/s"),
        (run.output_throughput, "output tokens/s"),
        (run.total_throughput, "tokens/s, those of the prompts included"),
    )
    return [f"{number(value)} {unit}" for value, unit in found if value is not None]


def goodput(found: Goodput) -> str:
    """Say how many requests a second met every limit, or why nobody knows."""
    if found.origin == "tool":
        return f"{number(found.per_second)} requests/s, by {found.limits}"
    if found.good is None:
        return f"not measured: {found.reason}"
    share = f"{found.good:,} of {found.of:,} requests met {found.limits}"
    if found.per_second is None:
        return f"{share}; no rate: {found.reason}"
    return f"{number(found.per_second)} requests/s: {share}"


def itl(result: Result) -> str:
    """Say what the file means by inter-token latency."""
    kind = ITL_KINDS[result.itl_kind]
    if result.tool == "requests":
        return f"ITL is {kind}"
    return f'{tool(result)} means by "inter-token latency" {kind}'


def heading(targets: Sequence[Target]) -> str:
    """Name the sets that the targets are of."""
    names = dict.fromkeys(target.set or "your own" for target in targets)
    return f"Targets: {', '.join(names)}"


def sources(targets: Sequence[Target]) -> list[str]:
    """Say where the named sets are from."""
    found: dict[str, dict[str, None]] = {}
    for target in targets:
        if target.set:
            found.setdefault(target.source, {})[target.set] = None
    return [f"{', '.join(names)}: {source}" for source, names in found.items()]


def verdict(met: bool | None) -> tuple[str, str, str]:
    """Give mark, word and style of a verdict."""
    if met is None:
        return "–", "not measured", "dim"
    return (
        (MARKS["done"], "met", "done") if met else (MARKS["failed"], "missed", "failed")
    )


def standing(found: Sequence[Judgement]) -> tuple[str, str, str]:
    """Sum up the verdicts of a run: missed before not measured before met."""
    missed = sum(one.met is False for one in found)
    if missed:
        return MARKS["failed"], f"missed {missed}", "failed"
    return verdict(None if any(one.met is None for one in found) else True)


def sureness(is_better: bool | None) -> tuple[str, str]:
    """Give word and style of a comparison."""
    if is_better is None:
        return "unclear", "dim"
    return ("better", "done") if is_better else ("worse", "failed")


def row(name: str, statistic: str) -> str:
    """Name a row of a comparison."""
    return f"{name.upper()} {statistic}" if statistic else _ROWS[name]


def bars(counts: Sequence[int], *, ascii_only: bool) -> str:
    """Draw counts as bars one line high; a space is none at all."""
    ramp = _ASCII_BARS if ascii_only else _BARS
    most = max(counts)
    return "".join(ramp[-(-count * 8 // most)] for count in counts)
