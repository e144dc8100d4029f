"""Entries as JSON: all keys, null where nothing is known."""

from __future__ import annotations

from datetime import date

from aiinfra_cli.landscape.document import (
    entry_document,
    landscape_document,
    stale_document,
)
from aiinfra_cli.landscape.stale import stale

from .fields import STUDIED, small

VESSEL = {
    "id": "vessel",
    "name": "Vessel",
    "label": "Vessel",
    "names": ["Pot", "Vase"],
    "kind": "project",
    "layer": "platform",
    "category": "ground",
    "description": "Does what vessel does.",
    "status": "active",
    "early": False,
    "studied": "reviewed",
    "licence": "Apache-2.0",
    "foundation": "CNCF",
    "maturity": "sandbox",
    "since": "2025-05-13",
    "repository": "potters/vessel",
    "home": "https://vessel.example/",
    "note": "Two lines are maintained.",
    "erratum": "The plan writes Vesel.",
    "unverified": None,
    "release": {"version": "v1.2.3", "on": "2026-08-12", "how": "tag"},
    "place": {"x": 0.9, "y": 0.1, "by": "us"},
    "concepts": ["clay"],
    "items": ["lab-pot", "study-pot"],
    "reading": ["paper-clay"],
    "weeks": ["week-1"],
    "sources": ["article outline"],
    "verified": {"on": "2026-11-20", "how": "tags read"},
}

GHOST = {
    **VESSEL,
    "id": "ghost",
    "name": "Ghost",
    "label": "Ghost",
    "names": [],
    "category": "top",
    "description": "Does what ghost does.",
    "status": "not-found",
    "studied": "none",
    "licence": None,
    "foundation": None,
    "maturity": None,
    "since": None,
    "repository": None,
    "home": None,
    "note": None,
    "erratum": None,
    "release": None,
    "place": None,
    "concepts": [],
    "items": [],
    "reading": [],
    "weeks": [],
}


def test_landscape_document_is_whole() -> None:
    """Categories in order, then every entry with the learner's state."""
    document = landscape_document(small(), STUDIED)
    assert document["categories"] == [
        {"id": "ground", "title": "Kernel and runtime"},
        {"id": "top", "title": "Gateways & agents"},
    ]
    entries = {one["id"]: one for one in document["entries"]}
    assert list(entries) == ["vessel", "kiln", "glaze", "rumour", "echo", "ghost"]
    assert entries["vessel"] == VESSEL
    assert entries["ghost"] == GHOST
    assert {tuple(one) for one in document["entries"]} == {tuple(VESSEL)}


def test_unverified_entry_says_so() -> None:
    """What was not verified has the reason, and no date."""
    rumour = small().entry("rumour")
    assert rumour is not None
    document = entry_document(rumour, "none")
    assert (document["unverified"], document["verified"]) == ("Nobody looked.", None)


def test_stale_document() -> None:
    """Each old entry with the dates that make it old."""
    found = stale(small().entries, date(2027, 3, 1), 6)
    assert stale_document(found, 6) == {
        "months": 6,
        "entries": [
            {
                "id": "vessel",
                "name": "Vessel",
                "released": "2026-08-12",
                "verified": None,
                "never_verified": False,
            },
            {
                "id": "rumour",
                "name": "Rumour <of> an & agent",
                "released": None,
                "verified": None,
                "never_verified": True,
            },
        ],
    }
