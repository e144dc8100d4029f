"""Planned against actual time."""

from __future__ import annotations

from aiinfra_cli.planning.pace import Need, Pace, paces, scaled

SAMPLES = [
    ("lab", 60, 90),
    ("lab", 30, 60),
    ("study", 45, 45),
    ("lab", 60, 90),
    ("study", 45, 30),
]


def test_labs_take_longer_than_estimated() -> None:
    """Labs took 240 of 150 minutes: 1.6; two study items are too few to tell."""
    assert paces(SAMPLES) == (
        Pace("lab", 1.6, 3, 150, 240),
        Pace("study", None, 2, 90, 75),
    )


def test_how_many_are_enough_may_be_said() -> None:
    """With two as enough, study is told as well: 75 of 90 minutes."""
    assert paces(SAMPLES, enough=2)[1] == Pace("study", 75 / 90, 2, 90, 75)


def test_samples_that_tell_nothing_are_left_out() -> None:
    """No estimate or no time is no sample."""
    assert paces([("lab", 0, 30), ("lab", 30, 0), ("lab", -5, 5)]) == ()


def test_what_is_left_is_scaled_by_kind() -> None:
    """300 minutes of labs become 480; 180 of study stay, and it is said."""
    left = {"lab": 300, "study": 180, "project": 0}
    assert scaled(left, paces(SAMPLES)) == Need(660, 480, ("study",))


def test_half_a_minute_is_rounded_up() -> None:
    """75 minutes at 1.5 are 112.5, told as 113."""
    assert scaled({"lab": 75}, [Pace("lab", 1.5, 3, 2, 3)]).minutes == 113


def test_nothing_left_needs_nothing() -> None:
    """An empty week is no error."""
    assert scaled({}, ()) == Need(0, 0, ())
