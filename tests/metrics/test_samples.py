"""Real files of each tool: every fact, as the file's own fields give it.

The expected facts are in facts.json. Its figures are copied from the fields of the
files; where a tool writes seconds, the decimal point is moved by three places:

- vLLM, SGLang: milliseconds as they stand there; `e2el` and `e2e_latency` are E2E,
  the median is p50, no min and max are written. SGLang does not count failures.
- AIPerf: `inter_token_latency` is TPOT, `inter_chunk_latency` ITL. An empty list of
  errors beside a count that is null says that none failed.
- inference-perf: seconds. It took 5531 / 91.3573 requests/s = 60.5425 s.
- llmperf: seconds; `inter_token_latency` has the first token in it, so it is NTPOT.
  176.739 completed a minute are 2.94565 a second; 150 of them took 50.9226 s.
- GuideLLM: `request_latency` in seconds, the others in ms; `inter_token_latency_ms` is
  TPOT and, in version 2, `time_per_output_token_ms` NTPOT. The rates are the means.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiinfra_cli.metrics import as_facts, read_runs
from tests.metrics.conftest import SAMPLES

FACTS = json.loads(SAMPLES.with_name("facts.json").read_text(encoding="utf-8"))


def test_every_sample_is_read_here() -> None:
    """No sample lies there unread."""
    files = {path.name for path in SAMPLES.glob("*.json*")}
    assert files == {*FACTS, "aiperf-records.jsonl"}


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_a_real_file(name: str) -> None:
    """A file gives every figure that it holds, in ms, under its true name; no other."""
    facts = as_facts(read_runs(SAMPLES / name))
    (found,) = facts["runs"]
    wanted = FACTS[name]["run"]
    assert facts["tool"] == FACTS[name]["tool"]
    assert list(found) == list(wanted)
    for key, value in wanted.items():
        assert found[key] == (value if isinstance(value, str) else _near(value)), key


def test_records_of_aiperf() -> None:
    """Ten requests, one a line: percentiles, rates and the run's time are computed.

    In order, the TTFT are 34.81 35.48 35.49 36.13 36.32 37.12 37.67 38.01 39.26 59.70.
    p50 lies amid the fifth and the sixth; p90, at position 8.1 from 0, a tenth of the
    way from the ninth to the tenth; p99, at 8.91, 91 hundredths. The first request
    began at 1762551801.663056 s, the last answer ended at 1762551820.423017 s. 2,000
    tokens came out, 1,000 went in.
    """
    facts = as_facts(read_runs(SAMPLES / "aiperf-records.jsonl"))
    (found,) = facts["runs"]
    ninth, tenth = 39.264933, 59.70461
    assert found["ttft_ms"] == _near(
        {
            "mean": 39.0011698,
            "p50": (36.324788 + 37.124145) / 2,
            "p90": ninth + (tenth - ninth) * 0.1,
            "p95": ninth + (tenth - ninth) * 0.55,
            "p99": ninth + (tenth - ninth) * 0.91,
            "min": 34.810344,
            "max": tenth,
        }
    )
    took = 820.423017 - 801.663056
    assert found["duration_s"] == pytest.approx(took, abs=2e-6)
    assert found["request_throughput"] == pytest.approx(10 / took)
    assert found["output_throughput"] == pytest.approx(2000 / took)
    assert found["total_throughput"] == pytest.approx(3000 / took)
    assert (found["completed"], found["failed"]) == (10, 0)
    assert (facts["tool"], found["itl_kind"]) == ("aiperf", "tpot")


def _near(value: Any) -> Any:
    """Allow for the last places, where a decimal point was moved."""
    return pytest.approx(value, rel=1e-12, abs=0)
