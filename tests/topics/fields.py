"""Longer paths to test with: a small one made by hand, and the bundled one."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from aiinfra_cli.content.events import EventList
from aiinfra_cli.content.events import events_of as event_values
from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.content.reading import ReadingList
from aiinfra_cli.content.reading import reading_of as reading_values
from aiinfra_cli.content.topics import Pillar
from aiinfra_cli.content.topics import topics_of as topic_values
from aiinfra_cli.topics.agenda import Event, events_of
from aiinfra_cli.topics.model import Topics, topics_of
from aiinfra_cli.topics.reading import Reading, reading_of

ROOT = Path(__file__).parents[2]
CURRICULUM = ROOT / "curriculum"


def topic(id: str, hours: float = 1, **more: Any) -> dict[str, Any]:
    """Give a topic as JSON values, with little said of it."""
    return {
        "id": id,
        "kind": "topic",
        "title": f"About {id}",
        "hours": hours,
        "description": f"Read of {id}.",
        "objectives": [f"Explain {id}."],
        "references": [{"name": f"The {id} page", "url": f"https://{id}.example/"}],
        "sources": ["learning path notes"],
        "verified": {"on": "2026-11-20", "how": "seen"},
        **more,
    }


# Ground holds a topic with two parts, one of them optional; tower needs ground;
# shelf gathers from both and has sections of its own.
SMALL: list[dict[str, Any]] = [
    {
        "id": "ground",
        "title": "Ground",
        "about": "What all stands on.",
        "topics": [
            topic("soil", 2),
            topic("root", 1.5, kind="guide", part_of="soil", needs=["soil"]),
            topic("worm", 20, kind="guide", part_of="soil", optional=True),
            topic("water", 0.5),
        ],
    },
    {
        "id": "tower",
        "title": "Tower",
        "about": "What rises.",
        "needs": ["ground"],
        "topics": [
            topic("stair", 3, needs=["soil", "water"], concepts=["gate"]),
            topic("roof", 1, needs=["stair"], erratum="The notes say door."),
        ],
    },
    {
        "id": "shelf",
        "title": "Shelf",
        "about": "What was left.",
        "sections": [
            {"id": "upper", "title": "Upper board"},
            {"id": "lower", "title": "Lower board"},
        ],
        "gathers": ["roof"],
        "topics": [
            topic("map", 1, kind="outline", section="lower"),
            topic("lamp", 1, kind="outline", section="upper", unverified="Heard of."),
        ],
    },
]


def small() -> Topics:
    """Read the small path."""
    return topics_of(SMALL)


def document(name: str) -> Document:
    """Load a file of the bundled curriculum that is valid YAML."""
    found = load(name, (CURRICULUM / name).read_bytes())
    assert found.problems == []
    return found


def pillars() -> list[tuple[Pillar, Document]]:
    """Read the bundled pillars with their files, in the order of names."""
    names = sorted(path.name for path in (CURRICULUM / "topics").glob("*.yaml"))
    documents = [document(f"topics/{name}") for name in names]
    return [(Pillar.model_validate(one.data), one) for one in documents]


def bundled() -> Topics:
    """Read the bundled path as a program does."""
    return topics_of(topic_values(one for one, _ in pillars()))


def bundled_reading() -> tuple[Reading, ...]:
    """Read the bundled reading list as a program does."""
    found = ReadingList.model_validate(document("reading.yaml").data)
    return reading_of(reading_values(found))


def bundled_events() -> tuple[Event, ...]:
    """Read the bundled events as a program does."""
    found = EventList.model_validate(document("events.yaml").data)
    return events_of(event_values(found))


def coverage(name: str) -> list[dict[str, str]]:
    """Read a table of what the documents of 2025 name."""
    path = ROOT / "tests" / "coverage" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def text_of(lines: Any) -> list[str]:
    """Write lines of spans without their styles, as off a terminal."""
    return ["".join(part for part, _ in line).rstrip() for line in lines]
