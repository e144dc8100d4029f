"""The reading list: real things by kind, and what was never found."""

from __future__ import annotations

from typing import Any

import pytest

from aiinfra_cli.console import STYLES
from aiinfra_cli.content.reading import ReadingKind
from aiinfra_cli.model import DONE, OPEN
from aiinfra_cli.topics.reading import (
    KINDS,
    Reading,
    list_lines,
    page_lines,
    reading_document,
    reading_of,
)
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
    titles = {"stair": "About stairs"}
    assert text_of(page_lines(paper, titles, OPEN, 40)) == [
        "Gates considered   ○ open",
        "paper · Doe and others · 2023-11 · 1 h",
        "30",
        "",
        "On gates.",
        "",
        "https://paper.example/1",
        "",
        "Topics",
        "  · stair: About stairs",
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
    titles = {"paper-gate": "Gates considered"}
    assert text_of(page_lines(ghost, titles, OPEN, None)) == [
        "The State of Gates",
        "placeholder",
        "not verified: Looked for once.",
        "",
        "Nobody wrote it.",
        "",
        "Read instead",
        "  · paper-gate: Gates considered",
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
    assert set(KINDS) == set(ReadingKind.__args__)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_list_keeps_to_the_width(width: int) -> None:
    """No line of the bundled list is wider than the terminal; styles are known."""
    lines = list_lines(bundled_reading(), {}, width)
    assert [one for one in text_of(lines) if cell_width(one) > width] == []
    assert {style for line in lines for _, style in line} <= set(STYLES)
