"""What is no result: said in words, with what was expected and found; exit code 2."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics import read_runs, source
from aiinfra_cli.metrics.kinds import EXPECTED
from tests.conftest import Run
from tests.metrics import forms
from tests.metrics.conftest import SAMPLES, Write, lines
from tests.withstand.refusals import assert_refused, refused_as_json

REQUEST = '{"ttft_ms": 10, "e2e_ms": 20}\n'
POISSON = (SAMPLES / "vllm-poisson.json").read_text(encoding="utf-8")
EXPECTS = "expected the result of a serving benchmark, found "

WRONG = {
    # Another kind of file.
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\n", "the file is empty"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "expected text, found a PNG image"),
    "gzip": (b"\x1f\x8b\x08\0", "expected text, found a gzip file: unpack it first"),
    "binary": (b"\x00\x01\x02", "line 1: expected text, found binary data"),
    "powershell": (
        POISSON.encode("utf-16"),
        "expected text, found UTF-16 text: save it as UTF-8",
    ),
    "latin": (b'{"a": "\xe9"}', "line 1: expected UTF-8 text, found the byte 0xe9"),
    "later": (
        REQUEST.encode() + b"\xff\n",
        "line 2: expected UTF-8 text, found the byte 0xff",
    ),
    "yaml": ("metadata:\n  a: 1\n", 'expected JSON or CSV, found text: "metadata:"'),
    "log": (
        "# nccl-tests version 2.17.8 on a cluster of two nodes\n",
        'expected JSON or CSV, found text: "# nccl-tests version 2.17.8 on a cluster…"',
    ),
    "toml": ("[build]\na = 1\n", 'not JSON at line 1, column 2: found "build]"'),
    "package": (
        {"name": "x", "version": "1", "scripts": {}},
        EXPECTS + "a JSON object with the keys name, version, scripts",
    ),
    "many keys": (
        {f"key{n}": n for n in range(30)},
        EXPECTS + "a JSON object with the keys key0, key1, key2, key3, key4, key5"
        " and 24 more",
    ),
    "no keys": ({}, EXPECTS + "an empty JSON object"),
    "no entries": ([], EXPECTS + "an empty list"),
    "numbers": ([1, 2], EXPECTS + "a list that begins with a number"),
    "lists": ([[]], EXPECTS + "a list that begins with a list"),
    "nulls": ([None], EXPECTS + "a list that begins with null"),
    "number": ("42\n", 'expected JSON or CSV, found text: "42"'),
    "other table": ("a,b\n1,2\n", EXPECTS + "a table with the columns a, b"),
    # Cut off, or damaged.
    "half": (
        POISSON[:600],
        "the JSON is cut off: the file was not written to its end",
    ),
    "half a line": (
        REQUEST + REQUEST[:12],
        "line 2 is cut off: it was not written to its end",
    ),
    "half a list": (
        json.dumps(forms.requests(), indent=1)[:-20],
        "the JSON is cut off: the file was not written to its end",
    ),
    "a comma too many": ('{"a": 1,}', 'not JSON at line 1, column 9: found "}"'),
    "two documents": (REQUEST + "[]x\n", 'line 2: not JSON, found "x"'),
    "after a list": ("[{}]\n{}\n", 'expected the end after the list, found "{}"'),
    "mixed kinds": (
        lines([forms.sglang("a"), {"name": "x"}]),
        "line 2: expected what the entries before it are",
    ),
    "mixed values": (
        REQUEST + "3\n",
        "line 2: expected what the entries before it are",
    ),
    "short row": ("ttft_ms,e2e_ms\n1\n", "line 2: expected 2 values, found 1"),
    "wide header": (
        "x" * 200_000 + ",b\n",
        "line 1: not CSV: field larger than field limit (131072)",
    ),
    "wide row": (
        "ttft_ms,e2e_ms\n1,2\n" + "1" * 200_000 + ",2\n",
        "line 3: not CSV: field larger than field limit (131072)",
    ),
    "gaps in words": (
        '{"ttft_ms": 1, "itl_ms": "1 2"}',
        '"itl_ms" is not a list of gaps',
    ),
    "deep": ("[" * 100_000, "found values nested too deep"),
    "deep line": (REQUEST + "[" * 100_000, "line 2: found values nested too deep"),
    "digits": (
        '{"completed": ' + "9" * 5000 + "}",
        "found a number of thousands of digits",
    ),
    # Values that nobody measured.
    "negative": (
        REQUEST + '{"ttft_ms": -3, "e2e_ms": 4}\n',
        'line 2: "ttft_ms" is -3: it cannot be negative',
    ),
    "word": (
        POISSON.replace('"mean_ttft_ms": 359.7725310474052', '"mean_ttft_ms": "fast"'),
        '"mean_ttft_ms" is "fast", not a number',
    ),
    "true": (
        POISSON.replace('"completed": 250', '"completed": true'),
        '"completed" is true, not a number',
    ),
    "list": ('{"ttft_ms": [1], "e2e_ms": 4}', '"ttft_ms" is a list, not a number'),
    "half a request": (
        POISSON.replace('"completed": 250', '"completed": 2.5'),
        '"completed" is 2.5, not a whole number',
    ),
    "too large": ('{"ttft_ms": 1e300}', '"ttft_ms" is 1e+300: far too large'),
    "far too large": (
        '{"ttft_ms": 1' + "0" * 400 + "}",
        '"ttft_ms" is far too large',
    ),
    "neither": (
        REQUEST + '{"output_tokens": 3}\n',
        "line 2: neither ttft_ms nor e2e_ms is there",
    ),
    "maybe": (
        '{"ok": "maybe", "ttft_ms": 1}',
        '"ok" is "maybe", not true or false',
    ),
    "decimal commas": (
        "ttft_ms;e2e_ms\n12,5;20\n",
        'line 2: "ttft_ms" is "12,5", not a number',
    ),
    "seconds among milliseconds": (
        REQUEST + '{"ttft_ms": 100, "e2e_ms": 1.5}\n',
        "line 2: the first token came after 100 ms, the end after 1.5 ms: not in one"
        " unit, or not of one request",
    ),
    "unit": (
        {"request_latency": {"unit": "furlongs", "avg": 3}},
        'request_latency, the unit is "furlongs", not one of time',
    ),
    "gap": (
        forms.vllm_detailed() | {"itls": [[0.1], [-0.1], [], []]},
        "request 2: a gap in itls is negative, or not finite",
    ),
    "gaps": (
        forms.vllm_detailed() | {"itls": [[0.1], ["x"], [], []]},
        "request 2: itls is not a list of numbers",
    ),
    "no gaps": (
        forms.vllm_detailed() | {"itls": [None, [], [], []]},
        "request 1: itls is not a list of numbers",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_file(name: str, write: Write, run: Run) -> None:
    """Each is refused in one sentence that names the file, the place and the matter."""
    content, message = WRONG[name]
    path = write(content)
    hint = assert_refused(run("metrics", str(path)), 2, f"{path}: {message}")
    assert hint


def test_hint_lists_what_is_read(write: Write, run: Run) -> None:
    """The hint says what would have been read; so does the error of --json."""
    path = write({"name": "x"})
    assert assert_refused(run("metrics", str(path)), 2) == EXPECTED
    assert refused_as_json(run("metrics", str(path), "--json"), 2)["hint"] == EXPECTED


def test_words_of_a_file_cannot_speak_to_the_terminal(write: Write, run: Run) -> None:
    """Escape codes in what is quoted of a file are made harmless."""
    path = write('{"a\\u001b[31m": 1, "\\ud800": 2}')
    assert "\x1b" not in run("metrics", str(path)).err


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("nothing.json", "nothing.json cannot be read: no such file or directory"),
        (".", ". is a folder"),
        ("a\0b", "a\0b cannot be read: not a path"),
        (os.devnull, f"{os.devnull}: expected a file, found a device"),
    ],
)
def test_no_file(file: str, reason: str) -> None:
    """What is no file is told apart, in words."""
    with pytest.raises(UsageError) as error:
        read_runs(Path(file))
    assert error.value.message == reason


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may read every file"
)
def test_unreadable_file(write: Write, run: Run) -> None:
    """A file without permission is told as such."""
    path = write(REQUEST)
    path.chmod(0)
    message = f"{path} cannot be read: permission denied"
    assert_refused(run("metrics", str(path)), 2, message)


def test_huge_file_is_refused_at_once(tmp_path: Path, run: Run) -> None:
    """A file above the cap is refused by its size, before a byte of it is read."""
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(source.CAP + 1)
    message = f"{path}: the file is larger than 256 MiB"
    hint = assert_refused(run("metrics", str(path)), 2, message)
    assert hint.startswith("the summary alone is enough")


@pytest.mark.parametrize("content", [REQUEST * 10, REQUEST.strip() + " " * 300])
def test_endless_stream_ends(
    content: str, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    """A stream, whose size nobody knows, is refused where it goes beyond the cap."""
    monkeypatch.setattr(source, "CAP", 200)
    with (
        pytest.raises(UsageError, match="the file is larger than"),
        write(content).open("rb") as stream,
    ):
        list(source.entries(stream))


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.json*")), ids=lambda p: p.name
)
@given(st.data())
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_cut_or_damaged_anywhere(sample: Path, write: Write, data: Any) -> None:
    """A real file that is cut, or has a byte changed, is read or refused: no crash."""
    whole = sample.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.one_of(st.none(), st.binary(min_size=1, max_size=1)))
    damaged = (
        whole[:place] if byte is None else whole[:place] + byte + whole[place + 1 :]
    )
    try:
        read_runs(write(damaged))
    except UsageError as error:
        assert error.message
        assert error.hint


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["1.5", "-1", "inf", "nan", "ms", "s"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "form",
    [
        forms.vllm_detailed(),
        forms.sglang("a"),
        forms.genai_perf(),
        forms.aiperf_record(1),
        forms.inference_perf_requests()[0],
        forms.inference_perf_requests()[1],
        forms.guidellm_2025(),
        forms.llmperf_responses()[0],
        forms.requests(1)[0],
        json.loads((SAMPLES / "inference-perf.json").read_text(encoding="utf-8")),
        json.loads((SAMPLES / "llmperf.json").read_text(encoding="utf-8")),
    ],
    ids=[
        *("vllm", "sglang", "genai-perf", "aiperf record", "inference-perf request"),
        *("inference-perf times", "guidellm", "llmperf response", "plain"),
        *("inference-perf", "llmperf"),
    ],
)
@given(value=JSON, where=st.integers(0))
@example(value=[[1]], where=0)
@example(value={"value": "x"}, where=1)
@example(value=1e-160, where=3)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_value_anywhere(
    form: dict[str, Any], value: Any, where: int, write: Write
) -> None:
    """Whatever stands in place of a value, at any depth: read or refused, no crash."""
    changed = json.loads(json.dumps(form))
    holder, key = _places(changed)[where % len(_places(changed))]
    holder[key] = value
    try:
        found = read_runs(write(changed))
    except UsageError as error:
        assert error.message
        return
    for one in found.runs:
        for stats in one.latencies.values():
            assert all(part is None or 0 <= part < 1e18 for part in stats)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """List every place of a JSON value that something else may stand in."""
    pairs = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    return [(value, key) for key, _ in pairs] + [
        place for _, inner in pairs for place in _places(inner)
    ]
