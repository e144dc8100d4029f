"""How each item was verified: found wherever it stands, dates held against today."""

from __future__ import annotations

from datetime import date

import pytest

from aiinfra_cli.content import find_stamps, lint_folder
from aiinfra_cli.course import Stamp
from aiinfra_cli.paths import bundled_curriculum

from .folders import Mini

W1, CLAIMS = "weeks/week-1.yaml", "labs/lab-claims.yaml"


def _stamp(mini: Mini, id: str) -> Stamp:
    (found,) = [one for one in find_stamps(mini.folder) if one.id == id]
    return found


def test_verified(mini: Mini) -> None:
    """The day stands with the words how, at the line that has to be changed."""
    line = mini.place(W1, "verified: {on: 2026-11-19")
    how = "compared with the plan"
    assert _stamp(mini, "project-w1") == Stamp(
        "project-w1", W1, line, date(2026, 11, 19), how
    )


def test_unverified(mini: Mini) -> None:
    """Without a day the words say why not."""
    line = mini.place(CLAIMS, "unverified:")
    assert _stamp(mini, "lab-claims") == Stamp(
        "lab-claims", CLAIMS, line, None, "no cluster was at hand"
    )


def test_words_over_several_lines(mini: Mini) -> None:
    """Words that fill a block become one line."""
    mini.replace(CLAIMS, "no cluster was at hand", ">-\n  no cluster\n\n  was there")
    assert _stamp(mini, "lab-claims").how == "no cluster was there"


def test_file_that_does_not_pass(mini: Mini) -> None:
    """Wrong values elsewhere in a file hide nothing."""
    mini.replace(W1, "minutes: 30", "minutes: often")
    assert _stamp(mini, "project-w1").on == date(2026, 11, 19)


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "[2026]", "{on: 1}", "12"])
def test_day_that_is_none(mini: Mini, day: str) -> None:
    """What is no date is left to the linter."""
    mini.replace(W1, "on: 2026-11-19", f"on: {day}")
    assert "project-w1" not in {one.id for one in find_stamps(mini.folder)}


def test_day_to_come(mini: Mini) -> None:
    """A day of the future is a problem; tomorrow may be today elsewhere."""
    assert lint_folder(mini.folder, today=date(2026, 11, 19)) == []
    mini.replace(W1, "on: 2026-11-19", "on: 2026-12-24")
    assert lint_folder(mini.folder) == []
    assert lint_folder(mini.folder, today=date(2026, 12, 23)) == []
    assert lint_folder(mini.folder, today=date(2026, 12, 22)) == mini.expect(
        (
            *(W1, "on: 2026-12-24"),
            '"project-w1" was verified on 2026-12-24, which is still to come',
            "write the day on which it was checked",
        )
    )


# What has an id and no facts of its own: it only groups.
_GROUPS = ("week-", "w1-", "w2-", "w3-", "w4-")


def test_every_bundled_item_says_how_it_was_checked() -> None:
    """Of all ids ever given, those without a stamp of their own are known by name.

    Cards have it from their concept, practices from the head of their chart.
    """
    folder = bundled_curriculum()
    lines = (folder / "ids.txt").read_text("utf-8").split()
    pillars = {path.stem for path in (folder / "topics").glob("*.yaml")}
    heads = {"card": set[str](), "practice": set[str](), "topic": pillars}
    stamped = {one.id for one in find_stamps(folder)}
    missing = set()
    for line in lines:
        family, _, id = line.rpartition(":")
        is_head = family in ("card", "practice") or id in heads.get(family, ())
        is_group = not family and id.startswith(_GROUPS)
        if not (is_head or is_group or id in stamped):
            missing.add(line)
    assert missing == set()


def test_bundled_chart_says_how_it_was_checked() -> None:
    """The head of the goal chart speaks for its practices."""
    (chart,) = [
        one for one in find_stamps(bundled_curriculum()) if one.file == "practices.yaml"
    ]
    assert (chart.id, chart.on is None) == ("practices", False)
