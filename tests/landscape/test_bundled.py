"""The bundled landscape holds together, and says where it comes from."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import pytest
import yaml

from aiinfra_cli.landscape.model import Landscape

from .fields import ROOT, bundled

COVERAGE = ROOT / "tests" / "coverage" / "landscape.csv"
CURRICULUM = ROOT / "curriculum"

# How the documents are called in the sources of an entry, in the order of the rows.
SOURCES = {
    "overview": "September 2025 overview",
    "plan": "September 2025 learning plan",
    "notes-july": "learning path notes",
    "notes-december": "learning path notes",
    "article": "article outline",
}


@cache
def landscape() -> Landscape:
    """Read the bundled landscape once."""
    return bundled()


def _yaml(path: Any) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_everything_is_there() -> None:
    """135 entries around the documents, 21 of the upstream chart, 2 of the labs."""
    entries = landscape().entries
    upstream = [
        one.id
        for one in entries
        if "pacoxu/AI-Infra, landscape of July 2026" in one.sources
    ]
    assert (len(entries), len(upstream)) == (158, 21)
    assert [one.id for one in entries if one.place is None] == ["cncf-ai-toolkit"]
    assert sum(one.early for one in entries) == 36
    assert sum(bool(one.unverified) for one in entries) == 36
    assert sum(bool(one.erratum) for one in entries) == 38


def test_weeks_follow_from_items() -> None:
    """An entry that the path works with names the week in which it does."""
    weeks = {}
    for path in (CURRICULUM / "weeks").glob("*.yaml"):
        week = _yaml(path)
        for session in week["sessions"]:
            for item in session["items"]:
                id = item.get("lab") or item.get("challenge") or item["id"]
                weeks[id] = week["id"]
    for one in landscape().entries:
        assert {weeks[item] for item in one.items} <= set(one.weeks), one.id


def test_layers_lie_above_each_other() -> None:
    """On average each layer stands above the one below it."""
    heights = {}
    for layer in ("application", "model", "platform", "infrastructure"):
        ys = [
            one.place.y
            for one in landscape().entries
            if one.place and one.layer == layer
        ]
        heights[layer] = sum(ys) / len(ys)
    assert sorted(heights, key=lambda layer: -heights[layer]) == list(heights)


def test_early_entries_stand_at_the_left() -> None:
    """What is at an early stage is drawn left of the middle."""
    early = [one for one in landscape().entries if one.early and one.place]
    assert [one.id for one in early if one.place and one.place.x > 0.5] == []


def test_project_has_a_home_of_some_kind() -> None:
    """A verified project names its repository and its licence."""
    bare = [
        one.id
        for one in landscape().entries
        if one.kind == "project"
        and not one.unverified
        and not (one.repository and one.licence)
    ]
    assert bare == []


def test_release_of_a_paper_is_its_own_date() -> None:
    """Only what has releases has one, so that nothing else grows old by it."""
    kinds = {one.kind for one in landscape().entries if one.release}
    assert kinds & {"paper", "hardware", "service", "model", "placeholder"} == set()


@pytest.mark.parametrize("document", SOURCES)
def test_documents_are_covered(document: str) -> None:
    """Every project that a document names has an entry, which names the document."""
    entries = {one.id: one for one in landscape().entries}
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"] == document]
    assert rows
    for row in rows:
        assert SOURCES[document] in entries[row["entry"]].sources, row


def test_coverage_is_in_order() -> None:
    """Rows follow the documents line by line, and none stands twice."""
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["document", "line", "subject", "entry", "note"]
    order = list(SOURCES)
    keys = [(order.index(row["document"]), int(row["line"])) for row in rows]
    assert keys == sorted(keys)
    facts = [tuple(row.values()) for row in rows]
    assert len(set(facts)) == len(facts)


def test_each_entry_of_the_documents_is_covered() -> None:
    """An entry that says it comes from a document is found in a line of it.

    The plan and the article speak of some in passing only: those lines are missing.
    """
    whole = {SOURCES["overview"], SOURCES["notes-december"]}
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        pairs = {
            (SOURCES[row["document"]], row["entry"]) for row in csv.DictReader(file)
        }
    said = {
        (source, one.id)
        for one in landscape().entries
        for source in one.sources
        if source in SOURCES.values()
    }
    assert pairs <= said
    assert {pair for pair in said - pairs if pair[0] in whole} == set()
