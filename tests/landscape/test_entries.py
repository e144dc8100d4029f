"""A landscape file is checked value by value and entry against entry."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from aiinfra_cli.content.entries import BELOW, LONGEST_LABEL, Category, entries_of
from aiinfra_cli.content.loader import load
from aiinfra_cli.landscape.model import landscape_of

TOP = """\
format: 1
id: top
title: Gateways and agents
order: 2
entries:
  - id: rumour
    name: Rumour of an agent
    label: Rumour
    names: [Gossip]
    kind: project
    layer: application
    description: Passes on what it heard.
    licence: Apache-2.0
    foundation: CNCF
    maturity: sandbox
    since: 2025-05-13
    repository: talk/rumour
    home: https://rumour.example/
    release: {version: v1.0, on: 2026-08-12, how: tag}
    status: dormant
    early: true
    place: {x: 0.25, y: 1, by: upstream}
    concepts: [agent]
    items: [lab-agents]
    weeks: [week-1]
    note: Said of many.
    erratum: The plan writes Rumor.
    sources: [article outline]
    verified: {on: 2026-11-20, how: tags read}
  - id: echo
    name: Echo
    kind: technique
    layer: model
    description: Says it again.
    sources: [article outline]
    unverified: Nobody looked.
    aliases: [answer]
"""


def read(text: str) -> Category:
    """Read a file that is valid by itself."""
    document = load("landscape/top.yaml", text.encode())
    assert document.problems == []
    return Category.model_validate(document.data)


def test_file_is_read_whole() -> None:
    """Every key arrives in the JSON values, those left out and defaults do not."""
    category = read(TOP)
    assert entries_of([category]) == [
        {
            "id": "top",
            "title": "Gateways and agents",
            "order": 2,
            "entries": [
                {
                    "id": "rumour",
                    "name": "Rumour of an agent",
                    "label": "Rumour",
                    "names": ["Gossip"],
                    "kind": "project",
                    "layer": "application",
                    "description": "Passes on what it heard.",
                    "licence": "Apache-2.0",
                    "foundation": "CNCF",
                    "maturity": "sandbox",
                    "since": "2025-05-13",
                    "repository": "talk/rumour",
                    "home": "https://rumour.example/",
                    "release": {"version": "v1.0", "on": "2026-08-12", "how": "tag"},
                    "status": "dormant",
                    "early": True,
                    "place": {"x": 0.25, "y": 1.0, "by": "upstream"},
                    "concepts": ["agent"],
                    "items": ["lab-agents"],
                    "weeks": ["week-1"],
                    "note": "Said of many.",
                    "erratum": "The plan writes Rumor.",
                    "sources": ["article outline"],
                    "verified": {"on": "2026-11-20", "how": "tags read"},
                },
                {
                    "id": "echo",
                    "name": "Echo",
                    "kind": "technique",
                    "layer": "model",
                    "description": "Says it again.",
                    "sources": ["article outline"],
                    "unverified": "Nobody looked.",
                    "aliases": ["answer"],
                },
            ],
        }
    ]


def test_map_reads_what_the_file_says() -> None:
    """The records of the map are made of these values, in the order of categories."""
    first = read(TOP.replace("id: top", "id: ground").replace("order: 2", "order: 1"))
    landscape = landscape_of(entries_of([read(TOP), first]))
    assert [one.id for one in landscape.categories] == ["ground", "top"]
    echo = landscape.entries[1]
    assert (echo.id, echo.status, echo.early, echo.place) == (
        "echo",
        "active",
        False,
        None,
    )


# A fragment, what takes its place, then place and kind of the complaint.
WRONG: dict[str, tuple[str, str, str, str]] = {
    "unknown key": ("early: true", "erly: true", "entries.0.erly", "extra_forbidden"),
    "kind": ("kind: project", "kind: product", "entries.0.kind", "literal_error"),
    "layer": ("layer: model", "layer: middle", "entries.1.layer", "literal_error"),
    "status": ("status: dormant", "status: dead", "entries.0.status", "literal_error"),
    "early a word": ("early: true", "early: yes", "entries.0.early", "bool_type"),
    "id": ("id: echo", "id: Echo", "entries.1.id", "predicate"),
    "label long": (
        *("label: Rumour", f"label: {'x' * (LONGEST_LABEL + 1)}"),
        *("entries.0.label", "predicate"),
    ),
    "label empty": ("label: Rumour", 'label: ""', "entries.0.label", "predicate"),
    "name twice": ("[Gossip]", "[Gossip, Gossip]", "entries.0.names", "predicate"),
    "repository an address": (
        *("talk/rumour", "https://github.com/talk/rumour"),
        *("entries.0.repository", "predicate"),
    ),
    "repository without owner": (
        *("talk/rumour", "rumour", "entries.0.repository", "predicate"),
    ),
    "home without a scheme": (
        *("https://rumour.example/", "rumour.example", "entries.0.home", "predicate"),
    ),
    "home a script": (
        *("https://rumour.example/", '"javascript:alert(1)"'),
        *("entries.0.home", "predicate"),
    ),
    "day": ("on: 2026-08-12", "on: August", "entries.0.release.on", "predicate"),
    "since": ("since: 2025-05-13", "since: 2025", "entries.0.since", "predicate"),
    "release without how": (
        *(", on: 2026-08-12, how: tag}", "}", "entries.0.release.how", "missing"),
    ),
    "x outside": ("x: 0.25", "x: 25", "entries.0.place.x", "less_than_equal"),
    "y below": ("y: 1,", "y: -0.1,", "entries.0.place.y", "greater_than_equal"),
    "y a word": ("y: 1,", "y: top,", "entries.0.place.y", "float_type"),
    "y a truth value": ("y: 1,", "y: true,", "entries.0.place.y", "float_type"),
    "by nobody": ("by: upstream", "by: them", "entries.0.place.by", "literal_error"),
    "links": ("[agent]", "agent", "entries.0.concepts", "tuple_type"),
    "no sources": (
        *("    sources: [article outline]\n    unverified", "    unverified"),
        *("entries.1.sources", "missing"),
    ),
    "neither verified nor not": (
        *("    unverified: Nobody looked.\n", "", "entries.1.unverified", "whole"),
    ),
    "order zero": ("order: 2", "order: 0", "order", "greater_than_equal"),
    "order a text": ("order: 2", "order: two", "order", "int_type"),
    "no entries": (TOP[TOP.index("entries:") :], "entries: []", "entries", "too_short"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_value_is_found(case: str) -> None:
    """A value of the wrong kind is complained about at its own place alone."""
    old, new, place, kind = WRONG[case]
    assert TOP.count(old) == 1
    with pytest.raises(ValidationError) as caught:
        Category.model_validate(load("top.yaml", TOP.replace(old, new).encode()).data)
    errors = caught.value.errors(include_url=False)
    assert [(".".join(map(str, one["loc"])), one["type"]) for one in errors] == [
        (place, kind)
    ]


def test_every_key_says_what_it_takes() -> None:
    """Each field has the words that are the hint for a wrong value."""
    models: list[type[BaseModel]] = [Category, *BELOW.values()]
    silent = [
        f"{model.__name__}.{name}"
        for model in models
        for name, field in model.model_fields.items()
        if not field.description
    ]
    assert silent == []
