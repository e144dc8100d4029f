"""The longer path is read from the values that a store keeps."""

from __future__ import annotations

import pytest

from aiinfra_cli.topics.model import Page, Pillar, Section, Topic, topics_of

from .fields import SMALL, small


def test_topic_is_read_whole() -> None:
    """Every key of a topic arrives; what was left out is empty."""
    found = topics_of(
        [
            {
                "id": "tower",
                "title": "Tower",
                "about": "What rises.",
                "needs": ["ground"],
                "sections": [{"id": "top", "title": "Top"}],
                "gathers": ["soil"],
                "topics": [
                    {
                        "id": "stair",
                        "kind": "guide",
                        "title": "Stairs",
                        "hours": 1.5,
                        "description": "Climb.",
                        "objectives": ["Be up."],
                        "optional": True,
                        "section": "top",
                        "part_of": "roof",
                        "needs": ["soil"],
                        "concepts": ["gate"],
                        "items": ["lab-gate"],
                        "projects": ["door"],
                        "references": [{"name": "Door", "url": "https://d.example/"}],
                        "sources": ["article outline"],
                        "verified": {"on": "2026-11-20", "how": "seen"},
                        "erratum": "The notes say ladder.",
                        "aliases": ["ladder"],
                    },
                    {"id": "bare", "kind": "topic", "title": "Bare", "hours": 1},
                ],
            }
        ]
    )
    assert found.pillars == (
        Pillar(
            "tower",
            "Tower",
            "What rises.",
            ("ground",),
            (Section("top", "Top"),),
            ("soil",),
        ),
    )
    assert found.topics == (
        Topic(
            id="stair",
            kind="guide",
            title="Stairs",
            minutes=90,
            pillar="tower",
            description="Climb.",
            objectives=("Be up.",),
            optional=True,
            section="top",
            part_of="roof",
            needs=("soil",),
            concepts=("gate",),
            items=("lab-gate",),
            projects=("door",),
            references=(Page("Door", "https://d.example/"),),
            erratum="The notes say ladder.",
            sources=("article outline",),
            verified_on="2026-11-20",
            verified_how="seen",
            aliases=("ladder",),
        ),
        Topic(id="bare", kind="topic", title="Bare", minutes=60, pillar="tower"),
    )


def test_pillar_holds_its_own_topics_then_those_it_gathers() -> None:
    """The order is that of the file, then that of the list."""
    path = small()
    within = [one.id for one in path.within(path.pillar("shelf"))]
    assert within == ["map", "lamp", "roof"]


def test_what_is_gathered_and_gone_is_left_out() -> None:
    """A name that leads nowhere stops nobody."""
    path = topics_of([{**SMALL[2], "gathers": ["roof", "lamp-post"]}])
    assert [one.id for one in path.within(path.pillars[0])] == ["map", "lamp"]


def test_unknown_ids() -> None:
    """A topic is looked for, a pillar is expected."""
    assert small().topic("cellar") is None
    with pytest.raises(KeyError):
        small().pillar("cellar")
