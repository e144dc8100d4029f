"""`aiinfra concept`, and `aiinfra show` for what is no milestone."""

from __future__ import annotations

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini

CONCEPT = """\
node-count  Nodes of a cluster
concept · Ground · also N · 2 cards

How many machines a cluster works on. `kubectl get nodes` lists them.

Erratum: The plan speaks of two nodes; one is enough.

Formula
  N = ready + not ready
  in nodes; Mini plan

Measured by
  - kubectl: `kubectl get nodes`, one line a node

Figures
  - 1: nodes that this path needs (Mini plan)

Related
  layer  Layer

On the path
  ○ lab-setup  Make a cluster on the laptop  1 h

On the landscape
  kubernetes  Kubernetes

Facts checked 2026-11-20: the command was run
Sources: Mini plan, week 1 Mon-Tue

next: aiinfra review --concept node-count
"""


@pytest.mark.parametrize("text", ["node-count", "nodes", "count", "nod", " NODES "])
def test_a_concept(run: Run, text: str) -> None:
    """All that is known of it, by id, former id, tail or prefix."""
    assert run("concept", text) == (0, CONCEPT, "")


def test_a_concept_in_every_look(run: Run) -> None:
    """Its page stays calm and whole at any width, with and without colour."""
    golden.check("concept.txt", looks(run, ["concept", "dra"]))


def test_its_document(run: Run) -> None:
    """The document has every key; answers of cards are in it, for scripts."""
    found = run("concept", "dra", "--json")
    assert found.document["schema"] == "aiinfra.concept/1"
    golden.check("concept.json", found.out)
    bare = data(run, "concept", "device-class")
    assert bare.keys() == found.document["data"].keys()
    assert bare["concept"].keys() == found.document["data"]["concept"].keys()
    assert bare["cards"][0].keys() == found.document["data"]["cards"][0].keys()


@pytest.mark.parametrize("argv", [[], ["--list"]])
def test_the_list(run: Run, argv: list[str]) -> None:
    """Without an id all are listed, area by area."""
    assert run("concept", *argv) == (
        0,
        "Devices\n"
        "  dra           Dynamic Resource Allocation\n"
        "  device-class  Device class\n"
        "\n"
        "Ground\n"
        "  node-count    Nodes of a cluster\n"
        "  layer         Layer\n",
        "4 concepts; see one: aiinfra concept ID\n",
    )
    assert data(run, "concept", *argv)["concepts"][0] == {
        "id": "dra",
        "title": "Dynamic Resource Allocation",
        "area": {"id": "devices", "title": "Devices"},
        "retained": None,
    }


def test_the_list_takes_no_id(run: Run) -> None:
    """A list of one concept is its page."""
    assert run("concept", "dra", "--list") == (
        2,
        "",
        "aiinfra: --list lists all concepts\nhint: leave the id out\n",
    )


def test_a_curriculum_without_concepts(own: Mini, run: Run) -> None:
    """Nothing is listed, and that is said."""
    own.replace("labs/lab-claims.yaml", "concepts: [dra, device-class]\n", "")
    for name in ("concepts/devices", "concepts/ground"):
        (own.folder / f"{name}.yaml").unlink()
    for name in ("landscape/ground", "landscape/rumours"):
        (own.folder / f"{name}.yaml").unlink()
    for name in ("topics/stone", "topics/tower", "practices", "reading", "events"):
        (own.folder / f"{name}.yaml").unlink()
    assert run("concept") == (0, "", "this curriculum has no concepts\n")
    assert data(run, "concept") == {"concepts": []}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("nodes-count", "did you mean node-count?"),
        ("xyzzy", "they are listed by: aiinfra concept"),
        ("lab-setup", "lab-setup is on the path: aiinfra show lab-setup"),
    ],
)
def test_no_such_concept(run: Run, text: str, hint: str) -> None:
    """What is no concept ends with 3 and near matches, or what shows it."""
    assert run("concept", text) == (
        3,
        "",
        f'aiinfra: there is no concept "{text}"\nhint: {hint}\n',
    )


