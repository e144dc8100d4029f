"""The forms that a tool writes beside its usual one, and the plain form of anybody."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from aiinfra_cli.metrics import collector
from aiinfra_cli.metrics.model import Stats
from tests.metrics import forms
from tests.metrics.conftest import Read, ReadOne, lines


def test_vllm_detailed_is_in_seconds(read_one: ReadOne) -> None:
    """The lists of --save-detailed are seconds; what failed is not among the values."""
    run = read_one(forms.vllm_detailed())
    assert run.requests is not None
    assert run.requests.measured("ttft") == [100, 200, 300]
    assert run.requests.measured("tpot") == pytest.approx([15, 30])
    assert run.requests.measured("e2e") == pytest.approx([130, 290, 300])
    assert run.requests.measured("itl") == pytest.approx([10, 20, 30, 30, 30])
    assert (run.completed, run.failed) == (3, 1)


def test_vllm_summary_goes_before_what_is_computed(read_one: ReadOne) -> None:
    """What the tool summed up stands; percentiles it left out are computed."""
    run = read_one(forms.vllm_detailed())
    assert run.latencies["ttft"] == pytest.approx(
        # p90 and p95 of 100, 200, 300: at positions 1.8 and 1.9
        Stats(mean=200, p50=200, p90=280, p95=290, p99=298, min=100, max=300)
    )
    assert run.latencies["itl"].mean == pytest.approx(24)
    assert run.remarks == ()


def test_vllm_summary_that_does_not_fit_its_values_is_told(read_one: ReadOne) -> None:
    """A summary altered by hand is told: the values of each request say other."""
    run = read_one(forms.vllm_detailed() | {"mean_ttft_ms": 150.0})
    assert run.remarks == ("the summary and the values per request do not agree",)


def test_vllm_latencies_go_before_the_sum_of_gaps(read_one: ReadOne) -> None:
    """Newer releases write the whole latency of each request, too."""
    lists = {"latencies": [0.15, 0.3, 0.35, 0.0]}
    run = read_one(forms.vllm_detailed() | lists)
    assert run.requests is not None
    assert run.requests.measured("e2e") == pytest.approx([150, 300, 350])


def test_vllm_lists_of_different_length_are_refused(read: Read) -> None:
    """Lists that do not belong together are no result."""
    with pytest.raises(Exception, match="the lists differ in length: ttfts 3, itls 4"):
        read(forms.vllm_detailed() | {"ttfts": [0.1, 0.2, 0.3]})


def test_vllm_old_shape_counts_what_failed(read_one: ReadOne) -> None:
    """Without a count of failures, those asked for and not completed failed."""
    old = {"backend": "vllm", "num_prompts": 10, "completed": 7, "mean_ttft_ms": 5.0}
    assert read_one(old).failed == 3


@pytest.mark.parametrize("key", ["request_goodput", "request_goodput:"])
def test_vllm_goodput(key: str, read_one: ReadOne) -> None:
    """Goodput is read under either spelling; null is not measured, and never 0."""
    run = forms.vllm_detailed()
    del run["request_goodput"]
    assert read_one(run | {key: 1.25}).goodput == 1.25
    assert read_one(run | {key: None}).goodput is None


def test_vllm_speculation_is_told(read_one: ReadOne) -> None:
    """With speculative decoding, ITL is a multiple of TPOT, and the reader is told."""
    run = read_one(forms.vllm_detailed() | {"spec_decode_acceptance_rate": 70.0})
    assert len(run.remarks) == 1
    assert run.remarks[0].startswith("speculative decoding: a chunk holds several")


def test_vllm_without_a_tokenizer(read_one: ReadOne) -> None:
    """A run without any latency is a run: its counts and rates are read."""
    run = read_one(
        {"completed": 5, "failed": 0, "duration": 2.0, "request_throughput": 2.5}
    )
    assert (run.completed, run.request_throughput, run.latencies) == (5, 2.5, {})


def test_appended_runs_are_several(read: Read) -> None:
    """SGLang appends a line a run, as vLLM can; each line is one run."""
    result = read(lines([forms.sglang("a"), forms.sglang("b", completed=30)]))
    assert [(run.label, run.completed) for run in result.runs] == [("a", 20), ("b", 30)]


def test_infinite_rate_is_all_at_once(read_one: ReadOne) -> None:
    """`Infinity`, which is no JSON, and the text "inf" are both no rate at all."""
    for rate in ("inf", math.inf):
        run = read_one(json.dumps(forms.sglang("a", request_rate=rate)))
        assert run.load == {"rate": "all at once"}


def test_genai_perf(read: Read) -> None:
    """Numbers may be text, and inter-token latency is the time per output token."""
    result = read(forms.genai_perf())
    (run,) = result.runs
    assert (result.tool, result.itl_kind) == ("genai-perf", "tpot")
    assert run.latencies == {
        "ttft": Stats(mean=30, p50=28, p99=70),
        "tpot": Stats(mean=9, p50=8.5, p99=14),
        "e2e": Stats(mean=400.5, p50=390, p99=610.25),
    }
    assert (run.completed, run.failed, run.output_throughput) == (32, None, 250.5)


def test_genai_perf_without_streaming(read_one: ReadOne) -> None:
    """Where the first token comes with the last, there is no TTFT to judge."""
    run = forms.genai_perf()
    del run["inter_token_latency"]
    run["time_to_first_token"] = run["request_latency"]
    found = read_one(run)
    assert list(found.latencies) == ["e2e"]
    assert found.remarks == (
        "not streamed: TTFT is the whole request, and is not judged",
    )


def test_first_releases_of_aiperf(read: Read) -> None:
    """Metrics below `records`, and TTFT called `ttft`, are read alike."""
    nested = forms.genai_perf()
    nested["ttft"] = nested.pop("time_to_first_token")
    result = read({"records": nested, "was_cancelled": True, "error_summary": []})
    (run,) = result.runs
    assert (result.tool, run.failed) == ("aiperf", 0)
    assert run.latencies["ttft"] == Stats(mean=30, p50=28, p99=70)
    assert run.remarks == ("the run was cancelled before its end",)


def test_load_of_aiperf(read_one: ReadOne) -> None:
    """What was asked of the server is told, for comparing like with like."""
    asked = {"loadgen": {"request_rate": 4.0}, "endpoint": {"model_names": ["a", "b"]}}
    run = read_one(forms.genai_perf() | {"input_config": asked})
    assert run.load == {"model": "a, b", "rate": "4 requests/s asked"}


def test_errors_of_aiperf_are_counted(read_one: ReadOne) -> None:
    """The count of errors, or else the sum over their kinds, is what failed."""
    run = forms.genai_perf() | {"error_summary": [{"count": 2}, {"count": 1}]}
    assert read_one(run).failed == 3
    assert read_one(run | {"error_request_count": {"avg": 4.0}}).failed == 4


def test_aiperf_records(read_one: ReadOne) -> None:
    """Units are those of each value; warm-up is left out; errors have failed."""
    cancelled = forms.aiperf_record(3)
    cancelled["metadata"]["was_cancelled"] = True
    run = read_one(
        lines(
            [
                forms.aiperf_record(-9, "warmup"),
                forms.aiperf_record(0),
                forms.aiperf_record(1),
                forms.aiperf_record(2, error={"code": 503}, metrics={}),
                cancelled,
            ]
        )
    )
    assert (run.completed, run.failed) == (2, 2)
    # From the start of the first to the end of what was cancelled, 3.5 s later.
    assert run.duration_s == pytest.approx(3.5, abs=1e-6)
    means = {name: stats.mean for name, stats in run.latencies.items()}
    assert means == {"ttft": 50, "tpot": 50, "itl": 50, "ntpot": 50, "e2e": 500}
    assert run.remarks == ("requests of the warm-up, left out: 1",)


def test_one_gap_of_aiperf(read_one: ReadOne) -> None:
    """A request of two chunks has one gap, with or without a list around it."""
    record = forms.aiperf_record(0)
    record["metrics"]["inter_chunk_latency"]["value"] = 40.0
    assert read_one(lines([record])).latencies["itl"] == Stats(*[40.0] * 7)


def test_inference_perf_requests(read: Read) -> None:
    """Both generations of the report per request give the same figures."""
    result = read(forms.inference_perf_requests())
    (run,) = result.runs
    assert (result.tool, run.completed, run.failed) == ("inference-perf", 2, 1)
    assert run.requests is not None
    for name in ("ttft", "tpot", "ntpot"):
        assert run.requests.measured(name) == pytest.approx([250, 250]), name
    assert run.requests.measured("itl") == pytest.approx([250] * 6)
    assert run.requests.measured("e2e") == [1000, 1000]
    assert run.duration_s == 4.0  # what failed ended last


def test_inference_perf_that_did_not_keep_up(read_one: ReadOne) -> None:
    """A load far below the one asked for is told: it was another experiment."""
    run = read_one(
        {
            "load_summary": {"requested_rate": 10.0, "achieved_rate": 6.0},
            "successes": {"count": 5, "latency": {}, "throughput": {}},
            "failures": {"count": 0},
        }
    )
    assert run.remarks == (
        "6 requests/s were sent of the 10 asked: the load generator or the server did"
        " not keep up",
    )


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ({}, ""),
        ({"requested_rate": 2.5}, "2.5 requests/s"),
        ({"requested_rate": 2.5, "concurrency": 8}, "8 at a time"),
    ],
)
def test_stages_of_inference_perf(
    asked: dict[str, Any], label: str, read_one: ReadOne
) -> None:
    """A stage is named by what was asked of it."""
    stage = {"load_summary": asked, "successes": {"count": 5}, "failures": {}}
    assert read_one(stage).label == label


@pytest.mark.parametrize(
    ("strategy", "label"),
    [
        ({"type_": "concurrent", "streams": 8}, "concurrent 8 streams"),
        ({"type_": "synchronous"}, "synchronous"),
        ({"kind": "poisson", "rate": 1.5}, "poisson 1.5 requests/s"),
    ],
)
def test_levels_of_guidellm(
    strategy: dict[str, Any], label: str, read_one: ReadOne
) -> None:
    """A level is named by its strategy."""
    level = {"config": {"strategy": strategy}, "metrics": {}}
    assert read_one({"metadata": {"version": 2}, "benchmarks": [level]}).label == label


def test_too_many_gaps_are_not_held(
    read_one: ReadOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a number of gaps ITL is not measured, and that is told; all else is."""
    monkeypatch.setattr(collector, "MOST_GAPS", 4)
    run = read_one(lines(forms.aiperf_record(number) for number in range(4)))
    assert "itl" not in run.latencies
    assert run.latencies["ttft"].mean == 50
    assert run.remarks == ("ITL is not measured: more than 4 gaps to order",)


