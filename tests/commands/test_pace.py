"""Planned against actual time, told by `status` once enough was measured."""

from __future__ import annotations

from typing import Any

from tests.commands.asking import data
from tests.conftest import Run

STUDIES = {"study-map": 30, "study-claims": 60, "study-history": 20}


def _measure(run: Run, **minutes: int) -> None:
    """Do items, with the minutes they took."""
    for name, spent in minutes.items():
        id = name.replace("_", "-")
        assert run("log", id, "--minutes", str(spent)).code == 0
        assert run("done", id).code == 0


def _pace(run: Run) -> Any:
    return data(run, "status")["pace"]


def _lines(run: Run) -> list[str]:
    return [line for line in run("status").out.splitlines() if "you " in line]


def test_nothing_measured(run: Run) -> None:
    """Without times nothing is told, and the document says so with nulls."""
    run("done", "study-map")
    assert _lines(run) == []
    empty: dict[str, Any] = {
        "kinds": [],
        "week": None,
        "estimated": None,
        "needed": None,
    }
    assert _pace(run) == empty


def test_two_are_too_few(run: Run) -> None:
    """Less than three of a kind give no ratio, and nothing is told."""
    _measure(run, study_map=45, study_claims=90, lab_setup=90)
    assert _lines(run) == []
    assert _pace(run) == {
        "kinds": [
            {
                "kind": kind,
                "ratio": None,
                "samples": samples,
                "estimated": estimated,
                "actual": actual,
            }
            for kind, samples, estimated, actual in (
                ("lab", 1, 60, 90),
                ("study", 2, 90, 135),
            )
        ],
        "week": "week-1",
        "estimated": None,
        "needed": None,
    }


def test_three_of_a_kind(run: Run) -> None:
    """Three give a ratio: all actual minutes of all estimated ones."""
    _measure(run, study_map=45, study_claims=96, study_history=35)
    # In what is left of the week there is no study: no pace for it is known.
    assert _lines(run) == ["study takes you 1.6x the estimate (3 measured)"]
    (study,) = _pace(run)["kinds"]
    assert study == {
        "kind": "study",
        "ratio": 1.6,
        "samples": 3,
        "estimated": 110,
        "actual": 176,
    }


def test_only_done_work_is_measured(run: Run) -> None:
    """Time on open and skipped items tells nothing yet, nor does work without time."""
    _measure(run, study_map=45, study_claims=90)
    run("log", "study-history", "--minutes", "10")
    assert _lines(run) == []
    run("skip", "study-history", "-r", "old")
    assert _lines(run) == []
    run("reopen", "study-history")
    run("done", "study-history")
    assert len(_lines(run)) == 1


def test_what_the_week_will_need(run: Run, bundled: object) -> None:
    """Estimates of what is left in the week are scaled by the pace of their kind."""
    week = data(run, "week", "1")
    items = [one for session in week["sessions"] for one in session["items"]]
    studies = [one for one in items if one["kind"] == "study"]
    for one in studies[:3]:
        _measure(run, **{one["id"]: 2 * one["minutes"]})
    done = sum(one["minutes"] for one in studies[:3])
    left = sum(one["minutes"] for one in items) - done
    more = sum(one["minutes"] for one in studies[3:])
    pace = _pace(run)
    assert (pace["week"], pace["estimated"]) == ("week-1", left)
    assert pace["needed"] == left + more
    hours, rest = divmod(left + more, 60)
    (line,) = _lines(run)
    assert line == (
        "study takes you 2.0x the estimate (3 measured); "
        f"the rest of week 1 will need {hours} h" + (f" {rest:02d}" if rest else "")
    )


def test_a_week_nothing_is_done_of(run: Run, bundled: object) -> None:
    """A week that is whole is named without "the rest of"."""
    week = data(run, "week", "1")
    for session in week["sessions"]:
        for one in session["items"]:
            if one["minutes"]:
                run("log", one["id"], "--minutes", str(one["minutes"]))
    run("done", "week-1", "--yes")
    gates = [one["id"] for one in data(run, "week", "1")["checkpoints"]]
    run("done", *gates)
    pace = _pace(run)
    assert (pace["week"], pace["needed"]) == ("week-2", pace["estimated"])
    assert "; week 2 will need " in " ".join(run("status").out.split("\n"))


def test_the_path_is_done(run: Run) -> None:
    """At the end the pace is still told; there is no week to come."""
    for id, minutes in STUDIES.items():
        run("log", id, "--minutes", str(minutes))
    run("done", "week-1", "week-2", "--yes")
    run("done", "cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery")
    assert _lines(run) == ["study takes you 1.0x the estimate (3 measured)"]
    pace = _pace(run)
    assert (pace["week"], pace["estimated"], pace["needed"]) == (None, None, None)
