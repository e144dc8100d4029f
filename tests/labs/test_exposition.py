"""The text of metrics is read as the series that a server shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.exposition import series

SAMPLES = Path(__file__).parent / "samples"


def _sample(name: str) -> str:
    return (SAMPLES / f"{name}.prom").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "samples", "names"),
    [
        ("dcgm-exporter", 11, 11),
        ("sglang-metrics", 70, 17),
        ("vllm-metrics-2024", 125, 43),
    ],
)
def test_every_sample_is_read(name: str, samples: int, names: int) -> None:
    """Of real answers every line that is no comment is one sample.

    The numbers agree with those of Prometheus' own Python parser, which gave the same
    names, labels and values for these files.
    """
    found = series(_sample(name))
    lines = [line for line in _sample(name).splitlines() if line and line[0] != "#"]
    assert sum(map(len, found.values())) == len(lines) == samples
    assert len(found) == names


def test_gpu() -> None:
    """A gauge of one GPU has its labels and its value."""
    [sample] = series(_sample("dcgm-exporter"))["DCGM_FI_DEV_FB_FREE"]
    assert sample["value"] == 9323.0
    assert sample["labels"] == {
        "gpu": "0",
        "UUID": "GPU-44d2411e-1604-478f-aa96-5a3c00000000",
        "pci_bus_id": "00000000:03:00.0",
        "device": "nvidia0",
        "modelName": "GRID A100-10C",
        "Hostname": "conformance-test-np1-qcqc8-bpdtl-wv2gs",
        "DCGM_FI_DRIVER_VERSION": "580.126.09",
    }


def test_histogram() -> None:
    """Buckets, sum and count are series of their own; counters keep their names."""
    found = series(_sample("vllm-metrics-2024"))
    total = found["vllm:time_to_first_token_seconds_sum"][0]["value"]
    count = found["vllm:time_to_first_token_seconds_count"][0]["value"]
    assert round(total / count * 1000, 1) == 56.7  # ms
    last = found["vllm:time_to_first_token_seconds_bucket"][-1]
    assert (last["labels"]["le"], last["value"]) == ("+Inf", count)
    assert "python_gc_collections_total" in found


def test_openmetrics() -> None:
    """Timestamps, exemplars, units and the end mark are passed over."""
    text = (
        "# TYPE acme_http_requests counter\n"
        "# UNIT acme_http_requests requests\n"
        'acme_http_requests_total{path="/"} 12 1605301325.0 # {trace_id="a#b"} 1.0 2\n'
        'acme_latency_bucket{le="+Inf"} 3 # {id="x"} 0.67\n'
        "acme_plain 1.5e-3 1605301325000\r\n"
        "\n"
        "# EOF\n"
        "this is not read\n"
    )
    assert series(text) == {
        "acme_http_requests_total": [{"labels": {"path": "/"}, "value": 12.0}],
        "acme_latency_bucket": [{"labels": {"le": "+Inf"}, "value": 3.0}],
        "acme_plain": [{"labels": {}, "value": 0.0015}],
    }


def test_names_beyond_letters() -> None:
    """A quoted name among the labels is the name of the series."""
    text = '{"acme.requests", "http.path"="/a", } 1\n acme {  } 2\n'
    assert series(text) == {
        "acme.requests": [{"labels": {"http.path": "/a"}, "value": 1.0}],
        "acme": [{"labels": {}, "value": 2.0}],
    }


def test_values_that_are_not_finite() -> None:
    """What is not finite has no value; the text of it stays."""
    text = 'a NaN\na{q="1"} +Inf\na -Inf\na -0\na 1e400\n'
    assert series(text) == {
        "a": [
            {"labels": {}, "text": "NaN"},
            {"labels": {"q": "1"}, "text": "+Inf"},
            {"labels": {}, "text": "-Inf"},
            {"labels": {}, "value": 0.0},
            {"labels": {}, "text": "1e400"},
        ]
    }


def test_nothing_yet() -> None:
    """A server that measures nothing yet sends an empty body, or comments."""
    assert series("") == series("# HELP a b\n") == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<!DOCTYPE html>", "no name of a series"),
        ('{"status": "ok"}', "labels that do not end"),
        ("a", "no number"),
        ("a one", "no number"),
        ("a 1_000", "no number"),
        ("a 1.2.3", "no number"),
        ("a 1 2 3", "more than a value and a time"),
        ("a 1 soon", "more than a value and a time"),
        ('a{b="c} 1', "a label without a value"),
        ('a{b="c"', "labels that do not end"),
        ('a{b="c"d="e"} 1', "labels that do not end"),
        ("a{b=c} 1", "a label without a value"),
        ("a{b} 1", "labels that are not labels"),
        ("{} 1", "no name of a series"),
    ],
)
def test_other_text(line: str, said: str) -> None:
    """What is no such text is refused, and the line named."""
    with pytest.raises(ValueError) as caught:
        series(f"ok 1\n{line}\n")
    assert str(caught.value) == f"line 2, “{line}”: {said}"


label_names = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_]*", fullmatch=True)
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(st.dictionaries(label_names, st.text()), finite)
def test_labels_round_trip(labels: dict[str, str], value: float) -> None:
    """Labels are read as they were before they were written, whatever is in them."""
    written = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
    sample = {"labels": labels, "value": value}
    assert series(f"a:b{{{written}}} {value!r}\n") == {"a:b": [sample]}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
