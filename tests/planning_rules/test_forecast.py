"""The finish at the learner's own pace."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import Settings, is_study_day
from aiinfra_cli.planning.forecast import (
    HORIZON,
    Forecast,
    NeededPace,
    forecast,
    needed_pace,
)
from tests.planning_rules.plans import MONDAY, RULE, day, settings

PLAN = Settings(MONDAY)


def test_a_steady_learner_has_one_date() -> None:
    """At 60 minutes a day 300 minutes take five study days, in every run."""
    found = forecast([60, 60, 60], 300, PLAN, day(4))
    assert found == Forecast(day(8), day(8), day(8), 3)


def test_study_days_and_days_off_count() -> None:
    """Five study days on mon, tue, sat with day 8 off: 6, 9, 13, 15, 16."""
    plan = Settings(MONDAY, frozenset({0, 1, 5}), off=((day(8), day(8)),))
    assert forecast([60, 60, 60], 300, plan, day(4)).late == day(16)


def test_a_coin_gives_the_range_of_coins() -> None:
    """60 minutes every other day, 600 left: the days until the tenth heads of a coin.

    By the sums of their (negative binomial) distribution 9 % end by day 14 and 15 %
    by day 15; 50 % by day 19; 89 % by day 25 and 92 % by day 26. The draws are seeded,
    so that every machine sees the same dates.
    """
    found = forecast([60, 0, 60, 0], 600, PLAN, MONDAY)
    assert found == Forecast(day(15), day(19), day(26), 4)


@pytest.mark.parametrize(
    ("history", "there"),
    [([], "are none yet"), ([60], "is one so far"), ([60, 60], "are two so far")],
)
def test_too_little_history_is_said(history: list[int], there: str) -> None:
    """Before three study days there is a reason in place of a date."""
    assert forecast(history, 300, PLAN, MONDAY) == Forecast(
        *(None, None, None),
        history=len(history),
        reason=f"it needs three study days of the plan, and there {there}",
    )


def test_nothing_left_needs_no_forecast() -> None:
    """Who is done gets no date, and needs no study day."""
    found = forecast([60, 60, 60], 0, Settings(MONDAY, frozenset()), MONDAY)
    assert (found.middle, found.reason) == (None, "nothing is left to do")


@pytest.mark.parametrize(
    ("history", "left"),
    [([0, 0, 0], 1), ([1, 1, 1], HORIZON + 1), ([0] * 999 + [1], 300)],
)
def test_too_far_away_is_no_date(history: list[int], left: int) -> None:
    """Beyond the horizon no date is invented."""
    assert forecast(history, left, PLAN, MONDAY) == Forecast(
        None, None, None, len(history), HORIZON
    )


def test_the_horizon_itself_is_a_date() -> None:
    """400 minutes at one minute a day end on the 400th study day."""
    assert forecast([1, 1, 1], HORIZON, PLAN, MONDAY).late == day(HORIZON)


def test_some_runs_may_end_and_others_not() -> None:
    """One good day in 250: an early date is known, a late one is not."""
    found = forecast([0] * 249 + [60], 60, PLAN, MONDAY)
    assert found.early is not None
    assert found.late is None


def test_days_off_for_ever_leave_no_date() -> None:
    """Three study days are left in the calendar; five are needed."""
    plan = Settings(MONDAY, off=((day(4), date.max),))
    found = forecast([60, 60, 60], 300, plan, MONDAY)
    assert (found.early, found.late) == (None, None)
    assert found.reason == "too few study days are left"
    none = Settings(MONDAY, frozenset())
    assert forecast([60, 60, 60], 300, none, MONDAY) == found
    assert forecast([60, 60, 60], 180, plan, MONDAY).late == day(3)


@pytest.mark.parametrize(
    ("left", "goal", "found"),
    [
        (300, 5, NeededPace(60, 5)),
        (301, 5, NeededPace(61, 5)),
        (300, 1, NeededPace(300, 1)),
        (300, 0, NeededPace(None, 0)),
        (0, 0, NeededPace(0, 0)),
        (0, 5, NeededPace(0, 5)),
    ],
)
def test_the_pace_a_date_needs(left: int, goal: int, found: NeededPace) -> None:
    """Minutes left over study days left, rounded up."""
    assert needed_pace(left, PLAN, MONDAY, day(goal)) == found


@RULE
@given(
    st.lists(st.integers(0, 200), min_size=3, max_size=40),
    st.integers(1, 2000),
    settings(),
)
def test_a_forecast_is_in_order_and_repeatable(
    history: list[int], left: int, plan: Settings
) -> None:
    """Early, middle, late; on study days; the same input gives the same dates.

    No run is faster than the best day repeated.
    """
    found = forecast(history, left, plan, plan.start)
    assert found == forecast(list(history), left, plan, plan.start)
    dates = [d for d in (found.early, found.middle, found.late) if d]
    assert dates == sorted(dates)
    assert [found.early, found.middle, found.late][: len(dates)] == dates
    assert all(is_study_day(plan, d) for d in dates)
    if found.early:
        best = forecast([max(history)] * 3, left, plan, plan.start).early
        assert best and best <= found.early
