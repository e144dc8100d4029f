"""The HTML report in a real browser: quiet, whole, readable for everybody."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.node import asked, pytestmark
from tests.conftest import Run
from tests.report.conftest import LINK, played

__all__ = ["played", "pytestmark"]

TITLE = '</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"\u202e'


@pytest.fixture
def page(run: Run, played: Path, tmp_path: Path) -> dict[str, Any]:
    """Open the report of the played story, with a hostile heading and notes."""
    file = tmp_path / "report.html"
    assert run("report", "--html", "--title", TITLE, "-o", str(file)).code == 0
    found: dict[str, Any] = asked("page.mjs", str(file))
    return found


def test_page_in_a_browser(page: dict[str, Any]) -> None:
    """At three widths, light and dark: nothing is said, asked for, run, or cut off."""
    for visit in page["visits"]:
        where = (visit["width"], visit["scheme"])
        assert visit["said"] == [], where
        assert visit["asked"] == [], where
        assert (visit["scripts"], visit["handlers"]) == (0, 0), where
        assert visit["scroll"] == visit["client"] == visit["width"], where
        assert visit["axe"] == [], where
    # Hostile words are words; only web addresses that were handed in are links.
    text = page["visits"][0]["text"]
    assert "<script>alert(1)</script>" in text
    assert "javascript:alert" in text
    assert "\u202e" not in text and "\x1b" not in text
    assert page["visits"][0]["links"] == ["#main", LINK]


def test_headings_go_down_one_by_one(page: dict[str, Any]) -> None:
    """There is one h1, and no level is left out below it."""
    levels = [int(tag[1]) for tag in page["visits"][0]["headings"]]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_dark_is_dark(page: dict[str, Any]) -> None:
    """The page follows the viewer's own setting."""
    assert page["visits"][2]["background"] == "rgb(255, 255, 255)"
    assert page["visits"][3]["background"] == "rgb(17, 22, 28)"


def test_prints_on_a4(page: dict[str, Any]) -> None:
    """Every printed page is A4, 210 by 297 mm; the small story takes few of them."""
    assert 1 <= len(page["boxes"]) <= 4
    for left, low, right, high in page["boxes"]:
        assert abs((right - left) / 72 * 25.4 - 210) < 1
        assert abs((high - low) / 72 * 25.4 - 297) < 1
