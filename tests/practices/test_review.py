"""A look back tells what a month did to the chart, and only that month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.practices.cadence import Cadence
from aiinfra_cli.practices.model import PracticeState, Skip
from aiinfra_cli.practices.review import Look, LookBack, Month, look_back, month_of
from aiinfra_cli.practices.standing import view

from .charts import RULE, TODAY, bundled, day, lived, state, states

DECEMBER = Month(date(2026, 12, 1), date(2026, 12, 31), True)
NOVEMBER = Month(date(2026, 11, 1), date(2026, 11, 30), True)


def looked(*found: PracticeState, month: Month = DECEMBER) -> dict[str, Look]:
    """Look back on a month of some practices."""
    back = look_back(bundled(), {one.id: one for one in found}, month)
    return {one.practice.id: one for one in back.looks}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("month", Month(date(2026, 12, 1), TODAY, False)),
        (" Month ", Month(date(2026, 12, 1), TODAY, False)),
        ("last", NOVEMBER),
        ("last month", NOVEMBER),
        ("2026-11", NOVEMBER),
        ("2026-12", Month(date(2026, 12, 1), TODAY, False)),
        ("2024-02", Month(date(2024, 2, 1), date(2024, 2, 29), True)),
    ],
)
def test_months_are_read(text: str, month: Month) -> None:
    """This month, the last one, or one by its number; what is to come is left out."""
    assert month_of(text, TODAY) == month


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year", "not a month: 'year'"),
        ("2026-13", "not a month: '2026-13'"),
        ("1969-12", "not a month: '1969-12'"),
        ("2027-01", "2027-01 has not begun"),
    ],
)
def test_what_is_no_month_is_refused(text: str, told: str) -> None:
    """The message says what is wrong, and the hint what to write."""
    with pytest.raises(UsageError) as caught:
        month_of(text, TODAY)
    assert (str(caught.value), bool(caught.value.hint)) == (told, True)


def test_the_last_day_of_a_month_is_not_over() -> None:
    """On the 31st the month is still running; a day later it is over."""
    assert month_of("2026-12", date(2026, 12, 31)).is_over is False
    assert month_of("2026-12", date(2027, 1, 1)).is_over is True


def test_a_month_of_a_weekly_practice() -> None:
    """Days done, weeks that ended in the month, and the strength at both ends."""
    one = state(
        *(-13, 1, 8, 9, 30, 33),  # 16 November … 29 December and 1 January
        id="self-reading",
        skips=[(17, "Away"), (40, "Later")],
    )
    found = looked(one)["self-reading"]
    assert found == Look(
        found.practice,
        times=3,
        skips=(Skip(date(2026, 12, 16), "Away"),),
        unit="week",
        asked=4,  # those that ended on 6, 13, 20 and 27 December
        kept=3,  # 30 November, 7 and 8 December, the skipped one
        before=found.before,
        after=found.after,
    )
    assert [round(one or 0, 3) for one in (found.before, found.after)] == [0.295, 0.481]


def test_a_month_not_begun_in_is_told_apart() -> None:
    """Before the first day there is no strength, not a strength of 0."""
    found = looked(state(*range(5, 33), id="self-sleep"))["self-sleep"]
    assert (found.before, found.times, found.asked, found.kept) == (None, 28, 27, 27)
    assert found.gain == found.after


def test_what_was_let_go_is_named() -> None:
    """A practice that asked and got neither a time nor a word, the largest loss first;
    one whose period did not end in the month was not let go."""
    found = look_back(
        bundled(),
        {
            one.id: one
            for one in (
                state(-30, -28, id="self-sleep"),
                state(-30, id="self-reading"),
                state(-30, id="vis-roadmap-3y"),
                state(-200, id="lead-long-term"),
                state(-30, id="home-reserve-time", skips=[(7, "Away")]),
                state(2, id="k8s-security-upgrades"),
            )
        },
        month_of("month", TODAY),
    )
    assert [one.practice.id for one in found.faded] == ["self-reading", "self-sleep"]
    over = look_back(
        bundled(), {"lead-long-term": state(-200, id="lead-long-term")}, DECEMBER
    )
    assert [one.practice.id for one in over.faded] == ["lead-long-term"]


def test_hidden_and_blank_cells_are_left_out() -> None:
    """62 of 64 remain of a chart with one of each; the rest was never begun."""
    found = look_back(
        bundled(), {"inf-ambassador": lived()["inf-ambassador"]}, DECEMBER
    )
    assert len(found.looks) == len(found.never) == 62
    assert {one.before for one in found.sides} == {None}


def test_a_running_month_ends_as_the_chart_stands() -> None:
    """The strengths at its end are those that the chart shows today."""
    month = month_of("month", TODAY)
    back: LookBack = look_back(bundled(), lived(), month)
    today = view(bundled(), lived(), TODAY)
    assert {one.practice.id: one.after for one in back.looks} == {
        id: one.strength for id, one in today.standings.items() if one.counts
    }
    assert [one.after for one in back.sides] == [
        one.strength for one in today.sides.values()
    ]


@RULE
@given(states(longest=120), st.integers(0, 3))
def test_months_join(one: PracticeState, number: int) -> None:
    """What one month leaves is what the next one begins with; days are never counted
    twice, and no more periods are kept than were asked for."""
    months = [
        Month(date(2026, 12, 1), date(2026, 12, 31), True),
        Month(date(2027, 1, 1), date(2027, 1, 31), True),
        Month(date(2027, 2, 1), date(2027, 2, 28), True),
        Month(date(2027, 3, 1), date(2027, 3, 31), True),
        Month(date(2027, 4, 1), date(2027, 4, 30), True),
    ]
    first, second = months[number : number + 2]
    shown = PracticeState(one.id, one.done, one.skips)
    ends, begins = (
        looked(shown, month=month)["self-sleep"] for month in (first, second)
    )
    assert ends.after == begins.before
    assert 0 <= ends.kept <= ends.asked
    every = sum(looked(shown, month=month)["self-sleep"].times for month in months)
    assert every == sum(day(2) <= done <= date(2027, 4, 30) for done in one.done)


def test_own_cadence_gives_the_unit() -> None:
    """Weeks are counted for a practice that the learner made weekly."""
    one = state(1, id="self-sleep", turns=[(1, Cadence(1, "week"), False)])
    assert looked(one)["self-sleep"].unit == "week"
    assert looked(state(1, id="k8s-dra-nri"))["k8s-dra-nri"].unit == "month"
