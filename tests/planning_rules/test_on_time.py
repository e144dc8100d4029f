"""Days ahead or behind, by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import Settings
from aiinfra_cli.planning.layout import Block, lay_out
from aiinfra_cli.planning.on_time import OnTime, late, on_time
from tests.planning_rules.plans import MONDAY, RULE, day, sessions, settings, span

# Cumulated: day 1 50, day 2 100, day 3 160, day 6 190, day 7 220.
PLAN = (
    span("a", (1, 50), (2, 50)),
    span("b", (3, 60)),
    span("c", (6, 30), (7, 30)),
)


@pytest.mark.parametrize(
    ("done", "today", "days"),
    [
        (0, -3, 0),  # before the start
        (0, 1, 0),  # today never counts against the learner
        (50, 1, 0),  # today's work is done: k 1 - 1
        (99, 1, 0),  # a day begun does not count for them
        (100, 1, 1),  # k 2 - 1
        (220, 1, 4),  # k 5 - 1
        (0, 2, -1),  # k 0 - 1 through yesterday
        (49, 3, -2),
        (50, 3, -1),
        (100, 3, 0),
        (160, 5, 0),  # days 4 and 5 have nothing planned
        (160, 6, 0),
        (160, 7, -1),
        (190, 8, -1),
        (0, 400, -5),  # no further behind than the plan is long
        (220, 400, 0),
        (999, 400, 0),
    ],
)
def test_days_ahead_or_behind(done: int, today: int, days: int) -> None:
    """The number follows the formula for every day and progress."""
    assert on_time(PLAN, done, day(today)).days == days


def test_every_figure_is_told() -> None:
    """What the number comes from stands beside it."""
    assert on_time(PLAN, 110, day(6)) == OnTime(
        days=-1,
        k=2,
        through_today=4,
        through_yesterday=3,
        all_days=5,
        done=110,
        due_today=190,
        due_yesterday=160,
        planned=220,
        covered=100,
        next_at=160,
    )
    assert on_time(PLAN, 220, day(7)).next_at is None


def test_sessions_that_share_a_day_are_one_study_day() -> None:
    """With 60 minutes a day, 40 + 40 + 40 are two study days."""
    blocks = [Block("a", 1, 40), Block("b", 1, 40), Block("c", 1, 40)]
    plan = lay_out(blocks, Settings(MONDAY, minutes_per_day=60))
    found = on_time(plan, 60, day(2))
    assert (found.days, found.k, found.all_days) == (0, 1, 2)


def test_a_day_without_minutes_is_never_behind() -> None:
    """A session of checkpoints asks for no minutes."""
    plan = (span("a", (1, 50)), span("gate", (2, 0)), span("b", (3, 50)))
    assert on_time(plan, 50, day(3)).days == 0


def test_an_empty_plan_is_on_time() -> None:
    """Where everything was skipped, no figure is missing."""
    assert on_time((), 0, MONDAY) == OnTime(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, None)


def test_a_session_is_late_once_its_last_day_is_past() -> None:
    """On its last day it is not late yet; finished it never is."""
    assert late(PLAN, {"a", "b", "c"}, day(2)) == ()
    assert late(PLAN, {"a", "b", "c"}, day(3)) == ("a",)
    assert late(PLAN, {"b", "c"}, day(8)) == ("b", "c")


@RULE
@given(settings(), sessions(), st.integers(0, 3000), st.integers(-5, 500))
def test_more_done_is_never_further_behind(
    plan: Settings, blocks: list[Block], done: int, number: int
) -> None:
    """Work helps, waiting does not, and the plan done is never behind."""
    spans = lay_out(blocks, plan)
    today = day(number, plan.start)
    found = on_time(spans, done, today).days
    assert on_time(spans, done + 1, today).days >= found
    assert on_time(spans, done, day(number + 1, plan.start)).days <= found
    assert on_time(spans, sum(b.minutes for b in blocks), today).days >= 0
