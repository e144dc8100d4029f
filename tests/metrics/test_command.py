"""`aiinfra metrics` as it is called: files, standard input, runs, targets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.metrics import forms
from tests.metrics.conftest import SAMPLES, Write, lines
from tests.withstand.refusals import assert_refused

POISSON = str(SAMPLES / "vllm-poisson.json")
RECORDS = SAMPLES / "aiperf-records.jsonl"


@pytest.fixture
def levels(write: Write) -> str:
    """Write a file with three runs."""
    runs = [forms.sglang(tag, completed=number) for number, tag in enumerate("abc", 1)]
    return str(write(lines(runs)))


def test_standard_input(program: Run) -> None:
    """A dash is standard input: what a pipe brings is read like the file."""
    piped = program("metrics", "-", "--json", stdin=RECORDS.read_bytes())
    read = program("metrics", str(RECORDS), "--json")
    assert piped.code == read.code == 0
    (found,), (wanted,) = (one.document["data"]["runs"] for one in (piped, read))
    assert found == wanted | {"file": "-"}


def test_standard_input_beside_a_file(program: Run) -> None:
    """Standard input can be compared with a file."""
    data = RECORDS.read_bytes()
    result = program("metrics", "-", str(RECORDS), "--json", stdin=data)
    rows = result.document["data"]["comparison"]["rows"]
    assert {row["ratio"] for row in rows} == {1.0}


def test_standard_input_that_is_no_result(program: Run) -> None:
    """Its error names standard input."""
    message = "standard input: the file is empty"
    assert_refused(program("metrics", "-", stdin=""), 2, message)


def test_standard_input_twice(run: Run) -> None:
    """It can be read once."""
    assert_refused(run("metrics", "-", "-"), 2, "standard input can be read once")


def test_no_store_is_needed(run: Run, home: Path) -> None:
    """A result is read without a store, and none is made."""
    assert run("metrics", POISSON).code == 0
    assert not home.exists()


def test_file_with_several_runs_is_a_table(levels: str, run: Run) -> None:
    """Without --run, a line for each of its runs; next is how to see one."""
    text = run("metrics", levels).out
    assert text.endswith(f"next: aiinfra metrics {levels} --run 1\n")
    assert [line.split()[:2] for line in text.splitlines()[1:4]] == [
        ["1", "a"],
        ["2", "b"],
        ["3", "c"],
    ]


def _picked(run: Run, *argv: str) -> list[tuple[int, str | None]]:
    data = run("metrics", *argv, "--json").document["data"]
    return [(one["number"], one["label"]) for one in data["runs"]]


def test_runs_are_singled_out(levels: str, run: Run) -> None:
    """--run takes one of a file, several of it, one of all files, or one of each."""
    assert _picked(run, levels) == [(1, "a"), (2, "b"), (3, "c")]
    assert _picked(run, levels, "--run", "2") == [(2, "b")]
    assert _picked(run, levels, "--run", "3", "--run", "1") == [(3, "c"), (1, "a")]
    assert _picked(run, levels, levels, "--run", "2") == [(2, "b"), (2, "b")]
    both = ["--run", "3", "--run", "1"]
    assert _picked(run, levels, POISSON, *both) == [(3, "c"), (1, None)]


def test_two_runs_are_compared_and_more_are_listed(levels: str, run: Run) -> None:
    """Two that were singled out are compared; all that a file holds are listed."""

    def compares(*argv: str) -> bool:
        data = run("metrics", *argv, "--json").document["data"]
        return data["comparison"] is not None

    assert compares(POISSON, POISSON)
    assert compares(levels, "--run", "1", "--run", "2")
    assert compares(levels, POISSON, "--run", "1")
    assert not compares(POISSON)
    assert not compares(levels)
    assert not compares(levels, "--run", "1")
    assert not compares(levels, POISSON)
    assert not compares(POISSON, POISSON, POISSON)


def test_two_runs_of_one_file_are_not_compared_unasked(write: Write, run: Run) -> None:
    """A file that holds just two runs is a table, too."""
    path = str(write(lines([forms.sglang("a"), forms.sglang("b")])))
    assert run("metrics", path, "--json").document["data"]["comparison"] is None


@pytest.mark.parametrize("number", ["0", "4", "-1"])
def test_no_such_run(number: str, levels: str, run: Run) -> None:
    """Runs are counted from 1."""
    message = f"{levels} holds 3 runs; there is no run {number}"
    result = run("metrics", levels, f"--run={number}")
    assert assert_refused(result, 2, message) == (
        f"see what it holds: aiinfra metrics {levels}"
    )


def test_no_second_run(run: Run) -> None:
    """A file with one run has no second."""
    message = f"{POISSON} holds one run; there is no run 2"
    assert_refused(run("metrics", POISSON, "--run", "2"), 2, message)


def test_too_many_runs(levels: str, run: Run) -> None:
    """For two files there is one --run, or there are two."""
    argv = ["metrics", levels, levels, *(["--run", "1"] * 3)]
    assert_refused(run(*argv), 2, "--run is given 3 times for 2 files")


def test_targets(run: Run) -> None:
    """--target may be repeated, and takes the place of the plan's."""
    argv = ["metrics", POISSON, "-t", "mlperf-llama2-70b", "-t", "ttft=1s,p50"]
    data = run(*argv, "--json").document["data"]
    assert [(one["latency"], one["limit_ms"]) for one in data["targets"]] == [
        ("ttft", 2000),
        ("tpot", 200),
        ("ttft", 1000),
    ]
    assert [one["met"] for one in data["runs"][0]["targets"]] == [True, True, True]


