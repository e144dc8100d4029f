"""Timers: `begin` starts one, `stop`, `done` and the next `begin` end it."""

from __future__ import annotations

import pytest

from tests.commands.asking import data, journal, time_of
from tests.commands.conftest import At
from tests.conftest import Run
from tests.content.folders import Mini


def test_begin_and_stop(at: At, run: Run) -> None:
    """The minutes between are kept; the item stays the one you are at."""
    at("20:14", "begin", "study-map")
    assert time_of(run, "study-map") == (0, "2026-11-25T20:14:00Z")
    assert at("20:49", "stop") == (
        0,
        "stopped study-map after 35 min\nnext: aiinfra done study-map\n",
        "",
    )
    assert time_of(run, "study-map") == (35, None)
    assert data(run, "today")["current"]["id"] == "study-map"
    assert journal(run) == ["begin study-map", "stop study-map"]
    assert (
        run("history", "-n", "1").out == "20:49             stop    study-map 35 min\n"
    )


def test_going_on(at: At, run: Run) -> None:
    """Beginning again after a stop runs the timer again, and the minutes add up."""
    at("20:00", "begin", "study-map")
    at("20:10", "stop")
    at("20:30", "begin", "study-map")
    assert at("20:35", "stop").out.splitlines()[0] == (
        "stopped study-map after 5 min, 15 min in all"
    )
    assert time_of(run, "study-map") == (15, None)


def test_no_timer_runs(at: At, run: Run) -> None:
    """Nothing to stop is said in words, and nothing is written."""
    answer = (0, "no timer runs\nnext: aiinfra begin study-map\n", "")
    assert run("stop") == answer
    assert run("stop", "--minutes", "5") == answer
    at("20:00", "begin", "study-map")
    at("20:10", "stop")
    assert run("stop").out.splitlines()[0] == "no timer runs"
    assert journal(run) == ["begin study-map", "stop study-map"]


def test_begin_of_another_stops_the_first(at: At, run: Run) -> None:
    """One thing at a time: the first timer ends in the same command, and is told."""
    at("20:14", "begin", "study-map")
    result = at("20:49", "begin", "lab-setup")
    assert result.out.splitlines()[:2] == [
        "stopped study-map after 35 min",
        "▸ lab-setup  Make a cluster on the laptop  1 h",
    ]
    assert time_of(run, "study-map") == (35, None)
    assert time_of(run, "lab-setup") == (0, "2026-11-25T20:49:00Z")
    events = data(run, "history", "-n", "2")["events"]
    assert len({event["command_id"] for event in events}) == 1
    # Undone, the first runs as if nothing had happened; and back.
    assert run("undo").out.splitlines()[0] == ("undid: stop study-map, begin lab-setup")
    assert time_of(run, "study-map") == (0, "2026-11-25T20:14:00Z")
    assert time_of(run, "lab-setup") == (0, None)
    assert run("redo").code == 0
    assert time_of(run, "study-map") == (35, None)
    assert time_of(run, "lab-setup") == (0, "2026-11-25T20:49:00Z")


def test_begin_of_the_running_one(at: At, run: Run) -> None:
    """Beginning what runs already leaves its timer alone."""
    at("20:00", "begin", "study-map")
    at("20:10", "begin", "study-map")
    assert time_of(run, "study-map") == (0, "2026-11-25T20:00:00Z")
    assert journal(run) == ["begin study-map"]


def test_done_stops_the_timer(at: At, run: Run) -> None:
    """The minutes are in the same event, so one undo takes both back."""
    at("20:00", "begin", "study-map")
    at("20:05", "log", "study-map", "--minutes", "10")
    assert at("20:25", "done").out.splitlines()[:2] == [
        "stopped study-map after 25 min, 35 min in all",
        "✓ study-map  Read the map of the field",
    ]
    assert time_of(run, "study-map") == (35, None)
    (event,) = data(run, "history", "-n", "1")["events"]
    assert (event["verb"], event["detail"]) == ("done", {"minutes": 25})
    run("undo")
    assert time_of(run, "study-map") == (10, "2026-11-25T20:00:00Z")


def test_done_of_another_lets_the_timer_run(at: At, run: Run) -> None:
    """What you are at goes on while something else is marked."""
    at("20:00", "begin", "lab-setup")
    assert "stopped" not in at("20:25", "done", "study-map").out
    assert time_of(run, "study-map") == (0, None)
    assert time_of(run, "lab-setup") == (0, "2026-11-25T20:00:00Z")


