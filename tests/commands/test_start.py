"""`aiinfra start`: the path laid over the learner's own days, and laid again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.asking import data, journal
from tests.commands.planned import FROM_MONDAY, days, go_to, plans, settings
from tests.conftest import MINI, Run
from tests.content.folders import Mini


def test_start(run: Run) -> None:
    """The answer says from when to when, on which days, and what comes next."""
    assert run("start", "monday") == (
        0,
        "Planned: Mon 30 Nov to Tue 8 Dec, 5 sessions, 11 h 05.\n"
        "  every day; each session takes the days the path gives it\n"
        "see it: aiinfra plan; take it back: aiinfra undo\n"
        "next: aiinfra begin study-map\n",
        "",
    )
    assert plans(run) == ["plan start"]


def test_start_without_a_date_is_today(run: Run) -> None:
    """Today is the first day, and each session has the days the path gives it."""
    run("start")
    assert days(run) == {
        "w1-mon-tue": ["2026-11-25", "2026-11-26"],
        "w1-weekend": ["2026-11-27", "2026-11-28"],
        "w2-mon-tue": ["2026-11-29", "2026-11-30"],
        "w2-fri": ["2026-12-01"],
        "w2-weekend": ["2026-12-02", "2026-12-03"],
    }


def test_monday_gives_the_weekdays_of_the_path(bundled: Path, run: Run) -> None:
    """The path's own four weeks fall on their weekdays."""
    run("start", "2026-11-30")
    found = days(run)
    assert found["w1-mon-tue"] == ["2026-11-30", "2026-12-01"]
    assert found["w1-weekend"] == ["2026-12-05", "2026-12-06"]
    assert found["w4-weekend"] == ["2026-12-26", "2026-12-27"]


def test_study_days(run: Run) -> None:
    """Sessions take the learner's own days in order."""
    run("start", "2026-11-23", "--days", "tue,sat")
    assert list(days(run).values())[:3] == [
        ["2026-11-24", "2026-11-28"],
        ["2026-12-01", "2026-12-05"],
        ["2026-12-08", "2026-12-12"],
    ]


def test_hours_a_day(run: Run) -> None:
    """With hours given, work is poured into days of that size, and shares them."""
    run("start", "2026-11-23", "--hours-per-day", "2")
    sessions = data(run, "plan")["sessions"]
    assert [(one["days"], one["minutes"]) for one in sessions[:3]] == [
        (["2026-11-23"], [90]),
        (["2026-11-23", "2026-11-24", "2026-11-25"], [30, 120, 15]),
        (["2026-11-25", "2026-11-26"], [105, 45]),
    ]


def test_answer_names_days_hours_and_days_off(run: Run) -> None:
    """What was said comes back in words, so that a slip is seen."""
    off = ["--off", "2026-12-24..2026-12-26", "--off", "2027-01-01"]
    out = run("start", "--days", "sat,mon", "--hours-per-day", "1.5", *off).out
    assert out.splitlines()[1:4] == [
        "  Mon, Sat; 1 h 30 a day",
        "  off: Thu 24 – Sat 26 Dec",
        "  off: Fri 1 Jan 2027",
    ]


def test_again_shows_the_plan(run: Run) -> None:
    """Asking again shows the plan and how to change it, and writes nothing."""
    run("start", "2026-11-23", "--off", "2026-12-24")
    assert run("start").out == (
        "The plan stands: Mon 23 Nov to Tue 1 Dec, 5 sessions, 11 h 05.\n"
        "  every day; each session takes the days the path gives it\n"
        "  off: Thu 24 Dec\n"
        "change it: aiinfra start --days … --hours-per-day … --off …\n"
        "next: aiinfra begin study-map\n"
    )
    assert plans(run) == ["plan start"]


@pytest.mark.parametrize(
    "argv",
    [
        ["2026-11-23"],
        ["--days", "mon,wed"],
        ["2026-11-23", "--days", "wed,mon", "--hours-per-day", "2"],
        ["--off", "2026-12-24"],
        ["--off", "2026-12-24..2026-12-24", "--hours-per-week", "4"],
    ],
)
def test_same_settings_write_nothing(run: Run, argv: list[str]) -> None:
    """What stands already is no change, be it said once more or in part."""
    whole = ["--days", "mon,wed", "--hours-per-day", "2", "--off", "2026-12-24"]
    run("start", "2026-11-23", *whole)
    assert run("start", *argv).out.startswith("The plan stands: ")
    assert plans(run) == ["plan start"]


def test_same_start_keeps_what_was_planned_again(run: Run) -> None:
    """To name the same start after a re-plan does not throw that away."""
    run("start", "2026-11-23")
    run("replan", "--apply")
    after = days(run)
    run("start", "2026-11-23")
    assert days(run) == after


