"""Dates, burn-up, days and recall, held against what other screens say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.report.conftest import review


def _data(run: Run, *argv: str) -> dict[str, Any]:
    data: dict[str, Any] = run("report", "--json", *argv).document["data"]
    return data


@pytest.fixture
def planned(run: Run, played: Path) -> Path:
    """Give the story a plan that is four days old, and some time kept."""
    assert run("start", "2026-11-21").code == 0
    assert run("log", "lab-setup", "--minutes", "75", "--at", "2026-11-24").code == 0
    return played


def test_dates_are_those_of_the_plan(run: Run, planned: Path) -> None:
    """Sessions, weeks and the path have the days that `plan` shows."""
    data, plan = _data(run), run("plan", "--json").document["data"]
    of = {one["id"]: one["days"] for one in plan["sessions"]}
    for week in data["weeks"]:
        days = []
        for session in week["sessions"]:
            dates = session["dates"]
            mine = [dates["first"], dates["last"]]
            assert mine == [of[session["id"]][0], of[session["id"]][-1]]
            days += mine
        assert (week["dates"]["first"], week["dates"]["last"]) == (min(days), max(days))
    assert data["plan"]["last"] == plan["finish"]


def test_minutes_add_up(run: Run, planned: Path) -> None:
    """Planned is done and left; a week is its sessions, and the path its weeks."""
    data = _data(run)
    parts = [data["plan"], *(week["dates"] for week in data["weeks"])]
    for dates in parts:
        assert dates["planned"] == dates["done"] + dates["left"]
    for whole, of in [
        (data["plan"], [week["dates"] for week in data["weeks"]]),
        *(
            (week["dates"], [one["dates"] for one in week["sessions"]])
            for week in data["weeks"]
        ),
    ]:
        for key in ("planned", "done", "left", "actual"):
            assert whole[key] == sum(one[key] for one in of), key
    assert data["plan"]["actual"] == 75


def test_late_is_past_and_open(run: Run, planned: Path) -> None:
    """A session is late once its last day is past and something in it is open."""
    found = {
        session["id"]: session["dates"]["late"]
        for week in _data(run, "--as-of", "today")["weeks"]
        for session in week["sessions"]
    }
    assert found["w1-mon-tue"] is False  # all done
    assert found["w1-weekend"] is True
    assert found["w2-weekend"] is False  # still to come


def test_burnup(run: Run, planned: Path) -> None:
    """Done and planned rise to what Covered and the plan count."""
    data = _data(run)
    burnup, tally = data["burnup"], data["tally"]
    assert burnup["total"] == tally["minutes"] - tally["skipped_minutes"]
    assert burnup["done"][-1] == {
        "day": data["as_of"],
        "minutes": tally["done_minutes"],
    }
    assert burnup["planned"][-1] == {
        "day": data["plan"]["last"],
        "minutes": data["plan"]["planned"],
    }
    for points in (burnup["done"], burnup["planned"]):
        days = [point["day"] for point in points]
        assert days == sorted(set(days))
        minutes = [point["minutes"] for point in points]
        assert minutes == sorted(minutes)


def test_forecast_is_that_of_status(
    run: Run, planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The range of the finish is what `status --explain` says, or its reason."""
    items = ("project-w1", "study-claims", "capstone", "study-history")
    for number, item in enumerate(items):
        day = date(2026, 11, 25) + timedelta(days=number)
        monkeypatch.setenv("AIINFRA_NOW", f"{day}T20:14:00+00:00")
        said = run("status", "--explain", "--json").document["data"]["forecast"]
        burnup = _data(run)["burnup"]
        for key in ("early", "middle", "late", "reason"):
            assert burnup[key] == said[key], (day, key)
        assert run("done", item).code == 0


def test_no_plan_no_forecast(run: Run, played: Path) -> None:
    """Without a plan there is what was done, and why there is no more."""
    burnup = _data(run)["burnup"]
    assert burnup["planned"] == []
    assert burnup["reason"] == "no plan has been started"
    assert burnup["done"][-1]["minutes"] > 0


def test_days(run: Run, planned: Path) -> None:
    """A day tells what was done, worked, answered and recorded on it."""
    review(planned, "layer-low", 3)
    review(planned, "layer-high", 4)
    days = {one.pop("day"): one for one in _data(run)["days"]}
    assert days == {
        "2026-11-23": {
            "minutes": 55,
            "worked": 0,
            "items": 2,
            "reviews": 0,
            "practices": 0,
            "other": 0,
            "level": 2,
        },
        "2026-11-24": {
            "minutes": 150,
            "worked": 75,
            "items": 4,
            "reviews": 0,
            "practices": 0,
            "other": 4,
            "level": 4,
        },
        "2026-11-25": {
            "minutes": 0,
            "worked": 0,
            "items": 0,
            "reviews": 2,
            "practices": 0,
            "other": 1,
            "level": 1,
        },
    }


def test_undone_is_no_study(run: Run, mini: Path) -> None:
    """What was undone colours no day; a hint or a run of checks stays."""
    assert run("log", "capstone", "--minutes", "90").code == 0
    assert run("done", "study-map", "--note", "read").code == 0
    assert [one["level"] for one in _data(run)["days"]] == [3]
    assert run("undo", "2").code == 0
    assert _data(run)["days"] == []
    assert run("redo").code == 0
    assert len(_data(run)["days"]) == 1


def test_recall(run: Run, played: Path) -> None:
    """Each concept and each week tells its mean, its cards, and those that are due."""
    assert _data(run)["recall"] == []
    review(played, "layer-low", 1, "2026-11-23")
    review(played, "layer-high", 4, "2026-11-23")
    data = _data(run)
    recall = {one["id"]: one for one in data["recall"]}
    layer = recall["layer"]
    assert layer["title"]
    assert layer["due"] == 1
    cards = sum(one["cards"] for one in recall.values())
    mean = sum((one["value"] or 0) * one["cards"] for one in recall.values()) / cards
    assert data["numbers"]["retained"]["value"] == pytest.approx(mean, abs=1e-3)
    for week in data["recall_by_week"]:
        assert 0 <= week["due"] <= week["cards"] <= cards