def test_done_of_a_week(at: At, run: Run) -> None:
    """Of many items marked at once, only the running one gets minutes."""
    at("20:00", "begin", "lab-setup")
    result = at("20:25", "done", "week-1", "--yes")
    assert result.out.splitlines()[0] == "stopped lab-setup after 25 min"
    assert [
        (one["id"], one["minutes_actual"])
        for one in data(run, "list")["items"]
        if one["minutes_actual"]
    ] == [("lab-setup", 25)]


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("20:30", 30),  # the moment that is named
        ("2026-11-25", 60),  # today: until now
        ("19:30", 0),  # before the timer began
        ("yesterday", 0),
    ],
)
def test_done_at_another_moment(at: At, run: Run, when: str, minutes: int) -> None:
    """--at is when the work was over, so the timer ends there."""
    at("20:00", "begin", "study-map")
    result = at("21:00", "done", "--at", when)
    assert (result.code, result.err) == (0, "")
    assert time_of(run, "study-map") == (minutes, None)


def test_since_is_told_while_the_timer_runs(at: At, run: Run) -> None:
    """The row of a begun item says since when, and no longer after `stop`."""
    at("20:14", "begin", "study-map")
    for argv in (["next", "-n", "1"], ["today"], ["status", "w1-mon-tue"]):
        assert "since 20:14" in at("20:20", *argv).out
    assert "started 20:14, the timer runs" in run("show", "study-map").out
    at("20:30", "stop")
    for argv in (["next", "-n", "1"], ["today"], ["status", "w1-mon-tue"]):
        assert "since" not in run(*argv).out
    assert "▸ started 20:14\n" in run("show", "study-map").out


@pytest.mark.parametrize("minutes", ["0", "-5", "100000"])
def test_stop_with_minutes_that_cannot_be(at: At, run: Run, minutes: str) -> None:
    """The same minutes are allowed as for `log`; the timer runs on."""
    at("20:00", "begin", "study-map")
    assert run("stop", "--minutes", minutes) == (
        2,
        "",
        f"aiinfra: --minutes is {minutes}\nhint: write 1 to 1440, which is a day\n",
    )
    assert time_of(run, "study-map") == (0, "2026-11-25T20:00:00Z")


def test_clock_that_goes_backwards(at: At, run: Run) -> None:
    """Minutes are never negative, by whatever command the timer ends."""
    at("20:00", "begin", "study-map")
    result = at("19:00", "stop")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "stopped study-map after 0 min"
    at("20:00", "begin", "study-map")
    at("24 12:00", "begin", "lab-setup")
    at("24 11:00", "done", "lab-setup")
    assert (time_of(run, "study-map"), time_of(run, "lab-setup")) == (
        (0, None),
        (0, None),
    )
    assert run("doctor").code == 0


def test_checkpoints_run_no_timer(at: At, run: Run) -> None:
    """They have no minutes; taking one up stops what ran."""
    at("20:00", "begin", "study-map")
    at("20:10", "begin", "cp-w1-cluster")
    assert time_of(run, "study-map") == (10, None)
    assert time_of(run, "cp-w1-cluster") == (0, None)
    assert at("20:11", "begin", "cp-w1-cluster").out.splitlines()[1] == (
        "begun already, 20:10"
    )
    assert at("20:20", "stop").out.splitlines()[0] == "no timer runs"


def test_skip_ends_the_timer(at: At, run: Run) -> None:
    """Nothing runs for what is left out; undo lets it run on."""
    at("20:00", "begin", "study-map")
    at("20:10", "skip", "study-map", "-r", "known")
    assert time_of(run, "study-map") == (0, None)
    at("20:11", "undo")
    assert time_of(run, "study-map") == (0, "2026-11-25T20:00:00Z")


def test_undo_of_stop(at: At, run: Run) -> None:
    """The timer runs as if it had never been stopped."""
    at("20:00", "begin", "study-map")
    at("20:10", "stop")
    assert run("undo").out.splitlines()[0] == "undid: stop study-map"
    assert at("20:30", "stop").out.splitlines()[0] == "stopped study-map after 30 min"


def test_timer_of_an_item_that_left(at: At, run: Run, own: Mini) -> None:
    """A timer runs on when its item leaves the curriculum, and can be stopped."""
    at("20:00", "begin", "study-history")
    text = own.read("weeks/week-2.yaml")
    begin, end = text.index("  - id: w2-fri"), text.index("  - id: w2-weekend")
    own.write("weeks/week-2.yaml", text[:begin] + text[end:])
    own.replace("path.yaml", "[study-floppy]", "[study-floppy, study-history]")
    assert at("20:10", "stop").out.splitlines()[0] == (
        "stopped study-history after 10 min"
    )
    assert run("stop").out.splitlines()[0] == "no timer runs"
    assert run("doctor").code == 0
