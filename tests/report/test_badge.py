"""A badge says one number, in words too."""

from __future__ import annotations

import pytest

from aiinfra_cli.report.model import Figure
from aiinfra_cli.report.render.badge import badge_svg
from tests import golden
from tests.report.pictures import report_of, root_of
from tests.report.test_palette import contrast

FIGURES = (
    Figure("Covered", 0.42, "42 %", "", 0),
    Figure("Retained", None, "–", "nothing has been reviewed", 0),
    Figure("On time", -2, "−2 days", "", 0),
)


def test_whole_badge() -> None:
    """The badge of a number is this one, byte for byte."""
    golden.check("report-badge.svg", badge_svg(report_of(figures=FIGURES), "covered"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("covered", "Covered: 42 %"),
        ("retained", "Retained: –"),
        ("on-time", "On time: −2 days"),
    ],
)
def test_says_it_in_words(name: str, words: str) -> None:
    """The number stands in the label that is read aloud."""
    root = root_of(badge_svg(report_of(figures=FIGURES), name))
    assert root.get("aria-label") == words
    assert root.get("role") == "img"


def test_no_number_has_another_colour() -> None:
    """A dash is grey: it does not look like a result."""
    some, none = (
        badge_svg(report_of(figures=FIGURES), n) for n in ("covered", "retained")
    )
    assert "#00629b" in some and "#00629b" not in none


@pytest.mark.parametrize("colour", ["#3d4650", "#00629b", "#6b7580"])
def test_white_stands_out(colour: str) -> None:
    """White text on each colour of a badge has a contrast of 4.5."""
    assert contrast(colour, "#ffffff") >= 4.5


def test_unknown_number() -> None:
    """There is no badge of what is no number."""
    with pytest.raises(KeyError):
        badge_svg(report_of(figures=FIGURES), "speed")
