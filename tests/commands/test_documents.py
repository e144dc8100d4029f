"""The JSON document of every reading command, whole, as other programs read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.story import play
from tests.conftest import MINI, Run

# Name of the golden file -> the command line.
DOCUMENTS = {
    "today": ["today"],
    "week": ["week", "1"],
    "next": ["next"],
    "list": ["list"],
    "show-study": ["show", "study-map"],
    "show-lab": ["show", "lab-setup"],
    "show-checkpoint": ["show", "cp-w1-gateway"],
    "status": ["status"],
    "status-session": ["status", "w1-weekend"],
    "status-item": ["status", "cp-w1-gateway"],
    "history": ["history"],
    "path": ["path"],
    "curriculum-lint": ["curriculum", "lint"],
}
SCHEMAS = {
    "today": "aiinfra.today/1",
    "week": "aiinfra.week/1",
    "next": "aiinfra.next/1",
    "list": "aiinfra.list/1",
    "show-study": "aiinfra.item/1",
    "show-lab": "aiinfra.item/1",
    "show-checkpoint": "aiinfra.item/1",
    "status": "aiinfra.status/1",
    "status-session": "aiinfra.session/1",
    "status-item": "aiinfra.item-status/1",
    "history": "aiinfra.history/1",
    "path": "aiinfra.path/1",
    "curriculum-lint": "aiinfra.lint/1",
}
# What a verb keeps is its own; steps of a lab may hold more one day.
FREE = {"data.events[].detail"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whole_document(name: str, run: Run, home: Path) -> None:
    """After a small story each document is, byte for byte, its golden file."""
    play(run)
    result = run(*DOCUMENTS[name], "--json")
    assert (result.code, result.err) == (0, "")
    golden.check(f"{name}.json", _stable(result.out, home))


def _stable(text: str, home: Path) -> str:
    """Put names in the place of what differs from run to run."""
    text = text.replace(str(home), "HOME").replace(str(MINI), "CURRICULUM")
    ids = dict.fromkeys(
        re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)
    )
    for number, id in enumerate(ids, 1):
        text = text.replace(id, f"id-{number}")
    return re.sub(r'"device": "[0-9a-f]{12}"', '"device": "DEVICE"', text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_envelope(name: str, run: Run) -> None:
    """Every document says its schema and the moment that it speaks of."""
    whole = json.loads(run(*DOCUMENTS[name], "--json").out)
    assert list(whole) == ["schema", "generated_at", "data"]
    assert whole["schema"] == SCHEMAS[name]
    assert whole["generated_at"] == "2026-11-25T20:14:00Z"


@pytest.mark.parametrize("schema", sorted(set(SCHEMAS.values())))
def test_keys_are_null_never_missing(schema: str, run: Run) -> None:
    """In any state of the store, each object at a place has the same keys."""
    lines = [argv for name, argv in DOCUMENTS.items() if SCHEMAS[name] == schema]
    lines += [["show", id] for id in _ids(run)] if schema == "aiinfra.item/1" else []
    seen: dict[str, set[tuple[str, ...]]] = {}
    for is_played in (False, True):
        if is_played:
            play(run)
        for argv in lines:
            whole = json.loads(run(*argv, "--json").out)
            for place, keys in _objects(whole["data"], "data"):
                seen.setdefault(place, set()).add(keys)
    assert {place for place, kinds in seen.items() if len(kinds) > 1} - FREE == set()


def _ids(run: Run) -> list[str]:
    return [one["id"] for one in data(run, "list")["items"]]


def _objects(value: Any, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, dict):
        yield place, tuple(value)
        for key, inner in value.items():
            yield from _objects(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, f"{place}[]")


def test_the_last_word_is_the_same_everywhere(run: Run) -> None:
    """Where a document names the next step, all name the same."""
    play(run)
    steps = {
        data(run, *argv)["next"]
        for name, argv in DOCUMENTS.items()
        if name not in ("list", "history", "path", "curriculum-lint")
    }
    assert steps == {data(run, "next")["next"]}
