"""Which days are study days."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import (
    EVERY_DAY,
    BadHours,
    BadRange,
    NoStudyDay,
    PlanningError,
    Settings,
    check_hours,
    is_study_day,
    merged,
    minutes_a_day,
    study_days,
    study_days_between,
    with_off,
)
from tests.planning_rules.plans import MONDAY, RULE, day, settings

MON_TUE_SAT = frozenset({0, 1, 5})


def first(count: int, plan: Settings, from_: date | None = None) -> list[date]:
    """List the first study days."""
    return list(islice(study_days(plan, from_ or plan.start), count))


def test_study_days_are_the_learners_weekdays() -> None:
    """Monday, Tuesday and Saturday come round week after week."""
    plan = Settings(MONDAY, MON_TUE_SAT)
    assert first(5, plan) == [day(1), day(2), day(6), day(8), day(9)]


def test_days_off_are_left_out_however_they_overlap() -> None:
    """Off from day 2 to 4, 3 to 5, 6 alone, and inside that again: 1, 7, 8 stay."""
    off = ((day(3), day(5)), (day(2), day(4)), (day(6), day(6)), (day(3), day(3)))
    assert first(3, Settings(MONDAY, off=off)) == [day(1), day(7), day(8)]
    assert merged(off) == ((day(2), day(6)),)


def test_ranges_apart_stay_apart() -> None:
    """Only ranges that overlap or touch become one."""
    assert merged([(day(9), day(9)), (day(1), day(7))]) == (
        (day(1), day(7)),
        (day(9), day(9)),
    )


def test_a_pause_joins_the_days_off() -> None:
    """A pause over a holiday makes one stretch."""
    plan = with_off(Settings(MONDAY, off=((day(4), day(8)),)), day(2), day(5))
    assert plan.off == ((day(2), day(8)),)


def test_no_study_day_lies_before_the_start() -> None:
    """Asked from an earlier day, the study days begin with the start."""
    plan = Settings(MONDAY)
    assert first(1, plan, day(-30)) == [MONDAY]
    assert not is_study_day(plan, day(0))


def test_a_leap_day_is_a_day_like_others() -> None:
    """29 February 2028 is a Tuesday; 2090 has none."""
    assert first(3, Settings(date(2028, 2, 28))) == [
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2028, 3, 1),
    ]
    assert first(2, Settings(date(2090, 2, 28))) == [
        date(2090, 2, 28),
        date(2090, 3, 1),
    ]


def test_a_year_off_is_passed_over() -> None:
    """The first study day after a year off is the one after its end."""
    year = (date(2027, 1, 1), date(2027, 12, 31))
    plan = Settings(date(2026, 12, 31), off=(year,))
    assert first(2, plan) == [date(2026, 12, 31), date(2028, 1, 1)]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (Settings(MONDAY, frozenset()), "no day of the week is a study day"),
        (Settings(MONDAY, frozenset({7, 9})), "no day of the week is a study day"),
        (
            Settings(MONDAY, off=((day(-9), date.max),)),
            "no study day is left from 2026-11-30 on: look at the days off",
        ),
    ],
)
def test_no_study_day_at_all_is_said(plan: Settings, message: str) -> None:
    """Without any study day the search ends, with a plain message."""
    with pytest.raises(NoStudyDay) as caught:
        first(1, plan)
    assert str(caught.value) == message
    assert isinstance(caught.value, PlanningError)
    assert isinstance(caught.value, ValueError)


def test_the_calendar_ends() -> None:
    """After the last day of the calendar there is no study day, and it is said."""
    days = study_days(Settings(date(9999, 12, 30)), date(9999, 12, 30))
    assert [next(days), next(days)] == [date(9999, 12, 30), date.max]
    with pytest.raises(NoStudyDay):
        next(days)


def test_days_off_that_end_before_they_begin_are_refused() -> None:
    """A range the wrong way round is a mistake, not an empty range."""
    with pytest.raises(BadRange) as caught:
        merged([(day(5), day(4))])
    assert str(caught.value) == (
        "days off end before they begin: 2026-12-04..2026-12-03"
    )


@pytest.mark.parametrize(
    ("minutes", "weekdays", "a_day"),
    [
        (600, MON_TUE_SAT, 200),
        (300, EVERY_DAY, 42),  # 7 * 42 = 294: never more than the week has
        (3, EVERY_DAY, 1),
        (24 * 60, frozenset({6}), 24 * 60),
    ],
)
def test_hours_a_week_are_shared_among_study_days(
    minutes: int, weekdays: frozenset[int], a_day: int
) -> None:
    """A day gets the week's minutes divided by its study days, whole minutes."""
    assert minutes_a_day(minutes, weekdays) == a_day


@pytest.mark.parametrize(
    ("minutes", "weekdays", "message"),
    [
        (1470, frozenset({6}), "24.5 hours do not fit into a day"),
        (0, EVERY_DAY, "a study day needs at least one minute"),
        (-60, EVERY_DAY, "a study day needs at least one minute"),
        (600, frozenset(), "no day of the week is a study day"),
    ],
)
def test_impossible_weeks_are_refused(
    minutes: int, weekdays: frozenset[int], message: str
) -> None:
    """A day has 24 hours, and a week needs a study day."""
    with pytest.raises(PlanningError) as caught:
        minutes_a_day(minutes, weekdays)
    assert str(caught.value) == message


def test_a_day_may_be_full() -> None:
    """24 hours a day are possible, one minute more is not; no limit is no problem."""
    check_hours(None)
    check_hours(24 * 60)
    with pytest.raises(BadHours):
        check_hours(24 * 60 + 1)


@RULE
@given(settings(), st.integers(-30, 500))
def test_the_three_questions_agree(plan: Settings, number: int) -> None:
    """A day is a study day exactly if the lists of study days name it."""
    asked = day(number, plan.start)
    assert is_study_day(plan, asked) == (next(study_days(plan, asked)) == asked)
    assert is_study_day(plan, asked) == (
        list(study_days_between(plan, asked, asked)) == [asked]
    )
