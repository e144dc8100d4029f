"""The longer path on a terminal, at several widths."""

from __future__ import annotations

import pytest

from aiinfra_cli.console import STYLES
from aiinfra_cli.model import DONE, SKIPPED, STARTED
from aiinfra_cli.topics.document import ready_document, topic_document, tree_document
from aiinfra_cli.topics.rows import Link
from aiinfra_cli.topics.screens import (
    page_lines,
    pillars_lines,
    ready_lines,
    total_lines,
    tree_lines,
)
from aiinfra_cli.topics.tree import ready, tally, tree
from aiinfra_cli.typography import cell_width

from .fields import bundled, small, text_of

STATES = {"soil": DONE, "root": STARTED, "water": SKIPPED}


def test_tree() -> None:
    """Pillars with their sums, topics with their parts, and what is ready."""
    assert text_of(tree_lines(tree(small(), STATES), None)) == [
        "Ground",
        "ground · Covered 57 % (30 min skipped) · 1 of 2 done · 4 h"
        " · 20 h optional beside",
        "  ✓ soil    About soil      2 h  57 %",
        "    ▸ root  About root   1 h 30",
        "    ○ worm  About worm     20 h        → ready, optional",
        "  ⊘ water   About water  30 min        skipped",
        "",
        "Tower",
        "tower · Covered 0 % · 0 of 2 done · 4 h",
        "comes after ground",
        "  ○ stair  About stair  3 h  → ready",
        "  ○ roof   About roof   1 h  after stair",
        "",
        "Shelf",
        "shelf · Covered 0 % · 0 of 3 done · 3 h",
        "  Upper board  0 %",
        "  ○ lamp  About lamp  1 h  → ready",
        "  Lower board  0 %",
        "  ○ map   About map   1 h  → ready",
        "  ○ roof  About roof  1 h  after stair",
        "",
        "→ ready: all it needs is done or skipped"
        " · %: Covered of a topic with its guides",
    ]


def test_notes_and_titles_give_way_on_a_narrow_terminal() -> None:
    """Waiting is told in a word first; then titles go; ids stay whole."""
    branches = tree(small(), {})[1:2]
    wide, narrow = (text_of(tree_lines(branches, width)) for width in (80, 30))
    assert wide[3:5] == [
        "  ○ stair  About stair  3 h  after soil, water",
        "  ○ roof   About roof   1 h  after stair",
    ]
    assert narrow[4:6] == ["  ○ stair  3 h  waits", "  ○ roof   1 h  waits"]


def test_pillars() -> None:
    """The short list has a line for each pillar."""
    assert text_of(pillars_lines(tree(small(), STATES), None)) == [
        "▸ ground  Ground  4 h  57 %  → 1 ready",
        "○ tower   Tower   4 h   0 %  → 1 ready, after ground",
        "○ shelf   Shelf   3 h   0 %  → 2 ready",
    ]


def test_finished_pillar_is_marked_done() -> None:
    """A pillar is done when all of it is done or skipped, optional parts aside."""
    states = {"soil": DONE, "root": DONE, "water": SKIPPED, "worm": STARTED}
    line = text_of(pillars_lines(tree(small(), states), None))[0]
    assert line == "✓ ground  Ground  4 h  100 %"


def test_pillar_is_begun_with_its_first_topic() -> None:
    """One begun topic marks its pillar, and no other."""
    lines = text_of(pillars_lines(tree(small(), {"root": STARTED}), None))
    assert [line[0] for line in lines] == ["▸", "○", "○"]


def test_ready_is_listed_by_pillar() -> None:
    """What can be started stands below the id of its pillar."""
    found = ready(small().topics, STATES)
    assert text_of(ready_lines(found, None)) == [
        "ground",
        "  ○ worm   About worm   20 h  optional",
        "tower",
        "  ○ stair  About stair   3 h",
        "shelf",
        "  ○ map    About map     1 h",
        "  ○ lamp   About lamp    1 h",
    ]
    assert text_of(ready_lines([], None)) == [
        "Nothing is ready: finish what is begun, or reopen something"
    ]


