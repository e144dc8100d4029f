"""The heat map shows each study day in its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.report.model import StudyDay
from aiinfra_cli.report.render.heatmap import heatmap_svg
from aiinfra_cli.report.render.words import heatmap_words
from tests import golden
from tests.conftest import Run
from tests.report.pictures import (
    SVG,
    boxes_of,
    outside,
    overlapping,
    report_of,
    root_of,
)

DAYS = (
    StudyDay("2026-11-02", 90, 100, 2, 0, 0, 1),
    StudyDay("2026-11-04", 30, 0, 1, 12, 1, 0),
    StudyDay("2026-11-21", 0, 0, 0, 0, 0, 1),
)


def test_whole_picture() -> None:
    """The picture of three study days is this one, byte for byte."""
    golden.check("report-heatmap.svg", heatmap_svg(report_of(days=DAYS)))


@pytest.mark.parametrize(
    ("minutes", "worked", "level"),
    [
        (0, 0, 1),
        (29, 0, 1),
        (30, 0, 2),
        (0, 59, 2),
        (60, 0, 3),
        (119, 1, 3),
        (0, 120, 4),
    ],
)
def test_levels(minutes: int, worked: int, level: int) -> None:
    """A day is shaded by its minutes, done or timed; anything at all is a shade."""
    assert StudyDay("2026-11-02", minutes, worked, 0, 0, 0, 0).level == level


def test_each_day_says_what_happened() -> None:
    """A square tells its day in words; today has an outline."""
    root = root_of(heatmap_svg(report_of(days=DAYS)))
    told = {
        one.text: parent.get("class")
        for parent in root.iter(f"{SVG}rect")
        for one in parent
    }
    assert told["2 Nov: 2 milestones done (1 h 30), 1 h 40 timed"] == "heat3"
    assert told["4 Nov: 1 milestone done (30 min), 12 cards, 1 practice"] == "heat2"
    assert told["21 Nov: notes or checks"] == "heat1 now"
    assert told["3 Nov: nothing"] == "heat0"
    assert not [words for words in told if words and words.startswith("22 Nov")]


def test_words_tell_the_same() -> None:
    """Who cannot see the picture reads what it shows."""
    assert heatmap_words(report_of(days=DAYS)) == (
        "3 study days since 2 Nov, 2 h of the path done, 12 cards answered, most on"
        " 2 Nov with 1 h 40. Shaded by the time done or timed, whichever is more."
    )
    assert heatmap_words(report_of()) == "There has been no study day yet."


@given(
    st.dates(date(2001, 1, 1), date(2089, 1, 1)),
    st.sets(st.integers(0, 1200), max_size=30),
)
def test_texts_never_touch(now: date, back: set[int]) -> None:
    """On any day, after any history, names of months and days stand clear."""
    days = [
        StudyDay((now - timedelta(ago)).isoformat(), ago % 200, 0, 1, 0, 0, 0)
        for ago in sorted(back, reverse=True)
    ]
    picture = heatmap_svg(report_of(now.isoformat(), days=days))
    assert overlapping(boxes_of(picture)) == []
    assert outside(picture) == []
    squares = [
        one
        for one in root_of(picture).iter(f"{SVG}rect")
        if len(one) and "now" in str(one.get("class"))
    ]
    assert len(squares) == bool(days)  # without a day a sentence, and no grid


def test_asked_day_begins_the_grid(run: Run, played: Path) -> None:
    """Days before the one asked for are no squares: they were not looked at."""
    picture = run("report", "--chart", "heatmap", "--since", "2026-11-24").out
    told = [str(one.text) for one in root_of(picture).iter(f"{SVG}title")]
    assert [one.partition(":")[0] for one in told[1:]] == ["24 Nov", "25 Nov"]
    assert " since 24 Nov" in picture


def test_no_grid_without_a_day(run: Run, mini: Path) -> None:
    """A page of an empty store says one sentence in place of squares of nothing."""
    page = run("report", "--html").out
    assert "There has been no study day yet." in page
    assert 'class="heat0"' not in page
