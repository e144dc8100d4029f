"""The report as one fact a line, for screen readers and logs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aiinfra_cli.report.model import Figure, Habit, Recall
from aiinfra_cli.report.render import plain_words
from aiinfra_cli.report.render.plain import facts
from aiinfra_cli.typography import MARKS
from tests import golden
from tests.conftest import Run
from tests.report.pictures import report_of
from tests.report.planned import planned, played
from tests.terminal import on_terminal

__all__ = ["planned", "played"]

# What is drawn elsewhere: marks, bars, shades, and the short form of "minutes".
_DRAWN = {*MARKS.values(), *"━─·░▒▓█│"} - {"!"}


def test_whole_text(run: Run, planned: Path) -> None:
    """The facts are these, each on one line."""
    result = run("report", "--plain")
    assert (result.code, result.err) == (0, "")
    golden.check("report-plain.txt", result.out)


def test_nothing_is_laid_out_or_drawn(run: Run, planned: Path) -> None:
    """No line is empty, indented, padded or drawn; words stand where marks would."""
    lines = run("report", "--plain").out.splitlines()
    for line in lines:
        told = line.split("Note on")[0]  # what the learner wrote stays as it is
        assert told == " ".join(told.split())
        assert not _DRAWN & set(told), line
        assert " min" not in told.replace(" minute", "")


def test_every_line_names_its_subject(run: Run, planned: Path) -> None:
    """Each line begins with what it tells of, and none is told twice."""
    lines = run("report", "--plain").out.splitlines()
    assert [line for line in lines if not line.partition(":")[2]] == []
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("columns", [40, 200])
def test_terminal_changes_nothing(run: Run, planned: Path, columns: int) -> None:
    """On a terminal of any width nothing is wrapped, cut or coloured."""
    wanted = run("report", "--plain").out
    told = on_terminal("report", "--plain", "--color", "always", columns=columns)
    assert told.out == wanted


def test_ascii(run: Run, planned: Path) -> None:
    """With --ascii only what people wrote themselves goes beyond ASCII."""
    text = run("report", "--plain", "--ascii").out
    found = {char for char in text if not char.isascii()}
    assert found == set("動的リソース割り当てを読む�")


def test_hostile_text_is_harmless(run: Run, played: Path) -> None:
    """No control character reaches the stream, and no title makes a second line."""
    lines = run("report", "--plain").out
    asked = ("--title", "One\nTwo\x1b[2J", "--name", "Ada\r\u202e")
    more = run("report", "--plain", *asked).out
    assert {char for char in more if not char.isprintable()} == {"\n"}
    assert more.count("\n") == lines.count("\n")
    assert more.splitlines()[0] == (
        "One Two�[2J: learning report of Ada � as of 25 November 2026"
    )


def test_heading_says_what_was_asked(run: Run, played: Path) -> None:
    """Week and first day are facts of their own."""
    asked = ("--week", "1", "--since", "2026-11-24")
    assert run("report", "--plain", *asked).out.splitlines()[:4] == [
        "Mini path: learning report as of 25 November 2026",
        "Path: Mini path, version 1.0",
        "Only week 1 is told",
        "Only what was done since 24 November 2026 is told",
    ]


def test_nothing_done_yet(run: Run, mini: Path) -> None:
    """A fresh store has its numbers, its weeks and what comes next, and no more."""
    lines = run("report", "--plain").out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        *("Mini path", "Path", "Covered", "Covered tells"),
        *("Verified", "Verified tells", "Retained", "Retained tells"),
        *("On time", "On time tells"),
        *("Milestones", "Checkpoints and assessments", "Time"),
        *("Week 1, Ground and gateway", "Week 2, Devices"),
        *("Labs", "Checkpoints", "Final assessment"),
        *("Next", "Next", "Next", "Next command"),
    ]


def test_path_is_done(run: Run, mini: Path) -> None:
    """When all is done the last fact says so, and there is no next command."""
    for week in ("week-1", "week-2"):
        assert run("done", week, "--yes").code == 0
    for gate in ("cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery"):
        assert run("done", gate).code == 0
    lines = run("report", "--plain").out.splitlines()
    assert lines[-1] == "The path is done"
    assert not any(line.startswith("Next") for line in lines)


def test_memory_and_practices() -> None:
    """Ten concepts are told, the weakest first; so is every pillar."""
    recall = tuple(
        Recall(f"c{n}", f"No {n}", 0.9 - n / 100, 1, 0, 1) for n in range(12)
    )
    habits = (Habit("a", "Reading", 0.5, 3, 8), Habit("b", "Writing", None, 0, 8))
    lines = list(facts(replace(report_of(), recall=recall, habits=habits)))
    told = [line for line in lines if line.startswith(("Remembered", "Practices"))]
    assert told[:2] == [
        "Remembered: 12 concepts, the 10 weakest of them here",
        "Remembered of concept c11, No 11: 79 percent, 1 card",
    ]
    assert told[-2:] == [
        "Practices, Reading: strength 50 percent, 3 of 8 practices begun",
        "Practices, Writing: strength not known, nothing was done yet,"
        " 0 of 8 practices begun",
    ]
    assert len(told) == 1 + 10 + 2


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (130, "2 hours 10 minutes"),
        (60_000, "1,000 hours"),
    ],
)
def test_times_are_spelt_out(minutes: int, words: str) -> None:
    """A voice reads hours and minutes, not h and min."""
    assert plain_words.time(minutes) == words


@pytest.mark.parametrize(
    ("days", "words", "change"),
    [
        (-12.0, "12 days behind the plan", "−5 days"),
        (1.0, "1 day ahead of the plan", "+1 day"),
        (0.0, "neither ahead of the plan nor behind", "no change"),
    ],
)
def test_on_time_is_spelt_out(days: float, words: str, change: str) -> None:
    """Signs, which a voice leaves out, are words."""
    figure = Figure("On time", days, "", "", 0, moved=change)
    assert plain_words.value(figure) == words
    assert plain_words.moved(figure)[:2] in ("do", "up", "no")
