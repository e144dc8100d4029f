"""The screens and documents of `aiinfra metrics`, as golden files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests import golden
from tests.commands.looks import looks
from tests.conftest import Run
from tests.metrics import forms
from tests.metrics.conftest import SAMPLES, lines
from tests.terminal import on_terminal

SCREENS = {
    "run": ["vllm-poisson.json"],
    "failures": [
        "vllm-failures.json",
        *("-t", "mlperf-llama3.1-8b", "-t", "e2e=2s,p90", "-t", "ntpot=1s"),
    ],
    "requests": ["aiperf-records.jsonl", "--target", "ttft=50ms,p90"],
    "compare": ["before.jsonl", "after.jsonl"],
    "unlike": ["vllm-poisson.json", "llmperf.json"],
    "table": ["vllm-poisson.json", "vllm-failures.json", "sglang.jsonl"],
    "levels": ["levels.json"],
    "level": ["levels.json", "--run", "2"],
    "two-levels": ["levels.json", "--run", "1", "--run", "2"],
    "none": ["none.json"],
}
DOCUMENTS = ("run", "requests", "compare", "levels", "none")


@pytest.fixture(autouse=True)
def _samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the samples, and with files made for comparing."""
    folder = tmp_path / "results"
    shutil.copytree(SAMPLES, folder)
    for name, factor in (("before.jsonl", 100), ("after.jsonl", 80)):
        (folder / name).write_text(_requests(factor), encoding="utf-8")
    levels = json.dumps(forms.guidellm_2025())
    (folder / "levels.json").write_text(levels, encoding="utf-8")
    none = forms.vllm_detailed() | {
        **dict.fromkeys(("completed", "request_throughput", "mean_ttft_ms"), 0),
        **dict.fromkeys(("output_throughput", "total_token_throughput"), 0.0),
        **dict.fromkeys(("median_ttft_ms", "p99_ttft_ms"), 0.0),
        "failed": 4,
        "errors": ["refused"] * 4,
    }
    (folder / "none.json").write_text(json.dumps(none), encoding="utf-8")
    monkeypatch.chdir(folder)


def _requests(factor: int) -> str:
    """Make 1,200 requests without chance: the TTFT varies, the TPOT hardly does."""
    entries = []
    for number in range(1, 1201):
        ttft = factor * (0.4 + (number * 37 % 101) / 100 + (number % 97 == 0) * 2)
        tokens = 20 + number * 7 % 60
        tpot = 20 + (number * 53 % 89) / 10
        entries.append(
            {
                "start_s": number / 4,
                "ttft_ms": round(ttft, 3),
                "e2e_ms": round(ttft + tpot * (tokens - 1), 3),
                "output_tokens": tokens,
                "input_tokens": 100,
                "itl_ms": [round(tpot, 3)] * 3,
                "ok": number % 300 != 0,
            }
        )
    return lines(entries)


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, run: Run) -> None:
    """Each screen is its golden file, at every width, with and without colour."""
    text = looks(run, ["metrics", *SCREENS[name]])
    golden.check(f"metrics-{name}.txt", text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(name: str, run: Run) -> None:
    """Each document is its golden file: what is not measured is null, never missing."""
    result = run("metrics", *SCREENS[name], "--json")
    assert (result.code, result.err) == (0, "")
    golden.check(f"metrics-{name}.json", result.out)


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_wider_than_the_terminal(name: str, columns: int) -> None:
    """No line runs over the edge, but for the command that comes next."""
    argv = ["metrics", *SCREENS[name], "--color", "never"]
    result = on_terminal(*argv, columns=columns)
    assert result.code == 0
    too_long = [line for line in result.out.splitlines() if len(line) > columns]
    assert [line for line in too_long if not line.startswith("next: ")] == []


@pytest.mark.parametrize("name", SCREENS)
def test_ascii(name: str, run: Run) -> None:
    """With --ascii no mark or bar is outside ASCII."""
    assert run("metrics", *SCREENS[name], "--ascii").out.isascii()


@pytest.mark.parametrize("name", SCREENS)
def test_same_bytes_each_time(name: str, run: Run) -> None:
    """What chance there is is seeded: the same files give the same bytes."""
    argv = ["metrics", *SCREENS[name], "--json"]
    assert run(*argv).out == run(*argv).out
