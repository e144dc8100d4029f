"""What of a report is told: one week, what is new, what may be shown to others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.report.conftest import HOSTILE, LINK, REASON, WAIVER, review


def _data(run: Run, *argv: str) -> dict[str, Any]:
    data: dict[str, Any] = run("report", "--json", *argv).document["data"]
    return data


@pytest.mark.parametrize("word", ["1", "w1", "week-1"])
def test_one_week(run: Run, played: Path, word: str) -> None:
    """A week alone: its tally and numbers, its labs, what was handed in for it."""
    assert run("start", "2026-11-20").code == 0
    whole, data = _data(run), _data(run, "--week", word)
    week = whole["weeks"][0]
    assert data["asked"]["week"] == 1
    assert data["weeks"] == [week]
    assert data["tally"] == week["tally"]
    assert data["plan"] == week["dates"]
    assert data["numbers"]["covered"]["value"] == week["covered"]
    assert data["numbers"]["on_time"] == whole["numbers"]["on_time"]
    assert {lab["week"] for lab in data["labs"]} == {"week-1"}
    assert [one["item"] for one in data["evidence"]] == ["study-map"]
    assert {one["item"] for one in data["notes"]} == {"lab-setup"}
    assert {one["item"] for one in data["checks"]} == {"lab-setup"}
    assert [one["id"] for one in data["skipped"]] == ["hands-on-routes"]
    assert (data["assessment"], data["retired"]) == ([], [])
    assert data["burnup"]["total"] == week["dates"]["planned"]
    assert data["burnup"]["planned"][-1]["minutes"] == week["dates"]["planned"]
    assert data["burnup"]["done"][-1]["minutes"] == week["dates"]["done"]
    assert data["burnup"]["reason"] == "only the whole path has one"
    assert data["days"] == whole["days"]
    assert data["next"] == whole["next"]


def test_week_that_is_not_there(run: Run, mini: Path) -> None:
    """A week that the path does not have is exit code 3."""
    assert run("report", "--week", "9").code == 3


def test_recall_of_a_week(run: Run, played: Path) -> None:
    """Retained of a week is that of the cards it covered."""
    review(played, "layer-low", 3)
    whole = _data(run)
    for week in (1, 2):
        data = _data(run, "--week", str(week))
        id = f"week-{week}"
        of_week = [one for one in whole["recall_by_week"] if one["id"] == id]
        assert data["recall_by_week"] == of_week
        value = data["numbers"]["retained"]["value"]
        assert value == (of_week[0]["value"] if of_week else None)
        assert {one["id"] for one in data["recall"]} <= {
            one["id"] for one in whole["recall"]
        }
    assert whole["numbers"]["retained"]["value"] > 0


def test_only_what_is_new(run: Run, played: Path) -> None:
    """From a day on: deeds before it are left out, the path and the numbers stay."""
    whole, data = _data(run), _data(run, "--since", "2026-11-24")
    assert data["asked"]["since"] == data["since"] == "2026-11-24"
    for name in ("tally", "as_of", "plan", "recall", "upcoming", "next"):
        assert data[name] == whole[name], name
    values = {name: one["value"] for name, one in data["numbers"].items()}
    assert values == {name: one["value"] for name, one in whole["numbers"].items()}
    assert [week["sessions"] for week in data["weeks"]] == [
        week["sessions"] for week in whole["weeks"]
    ]
    for name in ("evidence", "checks", "notes", "days"):
        new = [one for one in whole[name] if one["day"] >= "2026-11-24"]
        assert data[name] == new, name
        assert len(new) < len(whole[name]) or name == "checks", name
    for name in ("labs", "skipped", "retired", "assessment"):
        new = [one for one in whole[name] if (one["closed_day"] or "") >= "2026-11-24"]
        assert data[name] == new, name
    gates = [one["id"] for week in data["weeks"] for one in week["checkpoints"]]
    assert gates == ["cp-w1-cluster", "cp-w1-gateway"]


def test_private(run: Run, played: Path) -> None:
    """No note, no reason of a skip, no path; hash, size, links and waivers stay."""
    (played / "log.txt").write_text("secret", encoding="utf-8")
    data, whole = _data(run, "--private"), _data(run)
    assert data["asked"]["private"] is True
    assert data["notes"] == []
    assert [one["path"] for one in data["evidence"]] == [None, None]
    for mine, one in zip(data["evidence"], whole["evidence"], strict=True):
        assert mine == {**one, "path": None}
    assert data["evidence"][0]["url"] == LINK
    waived = next(lab for lab in data["labs"] if lab["id"] == "lab-claims")
    assert waived["waiver"] == WAIVER
    assert [one["reason"] for one in data["skipped"]] == [None]


@pytest.mark.parametrize(
    "form", [(), ("--markdown",), ("--json",), ("--csv",), ("--html",), ("--plain",)]
)
def test_private_in_every_format(run: Run, played: Path, form: tuple[str, ...]) -> None:
    """What is private stands in no format."""
    assert run("note", "capstone", "nobodys-business").code == 0
    assert run("skip", "study-history", "--reason", "reason-of-mine").code == 0
    text = run("report", *form, "--private").out
    assert len(text) > 500
    for word in ("nobodys-business", "reason-of-mine", "A second, short note"):
        assert word not in text
    assert "home" not in text
    assert HOSTILE[:8] not in text
    assert REASON[:8] not in text


def test_title_and_name(run: Run, played: Path) -> None:
    """The heading and the name are told as they were given."""
    asked = _data(run, "--title", "My *path*", "--name", "Ada <a@example.org>")["asked"]
    assert (asked["title"], asked["name"]) == ("My *path*", "Ada <a@example.org>")
    assert _data(run, "--title", "", "--name", "")["asked"] == {
        "title": None,
        "name": None,
        "week": None,
        "since": None,
        "private": False,
    }