def test_change_of_days_moves_open_work_only(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Done work keeps its days; the rest flows over the new ones, and is shown."""
    run("start", "2026-11-23")
    run("done", "w1-mon-tue", "--yes")
    assert run("start", "--days", "sat,sun").out == (
        "Changed: Mon 23 Nov to Sat 19 Dec, 5 sessions, 11 h 05.\n"
        "  Sat, Sun; each session takes the days the path gives it\n"
        "  w1-weekend  Wed 25 – Thu 26 Nov     → Sat 28 – Sun 29 Nov\n"
        "  w2-mon-tue  Fri 27 – Sat 28 Nov     → Sat 5 – Sun 6 Dec\n"
        "  w2-fri      Sun 29 Nov              → Sat 12 Dec\n"
        "  w2-weekend  Mon 30 Nov – Tue 1 Dec  → Sun 13 – Sat 19 Dec\n"
        "see it: aiinfra plan; take it back: aiinfra undo\n"
        "next: aiinfra begin hands-on-routes\n"
    )
    assert days(run)["w1-mon-tue"] == FROM_MONDAY["w1-mon-tue"]
    go_to(monkeypatch, "2026-12-05")
    run("done", "w1-weekend", "study-claims", "--yes")
    before = days(run)
    run("start", "--days", "all")
    after = days(run)
    assert after["w1-weekend"] == before["w1-weekend"]
    # Work was done today already, so what is left of the session begins tomorrow.
    assert after["w2-mon-tue"] == ["2026-12-06", "2026-12-07"]


def test_new_start_lays_the_path_anew(run: Run) -> None:
    """Another first day moves the whole path, and says so."""
    run("start", "2026-11-23")
    lines = run("start", "2026-11-30").out.splitlines()
    assert lines[0] == "Changed: Mon 30 Nov to Tue 8 Dec, 5 sessions, 11 h 05."
    assert lines[2] == "  w1-mon-tue  Mon 23 – Tue 24 Nov     → Mon 30 Nov – Tue 1 Dec"
    assert plans(run) == ["plan start", "plan change"]


def test_joining_late(run: Run) -> None:
    """With a past start the plan lies in the past, and what is open there is late."""
    run("start", "2026-11-23")
    assert days(run) == FROM_MONDAY
    found = data(run, "today")
    assert [one["id"] for one in found["late"]] == ["study-map", "lab-setup"]
    assert found["numbers"]["on_time"] == {"value": -2, "reason": None}


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        ("2028-02-28", ["2028-02-28", "2028-02-29"], ["2028-03-06", "2028-03-07"]),
        ("1990-12-30", ["1990-12-30", "1990-12-31"], ["1991-01-06", "1991-01-07"]),
        ("2090-12-30", ["2090-12-30", "2090-12-31"], ["2091-01-06", "2091-01-07"]),
    ],
)
def test_odd_years(run: Run, start: str, first: list[str], last: list[str]) -> None:
    """A leap day is a study day like others; far years are planned like near ones."""
    assert run("start", start).code == 0
    found = days(run)
    assert (found["w1-mon-tue"], found["w2-weekend"]) == (first, last)
    for argv in (["today"], ["plan"], ["week"], ["status", "--explain"], ["replan"]):
        assert run(*argv).code == 0


def test_a_year_of_days_off(run: Run) -> None:
    """The path goes on after a year off."""
    run("start", "--off", "2026-11-26..2027-11-25")
    assert days(run)["w1-mon-tue"] == ["2026-11-25", "2027-11-26"]
    assert data(run, "plan")["finish"] == "2027-12-03"


def test_undo_and_redo(run: Run) -> None:
    """Each change of the plan is one step, said in words, taken back and forth."""
    run("start", "2026-11-23")
    run("start", "--days", "sat")
    run("pause", "2026-11-28")
    after = days(run)
    assert run("undo").out.splitlines()[0] == "undid: take days off"
    assert run("undo").out.splitlines()[0] == "undid: change the plan"
    assert days(run) == FROM_MONDAY
    assert run("undo").out.splitlines()[0] == "undid: start the plan"
    assert run("plan").code == 2
    assert data(run, "today")["numbers"]["on_time"] == {
        "value": None,
        "reason": "no plan has been started",
    }
    for words in ("start the plan", "change the plan", "take days off"):
        assert run("redo").out.splitlines()[0] == f"redid: {words}"
    assert days(run) == after
    assert run("doctor").code == 0


def test_history_says_what_was_planned(run: Run) -> None:
    """The journal's lines of plans have words, too."""
    run("start", "2026-11-23")
    run("replan", "--apply")
    run("undo")
    assert run("history").out == (
        "20:14             undo    plan again\n"
        "20:14             replan  plan again  undone\n"
        "20:14             plan    start the plan\n"
    )


def test_two_courses_have_their_own_plans(
    own: Mini, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan of one course says nothing of another."""
    own.replace("path.yaml", "id: mini", "id: other")
    run("start", "2026-11-23")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    assert run("plan").code == 2
    run("start", "2026-12-07", "--days", "mon,tue")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(own.folder))
    assert days(run) == FROM_MONDAY
    assert settings(run)["start"] == "2026-11-23"
    assert journal(run) == ["plan plan"]


def test_zone_that_changes_does_not_move_the_plan(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days are the learner's own dates, fixed when they were planned."""
    run("start", "2026-11-23")
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", zone)
        assert days(run) == FROM_MONDAY


@pytest.mark.parametrize("start", ["2026-03-28", "2026-10-24"])
def test_clock_change_does_not_move_the_plan(
    run: Run, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    """A night that gains or loses an hour is a night between two study days."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    go_to(monkeypatch, start)
    run("start")
    first, second = days(run)["w1-mon-tue"]
    assert (first, second[:8], int(second[8:])) == (
        start,
        start[:8],
        int(start[8:]) + 1,
    )
    go_to(monkeypatch, second, "03:30")
    assert data(run, "plan")["today"] == first
    go_to(monkeypatch, second, "04:30")
    assert data(run, "plan")["today"] == second