def test_missed_targets_are_no_failure(run: Run) -> None:
    """To show is what it does: a missed target is told, and the exit code is 0."""
    result = run("metrics", POISSON)
    assert "✗ missed" in result.out
    assert (result.code, result.err) == (0, "")


def test_wrong_target_is_told_before_a_file_is_read(run: Run) -> None:
    """A target that is none is exit code 2."""
    result = run("metrics", "nothing.json", "-t", "fast")
    assert_refused(result, 2, 'there is no set of targets "fast"')


def test_no_file_is_told(run: Run) -> None:
    """Without a file the parser says what is missing."""
    result = run("metrics")
    assert result.code == 2
    assert result.err.startswith("aiinfra: missing argument")


def test_words_of_a_file_are_harmless(write: Write, run: Run) -> None:
    """Labels and models with escape codes or line ends cannot break the screen."""
    label = "a\x1b[31m\nb\u202e" + "x" * 500
    path = str(write(forms.sglang(label, model_id=label)))
    for argv in ([path], [path, path], [path, path, path]):
        text = run("metrics", *argv).out
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_lone_surrogates(write: Write, run: Run) -> None:
    """Half a character of a label is shown as a stand-in, in JSON and on screens."""
    path = str(write(json.dumps(forms.sglang("\ud800"))))
    assert run("metrics", path).code == 0
    assert run("metrics", path, "--json").code == 0


def test_odd_names_are_quoted(tmp_path: Path, run: Run) -> None:
    """The command that comes next can be copied, whatever the file is called."""
    path = tmp_path / "a b's.json"
    path.write_text(Path(POISSON).read_text(encoding="utf-8"), encoding="utf-8")
    last = run("metrics", str(path)).out.splitlines()[-1]
    assert last == f"next: aiinfra metrics '{tmp_path}/a b'\"'\"'s.json' OTHER"


def test_sets_are_completed(program: Run) -> None:
    """The tab key offers the names of the sets, as bash asks for them."""
    words = {"COMP_WORDS": "aiinfra metrics --target mlperf-deep", "COMP_CWORD": "3"}
    result = program(env={"_AIINFRA_COMPLETE": "complete_bash", **words})
    assert result.out.split() == [
        "mlperf-deepseek-r1",
        "mlperf-deepseek-r1-interactive",
    ]