@pytest.mark.parametrize("text", ["layer", "concept:layer", "concept:lay"])
def test_show_of_a_concept(run: Run, text: str) -> None:
    """`show` looks at concepts, too; a family before the id picks it."""
    assert run("show", text) == run("concept", "layer")
    assert data(run, "show", text) == data(run, "concept", "layer")


def test_show_asks_which_family(run: Run) -> None:
    """An id of two families is no rule's one hit: both are named, each to be found."""
    assert run("show", "dra") == (
        3,
        "",
        'aiinfra: "dra" could be any of 2\nhint: say which: concept:dra, entry:dra\n',
    )
    assert run("show", "concept:dra").out.startswith("dra  Dynamic Resource")
    assert run("show", "entry:dra").out.startswith("Dynamic Resource Allocation   ○")


ENTRY = """\
Kubernetes   ▸ begun, 1 of 2 of the path done
project · infrastructure layer · Ground

Runs containers on many machines.

  also called  k8s
  licence      Apache-2.0
  foundation   CNCF, graduated
  repository   https://github.com/kubernetes/kubernetes
  home         https://kubernetes.io/
  release      v1.36.2, 2026-06-11 (tag)
  on the map   90 % to mature, 20 % up, placed by the upstream chart
  weeks        week-1

On the path
  ✓ study-map  Read the map of the field
  ○ lab-setup  Make a cluster on the laptop

On the longer path
  ○ topic-granite  Granite

Concepts
  ○ node-count  Nodes of a cluster
  ✓ layer       Layer

Checked 2026-11-20: tags read
Sources: Mini plan

next: aiinfra show lab-setup
"""


@pytest.mark.parametrize("text", ["kubernetes", "entry:kub"])
def test_show_of_an_entry(run: Run, text: str) -> None:
    """An entry tells what was studied of it, and what is next."""
    assert run("done", "study-map").code == 0
    assert run("show", text) == (0, ENTRY, "")
    found = data(run, "show", text)["entry"]
    assert (found["id"], found["studied"]) == ("kubernetes", "some")


def test_show_of_a_card(run: Run) -> None:
    """A card shows question and answer; it is found by its whole id alone."""
    page = (
        "layer-low · never answered\n\nWhich layer is the lowest?\n  Hardware.\n\n"
        "next: aiinfra concept layer\n"
    )
    for text in ("layer-low", "card:layer-low", "card:low", "card:layer-l"):
        assert run("show", text) == (0, page, "")
    assert data(run, "show", "card:dra-asks")["card"] == {
        "id": "dra-says",
        "question": "何がデバイスを要求しますか",
        "answer": "A claim.",
        "due": None,
        "last_day": None,
        "reviews": 0,
        "lapses": 0,
        "suspended": False,
        "flags": [],
        "concept": "dra",
        "unverified": None,
    }
    assert run("show", "layer-l").code == 3


def test_show_of_a_card_that_nobody_checked(run: Run) -> None:
    """Its answer stands with the word of warning that the page of its concept has."""
    assert run("show", "device-class-for").out.splitlines()[2:5] == [
        "What does a device class hold?",
        "  A rule that selects devices of one kind.",
        "Unverified: nobody looked it up",
    ]
    found = data(run, "show", "device-class-for")["card"]
    assert found["unverified"] == "nobody looked it up"


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("status", "is a concept: aiinfra concept layer"),
        *(
            (one, "is a concept, learnt by its cards: aiinfra review --concept layer")
            for one in ("begin", "done", "note", "history")
        ),
    ],
)
def test_other_commands_stay_on_the_path(run: Run, command: str, hint: str) -> None:
    """What works on milestones takes no concept, and says what it is there for."""
    assert run(command, "concept:layer") == (
        3,
        "",
        f'aiinfra: "concept:layer" is no item\nhint: layer {hint}\n',
    )
    assert run(command, "node-count").code == 3


def test_hostile_words_stay_text(own: Mini, run: Run) -> None:
    """Markup and escapes of a concept are shown as they were written."""
    own.replace("concepts/ground.yaml", "title: Layer", 'title: "[red]a[/red] <b>|"')
    assert run("concept", "layer").out.startswith("layer  [red]a[/red] <b>|\n")
