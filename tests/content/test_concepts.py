"""Concepts and cards: the format of their files, their rules, and what a course has."""

from __future__ import annotations

from typing import Any

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.course import CourseCard, CourseLink, CoursePage

from .folders import Expected, Mini

GROUND, DEVICES = "concepts/ground.yaml", "concepts/devices.yaml"
FIELD = "landscape/ground.yaml"
OUT = "take it out"

# file, old text, new text; then all that is told about it.
WRONG: dict[str, tuple[str, str, str, list[Expected]]] = {
    "unknown key": (
        *(GROUND, "names: [N]", "nicknames: [N]"),
        [
            (
                *(GROUND, "nicknames:", 'unknown key "nicknames"'),
                'did you mean "names"?',
            )
        ],
    ),
    "formula without its source": (
        *(GROUND, ", source: Mini plan}\n    measured", "}\n    measured"),
        [
            (
                *(GROUND, "formula:", "source is missing"),
                "write one line: where the formula comes from",
            )
        ],
    ),
    "figure of another kind": (
        *(GROUND, 'text: "1"', "text: 1"),
        [
            (
                *(GROUND, "text: 1", "text must be text, not the number 1"),
                "write one line: the number with its unit",
            )
        ],
    ),
    "answer on two lines": (
        *(GROUND, "answer: Hardware.", 'answer: "Hard\\nware."'),
        [
            (
                *(GROUND, "Hard", 'answer must be on one line: "Hard\\nware."'),
                "write one line of text",
            )
        ],
    ),
    "area with the wrong id": (
        *(GROUND, "id: ground", "id: under"),
        [
            (
                *(GROUND, "id: under"),
                'id "under" does not fit the name of the file',
                "rename the file to concepts/under.yaml, or mend the id",
            )
        ],
    ),
    "concept that stands twice": (
        *(GROUND, "  - id: layer\n", "  - id: layer\n    aliases: [dra]\n"),
        [
            (
                *(GROUND, "aliases: [dra]"),
                'id "dra" is already used at concepts/devices.yaml:5',
                "choose another id",
            )
        ],
    ),
    "alias that is a concept": (
        *(GROUND, "aliases: [nodes]", "aliases: [layer]"),
        [
            (
                *(GROUND, "- id: layer"),
                'id "layer" is already used at concepts/ground.yaml:27',
                "choose another id",
            )
        ],
    ),
    "card that stands twice": (
        *(GROUND, "id: layer-high", "id: layer-low"),
        [
            (
                *(GROUND, "layer-low"),
                'id "layer-low" is already used at concepts/ground.yaml:34',
                "choose another id",
            )
        ],
    ),
    "card of another concept": (
        *(GROUND, "id: layer-high", "id: high-layer"),
        [
            (
                *(GROUND, "high-layer"),
                'card "high-layer" does not belong to layer',
                "start its id with layer-",
            )
        ],
    ),
    "relation to nothing": (
        *(GROUND, "related: [layer]", "related: [layers]"),
        [
            (
                *(GROUND, "layers"),
                'related names "layers", which does not exist',
                'did you mean "layer"?',
            )
        ],
    ),
    "relation to itself": (
        *(GROUND, "related: [layer]", "related: [node-count]"),
        [(GROUND, "[node-count]", "related names the concept itself", OUT)],
    ),
    "milestone that is none": (
        *(GROUND, "items: [lab-setup]", "items: [week-1]"),
        [(GROUND, "[week-1]", 'items names "week-1", which does not exist', OUT)],
    ),
    "entry that is none": (
        *(GROUND, "projects: [kubernetes]", "projects: [kubernets]"),
        [
            (
                *(GROUND, "[kubernets]"),
                'projects names "kubernets", which does not exist',
                'did you mean "kubernetes"?',
            )
        ],
    ),
    "reading of an entry that is none": (
        *(FIELD, "    concepts: [dra]\n", "    reading: [paper-motar]\n"),
        [
            (
                *(FIELD, "[paper-motar]"),
                'reading names "paper-motar", which does not exist',
                'did you mean "paper-mortar"?',
            )
        ],
    ),
    "lab that teaches nothing": (
        *("labs/lab-claims.yaml", "[dra, device-class]", "[dra, device-clas]"),
        [
            (
                *("labs/lab-claims.yaml", "device-clas"),
                'concepts names "device-clas", which does not exist',
                'did you mean "device-class"?',
            )
        ],
    ),
    "entry with a lost concept": (
        *(FIELD, "concepts: [node-count, layer]", "concepts: [node-count, lair]"),
        [
            (
                *(FIELD, "lair"),
                'concepts names "lair", which does not exist',
                'did you mean "layer"?',
            )
        ],
    ),
    "entry that stands twice": (
        *(FIELD, "aliases: [claims-api]", "aliases: [kubernetes]"),
        [
            (
                *(FIELD, "aliases:"),
                'id "kubernetes" is already used at landscape/ground.yaml:6',
                "choose another id",
            )
        ],
    ),
    "category with an unknown key": (
        *(FIELD, "    licence:", "    license:"),
        [
            (
                *(FIELD, "license:", 'unknown key "license"'),
                'did you mean "licence"?',
            )
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(mini: Mini, name: str) -> None:
    """One mistake makes one problem, at its line, with the next step."""
    file, old, new, expected = WRONG[name]
    mini.replace(file, old, new)
    found = [(p.file, p.text, p.hint) for p in mini.problems()]
    assert found == [(p.file, p.text, p.hint) for p in mini.expect(*expected)]
    line = mini.problems()[0].line
    assert expected[0][1].strip() in "\n".join(
        mini.read(expected[0][0]).splitlines()[line - 1 : line + 1]
    )


@pytest.mark.parametrize(
    ("cards", "text"),
    [
        (("low",), "cards needs at least 2, not 1"),
        (("low", "high", "rests", "more"), "cards takes at most 3 entries"),
    ],
)
def test_two_or_three_cards(mini: Mini, cards: tuple[str, ...], text: str) -> None:
    """A concept has two cards or three."""
    whole = mini.read(GROUND)
    start = whole.index("      - id: layer-low")
    end = whole.index("    sources:", start)
    made = "".join(
        f"      - {{id: layer-{one}, question: What?, answer: That.}}\n"
        for one in cards
    )
    mini.write(GROUND, whole[:start] + made + whole[end:])
    assert [p.text for p in mini.problems()] == [text]


def test_a_broken_area_hides_its_concepts(mini: Mini) -> None:
    """A mistake in a file is told once, not for each that names its concepts."""
    mini.replace(DEVICES, "title: Device class", "title: 1")
    assert [p.text for p in mini.problems()] == ["title must be text, not the number 1"]


def test_retired_ids_of_other_families(mini: Mini) -> None:
    """A concept or card that left is named with its family, and stays away."""
    mini.replace("path.yaml", "[study-floppy]", "[study-floppy, concept:tape]")
    assert mini.problems() == []
    mini.replace("path.yaml", "concept:tape", "concept:dra")
    assert [(p.file, p.text) for p in mini.problems()] == [
        (
            "path.yaml",
            'retired id "concept:dra" is used again at concepts/devices.yaml:5',
        )
    ]
    mini.replace("path.yaml", "concept:dra", "thing:dra")
    assert [p.text for p in mini.problems()] == [
        "retired no. 2 names a family that is none of concept, card, entry, topic, "
        'practice, reading, event: "thing:dra"'
    ]


def test_concept_of_a_course(mini: Mini) -> None:
    """A page has links to all that it names, and to labs that name it."""
    found = {page.id: page for page in compile_course(mini.folder).pages}
    assert found["node-count"] == CoursePage(
        family="concept",
        id="node-count",
        kind="concept",
        title="Nodes of a cluster",
        names=("N",),
        aliases=("nodes",),
        links=(
            CourseLink("concept", "layer"),
            CourseLink("path", "lab-setup"),
            CourseLink("entry", "kubernetes"),
        ),
        detail={
            "area": {"id": "ground", "title": "Ground"},
            "names": ["N"],
            "definition": "How many machines a cluster works on. "
            "`kubectl get nodes` lists them.",
            "formula": {
                "text": "N = ready + not ready",
                "units": "nodes",
                "source": "Mini plan",
            },
            "measured": [
                {"by": "kubectl", "how": "`kubectl get nodes`, one line a node"}
            ],
            "figures": [
                {
                    "text": "1",
                    "about": "nodes that this path needs",
                    "source": "Mini plan",
                }
            ],
            "related": ["layer"],
            "items": ["lab-setup"],
            "projects": ["kubernetes"],
            "sources": ["Mini plan, week 1 Mon-Tue"],
            "verified": {"on": "2026-11-20", "how": "the command was run"},
            "erratum": "The plan speaks of two nodes; one is enough.",
        },
        text="Ground · N · How many machines a cluster works on. `kubectl get nodes`"
        " lists them. · N = ready + not ready · nodes · kubectl · `kubectl get nodes`,"
        " one line a node · 1 · nodes that this path needs"
        " · The plan speaks of two nodes; one is enough.",
    )
    dra = [link.id for link in found["device-class"].links]
    assert dra == ["lab-claims"]  # only the lab says so


def test_cards_come_in_the_order_of_the_path(mini: Mini) -> None:
    """New cards are asked as the path comes to their concepts."""
    cards = compile_course(mini.folder).cards
    assert list(dict.fromkeys(card.concept for card in cards)) == [
        "layer",
        "node-count",
        "dra",
        "device-class",
    ]
    assert cards[6] == CourseCard(
        *("dra-says", "dra", "何がデバイスを要求しますか", "A claim."),
        aliases=("dra-asks",),
    )


def test_entry_of_a_course(mini: Mini) -> None:
    """An entry keeps all that was written, with its category."""
    found = {
        page.id: page
        for page in compile_course(mini.folder).pages
        if page.family == "entry"
    }
    assert list(found) == ["kubernetes", "dra", "whisper-net", "unplaced"]
    entry = found["dra"]
    detail: dict[str, Any] = {
        "id": "dra",
        "name": "Dynamic Resource Allocation",
        "label": "DRA",
        "kind": "feature",
        "layer": "platform",
        "description": "Hands out devices by claim.",
        "place": {"x": 0.5, "y": 0.4, "by": "us"},
        "concepts": ["dra"],
        "weeks": ["week-2"],
        "sources": ["Mini plan"],
        "verified": {"on": "2026-03-01", "how": "documentation read"},
        "category": {"id": "ground", "title": "Ground", "order": 1},
    }
    assert entry == CoursePage(
        family="entry",
        id="dra",
        kind="feature",
        title="Dynamic Resource Allocation",
        aliases=("claims-api",),
        links=(CourseLink("concept", "dra"), CourseLink("path", "week-2")),
        detail=detail,
        text="Dynamic Resource Allocation · DRA · feature · platform · "
        "Hands out devices by claim. · Ground",
    )


def test_hints_are_not_among_the_words(mini: Mini) -> None:
    """What `search` looks through tells no hint and no answer of a check."""
    lab = next(i for i in compile_course(mini.folder).items if i.id == "lab-setup")
    assert "List the nodes, and write down their versions." in lab.text
    assert "nodes.json" not in lab.text
