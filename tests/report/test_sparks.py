"""Heat map and burn-up in a terminal: aligned, never too wide, readable in ASCII."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.console import Line
from aiinfra_cli.report.model import StudyDay
from aiinfra_cli.report.render.sparks import burnup_lines, heat_lines
from aiinfra_cli.typography import cell_width
from tests import golden
from tests.report.pictures import burnup_of, report_of
from tests.report.test_burnup import STORY
from tests.report.test_heatmap import DAYS


def text(lines: list[Line]) -> str:
    """Give lines without their styles."""
    return "".join(
        "".join(words for words, _ in line).rstrip() + "\n" for line in lines
    )


@pytest.mark.parametrize("ascii_only", [False, True])
def test_whole_lines(ascii_only: bool) -> None:
    """A plain case looks like this."""
    report = report_of(burnup=STORY, days=DAYS)
    found = [
        *heat_lines(report, 60, ascii_only=ascii_only),
        [],
        *burnup_lines(report, 60),
    ]
    golden.check(f"report-sparks{'-ascii' if ascii_only else ''}.txt", text(found))


def test_nothing_is_no_line() -> None:
    """Without study days and without a burn-up nothing is printed."""
    assert [*heat_lines(report_of(), 80), *burnup_lines(report_of(), 80)] == []


def test_more_than_planned_fills_the_bar() -> None:
    """A bar never grows beyond its room."""
    found = burnup_of([("2026-11-21", 7200)], [("2026-11-02", 9000)], 3600)
    done, planned, _ = burnup_lines(report_of(burnup=found), 80)
    assert done[2][0] == planned[2][0] == ""


@given(
    st.integers(40, 200),
    st.dates(date(2001, 1, 1), date(2089, 1, 1)),
    st.sets(st.integers(0, 500), min_size=1, max_size=20),
)
def test_never_too_wide(width: int, now: date, back: set[int]) -> None:
    """Whatever the terminal and the history, no line is wider than asked."""
    days = [
        StudyDay((now - timedelta(ago)).isoformat(), 45, 0, 1, 0, 0, 0)
        for ago in sorted(back, reverse=True)
    ]
    ends = tuple((now + timedelta(n)).isoformat() for n in (10, 20, 400))
    found = burnup_of([(now.isoformat(), 50)], [(now.isoformat(), 99)], 100, ends)  # type: ignore[arg-type]
    report = report_of(now.isoformat(), burnup=found, days=days)
    without = report_of(now.isoformat(), burnup=burnup_of([(now.isoformat(), 50)]))
    lines = [*heat_lines(report, width), *burnup_lines(report, width)]
    lines += burnup_lines(without, width)
    assert all(
        cell_width("".join(w for w, _ in line).rstrip()) <= width for line in lines
    )
