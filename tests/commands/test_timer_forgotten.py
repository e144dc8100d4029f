"""Timers that ran on: a person is asked how long it was, else the estimate counts."""

from __future__ import annotations

import pytest

from aiinfra_cli.typography import minutes_text
from tests.commands.asking import journal, time_of
from tests.commands.conftest import At
from tests.conftest import Result, Run
from tests.terminal import on_terminal


@pytest.mark.parametrize(
    ("began", "ended", "id", "told", "minutes"),
    [
        # lab-setup has an hour, so three hours are fine, and no minute more.
        ("17:00", "20:00", "lab-setup", "3 h", 180),
        ("17:00", "20:01", "lab-setup", "1 h", 60),
        # Of the capstone's four hours, twice as many.
        ("10:00", "18:00", "capstone", "8 h", 480),
        ("10:00", "18:01", "capstone", "4 h", 240),
        # Days of study end at four: over that border, the estimate is the measure.
        ("26 03:30", "26 04:15", "lab-setup", "45 min", 45),
        ("26 03:30", "26 04:31", "lab-setup", "1 h", 60),
        ("20:00", "28 09:00", "study-map", "30 min", 30),
    ],
)
def test_forgotten_timer_is_capped(
    at: At, run: Run, began: str, ended: str, id: str, told: str, minutes: int
) -> None:
    """Where nobody can be asked the estimate is counted, and stderr says so."""
    at(began, "begin", id)
    result = at(ended, "stop")
    assert result.out.splitlines()[0] == f"stopped {id} after {told}"
    assert time_of(run, id) == (minutes, None)
    was_capped = told in ("1 h", "4 h", "30 min")
    assert bool(result.err) == was_capped
    if was_capped:
        first, second = result.err.splitlines()
        assert first.startswith(f"the timer of {id} has run since ")
        assert first.endswith(f"; counted {told}, its estimate")
        assert (
            second == "if it was less or more: aiinfra undo; aiinfra stop --minutes N"
        )


def test_border_of_days_that_the_learner_set(at: At, run: Run) -> None:
    """With days that begin at midnight, an hour over midnight is over the border."""
    assert run("config", "set", "day_start", "00:00").code == 0
    at("23:30", "begin", "study-map")
    assert at("26 00:15", "stop").out.splitlines()[0] == (
        "stopped study-map after 30 min"
    )
    at("26 12:00", "begin", "study-map")
    assert at("26 12:45", "stop").out.splitlines()[0] == (
        "stopped study-map after 45 min, 1 h 15 in all"
    )


def test_capped_by_begin_and_done(at: At, run: Run) -> None:
    """The next `begin` and `done` treat a forgotten timer as `stop` does."""
    at("20:00", "begin", "study-map")
    result = at("26 09:00", "begin", "lab-setup")
    assert (result.code, time_of(run, "study-map")) == (0, (30, None))
    assert result.err.splitlines()[0] == (
        "the timer of study-map has run since yesterday 20:00; counted 30 min, "
        "its estimate"
    )
    result = at("27 09:00", "done")
    assert (result.code, time_of(run, "lab-setup")) == (0, (60, None))
    assert result.err.splitlines()[0] == (
        "the timer of lab-setup has run since yesterday 09:00; counted 1 h, "
        "its estimate"
    )


def test_the_way_out_of_a_cap(at: At, run: Run) -> None:
    """What the hint says works: undo, and stop with the real minutes."""
    at("20:00", "begin", "study-map")
    at("26 09:00", "stop")
    at("26 09:01", "undo")
    result = at("26 09:02", "stop", "--minutes", "50")
    assert result == (
        0,
        "stopped study-map after 50 min\nnext: aiinfra done study-map\n",
        "",
    )
    assert time_of(run, "study-map") == (50, None)


def _ask(keys: str, *argv: str) -> Result:
    """Type an answer on a terminal at 09:00 of the day after."""
    env = {"AIINFRA_NOW": "2026-11-26T09:00:00+00:00"}
    return on_terminal(*argv, "--color", "never", keys=keys, env=env)


QUESTION = (
    "The timer of lab-setup has run since yesterday 20:00.\n"
    "How many minutes was it really? [60]: "
)


@pytest.mark.parametrize(("keys", "minutes"), [("\n", 60), ("95\n", 95), ("0\n", 0)])
@pytest.mark.parametrize("argv", [["stop"], ["done"], ["begin", "study-map"]])
def test_forgotten_timer_asks(
    at: At, run: Run, argv: list[str], keys: str, minutes: int
) -> None:
    """On a terminal the learner says how long it was; Enter is the estimate."""
    at("20:00", "begin", "lab-setup")
    result = _ask(keys, *argv)
    assert (result.code, result.err) == (0, QUESTION)
    first = result.out.splitlines()[0]
    told = minutes_text(minutes)
    assert first == f"stopped lab-setup after {told}"
    assert time_of(run, "lab-setup") == (minutes, None)


def test_answer_that_is_no_time(at: At, run: Run) -> None:
    """It asks again until the answer is whole minutes of one day."""
    at("20:00", "begin", "lab-setup")
    result = _ask("soon\n-5\n1441\n٣\n40\n", "stop")
    assert (result.code, time_of(run, "lab-setup")) == (0, (40, None))
    assert result.err.count("Write whole minutes, 0 to 1440.\n") == 4


def test_no_answer(at: At, run: Run) -> None:
    """At the end of input nothing changes: the timer runs on."""
    at("20:00", "begin", "lab-setup")
    result = _ask("\x04", "begin", "study-map")
    assert (result.code, result.out) == (1, "")
    assert result.err == f"{QUESTION}\naiinfra: nothing changed\n"
    assert time_of(run, "lab-setup") == (0, "2026-11-25T20:00:00Z")
    assert journal(run) == ["begin lab-setup"]


def test_nobody_is_asked_without_need(at: At, run: Run) -> None:
    """A timer that ran for as long as work may take is simply stopped."""
    at("20:00", "begin", "lab-setup")
    env = {"AIINFRA_NOW": "2026-11-25T21:00:00+00:00"}
    result = on_terminal("stop", "--color", "never", env=env)
    assert (result.code, result.err) == (0, "")
    assert time_of(run, "lab-setup") == (60, None)
