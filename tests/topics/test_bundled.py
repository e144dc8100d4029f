"""The bundled topics, reading list and events hold together, and tell no tales."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from aiinfra_cli.topics.model import Topics
from aiinfra_cli.topics.reading import PLACEHOLDER

from .fields import (
    CURRICULUM,
    bundled,
    bundled_events,
    bundled_reading,
    coverage,
    document,
    pillars,
)

# How the documents are called in sources.
SOURCES = {
    "overview": "September 2025 overview",
    "plan": "September 2025 learning plan",
    "notes-july": "learning path notes",
    "notes-december": "learning path notes",
    "article": "article outline",
}
FILES = [
    *sorted((CURRICULUM / "topics").glob("*.yaml")),
    CURRICULUM / "reading.yaml",
    CURRICULUM / "events.yaml",
    CURRICULUM / "challenges.yaml",
]
ARTICLE, ROADMAP = "article", "roadmap"


@cache
def path() -> Topics:
    """Read the bundled path once."""
    return bundled()


def test_everything_is_there() -> None:
    """Eight pillars, 42 topics, 41 guides; 36 outline items, 12 of the roadmap."""
    assert [one.id for one in path().pillars] == [
        "kernel-runtime",
        "scheduling-workloads",
        "inference-optimization",
        "gateway-agentic",
        "training",
        "observability",
        "ecosystem-distribution",
        "application-data",
        ARTICLE,
        ROADMAP,
    ]
    assert Counter(one.kind for one in path().topics) == {
        "topic": 42,
        "guide": 41,
        "outline": 36,
        "roadmap": 12,
    }


def test_kinds_say_where_an_item_stands() -> None:
    """Ids start with their kind, and each track holds its own kind only."""
    for one in path().topics:
        assert one.id.startswith(f"{one.kind}-"), one.id
        expected = {"outline": ARTICLE, "roadmap": ROADMAP}.get(one.kind, "")
        assert (one.pillar == expected) is bool(expected), one.id


def test_hours_add_up() -> None:
    """The sums that the documentation tells."""
    hours: Counter[str] = Counter()
    for one in path().topics:
        hours["optional" if one.optional else one.pillar] += one.minutes
    assert {name: minutes / 60 for name, minutes in hours.items()} == {
        "kernel-runtime": 47.5,
        "scheduling-workloads": 44,
        "inference-optimization": 60,
        "gateway-agentic": 25,
        "training": 36,
        "observability": 19,
        "ecosystem-distribution": 9.5,
        ARTICLE: 56,
        ROADMAP: 18,
        "optional": 20,
    }


def test_pillars_are_the_categories_of_the_landscape() -> None:
    """A pillar and the category of the same name have the same title and order."""
    names = sorted((CURRICULUM / "landscape").glob("*.yaml"))
    found = [document(f"landscape/{name.name}").data or {} for name in names]
    categories = {one["id"]: (one["title"], one["order"]) for one in found}
    assert categories == {
        pillar.id: (pillar.title, pillar.order)
        for pillar, _ in pillars()
        if pillar.id not in (ARTICLE, ROADMAP)
    }


def test_every_topic_leads_on() -> None:
    """Nearly every topic is tied to a concept, and each names something to study."""
    bare = [one.id for one in path().topics if not one.concepts]
    assert len(bare) < len(path().topics) / 10
    assert [one.id for one in path().topics if not one.references] == []


def test_placeholders_are_no_links() -> None:
    """What was never found, alone, has no address; nowhere is the dead one written."""
    ghosts = [one for one in bundled_reading() if one.kind == PLACEHOLDER]
    assert len(ghosts) == 10
    bare = [one.id for one in bundled_reading() if not one.url]
    assert bare == [one.id for one in ghosts]
    dead = (
        "arxiv.org/abs/2501",
        "kubernetes.io/blog/2025/01/gpu-virtualization",
        "isovalent.com",
        "landscape.cncf.io/ai-report",
        "getambassador",
        "kubeflow.org/blog",
        "cncf/ai-toolkit",
        "alibaba/koordinator/blob",
        "gateway-api/issues/2756",
        "community/tree/master/sig-ai",
        "toc/blob/main/workinggroups",
        "AI-Infra/blob/main/docs/blog/2025-",
    )
    for file in FILES:
        text = file.read_text("utf-8")
        assert [one for one in dead if one in text] == [], file.name


def test_dates_after_the_stored_sources_are_only_announced() -> None:
    """What lies after August 2026 is marked so, and nothing before it is."""
    for one in bundled_events():
        assert one.announced is (one.starts > date(2026, 8, 21)), one.id
        assert bool(one.unverified) is one.announced, one.id


def test_events_are_found_by_an_address() -> None:
    """All have one, of the event or of a recap, but for two with no page of theirs."""
    bare = [one.id for one in bundled_events() if not (one.url or one.recap)]
    assert bare == ["ai-day-na-2025", "kubecon-na-2027"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_speak_of_the_project_alone(file: Path) -> None:
    """No word of how the files were made, no loud words, no long lines of prose."""
    text = file.read_text("utf-8")
    banned = ("facts/", "seeds", "the seed", "[V]", "[U]", "(v)", "(g)", "shared/", "!")
    assert [one for one in banned if one in text] == []
    long = [line for line in text.splitlines() if len(line) > 120]
    assert [line for line in long if "http" not in line] == []


@pytest.mark.parametrize("name", ["topics", "reading", "events"])
def test_documents_are_covered(name: str) -> None:
    """What a document names has an item, and the item names the document."""
    sources = _sources(name)
    groups = {one.id for one in path().pillars}
    for row in coverage(name):
        for id in row[name].split():
            if id not in groups:
                named = [one for one in sources[id] if _is_of(one, row["document"])]
                assert named, (id, row)


@pytest.mark.parametrize("name", ["topics", "reading", "events"])
def test_items_of_the_documents_are_in_the_tables(name: str) -> None:
    """An item that says it comes from a document is found in a line of it."""
    pairs = {
        (SOURCES[row["document"]], id)
        for row in coverage(name)
        for id in row[name].split()
    }
    said = {
        (document, id)
        for id, sources in _sources(name).items()
        for source in sources
        for document in set(SOURCES.values())
        if source.startswith(document)
    }
    assert said - pairs == set()


@pytest.mark.parametrize("name", ["topics", "reading", "events"])
def test_coverage_is_in_order(name: str) -> None:
    """Rows follow the documents line by line, and none stands twice."""
    rows = coverage(name)
    assert list(rows[0]) == ["document", "line", "subject", name, "note"]
    order = list(SOURCES)
    keys = [(order.index(row["document"]), int(row["line"])) for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def _is_of(source: str, document: str) -> bool:
    return source.startswith(SOURCES[document])


def _sources(name: str) -> dict[str, tuple[str, ...]]:
    if name == "topics":
        return {one.id: one.sources for one in path().topics}
    if name == "reading":
        return {one.id: one.sources for one in bundled_reading()}
    return {one.id: one.sources for one in bundled_events()}
