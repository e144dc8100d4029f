"""The report on a screen and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.console import Line
from aiinfra_cli.model import Milestone, Tally
from aiinfra_cli.report.model import (
    Asked,
    Dates,
    Habit,
    Recall,
    Report,
    SessionPart,
    WeekPart,
)
from aiinfra_cli.report.render.columns import Page
from aiinfra_cli.report.render.terminal import screen
from aiinfra_cli.typography import cell_width, clean
from tests import golden
from tests.conftest import Run
from tests.report.pictures import burnup_of, report_of
from tests.report.planned import planned, played
from tests.terminal import on_terminal

__all__ = ["planned", "played"]

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def text_of(lines: Iterable[Line]) -> list[str]:
    """Give lines as they are printed, without their styles."""
    return ["".join(clean(words) for words, _ in line).rstrip() for line in lines]


def lab(
    number: int, status: str, title: str = "Try it", *, proved: bool = False
) -> Milestone:
    """Make a lab that has a check."""
    day = "2026-11-20" if status in ("done", "skipped") else None
    return Milestone(
        *(f"lab-{number:02d}", "lab", title, 45, False, "week-1", "w1-fri", number),
        *("kind", status, None, day, day, None),
        checkable=True,
        verified=proved,
    )


def test_plain_text_off_a_terminal(run: Run, played: Path) -> None:
    """In a pipe the report is whole and without colour, whatever COLUMNS says."""
    result = run("report")
    assert (result.code, result.err) == (0, "")
    golden.check("report.txt", result.out)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_terminal_of_some_width(played: Path, columns: int) -> None:
    """On a terminal the report is laid out for its width."""
    result = on_terminal("report", "--color", "never", columns=columns)
    assert (result.code, result.err) == (0, "")
    golden.check(f"report-{columns}.txt", result.out)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_report_of_a_plan(planned: Path, columns: int) -> None:
    """With a plan, kept time and reviews there are dates, times and memory."""
    result = on_terminal("report", "--color", "never", columns=columns)
    assert (result.code, result.err) == (0, "")
    golden.check(f"report-planned-{columns}.txt", result.out)


def test_colour(played: Path) -> None:
    """With colour the words are the same; the escapes are ours alone."""
    result = on_terminal("report", "--color", "always")
    golden.check("report-color.txt", golden.visible(result.out))
    plain = on_terminal("report", "--color", "never").out
    assert _ESCAPE.sub("", result.out) == plain
    assert "\x1b" not in plain


def test_no_color_variable(played: Path) -> None:
    """NO_COLOR takes the colour away on a terminal."""
    plain = on_terminal("report", "--color", "never").out
    assert on_terminal("report", env={"NO_COLOR": "1"}).out == plain


@pytest.mark.parametrize("columns", [40, 47, 60, 80, 140])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_never_wider_than_asked(planned: Path, columns: int, ascii_only: bool) -> None:
    """No line is wider than the terminal, hostile and wide texts included."""
    marks = ["--ascii"] if ascii_only else []
    lines = on_terminal("report", *marks, columns=columns).out.splitlines()
    wide = [line for line in lines if cell_width(_ESCAPE.sub("", line)) > columns]
    assert len(lines) > 40
    assert wide == []


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    st.integers(40, 160),
    st.integers(0, 90_000),
    st.booleans(),
)
def test_any_words_at_any_width(
    words: str, width: int, minutes: int, ascii_only: bool
) -> None:
    """Whatever stands in titles, and however long it takes, no line is too wide."""
    dates = Dates("2026-11-30", "2027-01-03", minutes, minutes // 2, 75, minutes, True)
    done = lab(1, "done", words)
    session = SessionPart("w1-fri", words, "mon tue", (done,), dates)
    tally = Tally(minutes, minutes // 2, 45, 3, 1, 1, 1, 0, 0, minutes, 0, 1, 0)
    week = WeekPart("week-1", 1, words, "", tally, 0.5, "50 %", (session,), (), dates)
    report = replace(
        report_of(title=words, burnup=burnup_of([("2026-11-21", minutes)])),
        weeks=(week,),
        labs=(done,),
        recall=(Recall("dra", words, 0.5, 12, 3, 1),),
        habits=(Habit("one", words, None, 0, 8),),
        upcoming=(done,),
        asked=Asked(title=words, name=words, week=1, since="2026-11-02"),
    )
    page = Page(width, ascii_only=ascii_only)
    assert [
        line for line in text_of(screen(report, page)) if cell_width(line) > width
    ] == []


def test_ascii(run: Run, planned: Path) -> None:
    """With --ascii only what people wrote themselves goes beyond ASCII."""
    found = {char for char in run("report", "--ascii").out if not char.isascii()}
    assert found == set("動的リソース割り当てを読む�")


def test_hostile_text_is_harmless(run: Run, played: Path) -> None:
    """No control character and no mark that reorders text reaches the terminal."""
    told = ("--title", "\x1b[31mMine\u202e", "--name", "Ada\x07\nLovelace")
    text = run("report", *told).out
    assert {char for char in text if not char.isprintable()} == {"\n"}
    assert "[bold]marks[/bold]" in text
    assert text.splitlines()[:2] == [
        "�[31mMine�",
        "Learning report of Ada� Lovelace as of 25 Nov 2026 · Mini path, version 1.0",
    ]


def test_heading_says_what_was_asked(run: Run, played: Path) -> None:
    """Title, name, week and first day stand above everything else."""
    asked = ("--title", "Autumn", "--name", "Ada", "--week", "1")
    lines = run("report", *asked, "--since", "2026-11-24").out.splitlines()
    assert lines[:4] == [
        "Autumn",
        "Learning report of Ada as of 25 Nov 2026 · Mini path, version 1.0",
        "Only week 1 · only what was done since 24 Nov",
        "",
    ]


def test_numbers_say_how_they_moved(run: Run, planned: Path) -> None:
    """Beside each number stands how it moved, and what must be told with it."""
    lines = run("report", "--since", "2026-11-24").out.splitlines()
    assert lines[4:9] == [
        "                   since 24 Nov",
        "Covered     32 %   +24 points    45 min skipped",
        "Verified    40 %   +40 points    1 h of 2 h 30",
        "Retained    11 %",
        "On time   −1 day",
    ]


def test_labs_that_are_open_are_counted(run: Run, mini: Path) -> None:
    """Of the labs those taken up are listed; of one week alone all of them are."""
    labs = (
        *(lab(1, "done"), lab(2, "open"), lab(3, "started"), lab(4, "open")),
        lab(5, "done", proved=True),
    )
    report = replace(report_of(), labs=labs)
    assert _section(report, "Labs") == [
        "Labs  2 of 5 done: 1 verified, 1 claimed",
        "  ✓ lab-01  Try it  kind cluster  45 min  claimed 20 Nov",
        "  ▸ lab-03  Try it  kind cluster  45 min  started",
        "  ◆ lab-05  Try it  kind cluster  45 min  verified 20 Nov",
        "  2 more are open",
        "  verified: a program looked at what the work left behind and found all of it",
        "  claimed: it has checks, and they have not all passed",
    ]
    of_week = replace(report, asked=Asked(week=1))
    assert [line[4:10] for line in _section(of_week, "Labs")[1:6]] == [
        f"lab-0{number}" for number in range(1, 6)
    ]
    none = replace(report, labs=labs[1:2])
    assert _section(none, "Labs") == ["Labs  0 of 1 done"]


def test_weakest_concepts(run: Run, mini: Path) -> None:
    """Ten concepts are named, the least remembered first, and all are counted."""
    values = [0.9, 0.2, None, *(0.5 + n / 100 for n in range(10))]
    recall = tuple(
        Recall(f"c{n}", f"Concept {n}", value, 3, n % 2, 1)
        for n, value in enumerate(values)
    )
    lines = _section(replace(report_of(), recall=recall), "Remembered")
    assert lines[:4] == [
        "Remembered  13 concepts, the 10 weakest of them here; 6 cards due",
        "              retained  cards  due",
        "  Concept 1       20 %      3    1",
        "  Concept 3       50 %      3    1",
    ]
    assert len(lines) == 2 + 10
    assert lines[-1].startswith("  Concept 11 ")


def test_practices(run: Run, mini: Path) -> None:
    """Pillars stand with their strength; one never practised has none."""
    habits = (Habit("a", "Reading", 0.5, 3, 8), Habit("b", "Writing", None, 0, 8))
    assert _section(replace(report_of(), habits=habits), "Practices") == [
        "Practices  by pillar of the goal chart",
        "           strength   begun",
        "  Reading      50 %  3 of 8",
        "  Writing         –  0 of 8",
    ]


def test_private_file_has_its_hash(run: Run, played: Path) -> None:
    """Without its path a file is a number, its size and its hash."""
    lines = run("report", "--private").out.splitlines()
    at = lines.index("    24 Nov  file 1")
    assert lines[at + 1].split() == [
        *("123,456", "bytes", "·", "sha256", "0123456789abcdef" * 4)
    ]


def test_nothing_done_yet(run: Run, mini: Path) -> None:
    """A report of a fresh store leaves out what there is nothing of."""
    golden.check("report-fresh.txt", run("report").out)


def test_path_is_done(run: Run, mini: Path) -> None:
    """When all is done the report says so and names no next command."""
    for week in ("week-1", "week-2"):
        assert run("done", week, "--yes").code == 0
    for gate in ("cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery"):
        assert run("done", gate).code == 0
    lines = run("report").out.splitlines()
    assert lines[4] == "Covered   100 %   +100 points"
    assert lines[-2:] == ["", "The path is done."]


def test_everything_skipped(run: Run, mini: Path) -> None:
    """When all is skipped Covered cannot be computed: a dash and the reason."""
    for week in ("week-1", "week-2"):
        assert run("skip", week, "--reason", "no time", "--yes").code == 0
    assert run("report").out.splitlines()[3:7] == [
        "Covered   –  11 h 05 skipped; everything is skipped",
        "Verified  –  nothing here can be checked by a program",
        "Retained  –  nothing has been reviewed",
        "On time   –  no plan has been started",
    ]


RECALL = (Recall("dra", "Device claims", 0.5, 3, 0, 1),)
HABITS = (Habit("a", "Reading", 0.5, 3, 8),)


def test_side_by_side() -> None:
    """From 128 columns on what belongs together stands side by side."""
    report = replace(report_of(), recall=RECALL, habits=HABITS)
    wide = text_of(screen(report, Page(128)))
    at = next(n for n, line in enumerate(wide) if line.startswith("Remembered"))
    assert [line[:66].rstrip() for line in wide[at : at + 3]] == [
        "Remembered  1 concept",
        "                 retained  cards",
        "  Device claims      50 %      3",
    ]
    assert [line[70:] for line in wide[at : at + 3]] == [
        "Practices  by pillar of the goal chart",
        "           strength   begun",
        "  Reading      50 %  3 of 8",
    ]
    for width in (127, None):
        assert not any(
            "Remembered" in line and "Practices" in line
            for line in (text_of(screen(report, Page(width))))
        )


@pytest.mark.parametrize(
    ("report", "head"),
    [
        (replace(report_of(), recall=RECALL), "Remembered  1 concept"),
        (replace(report_of(), habits=HABITS), "Practices  by pillar of the goal chart"),
    ],
)
def test_alone_on_a_wide_page(report: Report, head: str) -> None:
    """What has nothing beside it begins at the left edge, below one empty line."""
    lines = text_of(screen(report, Page(140)))
    at = lines.index(head)
    assert lines[at - 1] == "" != lines[at - 2]


def _section(report: Report, head: str) -> list[str]:
    """Give the lines of one section of a page without a width."""
    lines = text_of(screen(report, Page(None)))
    (first,) = [at for at, line in enumerate(lines) if line.startswith(head)]
    end = next(at for at in range(first, len(lines)) if not lines[at])
    return lines[first:end]