def test_guidellm_of_2025(read: Read) -> None:
    """Without a version, its time per output token is nobody else's: left out."""
    first, second = read(forms.guidellm_2025()).runs
    assert (first.label, second.label) == (
        "constant 1 requests/s",
        "constant 4 requests/s",
    )
    assert second.latencies == {
        "ttft": Stats(mean=20),
        "tpot": Stats(mean=5),
        "e2e": Stats(mean=500, p50=400),
    }
    assert (second.completed, second.failed) == (2, 1)
    assert second.request_throughput == 0.2  # weighted by time: not the median
    assert second.remarks == ("requests cut off by the end of the run: 3",)
    assert second.requests is None
    assert first.requests is not None
    assert first.requests.measured("e2e") == [400, 600]


def test_llmperf_responses(read: Read) -> None:
    """Individual responses give TPOT, which its summary does not have; no duration."""
    result = read(forms.llmperf_responses())
    (run,) = result.runs
    assert (result.tool, run.completed, run.failed) == ("llmperf", 2, 1)
    assert run.requests is not None
    assert run.requests.measured("ttft") == [200, 400]
    assert run.requests.measured("tpot") == pytest.approx([800 / 9, 180])
    assert run.requests.measured("ntpot") == pytest.approx([100, 200])
    assert (run.duration_s, run.request_throughput) == (None, None)


