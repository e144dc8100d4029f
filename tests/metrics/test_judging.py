"""A run against targets: verdicts, goodput, and what to mind."""

from __future__ import annotations

from typing import Any

import pytest

from aiinfra_cli.metrics import read_runs
from aiinfra_cli.metrics.judging import Goodput, goodput, judge, remarks
from aiinfra_cli.metrics.model import Run
from aiinfra_cli.metrics.targets import parse
from tests.metrics import forms
from tests.metrics.conftest import SAMPLES, ReadOne, lines


def _sample(name: str) -> Run:
    return read_runs(SAMPLES / name).runs[0]


def _verdicts(run: Run, *words: str) -> list[tuple[float | None, bool | None, str]]:
    return [found[1:] for found in judge(run, parse(words))]


def test_verdicts() -> None:
    """A figure meets a limit that it does not exceed."""
    run = _sample("vllm-2025.json")
    assert _verdicts(run, "plan") == [
        (165.47399744391114, False, ""),
        (50.32315672169644, False, ""),
    ]
    assert _verdicts(run, "ttft=165.47399744391114ms", "tpot=60ms") == [
        (165.47399744391114, True, ""),
        (50.32315672169644, True, ""),
    ]


def test_what_was_not_measured_is_not_judged(read_one: ReadOne) -> None:
    """No figure, no verdict: the reason says what is missing, never 0."""
    run = _sample("vllm-2025.json")
    assert _verdicts(run, "ttft=1s,p90", "e2e=9s") == [
        (None, None, "the file has no p90 of TTFT"),
        (None, None, "the file has no E2E"),
    ]
    failed = read_one(lines([{"ok": False}]))
    assert _verdicts(failed, "ttft=1s") == [(None, None, "no request completed")]


def test_ntpot_is_not_judged_as_tpot() -> None:
    """llmperf's figure has the first token in it: no verdict on TPOT."""
    reason = "the file has NTPOT only, which has the first token in it"
    run = _sample("llmperf.json")
    assert _verdicts(run, "plan")[1] == (None, None, reason)
    assert _verdicts(run, "ntpot=7ms") == [(6.565943489596247, True, "")]


def test_goodput_counts_requests_that_meet_every_limit(read_one: ReadOne) -> None:
    """Of ten with TTFT 10, 20, … 100 ms and 10 ms a token, six are within 60 and 10.

    They took 9.2 s, and one more failed: it met nothing.
    """
    run = read_one(lines([*forms.requests(), {"ok": False}]))
    assert goodput(run, parse(["ttft=60ms", "tpot=10.0001ms"])) == Goodput(
        6 / 9.2, 6, 11, "computed", "TTFT 60 ms, TPOT 10.0001 ms"
    )
    assert goodput(run, parse(["ttft=60ms", "tpot=9ms"])).good == 0
    assert goodput(run, parse(["e2e=1s,mean"])).good == 10


def test_goodput_without_a_time(read_one: ReadOne) -> None:
    """Without the run's time the count is told, and why there is no rate."""
    found = goodput(read_one(forms.llmperf_responses()), parse(["ttft=300ms"]))
    assert found == Goodput(
        None,
        1,
        3,
        "computed",
        "TTFT 300 ms",
        "the file does not tell how long the run took",
    )


def test_single_token_meets_tpot(read_one: ReadOne) -> None:
    """As in vllm bench serve: one output token has no TPOT, and meets its limit."""
    run = read_one(forms.vllm_detailed())
    # TPOT is 15 ms, 30 ms, and none for the single token; one failed.
    found = goodput(run, parse(["tpot=20ms"]))
    assert (found.good, found.of, found.per_second) == (2, 4, 1.0)


def test_unknown_value_meets_nothing(read_one: ReadOne) -> None:
    """A request that does not tell a latency does not meet its limit."""
    run = read_one('{"ttft_ms": 1, "e2e_ms": 2}\n{"e2e_ms": 2}\n')
    assert goodput(run, parse(["ttft=5ms"])).good == 1


@pytest.mark.parametrize(
    ("content", "words", "wanted"),
    [
        (
            forms.sglang("a"),
            ["plan"],
            Goodput(None, reason="the file has no values for each request"),
        ),
        (
            forms.vllm_detailed(),
            ["itl=5ms"],
            Goodput(None, reason="a limit on ITL is none on a request"),
        ),
        (
            lines([{"e2e_ms": 5.0}]),
            ["ttft=5ms", "e2e=9ms"],
            Goodput(None, reason="no request tells its TTFT"),
        ),
        (
            forms.vllm_detailed() | {"itls": None, "request_goodput": 1.25},
            ["plan"],
            Goodput(1.25, origin="tool", limits="limits that the file does not tell"),
        ),
        (
            forms.genai_perf()
            | {"goodput": {"unit": "requests/sec", "avg": 2.0}}
            | {"input_config": {"goodput": {"time_to_first_token": 100}}},
            ["plan"],
            Goodput(2.0, origin="tool", limits="time_to_first_token 100"),
        ),
    ],
    ids=["no values", "gaps alone", "no TTFT", "the tool's", "the tool's limits"],
)
def test_goodput_of_others(
    content: Any, words: list[str], wanted: Goodput, read_one: ReadOne
) -> None:
    """The tool's own figure comes with its own limits; else the reason is told."""
    assert goodput(read_one(content), parse(words)) == wanted


def test_limit_on_gaps_is_left_out(read_one: ReadOne) -> None:
    """Beside others, a limit on ITL is left out of goodput, and said to be."""
    found = goodput(read_one(forms.vllm_detailed()), parse(["ttft=1s", "itl=1ms"]))
    assert found.good == 3
    assert found.limits == "TTFT 1,000 ms; ITL is left out, a request has many gaps"


def test_remarks() -> None:
    """What failed, and a p99 of few, is told before anything else."""
    assert remarks(_sample("vllm-poisson.json")) == []
    assert remarks(_sample("vllm-failures.json")) == [
        "102 of 300 requests failed: all figures are of those that completed"
    ]
    assert remarks(_sample("sglang.jsonl")) == [
        "p99 of so few requests (50) is little more than the slowest"
    ]
    (found,) = remarks(_sample("inference-perf.json"))
    assert found.startswith("most gaps are near 0, because several tokens arrive")


def test_remark_where_nothing_completed(read_one: ReadOne) -> None:
    """Where all failed, that is what is told."""
    assert remarks(read_one(lines([{"ok": False}] * 3))) == [
        "no request completed: nothing was measured"
    ]
