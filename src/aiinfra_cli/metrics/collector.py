"""Gather requests one by one into columns, and make a run of them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.model import (
    E2E,
    ITL,
    NTPOT,
    TPOT,
    TTFT,
    Requests,
    Run,
    Stats,
)
from aiinfra_cli.metrics.quantile import summarise

MOST_GAPS = 5_000_000  # what is held and ordered in memory; more is not summarised
SHORTEST = 1e-6  # seconds; what took less was not timed
_NAN = math.nan


class Collector:
    """The requests seen so far, and what they add up to."""

    def __init__(self) -> None:
        empty = [array("d") for _ in range(6)]
        self.requests = Requests(*empty)
        self.failed = 0
        self.prompt_tokens: float | None = 0.0
        self._first = math.inf  # seconds: the first start, the last end
        self._last = -math.inf
        self._is_timed = True  # so far every request has told when it began
        self._too_many_gaps = False

    @property
    def completed(self) -> int:
        """Count the requests that completed."""
        return len(self.requests.ttft)

    def fail(self, start: float | None = None, end: float | None = None) -> None:
        """Count a request that failed; it took part in the run's time."""
        self.failed += 1
        if start is not None:
            self._span(start, start if end is None else end)

    def add(
        self,
        where: str,
        *,
        ttft: float | None = None,
        e2e: float | None = None,
        output_tokens: float | None = None,
        prompt_tokens: float | None = None,
        tpot: float | None = None,
        ntpot: float | None = None,
        gaps: Sequence[float] = (),
        start: float | None = None,
    ) -> None:
        """Take in a completed request: milliseconds, tokens, and a start in seconds.

        TPOT = (E2E - TTFT) / (output tokens - 1) and NTPOT = E2E / output tokens,
        where the file does not give them. Raises UsageError for a first token that
        came after the end.
        """
        if ttft is not None and e2e is not None:
            if ttft > e2e * 1.001 + 0.01:  # more than rounding
                raise UsageError(
                    f"{where}the first token came after {ttft:g} ms, the end after"
                    f" {e2e:g} ms: not in one unit, or not of one request"
                )
            if tpot is None and output_tokens is not None and output_tokens >= 2:
                tpot = max(0.0, e2e - ttft) / (output_tokens - 1)
        tokens = output_tokens or 0.0
        if ntpot is None and e2e is not None and tokens >= 1:
            ntpot = e2e / tokens
        row = (ttft, tpot, ntpot, e2e, output_tokens)
        for column, value in zip(self.requests, row, strict=False):
            column.append(_NAN if value is None else value)
        if prompt_tokens is None:
            self.prompt_tokens = None
        elif self.prompt_tokens is not None:
            self.prompt_tokens += prompt_tokens
        self._take(gaps)
        if start is None or e2e is None:
            self._is_timed = False
        else:
            self._span(start, start + e2e / 1000)

    def summary(self) -> dict[str, Stats]:
        """Summarise each latency that was measured."""
        names = (TTFT, TPOT, ITL, NTPOT, E2E)
        found = {name: summarise(self.requests.measured(name)) for name in names}
        return {name: stats for name, stats in found.items() if stats is not None}

    def run(
        self, label: str, *, load: Mapping[str, str], remarks: Sequence[str] = ()
    ) -> Run:
        """Make a run of what was gathered, when nothing else tells of it."""
        duration = self._duration()
        tokens = math.fsum(self.requests.output_tokens)
        output = None if math.isnan(tokens) else tokens
        whole = (
            None
            if output is None or self.prompt_tokens is None
            else output + self.prompt_tokens
        )
        return Run(
            label=label,
            completed=self.completed,
            failed=self.failed,
            duration_s=duration,
            latencies=self.summary(),
            request_throughput=rate(self.completed, duration),
            output_throughput=rate(output, duration),
            total_throughput=rate(whole, duration),
            requests=self.requests if self.completed else None,
            load=load,
            remarks=(*remarks, *self.remarks()),
        )

    def remarks(self) -> list[str]:
        """Say what was left out."""
        if self._too_many_gaps:
            return [f"ITL is not measured: more than {MOST_GAPS:,} gaps to order"]
        return []

    def _take(self, gaps: Sequence[float]) -> None:
        if self._too_many_gaps:
            return
        self.requests.gaps.extend(gaps)
        if len(self.requests.gaps) > MOST_GAPS:
            self._too_many_gaps = True
            del self.requests.gaps[:]

    def _span(self, start: float, end: float) -> None:
        self._first = min(self._first, start)
        self._last = max(self._last, end)

    def _duration(self) -> float | None:
        length = self._last - self._first
        return length if self._is_timed and 0 < length < math.inf else None


def rate(amount: float | None, seconds: float | None) -> float | None:
    """Give an amount per second; None where one is not known, or no time passed."""
    if amount is None or seconds is None or seconds < SHORTEST:
        return None
    return amount / seconds
