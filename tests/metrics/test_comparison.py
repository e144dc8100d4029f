"""Two runs side by side: like with like, and no more certainty than there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.metrics import read_runs
from aiinfra_cli.metrics.comparison import Comparison, Row, compare
from aiinfra_cli.metrics.model import Result, Run
from tests.metrics import forms
from tests.metrics.conftest import SAMPLES, Read, lines

Side = tuple[Result, Run]
Both = Callable[[Any, Any], Comparison]


def _side(result: Result) -> Side:
    return result, result.runs[0]


@pytest.fixture
def both(read: Read) -> Both:
    """Compare two files of these contents; a path is a sample."""

    def side(content: Any) -> Side:
        if isinstance(content, Path):
            return _side(read_runs(content))
        return _side(read(content))

    return lambda first, second: compare(side(first), side(second))


def _row(found: Comparison, name: str, statistic: str = "") -> Row:
    (row,) = [
        one for one in found.rows if (one.name, one.statistic) == (name, statistic)
    ]
    return row


def test_a_file_with_itself(both: Both) -> None:
    """Every ratio is 1, no interval leaves it out, and nothing differs."""
    found = both(SAMPLES / "aiperf-records.jsonl", SAMPLES / "aiperf-records.jsonl")
    assert found.remarks == ()
    assert [row.ratio for row in found.rows] == [1.0] * 13
    many = lines(forms.requests(100))
    for row in both(many, many).rows:
        assert row.is_better is None
        if row.interval:
            assert row.interval.low <= 1 <= row.interval.high


def test_ratio_is_the_second_over_the_first(both: Both) -> None:
    """Twice the TTFT is a ratio of 2; where the interval leaves out 1, it is worse."""
    slow = [
        one | {"ttft_ms": one["ttft_ms"] * 4, "e2e_ms": one["ttft_ms"] * 4 + 100}
        for one in forms.requests(100)
    ]
    found = both(lines(forms.requests(100)), lines(slow))
    row = _row(found, "ttft", "p50")
    assert (row.first, row.second, row.ratio) == (505, 2020, 4)
    assert row.interval is not None
    assert 3 < row.interval.low < 4 < row.interval.high < 5.5
    assert (row.is_better, row.reason) == (False, "")
    back = both(lines(slow), lines(forms.requests(100)))
    assert _row(back, "ttft", "p50").is_better is True


@pytest.mark.parametrize(
    ("first", "second", "name", "statistic", "reason"),
    [
        (
            SAMPLES / "vllm-poisson.json",
            SAMPLES / "vllm-failures.json",
            *("ttft", "p50"),
            "no values for each request (first and second)",
        ),
        (
            lines(forms.requests(50)),
            SAMPLES / "vllm-failures.json",
            *("e2e", "p99"),
            "no values for each request (second)",
        ),
        (
            lines(forms.requests(50)),
            lines(forms.requests(19)),
            *("ttft", "p50"),
            "p50 needs 20 requests on each side",
        ),
        (
            lines(forms.requests(999)),
            lines(forms.requests(999)),
            *("ttft", "p99"),
            "p99 needs 1,000 requests on each side",
        ),
        (
            lines(forms.aiperf_record(n) for n in range(30)),
            lines(forms.aiperf_record(n) for n in range(30)),
            *("itl", "p50"),
            "gaps of one request are not independent",
        ),
        (
            lines(forms.requests(50)),
            lines(forms.requests(50)),
            *("output_throughput", ""),
            "one figure for a run",
        ),
    ],
    ids=["none has values", "one has none", "few", "few for p99", "gaps", "rates"],
)
def test_no_interval_has_a_reason(
    first: Any, second: Any, name: str, statistic: str, reason: str, both: Both
) -> None:
    """The ratio stands alone, and why it does is told."""
    row = _row(both(first, second), name, statistic)
    assert row.ratio is not None
    assert (row.interval, row.is_better, row.reason) == (None, None, reason)


def test_unlike_is_never_compared(both: Both) -> None:
    """llmperf's inter-token latency has no ratio to TPOT, nor to pooled gaps."""
    found = both(SAMPLES / "vllm-poisson.json", SAMPLES / "llmperf.json")
    for name in ("tpot", "itl", "ntpot"):
        assert _row(found, name, "p50").ratio is None, name
    assert found.remarks == (
        'the two files mean different things by "inter-token latency": that of vllm'
        " bench serve is ITL here, that of llmperf is NTPOT; like is compared with"
        " like",
        "TPOT and NTPOT are not compared: NTPOT has the first token in it",
        "not the same load: google/gemma-4-26B-A4B-it against llama2-70b-4096",
    )


def test_like_under_other_names_is_compared(both: Both) -> None:
    """AIPerf's inter-token latency is put beside vLLM's TPOT, its gaps beside ITL."""
    found = both(SAMPLES / "vllm-2025.json", SAMPLES / "aiperf.json")
    assert _row(found, "tpot", "p50")[2:4] == (40.27887061310954, 18.52140545728643)
    assert _row(found, "itl", "p50")[2:4] == (38.4669154882431, 18.402139)


def test_ntpot_of_one_side_is_no_row(both: Both) -> None:
    """Where both have TPOT, NTPOT of one alone says nothing more."""
    found = both(SAMPLES / "vllm-poisson.json", SAMPLES / "inference-perf.json")
    assert "ntpot" not in {row.name for row in found.rows}


def test_another_load_is_told(both: Both) -> None:
    """Runs of another model, rate or number of requests are another experiment."""
    found = both(SAMPLES / "vllm-poisson.json", SAMPLES / "vllm-failures.json")
    assert found.remarks == (
        "not the same load: 0.3 requests/s asked against 1.5 requests/s asked;"
        " 250 requests against 300 requests; google/gemma-4-26B-A4B-it against"
        " nvidia/Nemotron-3-Nano-Omni-30B-A3B-Reasoning-FP8",
    )


def test_no_ratio_to_nothing(both: Both) -> None:
    """0 requests a second are served where all failed: nothing is so many times 0."""
    none = forms.vllm_detailed() | {"completed": 0, "request_throughput": 0}
    row = _row(both(none, forms.vllm_detailed()), "request_throughput")
    assert (row.first, row.second, row.ratio) == (0, 1.5, None)
    assert row.reason == "the first is 0"