def test_page() -> None:
    """A topic's page tells what it takes, what comes before, and where to read."""
    path = small()
    stair = path.topic("stair")
    assert stair
    links = {"gate": Link(DONE, "Gate")}
    assert text_of(page_lines(path, stair, STATES, links, "○ open", None)) == [
        "stair  About stair",
        "topic · 3 h (our estimate) · Tower · ○ open · → ready",
        "",
        "Read of stair.",
        "",
        "Afterwards you can",
        "  · Explain stair.",
        "",
        "Needs",
        "  ✓ soil   About soil",
        "  ⊘ water  About water",
        "",
        "Concepts",
        "  ✓ gate  Gate",
        "",
        "Read",
        "  · The stair page",
        "    https://stair.example/",
        "",
        "  Checked    2026-11-20: seen",
        "  Sources    learning path notes",
    ]


def test_page_tells_what_to_be_careful_of() -> None:
    """Corrections, missing verification and optional work are said."""
    path = small()
    told = []
    for id in ("roof", "lamp", "worm"):
        found = path.topic(id)
        assert found
        told += text_of(page_lines(path, found, {}, {}, "○ open", None))
    assert "  Corrected  The notes say door." in told
    assert "not verified: Heard of." in told
    about = "guide · optional · 20 h (our estimate) · Ground · ○ open · → ready"
    assert about in told
    assert "  ○ soil  About soil" in told  # the topic of which worm is a part


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    """Lists keep to the width: titles go first, then notes, then hours, never ids."""
    path = bundled()
    branches = tree(path, {})
    screens = [
        total_lines(tally(path.topics, {"topic-modelpack": SKIPPED}), width),
        pillars_lines(branches, width),
        tree_lines(branches, width),
        ready_lines(ready(path.topics, {}), width),
    ]
    wide = [
        line
        for screen in screens
        for line in text_of(screen)
        if cell_width(line) > width
    ]
    assert wide == []


def test_styles_are_known() -> None:
    """Every span has a style of the console."""
    path = small()
    stair = path.topic("stair")
    assert stair
    screens = [
        tree_lines(tree(path, STATES), 80),
        pillars_lines(tree(path, STATES), 80),
        ready_lines(path.topics, 80),
        total_lines(tally(path.topics, STATES), 80),
        page_lines(path, stair, STATES, {}, "○ open", 80),
    ]
    styles = {style for screen in screens for line in screen for _, style in line}
    assert styles - {"link https://stair.example/"} <= set(STYLES)


def test_documents_have_every_key() -> None:
    """JSON tells the same, with null where nothing is known."""
    path = small()
    found = tree_document(tree(path, STATES))["pillars"]
    assert {key: found[0][key] for key in found[0] if key != "groups"} == {
        "id": "ground",
        "title": "Ground",
        "about": "What all stands on.",
        "needs": [],
        "waits_for": [],
        "optional_minutes": 1200,
        "covered": 120 / 210,
        "minutes": 240,
        "done_minutes": 120,
        "skipped_minutes": 30,
        "topics": 3,
        "done": 1,
        "skipped": 1,
    }
    root = found[0]["groups"][0]["topics"][0]["parts"][0]
    assert (root["id"], root["status"], root["ready"]) == ("root", "started", False)
    assert ready_document(ready(path.topics, STATES))["ready"][0] == {
        "id": "worm",
        "title": "About worm",
        "pillar": "ground",
        "minutes": 1200,
    }
    lamp = path.topic("lamp")
    assert lamp
    told = topic_document(lamp, {})
    assert (told["unverified"], told["erratum"], told["part_of"]) == (
        "Heard of.",
        None,
        None,
    )
    assert told["verified"] == {"on": "2026-11-20", "how": "seen"}


def test_everything_skipped_has_no_covered() -> None:
    """A figure that cannot be computed is a dash, and null in JSON."""
    states = dict.fromkeys(("stair", "roof"), SKIPPED)
    branches = tree(small(), states)
    assert tree_document(branches)["pillars"][1]["covered"] is None
    line = text_of(tree_lines(branches, None))[8]
    assert line == "tower · Covered – (4 h skipped) · 0 of 0 done · 4 h"
    assert text_of(pillars_lines(branches, None))[1] == (
        "⊘ tower   Tower   4 h    –  after ground"
    )