def _as_csv(entries: list[dict[str, Any]], between: str = ",") -> str:
    names = list(entries[0])
    rows = [[str(entry.get(name, "")) for name in names] for entry in entries]
    return "".join(between.join(row) + "\n" for row in [names, *rows])


@pytest.mark.parametrize(
    "content",
    [
        lines(forms.requests()),
        lines(forms.requests()).replace("\n", "\r\n"),
        "\ufeff" + lines(forms.requests()),
        "\n\n" + lines(forms.requests()) + "\n",
        lines(forms.requests()).rstrip("\n"),
        json.dumps(forms.requests(), indent=2),
        _as_csv(forms.requests()),
        _as_csv(forms.requests(), ";"),
        _as_csv(forms.requests(), "\t"),
        _as_csv(forms.requests()).replace("\n", "\n\n"),
        "\ufeff" + _as_csv(forms.requests()).replace("\n", "\r\n"),
    ],
    ids=[
        *("lines", "crlf", "bom", "blank lines", "no last newline"),
        *("list", "csv", "semicolons", "tabs", "blank rows", "csv of a spreadsheet"),
    ],
)
def test_plain_requests(content: str, read: Read) -> None:
    """JSON Lines, a JSON list and CSV give the same, whatever their line ends.

    TTFT 10, 20, … 100 ms, E2E 100 ms more, 11 tokens: TPOT is 10 ms, the longest NTPOT
    200 / 11 ms. The first began at 1 s, the last at 10 s and took 0.2 s: 9.2 s.
    """
    result = read(content)
    (run,) = result.runs
    assert (result.tool, run.completed, run.failed) == ("requests", 10, 0)
    assert run.latencies["ttft"] == pytest.approx(
        Stats(mean=55, p50=55, p90=91, p95=95.5, p99=99.1, min=10, max=100)
    )
    assert run.latencies["tpot"] == pytest.approx(Stats(*[10.0] * 7))
    assert run.latencies["ntpot"].max == pytest.approx(200 / 11)
    assert list(run.latencies) == ["ttft", "tpot", "ntpot", "e2e"]
    assert run.duration_s == pytest.approx(9.2)
    assert run.output_throughput == pytest.approx(110 / 9.2)
    assert run.total_throughput == pytest.approx(140 / 9.2)


