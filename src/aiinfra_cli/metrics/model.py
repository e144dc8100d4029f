"""What the result of a serving benchmark holds, whatever tool wrote it.

Latencies are milliseconds, throughputs are per second. None, or a member that is
absent, is "not measured": never 0.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from typing import NamedTuple

# The latencies, in the order in which a request meets them.
TTFT, TPOT, ITL, NTPOT, E2E = "ttft", "tpot", "itl", "ntpot", "e2e"
LATENCIES = (TTFT, TPOT, ITL, NTPOT, E2E)

TOOLS = {
    "vllm": "vllm bench serve",
    "sglang": "SGLang bench_serving",
    "aiperf": "AIPerf",
    "genai-perf": "genai-perf",
    "inference-perf": "inference-perf",
    "guidellm": "GuideLLM",
    "llmperf": "llmperf",
    "requests": "plain requests",
}

# What the tools mean by "inter-token latency": three different things. The slug is
# the latency of ours that it is read as (`gaps` is ITL).
ITL_KINDS = {
    "gaps": "every gap between two chunks, pooled over all requests",
    "tpot": "one value per request, first token excluded: TPOT here",
    "ntpot": "one value per request, first token included: NTPOT here",
}
ITL_OF = {
    "vllm": "gaps",
    "sglang": "gaps",
    "aiperf": "tpot",
    "genai-perf": "tpot",
    "inference-perf": "gaps",
    "guidellm": "tpot",
    "llmperf": "ntpot",
    "requests": "gaps",
}


class Stats(NamedTuple):
    """What is known of one latency, in milliseconds."""

    mean: float | None = None
    p50: float | None = None
    p90: float | None = None
    p95: float | None = None
    p99: float | None = None
    min: float | None = None
    max: float | None = None


class Requests(NamedTuple):
    """The values of each completed request; NaN where one was not measured.

    The gaps between chunks are those of all requests, in one row.
    """

    ttft: array[float]
    tpot: array[float]
    ntpot: array[float]
    e2e: array[float]
    output_tokens: array[float]
    gaps: array[float]

    def measured(self, latency: str) -> list[float]:
        """Give the values of a latency that were measured."""
        if latency == ITL:
            return self.gaps.tolist()
        column: array[float] = getattr(self, latency)
        return [value for value in column if not math.isnan(value)]


class Run(NamedTuple):
    """One run of a benchmark, or one load level of it."""

    label: str
    completed: int | None
    failed: int | None  # None: the file does not tell
    duration_s: float | None
    latencies: Mapping[str, Stats]  # those that were measured
    request_throughput: float | None = None
    output_throughput: float | None = None  # tokens
    total_throughput: float | None = None  # tokens, those of the prompts included
    goodput: float | None = None  # the tool's own figure, requests
    goodput_limits: str = ""  # what that figure was judged by, where the file says it
    requests: Requests | None = None
    load: Mapping[str, str] = {}  # what was asked of the server, in words
    remarks: tuple[str, ...] = ()


class Result(NamedTuple):
    """What one file holds."""

    tool: str
    runs: tuple[Run, ...]

    @property
    def itl_kind(self) -> str:
        """Name what the file means by inter-token latency: a key of ITL_KINDS."""
        return ITL_OF[self.tool]
