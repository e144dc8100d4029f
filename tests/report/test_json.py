"""The report as a JSON document, and its description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import golden
from tests.conftest import ROOT, Run


def test_whole_document(run: Run, played: Path) -> None:
    """The document is this one, to the byte."""
    result = run("report", "--json")
    assert (result.code, result.err) == (0, "")
    golden.check("report.json", result.out)


def test_moment_is_the_beginning_of_the_day(run: Run, played: Path) -> None:
    """The document carries its schema and its day, no hour."""
    document = run("report", "--json").document
    assert list(document) == ["schema", "generated_at", "data"]
    assert document["schema"] == "aiinfra.report/1"
    assert document["generated_at"] == "2026-11-25T00:00:00Z"
    assert document["data"]["as_of"] == "2026-11-25"


def test_layout_is_that_of_every_document(run: Run, played: Path) -> None:
    """Written in pieces, the document looks as if it was written at once."""
    text = run("report", "--json").out
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text


def test_keys_are_the_same_when_nothing_is_done(run: Run, mini: Path) -> None:
    """Keys are null, never missing: a fresh store gives the same ones."""
    data = run("report", "--json").document["data"]
    fresh = _shape(data)
    assert run("done", "study-map", "--note", "seen").code == 0
    assert run("begin", "lab-setup").code == 0
    later = _shape(run("report", "--json").document["data"])
    assert {key: later[key] for key in fresh} == fresh
    # Only what was empty has entries now.
    more = {"notes[]", "days[]", "burnup"}
    assert set(later) - set(fresh) == more


def test_like_entries_have_like_keys(run: Run, played: Path) -> None:
    """All entries of a list have the same keys in the same order."""
    for name, found in _lists(run("report", "--json").document["data"]):
        assert len({tuple(one) for one in found if isinstance(one, dict)}) <= 1, name


def test_every_key_is_described(run: Run, played: Path) -> None:
    """docs/report.md names every key that the document has."""
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z0-9_]+)`", page))
    assert _keys(run("report", "--json").document) - described == set()


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def _lists(value: Any, name: str = "data") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield name, value
        for one in value:
            yield from _lists(one, f"{name}[]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _lists(one, f"{name}.{key}")


def _shape(data: dict[str, Any]) -> dict[str, list[str]]:
    """Give the keys of the data and of the first entry of each of its lists."""
    shape = {"": list(data)}
    for key, value in data.items():
        if isinstance(value, dict):
            shape[key] = list(value)
        elif isinstance(value, list) and value:
            shape[f"{key}[]"] = list(value[0])
    return shape
