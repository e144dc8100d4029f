"""Settings change what a learner sees: each key, by its own screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiinfra_cli.config import SETTINGS
from aiinfra_cli.report.render import FORMATS
from tests.commands.asking import data
from tests.conftest import Run
from tests.terminal import on_terminal


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Move the program's clock."""
    monkeypatch.setenv("AIINFRA_NOW", f"{moment}:00+00:00")


@pytest.mark.parametrize(
    ("start", "day", "said"),
    [
        (None, "2026-11-25", "yesterday"),
        ("02:01", "2026-11-25", "yesterday"),
        ("02:00", "2026-11-26", "today"),
        ("00:00", "2026-11-26", "today"),
    ],
)
def test_day_start(
    run: Run, monkeypatch: pytest.MonkeyPatch, start: str | None, day: str, said: str
) -> None:
    """Work at 02:00 counts for the day before, unless the day starts earlier."""
    if start:
        run("config", "set", "day_start", start)
    at(monkeypatch, "2026-11-26T02:00")
    run("begin", "lab-setup")
    run("done", "study-map")
    at(monkeypatch, "2026-11-26T12:00")
    assert [event["day"] for event in data(run, "history")["events"]] == [day] * 2
    again = run("done", "study-map").out
    assert again.startswith(f"study-map: already done {said}\n")
    shown = "02:00" if said == "today" else "yesterday 02:00"
    assert run("history", "-n", "1").out[:18].rstrip() == shown


def test_day_start_and_hours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour before the day's start is the late end of the study day that is named."""
    at(monkeypatch, "2026-11-26T12:00")
    for number, start in enumerate(("04:00", "10:00")):
        run("config", "set", "day_start", start)
        item = ("study-map", "lab-setup")[number]
        assert run("done", item, "--at", "yesterday 05:00").code == 0
    late, early = (event["detail"] for event in data(run, "history")["events"])
    assert early["done_at"] == "2026-11-25T05:00:00Z"
    assert late["done_at"] == "2026-11-26T05:00:00Z"


@pytest.mark.parametrize(
    ("form", "near", "far"),
    [
        ("day-month", "20 November", "31 December 2025"),
        ("month-day", "November 20", "December 31, 2025"),
        ("iso", "2026-11-20", "2025-12-31"),
    ],
)
def test_date_format(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str, near: str, far: str
) -> None:
    """Days are written as set, with the year where it is another one."""
    run("config", "set", "date_format", form)
    run("done", "study-map", "--at", "2026-11-20")
    run("done", "study-history", "--at", "2025-12-31")
    for item, day in (("study-map", near), ("study-history", far)):
        again = run("done", item).out
        assert again.startswith(f"{item}: already done on {day}\n")
    assert f"done {near}" in run("show", "study-map").out
    at(monkeypatch, "2026-12-03T12:00")
    day = near.replace("20", "25") if form != "iso" else "2026-11-25"
    line = run("history", "-n", "1").out
    assert line.split("done")[0].rstrip() == f"{day} 20:14"


def test_report_format(run: Run, tmp_path: Path) -> None:
    """It holds without an option; options and -o choose for themselves."""
    screen, markdown = run("report").out, run("report", "--markdown").out
    run("config", "set", "report_format", "markdown")
    assert run("report").out == markdown != screen
    assert run("report", "-o", "-").out == screen
    assert run("report", "--json").document["schema"] == "aiinfra.report/1"
    target = tmp_path / "report.txt"
    assert run("report", "-o", str(target)).code == 0
    assert target.read_text() == screen
    run("config", "set", "report_format", "json")
    assert run("report").out == run("report", "--json").out
    assert SETTINGS["report_format"].allowed.split(" | ") == list(FORMATS)


def test_color(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """always and never hold unless --color says another; NO_COLOR wins over auto."""

    def has_color(*argv: str) -> bool:
        return "\x1b" in run(*argv, "week", "1").out

    assert not has_color()
    run("config", "set", "color", "always")
    assert has_color()
    assert "\x1b" in run("doctor").out
    assert not has_color("--color", "auto")
    assert not has_color("--color=never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert has_color()
    run("config", "set", "color", "never")
    assert not has_color()
    assert has_color("--color", "always")


@pytest.mark.parametrize(("color", "styled"), [("auto", True), ("never", False)])
def test_color_on_a_terminal(run: Run, color: str, styled: bool) -> None:
    """On a terminal auto means colour, except with NO_COLOR; never means none."""
    run("config", "set", "color", color)
    assert ("\x1b" in on_terminal("week", "1").out) == styled
    assert "\x1b" not in on_terminal("week", "1", env={"NO_COLOR": "1"}).out


@pytest.mark.parametrize(
    ("begins", "first", "last"),
    [("monday", "2026-11-23", "2026-11-29"), ("sunday", "2026-11-22", "2026-11-28")],
)
def test_week_start(run: Run, begins: str, first: str, last: str) -> None:
    """The week that a plan sums up begins on the day that was set."""
    run("config", "set", "week_start", begins)
    run("start", "2026-11-23")
    week = run("status", "--explain", "--json").document["data"]["week"]
    assert (week["first"], week["last"]) == (first, last)
