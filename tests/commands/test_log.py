"""`aiinfra log`: time that no timer measured."""

from __future__ import annotations

import pytest

from tests.commands.asking import data, item, journal
from tests.conftest import Run


def test_minutes_add_up(run: Run) -> None:
    """Each log adds its minutes, and the answer tells the sum of them."""
    assert run("log", "lab-setup", "--minutes", "45") == (
        0,
        "logged 45 min on lab-setup\nnext: aiinfra begin study-map\n",
        "",
    )
    assert run("log", "lab-setup", "--minutes", "30").out.splitlines()[0] == (
        "logged 30 min on lab-setup; 1 h 15 in all"
    )
    found = item(run, "lab-setup")
    assert (found["minutes_actual"], found["timer_at"]) == (75, None)
    assert (found["status"], found["minutes"]) == ("open", 60)
    assert journal(run) == ["log lab-setup"] * 2


def test_without_an_id(run: Run) -> None:
    """What you began last is meant; with nothing begun, a candidate is named."""
    assert run("log", "--minutes", "5") == (
        2,
        "",
        "aiinfra: no item is begun, so name one\nhint: the next one is study-map\n",
    )
    run("begin", "study-map")
    run("log", "--minutes", "5")
    assert item(run, "study-map")["minutes_actual"] == 5
    # The timer goes on beside it.
    assert item(run, "study-map")["timer_at"] == "2026-11-25T20:14:00Z"


@pytest.mark.parametrize("minutes", ["0", "-5", "1441", "100000"])
def test_minutes_that_cannot_be(run: Run, minutes: str) -> None:
    """No time, less than none, or more than a day has: the answer says what may be."""
    assert run("log", "study-map", "--minutes", minutes) == (
        2,
        "",
        f"aiinfra: --minutes is {minutes}\nhint: write 1 to 1440, which is a day\n",
    )
    assert journal(run) == []


@pytest.mark.parametrize("minutes", ["", "1.5", "an hour", "٤x", "9" * 5000])
def test_minutes_that_are_no_number(run: Run, minutes: str) -> None:
    """What is no whole number is an error of use, and nothing is written."""
    result = run("log", "study-map", "--minutes", minutes)
    assert (result.code, result.out) == (2, "")
    assert journal(run) == []


def test_minutes_are_needed(run: Run) -> None:
    """Without --minutes there is nothing to log."""
    result = run("log", "study-map")
    assert (result.code, result.out) == (2, "")
    assert "--minutes" in result.err


@pytest.mark.parametrize("minutes", [1, 1440])
def test_the_ends_of_what_may_be(run: Run, minutes: int) -> None:
    """A minute is time, and so is a whole day."""
    assert run("log", "study-map", "--minutes", str(minutes)).code == 0
    assert item(run, "study-map")["minutes_actual"] == minutes


def test_another_day(run: Run) -> None:
    """--at sets the study day of the record and keeps the moment."""
    result = run("log", "lab-setup", "--minutes", "45", "--at", "yesterday 20:00")
    assert result.out.splitlines()[0] == "logged 45 min on lab-setup, yesterday"
    (event,) = data(run, "history")["events"]
    assert (event["day"], event["detail"]) == (
        "2026-11-24",
        {"minutes": 45, "done_at": "2026-11-24T20:00:00Z", "told_on": "2026-11-25"},
    )
    assert run("history").out == (
        "20:14             log     lab-setup 45 min for 2026-11-24\n"
    )


def test_the_future_is_not_logged(run: Run) -> None:
    """Nobody has worked tomorrow."""
    result = run("log", "lab-setup", "--minutes", "45", "--at", "2026-11-27")
    assert (result.code, result.out) == (2, "")
    assert journal(run) == []


def test_any_item_can_be_logged_on(run: Run) -> None:
    """Done and skipped items and checkpoints take time, too; no state changes."""
    run("done", "study-map")
    run("skip", "study-history", "-r", "old")
    for id, status in (
        ("study-map", "done"),
        ("study-history", "skipped"),
        ("cp-w1-gateway", "open"),
    ):
        assert run("log", id, "--minutes", "10").code == 0
        found = item(run, id)
        assert (found["status"], found["minutes_actual"]) == (status, 10)


def test_weeks_are_not_logged_on(run: Run) -> None:
    """Time belongs to an item."""
    assert run("log", "week-1", "--minutes", "10").code == 3
    assert journal(run) == []


def test_undo_and_redo(run: Run) -> None:
    """A log is a step: undo takes its minutes back, redo brings them again."""
    run("log", "lab-setup", "--minutes", "45")
    run("log", "lab-setup", "--minutes", "30")
    assert run("undo").out.splitlines()[0] == "undid: log lab-setup"
    assert item(run, "lab-setup")["minutes_actual"] == 45
    assert run("redo").out.splitlines()[0] == "redid: log lab-setup"
    assert item(run, "lab-setup")["minutes_actual"] == 75


def test_time_outlives_reopen(run: Run) -> None:
    """The time was spent, whatever becomes of the mark."""
    run("log", "study-map", "--minutes", "25")
    run("done", "study-map")
    run("reopen", "study-map")
    found = item(run, "study-map")
    assert (found["status"], found["minutes_actual"]) == ("open", 25)


def test_show_tells_estimate_and_actual_time(run: Run) -> None:
    """The second line of the page has both."""
    run("log", "study-map", "--minutes", "75")
    assert run("show", "study-map").out.splitlines()[1] == (
        "study · week-1, Mon–Tue · 30 min (our estimate) · 1 h 15 spent · ○ open"
    )
