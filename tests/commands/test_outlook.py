"""What the plan's figures say: On time explained, forecast, pace and rhythm."""

from __future__ import annotations

import pytest

from tests.commands.asking import data
from tests.commands.planned import go_to
from tests.conftest import Run
from tests.terminal import on_terminal


def test_explain(run: Run) -> None:
    """Every figure that makes the days behind is named."""
    run("start", "2026-11-23")
    run("done", "study-map")
    assert run("status", "--explain").out == (
        "On time −2 days: of 9 study days, the 30 min done cover 0.\n"
        "  Through yesterday 2 days with 1 h 30 were planned, through today 3 with"
        " 2 h 53.\n"
        "  Ahead counts from today, behind from yesterday: a day is not missed before"
        " it is over.\n"
        "  15 min more cover the next day.\n"
        "This week, Mon 23 – Sun 29 Nov: 30 min done of 7 h 05 planned\n"
        "No forecast: it needs three study days of the plan, and there is one so far\n"
        "The planned finish, Tue 1 Dec, needs 1 h 46 a study day\n"
        "Rhythm: 1 of 1 study days in four weeks; 1 in a row, best 1\n"
        "\n"
        "next: aiinfra begin lab-setup\n"
    )


def test_explain_after_a_replan(run: Run) -> None:
    """The plan that counts is the new one; the first is told, too."""
    run("start", "2026-11-23")
    run("replan", "--apply")
    found = data(run, "status", "--explain")
    assert (found["on_time"]["days"], found["on_time_first_plan"]["days"]) == (0, -2)
    lines = run("status", "--explain").out.splitlines()
    assert "  Against the first plan: −2 days." in lines
    run("undo")
    assert data(run, "status", "--explain")["on_time_first_plan"] is None


def test_document(run: Run) -> None:
    """The document has every figure; what there is not yet is null, with the reason."""
    run("start", "2026-11-23")
    assert data(run, "status", "--explain") == {
        "on_time": {
            "days": -2,
            "k": 0,
            "through_today": 3,
            "through_yesterday": 2,
            "all_days": 9,
            "done": 0,
            "due_today": 173,
            "due_yesterday": 90,
            "planned": 665,
            "covered": 0,
            "next_at": 45,
        },
        "on_time_first_plan": None,
        "forecast": {
            "early": None,
            "middle": None,
            "late": None,
            "history": 0,
            "horizon": 400,
            "reason": "it needs three study days of the plan, and there are none yet",
        },
        "needed_minutes_per_day": 95,
        "rhythm": {"kept": 0, "planned": 0, "bonus": 0, "current": 0, "best": 0},
        "finish": "2026-12-01",
        "left": 665,
        "week": {
            "first": "2026-11-23",
            "last": "2026-11-29",
            "planned": 425,
            "done": 0,
        },
    }


def test_explain_is_about_the_path(run: Run) -> None:
    """It takes no id, and needs a plan."""
    assert run("status", "--explain").code == 2
    run("start")
    assert run("status", "week-1", "--explain").err.splitlines()[0] == (
        "aiinfra: --explain is about the whole path"
    )


def test_explain_fits_the_terminal(run: Run) -> None:
    """Long sentences go on in the next line."""
    run("start", "2026-11-23")
    out = on_terminal("status", "--explain", "--color", "never", columns=60).out
    assert max(map(len, out.splitlines())) <= 60


def _steady(run: Run, patch: pytest.MonkeyPatch) -> None:
    """Study on three days: 90 minutes, none, 165."""
    go_to(patch, "2026-11-23")
    run("start")
    run("done", "study-map", "lab-setup")
    go_to(patch, "2026-11-25")
    run("done", "hands-on-routes", "project-w1")


def test_forecast(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three study days three dates are told: likely, early and late."""
    _steady(run, monkeypatch)
    found = data(run, "status", "--explain")["forecast"]
    assert found["history"] == 3
    assert found["reason"] is None
    dates = [found["early"], found["middle"], found["late"]]
    assert dates == sorted(dates)
    assert dates[0] > "2026-11-26"
    assert data(run, "status", "--explain")["forecast"] == found
    line = run("plan").out.splitlines()[-5]
    assert line.startswith("Finish at your pace: ")
    assert "; likely " in line


def test_forecast_without_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who did nothing on three study days is told no date that would be a guess."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    go_to(monkeypatch, "2026-11-27")
    assert "Finish at your pace: more than 400 days; likely" in run("plan").out


def test_planned_finish_that_is_past(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no study day is left until the planned finish, that is said."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    go_to(monkeypatch, "2026-12-20")
    assert (
        "The planned finish, Tue 1 Dec, has no study day left: aiinfra replan"
        in run("plan").out.splitlines()
    )
    assert data(run, "plan")["outlook"]["needed_minutes_per_day"] is None


def test_rhythm(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Study days kept out of those planned; the rest of the week counts nowhere."""
    go_to(monkeypatch, "2026-11-23")
    run("start", "--days", "mon,wed,sat")
    run("done", "study-map")
    go_to(monkeypatch, "2026-11-26")  # no study day: a bonus
    run("done", "lab-setup")
    go_to(monkeypatch, "2026-11-28")
    assert _rhythm(run) == {
        "kept": 1,
        "planned": 2,
        "bonus": 1,
        "current": 1,
        "best": 1,
    }
    run("done", "hands-on-routes")
    assert _rhythm(run) == {
        "kept": 2,
        "planned": 3,
        "bonus": 1,
        "current": 2,
        "best": 2,
    }


def test_joining_late_has_missed_nothing(run: Run) -> None:
    """Days before the plan was made count for no rhythm and no forecast."""
    run("start", "2026-11-02")
    run("done", "study-map")
    assert _rhythm(run) == {
        "kept": 1,
        "planned": 1,
        "bonus": 0,
        "current": 1,
        "best": 1,
    }
    assert data(run, "plan")["outlook"]["forecast"]["history"] == 1


def test_each_day_counts_by_the_plan_that_stood_on_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days given up later were study days; days before a new start are not."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    go_to(monkeypatch, "2026-11-25")
    run("start", "2026-11-30", "--days", "mon")
    go_to(monkeypatch, "2026-12-08")
    assert _rhythm(run)["planned"] == 4  # 23 and 24 November, 30 November, 7 December


def _rhythm(run: Run) -> dict[str, int]:
    found: dict[str, int] = data(run, "plan")["outlook"]["rhythm"]
    return found
