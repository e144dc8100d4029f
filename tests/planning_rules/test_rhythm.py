"""Study days kept, and runs of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import Settings, study_days_between, with_off
from aiinfra_cli.planning.rhythm import Rhythm, rhythm
from tests.planning_rules.plans import MONDAY, RULE, day


def days(*numbers: int) -> set[date]:
    """Give days by their numbers."""
    return {day(number) for number in numbers}


@pytest.mark.parametrize(
    ("planned", "kept", "today", "found"),
    [
        ((), (), 5, Rhythm(0, 0, 0, 0, 0)),
        ((1, 2, 3), (1, 2), 3, Rhythm(2, 2, 0, 2, 2)),  # today is not missed yet
        ((1, 2, 3), (1, 2, 3), 3, Rhythm(3, 3, 0, 3, 3)),
        ((1, 2, 3), (1, 2), 4, Rhythm(2, 3, 0, 0, 2)),
        ((1, 2, 8, 9), (1, 2, 8), 9, Rhythm(3, 3, 0, 3, 3)),  # days 3-7 are off
        ((1, 2, 4), (1, 2, 3, 4), 4, Rhythm(3, 3, 1, 4, 4)),  # day 3 is a bonus
        ((1, 2, 3), (1, 4), 4, Rhythm(1, 3, 1, 1, 1)),  # it begins a run, too
        ((1, 2, 3), (2,), 2, Rhythm(1, 2, 0, 1, 1)),
        ((1, 2, 3), (1, 2, 3), 1, Rhythm(1, 1, 0, 1, 1)),  # the future is not here
    ],
)
def test_rhythm(
    planned: tuple[int, ...], kept: tuple[int, ...], today: int, found: Rhythm
) -> None:
    """Kept, planned, bonus, current and best run are as counted by hand."""
    assert rhythm(days(*planned), days(*kept), day(today)) == found


def test_the_last_28_days_count_and_runs_go_back_further() -> None:
    """On day 40 the window is 13 to 40; the best run began on day 1."""
    planned = days(*range(1, 41))
    kept = days(*range(1, 21), 40)
    assert rhythm(planned, kept, day(40)) == Rhythm(9, 28, 0, 1, 20)


@RULE
@given(
    st.frozensets(st.integers(1, 60)),
    st.integers(1, 60),
    st.integers(0, 30),
    st.integers(1, 70),
)
def test_a_pause_never_breaks_a_run(
    kept: frozenset[int], first: int, length: int, today: int
) -> None:
    """To pause shortens no run, whatever was studied in it."""
    plan = Settings(MONDAY)
    paused = with_off(plan, day(first), day(first + length))
    found, after = (
        rhythm(set(study_days_between(p, MONDAY, day(70))), days(*kept), day(today))
        for p in (plan, paused)
    )
    assert after.current >= found.current
    assert after.best >= found.best
    assert after.planned <= found.planned
    assert after.kept <= after.planned
    assert after.kept + after.bonus == found.kept + found.bonus