@pytest.mark.parametrize(
    "failed",
    [{"ok": False}, {"ok": "no"}, {"error": "timeout"}, {"ok": 0, "ttft_ms": 9.0}],
)
def test_failed_requests_are_counted(failed: dict[str, Any], read_one: ReadOne) -> None:
    """A request that is not ok, or has an error, counts as failed and no further."""
    run = read_one(lines([*forms.requests(), failed]))
    assert (run.completed, run.failed) == (10, 1)
    assert run.latencies["ttft"].max == 100


def test_a_failure_may_come_first(read_one: ReadOne) -> None:
    """A file that begins with a failure is read like others."""
    run = read_one(lines([{"ok": False, "error": "refused"}, *forms.requests()]))
    assert (run.completed, run.failed) == (10, 1)


def test_what_was_not_measured_stays_so(read_one: ReadOne) -> None:
    """Null, nothing and not-a-number are left out of every figure; 0 is a figure."""
    run = read_one(
        '{"ttft_ms": 0}\n{"ttft_ms": null, "e2e_ms": 5}\n'
        '{"ttft_ms": 10, "e2e_ms": NaN}\n{"ttft_ms": 20, "e2e_ms": Infinity}\n'
    )
    assert run.completed == 4
    assert run.requests is not None
    assert run.requests.measured("ttft") == [0, 10, 20]
    assert run.requests.measured("e2e") == [5]
    assert (run.duration_s, run.request_throughput) == (None, None)


@pytest.mark.parametrize(
    "content",
    [
        forms.vllm_detailed()
        | dict.fromkeys(("completed", "request_throughput", "mean_ttft_ms"), 0)
        | {"failed": 4, "p99_ttft_ms": 0.0, "median_ttft_ms": 0.0}
        | {"errors": ["refused"] * 4},
        lines([{"ok": False}] * 4),
        lines([forms.aiperf_record(n, error={"code": 500}) for n in range(4)]),
    ],
    ids=["vllm", "plain", "aiperf"],
)
def test_nothing_completed(content: Any, read_one: ReadOne) -> None:
    """Where all failed there is no latency: the zeros that a tool writes are none."""
    run = read_one(content)
    assert (run.completed, run.failed) == (0, 4)
    assert run.latencies == {}
    assert run.requests is None


def test_zeros_are_not_measured(read_one: ReadOne) -> None:
    """A latency that is 0 throughout was not measured: nothing was streamed."""
    zeros = dict.fromkeys(("mean_tpot_ms", "median_tpot_ms", "p99_tpot_ms"), 0.0)
    assert "tpot" not in read_one(forms.sglang("a", **zeros)).latencies
