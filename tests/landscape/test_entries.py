"""A landscape file is checked value by value and entry against entry."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from aiinfra_cli.content.entries import BELOW, LONGEST_LABEL, Category, entries_of
from aiinfra_cli.content.entry_rules import (
    categories_named,
    entries_unique,
    labels_fit,
    links_lead_somewhere,
)
from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.errors import Problem
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


def read(text: str, name: str = "landscape/top.yaml") -> tuple[Category, Document]:
    """Read a file that is valid by itself."""
    document = load(name, text.encode())
    assert document.problems == []
    return Category.model_validate(document.data), document


def told(problems: Any) -> list[tuple[int, str, str]]:
    """Give line, text and hint of problems."""
    found: list[Problem] = list(problems)
    return [(one.line, one.text, one.hint) for one in found]


def test_file_is_read_whole() -> None:
    """Every key arrives in the JSON values, those left out and defaults do not."""
    category, _ = read(TOP)
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
    first, _ = read(
        TOP.replace("id: top", "id: ground").replace("order: 2", "order: 1")
    )
    landscape = landscape_of(entries_of([read(TOP)[0], first]))
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


def test_category_is_named_like_its_file() -> None:
    """A file's name is its id, and no two categories share a place."""
    one, other = read(TOP), read(TOP, "landscape/bottom.yaml")
    assert told(categories_named([one])) == []
    assert told(categories_named([one, other])) == [
        (
            2,
            'id "top" does not fit the name of the file',
            "rename the file to landscape/top.yaml, or mend the id",
        ),
        (
            4,
            "order 2 is already used at landscape/top.yaml:4",
            "choose another number",
        ),
    ]


def test_ids_are_unique_over_all_files() -> None:
    """No id or former id is used twice, and no two entries look alike on the map."""
    more = TOP.replace("id: rumour", "id: answer").replace("id: echo", "id: echo-2")
    more = more.replace("aliases: [answer]", "aliases: [rumour]")
    more = more.replace("name: Echo", "name: Reply")
    one, other = read(TOP), read(more, "landscape/more.yaml")
    assert told(entries_unique([one])) == []
    assert told(entries_unique([one, other])) == [
        (
            6,
            'id "answer" is already used at landscape/top.yaml:37',
            "choose another id",
        ),
        (
            8,
            '"Rumour" is also written at landscape/top.yaml:8',
            "give one of them another label",
        ),
        (
            37,
            'id "rumour" is already used at landscape/top.yaml:6',
            "choose another id",
        ),
    ]


def test_long_names_need_a_label() -> None:
    """A name too long for the map has a label, unless it has no place there."""
    assert told(labels_fit([read(TOP)], LONGEST_LABEL)) == []
    bare = read(TOP.replace("    label: Rumour\n", ""))
    assert told(labels_fit([bare], LONGEST_LABEL)) == []
    assert told(labels_fit([bare], 10)) == [
        (7, "the map has room for 10 characters, not 18", "add a short name as label")
    ]


def test_links_lead_somewhere() -> None:
    """Concepts, items and weeks that an entry names exist."""
    known = {"concepts": {"agents"}, "items": {"lab-agents"}, "weeks": {"week-1"}}
    assert told(links_lead_somewhere([read(TOP)], known)) == [
        (23, 'concepts names "agent", which does not exist', 'did you mean "agents"?')
    ]
    known["weeks"] = set()
    del known["concepts"]
    assert told(links_lead_somewhere([read(TOP)], known)) == [
        (25, 'weeks names "week-1", which does not exist', "take it out")
    ]
