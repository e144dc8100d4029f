"""The played story with a plan, kept time and reviewed cards, for every long page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.report.conftest import played, review

__all__ = ["planned", "played"]


@pytest.fixture
def planned(run: Run, played: Path) -> Path:
    """Give the story a plan that is four days old, kept time, and reviews."""
    assert run("start", "2026-11-21").code == 0
    assert run("log", "lab-setup", "--minutes", "75", "--at", "2026-11-24").code == 0
    for card, rating in (("node-count-list", 3), ("layer-low", 1)):
        review(played, card, rating, day="2026-11-24")
    return played
