"""The reading list: real things by kind, and what was never found."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from aiinfra_cli.console import STYLES
from aiinfra_cli.content.reading import ReadingKind
from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED
from aiinfra_cli.topics.reading import (
    KINDS,
    Reading,
    following,
    list_lines,
    page_lines,
    reading_document,
    reading_of,
    sum_text,
)
from aiinfra_cli.topics.rows import Link
from aiinfra_cli.typography import cell_width

from .fields import bundled_reading, text_of

PAPER: dict[str, Any] = {
    "id": "paper-gate",
    "kind": "paper",
    "title": "Gates considered",
    "by": "Doe and others",
    "published": "2023-11",
    "url": "https://paper.example/1",
    "minutes": 90,
    "description": "On gates.",
    "concepts": ["gate"],
    "items": ["study-gate"],
    "topics": ["stair"],
    "sources": ["arXiv"],
    "verified": {"on": "2026-11-20", "how": "number seen"},
}
GHOST: dict[str, Any] = {
    "id": "placeholder-gate",
    "kind": "placeholder",
    "title": "The State of Gates",
    "description": "Nobody wrote it.",
    "instead": ["paper-gate"],
    "sources": ["September 2025 learning plan"],
    "unverified": "Looked for once.",
    "erratum": "The plan names a report.",
}


def test_entry_is_read_whole() -> None:
    """Every key arrives; what was left out is empty."""
    assert reading_of([PAPER, GHOST]) == (
        Reading(
            id="paper-gate",
            kind="paper",
            title="Gates considered",
            description="On gates.",
            by="Doe and others",
            published="2023-11",
            url="https://paper.example/1",
            minutes=90,
            concepts=("gate",),
            items=("study-gate",),
            topics=("stair",),
            sources=("arXiv",),
            verified_on="2026-11-20",
            verified_how="number seen",
        ),
        Reading(
            id="placeholder-gate",
            kind="placeholder",
            title="The State of Gates",
            description="Nobody wrote it.",
            instead=("paper-gate",),
            sources=("September 2025 learning plan",),
            unverified="Looked for once.",
            erratum="The plan names a report.",
        ),
    )


def test_list_ends_with_what_was_never_found() -> None:
    """Kinds come in their order; a placeholder has no mark and says what to read."""
    found = reading_of([GHOST, PAPER])
    assert text_of(list_lines(found, {"paper-gate": DONE}, None)) == [
        "Papers",
        "  ✓ paper-gate  Gates considered  1 h 30  2023-11",
        "",
        "Named in 2025, never found",
        "  The State of Gates",
        "      placeholder-gate: read paper-gate",
    ]


def test_page_of_something_real() -> None:
    """The address stands alone on its line, whole."""
    [paper, _] = reading_of([PAPER, GHOST])
    links = {"stair": Link(DONE, "About stairs")}
    assert text_of(page_lines(paper, links, "○ open", 40)) == [
        "paper-gate  Gates considered",
        "paper · Doe and others · 2023-11 · 1 h",
        "30 · ○ open",
        "",
        "On gates.",
        "",
        "https://paper.example/1",
        "",
        "Topics",
        "  ✓ stair  About stairs",
        "",
        "On the four weeks",
        "  · study-gate",
        "",
        "Concepts",
        "  · gate",
        "",
        "  Checked    2026-11-20: number seen",
        "  Sources    arXiv",
    ]


def test_page_of_a_placeholder() -> None:
    """It has no state and no address, and names what to read instead."""
    ghost = reading_of([GHOST])[0]
    links = {"paper-gate": Link(OPEN, "Gates considered")}
    assert text_of(page_lines(ghost, links, "○ open", None)) == [
        "placeholder-gate  The State of Gates",
        "placeholder · nothing to read",
        "not verified: Looked for once.",
        "",
        "Nobody wrote it.",
        "",
        "Read instead",
        "  ○ paper-gate  Gates considered",
        "",
        "  Corrected  The plan names a report.",
        "  Sources    September 2025 learning plan",
    ]


def test_document() -> None:
    """JSON has every key; a placeholder has no status."""
    paper, ghost = (reading_document(one, OPEN) for one in reading_of([PAPER, GHOST]))
    assert paper.keys() == ghost.keys()
    assert (paper["status"], ghost["status"]) == (OPEN, None)
    assert (paper["url"], ghost["url"]) == ("https://paper.example/1", None)
    assert (paper["erratum"], paper["instead"]) == (None, [])


def test_every_kind_has_a_heading() -> None:
    """Schema and list know the same kinds."""
    assert set(KINDS) == set(get_args(ReadingKind))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_list_keeps_to_the_width(width: int) -> None:
    """No line of the bundled list is wider than the terminal; styles are known."""
    lines = list_lines(bundled_reading(), {}, width)
    assert [one for one in text_of(lines) if cell_width(one) > width] == []
    assert {style for line in lines for _, style in line} <= set(STYLES)


def three() -> tuple[Reading, ...]:
    """Give three papers, and something nobody wrote between them."""
    papers = [{**PAPER, "id": f"paper-{number}"} for number in (1, 2, 3)]
    return reading_of([papers[0], GHOST, *papers[1:]])


def test_sum() -> None:
    """What was skipped, and what nobody wrote, is not to be read."""
    assert sum_text(three(), {}) == "0 of 3 read, 4 h 30"
    states = {"paper-1": DONE, "paper-3": SKIPPED}
    assert sum_text(three(), states) == "1 of 2 read, 3 h"
    assert sum_text([], {}) == "0 of 0 read, 0 min"


@pytest.mark.parametrize(
    ("states", "last", "id"),
    [
        ({}, "", "paper-1"),
        ({"paper-1": DONE}, "paper-1", "paper-2"),
        ({"paper-3": DONE}, "paper-3", "paper-1"),
        ({"paper-2": SKIPPED}, "paper-1", "paper-3"),
        ({"paper-3": STARTED, "paper-2": STARTED}, "paper-1", "paper-3"),
        (dict.fromkeys(("paper-1", "paper-2", "paper-3"), DONE), "paper-1", None),
    ],
)
def test_what_to_read_next(states: dict[str, str], last: str, id: str | None) -> None:
    """First what was begun last, then what is open, from the last one on."""
    found = following(three(), states, last)
    assert (found and found.id) == id
