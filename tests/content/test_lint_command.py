"""`curriculum lint`: problems, and with --fresh what is old, oldest first."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.conftest import Run

from .folders import Mini

W1, W2, DRA = "weeks/week-1.yaml", "weeks/week-2.yaml", "landscape/ground.yaml"


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the folder on a day in May 2027."""
    monkeypatch.setenv("AIINFRA_NOW", "2027-05-18T12:00:00+00:00")


def _make_young(mini: Mini) -> None:
    """Date everything 2027-05-01, but for two items."""
    for path in mini.folder.rglob("*.yaml"):
        text = re.sub(
            r"\bon: 2026-11-2[0-9]", "on: 2027-05-01", path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")


def test_older(mini: Mini, run: Run) -> None:
    """What was verified too long ago comes with its place, oldest first; exit 1."""
    _make_young(mini)
    result = run("curriculum", "lint", str(mini.folder), "--fresh", "179")
    dra = mini.place(DRA, "2026-03-01")
    project = mini.place(W1, "2026-11-19")
    assert result.code == 1
    assert result.out.partition("Unverified")[0] == (
        "Older than 179 days:\n"
        f"{DRA}:{dra}: dra was verified on 2026-03-01, 443 days ago:"
        " documentation read\n"
        f"{W1}:{project}: project-w1 was verified on 2026-11-19, 180 days ago:"
        " compared with the plan\n"
    )
    assert result.err == f"aiinfra: 2 items older than 179 days in {mini.folder}\n"


def test_as_old_as_allowed(mini: Mini, run: Run) -> None:
    """What is just as old as allowed is not older; nothing older is exit 0."""
    _make_young(mini)
    folder = str(mini.folder)
    result = run("curriculum", "lint", folder, "--fresh", "180")
    assert (result.code, "project-w1" in result.out) == (1, False)
    result = run("curriculum", "lint", folder, "--fresh", "443")
    assert (result.code, result.err) == (0, "")
    assert "Older" not in result.out
    assert result.out.endswith(f"{folder}: nothing to mend\n")


def test_unverified(mini: Mini, run: Run) -> None:
    """What was never verified is told apart, with the reason, and is no problem."""
    result = run("curriculum", "lint", str(mini.folder), "--fresh", "5000")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "Unverified, with the reason:"
    line = mini.place("labs/lab-claims.yaml", "unverified:")
    said = "lab-claims: no cluster was at hand"
    assert f"labs/lab-claims.yaml:{line}: {said}" in lines


def test_with_problems(mini: Mini, run: Run) -> None:
    """Problems are told first, and both are counted."""
    _make_young(mini)
    mini.replace(W2, "minutes: 20", "minutes: 21")
    result = run("curriculum", "lint", str(mini.folder), "--fresh", "200")
    assert result.code == 1
    assert result.out.startswith(f"{W2}:")
    counts = "1 problem and 1 item older than 200 days"
    assert result.err == f"aiinfra: {counts} in {mini.folder}\n"


def test_day_to_come(mini: Mini, run: Run) -> None:
    """A day that is still to come is a problem, asked for or not."""
    mini.replace(W1, "on: 2026-11-19", "on: 2027-05-20")
    result = run("curriculum", "lint", str(mini.folder))
    assert result.code == 1
    said = '"project-w1" was verified on 2027-05-20, which is still to come'
    assert said in result.out


def test_document(mini: Mini, run: Run) -> None:
    """The document has ages, reasons and places; without --fresh it has null."""
    _make_young(mini)
    folder = str(mini.folder)
    result = run("curriculum", "lint", folder, "--fresh", "200", "--json")
    assert (result.code, result.document["schema"]) == (1, "aiinfra.lint/1")
    data = result.document["data"]
    unverified = data["fresh"].pop("unverified")
    assert data == {
        "folder": folder,
        "problems": [],
        "fresh": {
            "days": 200,
            "today": "2027-05-18",
            "older": [
                {
                    "id": "dra",
                    "file": DRA,
                    "line": mini.place(DRA, "2026-03-01"),
                    "on": "2026-03-01",
                    "days": (date(2027, 5, 18) - date(2026, 3, 1)).days,
                    "how": "documentation read",
                }
            ],
        },
    }
    assert {"id", "file", "line", "why"} == unverified[0].keys()
    plain = run("curriculum", "lint", folder, "--json")
    assert (plain.code, plain.document["data"]["fresh"]) == (0, None)


@pytest.mark.parametrize("days", ["-1", "soon", "36501", "1.5"])
def test_days_that_are_none(mini: Mini, run: Run, days: str) -> None:
    """Only a whole number of days is taken."""
    result = run("curriculum", "lint", str(mini.folder), "--fresh", days)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("aiinfra: invalid value for '--fresh': ")


def test_folder_of_nobody(run: Run) -> None:
    """A ~ that belongs to nobody is a mistake in the call."""
    result = run("curriculum", "lint", "~no-such-person/c")
    assert (result.code, result.err) == (
        2,
        "aiinfra: ~no-such-person/c names nobody's folder\n"
        "hint: give its whole path, from /\n",
    )
