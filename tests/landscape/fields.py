"""Landscapes to test with: a small one made by hand, and the bundled one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiinfra_cli.content.entries import Category, entries_of
from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.landscape.model import Landscape, landscape_of

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "curriculum" / "landscape"


def entry(id: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Give an entry as JSON values, with little said of it."""
    return {
        "id": id,
        "name": id.capitalize(),
        "kind": "project",
        "layer": "platform",
        "description": f"Does what {id} does.",
        "place": {"x": x, "y": y, "by": "us"},
        "sources": ["article outline"],
        "verified": {"on": "2026-11-20", "how": "tags read"},
        **more,
    }


SMALL: list[dict[str, Any]] = [
    {
        "id": "ground",
        "title": "Kernel and runtime",
        "order": 1,
        "entries": [
            entry(
                "vessel",
                0.9,
                0.1,
                names=["Pot", "Vase"],
                licence="Apache-2.0",
                foundation="CNCF",
                maturity="sandbox",
                since="2025-05-13",
                repository="potters/vessel",
                home="https://vessel.example/",
                release={"version": "v1.2.3", "on": "2026-08-12", "how": "tag"},
                concepts=["clay"],
                items=["lab-pot", "study-pot"],
                reading=["paper-clay"],
                weeks=["week-1"],
                note="Two lines are maintained.",
                erratum="The plan writes Vesel.",
            ),
            entry("kiln", 0.95, 0.12, layer="infrastructure"),
            entry("glaze", 0.3, 0.2, early=True),
        ],
    },
    {
        "id": "top",
        "title": "Gateways & agents",
        "order": 2,
        "entries": [
            entry(
                "rumour",
                0.1,
                0.9,
                name="Rumour <of> an & agent",
                label="Rumour <&>",
                early=True,
                verified=None,
                unverified="Nobody looked.",
            ),
            entry("echo", 0.6, 0.8, status="dormant"),
            entry("ghost", 0, 0, place=None, status="not-found"),
        ],
    },
]

STUDIED = {"vessel": "reviewed", "kiln": "done", "glaze": "some"}


def small() -> Landscape:
    """Read the small landscape."""
    return landscape_of(SMALL)


def files() -> list[tuple[Category, Document]]:
    """Read the bundled files; each must be valid by itself."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        document = load(f"landscape/{path.name}", path.read_bytes())
        assert document.problems == []
        found.append((Category.model_validate(document.data), document))
    return found


def bundled() -> Landscape:
    """Read the bundled landscape, the way it takes through a store."""
    return landscape_of(entries_of(category for category, _ in files()))
