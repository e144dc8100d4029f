"""The diagrams of the Markdown report, word for word; no title ends a line of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiinfra_cli.model import Tally
from aiinfra_cli.report.model import Dates, Report, SessionPart, WeekPart
from aiinfra_cli.report.render import mermaid
from aiinfra_cli.typography import clean
from tests.report.pictures import burnup_of, report_of
from tests.report.test_palette import contrast

PLANNED = Dates("2026-11-02", "2026-11-03", 120, 0, 0, 120)
HOSTILE = (
    "end",
    "done, crit: a ; b # c",
    "%%{init: {}}%%",
    'say "hello" `now`',
    "section Other\n  Bar :done, 2026-01-01, 2026-01-02",
    "```\n<script>alert(1)</script>",
    "click me href javascript:alert(1)",
    "動的リソース割り当てを読む",
    "हिन्दी में देखें · ça va – 100 %",
    "",
    "{[(<|>)]}^~\\$&",
)


def report_with(sessions: Sequence[SessionPart], as_of: str = "2026-11-21") -> Report:
    """Give a report of one week."""
    week = WeekPart("week-1", 1, "Ground", "", Tally(), 0.5, "", tuple(sessions), ())
    return replace(report_of(as_of), weeks=(week,))


def session(title: str, dates: Dates = PLANNED) -> SessionPart:
    """Give a session that is planned, unless said otherwise."""
    return SessionPart("w1", title, "mon tue", (), dates)


def test_whole_gantt() -> None:
    """Sessions are bars in their weeks: done, late, begun or still to come."""
    states = (
        session("Done", PLANNED._replace(done=120, left=0)),
        session("Late", PLANNED._replace(late=True, done=60, left=60)),
        session("Begun", PLANNED._replace(done=60, left=60)),
        session("Open"),
        session("All of it skipped", PLANNED._replace(planned=0, left=0)),
        session("Not in the plan", Dates(planned=60, left=60)),
    )
    assert mermaid.gantt(report_with(states)) == [
        "gantt",
        "  dateFormat YYYY-MM-DD",
        "  axisFormat %d %b",
        "  tickInterval 1day",
        "  inclusiveEndDates",
        "  todayMarker off",
        "  section Week 1",
        "  Mon–Tue · Done :done, 2026-11-02, 2026-11-03",
        "  Mon–Tue · Late :crit, 2026-11-02, 2026-11-03",
        "  Mon–Tue · Begun :active, 2026-11-02, 2026-11-03",
        "  Mon–Tue · Open :2026-11-02, 2026-11-03",
        "  Mon–Tue · All of it skipped :2026-11-02, 2026-11-03",
    ]


def test_a_long_gantt_names_mondays() -> None:
    """Of two weeks and more not every day is named: they would overlap."""
    long = session("Long", Dates("2026-11-02", "2026-11-16", 60, 0, 0, 60))
    assert mermaid.gantt(report_with([long]))[3:5] == [
        "  tickInterval 1week",
        "  weekday monday",
    ]


def test_whole_burnup() -> None:
    """Hours done are bars up to the day of the report, hours planned a line."""
    done = [("2026-11-02", 30), ("2026-11-09", 480), ("2026-11-21", 900)]
    planned = [("2026-11-02", 120), ("2026-11-16", 2160), ("2026-11-29", 4290)]
    report = report_of(burnup=burnup_of(done, planned, 4290))
    assert mermaid.burnup(report) == [
        '%%{init: {"themeVariables": {"xyChart":'
        ' {"plotColorPalette": "#2f84bf, #d55e00"}}}}%%',
        "xychart-beta",
        '  title "Hours done (bars) and planned (line)"',
        '  x-axis ["2 Nov", "9 Nov", "16 Nov", "21 Nov", "23 Nov", "29 Nov"]',
        '  y-axis "hours" 0 --> 72',
        "  bar [0.5, 8, 8, 15]",
        "  line [2, 2, 36, 36, 36, 71.5]",
    ]


def test_burnup_without_a_plan() -> None:
    """Without a plan there is no line, and the title speaks of none."""
    lines = mermaid.burnup(report_of(burnup=burnup_of([("2026-11-21", 90)], total=90)))
    assert lines[2:] == [
        '  title "Hours done (bars)"',
        '  x-axis ["20 Nov", "21 Nov"]',
        '  y-axis "hours" 0 --> 2',
        "  bar [0, 1.5]",
    ]


def test_nothing_to_draw() -> None:
    """Without a plan and without work there is no diagram."""
    empty = burnup_of(total=0)
    for report in (report_of(), report_of(burnup=empty)):
        assert list(mermaid.diagrams(report)) == []


@pytest.mark.parametrize("colour", [mermaid.BAR, mermaid.LINE])
@pytest.mark.parametrize("page", ["#ffffff", "#0d1117"])
def test_colours_are_seen(colour: str, page: str) -> None:
    """On the light and the dark page of GitHub both stand out."""
    assert contrast(colour, page) >= 3


@given(st.text(max_size=60))
@example("a\u2028b\x85c\x0bd")
def test_a_title_is_one_line_and_means_nothing(title: str) -> None:
    """Whatever a title is, its bar is one line with one colon, that of the dates."""
    report = report_with([session(title)])
    *_, line = mermaid.gantt(report)
    assert len("\n".join(mermaid.gantt(report)).splitlines()) == 8
    assert re.fullmatch(r"  Mon–Tue · [^:;#%`\"<>{}\[\]|\\]+ :[0-9, -]+", line)


@pytest.mark.parametrize("title", HOSTILE[7:9])
def test_words_of_any_script_stay_whole(title: str) -> None:
    """Letters and the marks on them are what they were."""
    assert mermaid.plain(title) == clean(title).replace(" %", "")


@given(
    st.dates(date(2001, 1, 1), date(2080, 1, 1)),
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(0, 100_000),
)
def test_burnup_is_short(start: date, past: int, ahead: int, minutes: int) -> None:
    """Of days or of years, the axis has a few days, with a bar up to the report's."""
    now, last = start + timedelta(past), start + timedelta(ahead)
    found = burnup_of(
        [(now.isoformat(), minutes)],
        [(start.isoformat(), 1), (last.isoformat(), minutes)],
        minutes + 1,
    )
    lines = mermaid.burnup(report_of(now.isoformat(), burnup=found))
    axis, bars, line = (lines[at].partition("[")[2].split(", ") for at in (3, 5, 6))
    assert 2 <= len(axis) == len(line) <= 16
    assert len(set(axis)) == len(axis)
    assert axis[len(bars) - 1].startswith(f'"{now.day} {now:%b}')
