"""docs/report.schema.json: what the JSON document may look like, and does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT, Run
from tests.report.conftest import review

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_schema_is_one() -> None:
    """The schema itself is right, and closed: every object says all of its keys."""
    Draft202012Validator.check_schema(SCHEMA)
    objects = [one for one in _parts(SCHEMA) if one.get("type") == "object"]
    assert len(objects) > 20
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--private",),
        ("--week", "1", "--name", "Ada", "--title", "Mine"),
        ("--since", "2026-11-24"),
        ("--as-of", "2026-11-24"),
    ],
)
def test_story_fits(run: Run, played: Path, argv: tuple[str, ...]) -> None:
    """A report with a plan, reviews and a little of everything fits the schema."""
    assert run("start", "2026-11-20").code == 0
    assert run("log", "capstone", "--minutes", "30").code == 0
    review(played, "layer-low", 3)
    document = run("report", "--json", *argv).document
    assert _wrong(document) == []


def test_empty_report_fits(run: Run, mini: Path) -> None:
    """So does that of a fresh store."""
    assert _wrong(run("report", "--json").document) == []


def test_finished_path_fits(run: Run, mini: Path) -> None:
    """So does that of a path with nothing left, late or to come."""
    assert run("start", "2026-11-20").code == 0
    assert run("done", "week-1", "week-2", "--yes").code == 0
    assert _wrong(run("report", "--json").document) == []


def test_every_definition_is_met(run: Run, played: Path) -> None:
    """What is left of a key, or added to it, is seen: the schema is not too wide."""
    assert run("start", "2026-11-20").code == 0
    review(played, "layer-low", 3)
    document = run("report", "--json").document
    paths = list(_objects(document, ()))
    assert len(paths) > 50
    for path in paths[:: max(1, len(paths) // 60)]:
        changed = deepcopy(document)
        _at(changed, path)["more"] = 1
        assert _wrong(changed), path
        del _at(changed, path)["more"]
        key = next(iter(_at(changed, path)))
        del _at(changed, path)[key]
        assert _wrong(changed), path


def _wrong(document: Any) -> list[str]:
    errors = VALIDATOR.iter_errors(document)
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in errors]


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _parts(one)


def _objects(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in pairs:
        if isinstance(one, dict | list):
            yield from _objects(one, (*path, key))


def _at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document
