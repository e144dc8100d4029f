"""Sessions over study days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from aiinfra_cli.planning.calendar import BadHours, NoStudyDay, Settings, is_study_day
from aiinfra_cli.planning.layout import (
    Block,
    Span,
    finish,
    lay_out,
    span_of,
    spread,
    with_minutes,
)
from tests.planning_rules.plans import MONDAY, PATH, RULE, day, sessions, settings, span


def test_a_monday_start_gives_the_paths_own_weekdays() -> None:
    """With every day a study day, each session stands on the days of its name."""
    spans = lay_out(PATH, Settings(MONDAY))
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    found = [
        (s.block, " ".join(names[d.weekday()] for d in s.days), s.minutes)
        for s in spans[:4]
    ]
    assert found == [
        ("w1-mon-tue", "mon tue", (120, 120)),
        ("w1-wed-thu", "wed thu", (120, 120)),
        ("w1-fri", "fri", (120,)),
        ("w1-weekend", "sat sun", (150, 150)),
    ]
    assert spans[4].first == day(8)
    assert finish(spans) == day(28)


def test_another_start_maps_sessions_in_order() -> None:
    """A Wednesday start on mon, tue and sat: the sessions take these days in turn."""
    wednesday = date(2026, 12, 2)
    spans = lay_out(PATH[:3], Settings(wednesday, frozenset({0, 1, 5})))
    assert spans == (
        span("w1-mon-tue", (6, 120), (8, 120)),
        span("w1-wed-thu", (9, 120), (13, 120)),
        span("w1-fri", (15, 120)),
    )


def test_minutes_are_poured_into_days() -> None:
    """With 100 minutes a day sessions of 150, 0, 90 and 60 share days 1, 2, 3."""
    blocks = [
        Block("a", 2, 150),
        Block("gate", 2, 0),
        Block("b", 1, 90),
        Block("c", 2, 60),
    ]
    assert lay_out(blocks, Settings(MONDAY, minutes_per_day=100)) == (
        span("a", (1, 100), (2, 50)),
        span("gate", (2, 0)),
        span("b", (2, 50), (3, 40)),
        span("c", (3, 60)),
    )


def test_a_session_without_minutes_never_takes_a_day_for_itself() -> None:
    """Where the day is full, or nothing came before, it gets the day it meets."""
    blocks = [Block("first", 1, 0), Block("a", 1, 100), Block("gate", 1, 0)]
    assert lay_out(blocks, Settings(MONDAY, minutes_per_day=100)) == (
        span("first", (1, 0)),
        span("a", (1, 100)),
        span("gate", (1, 0)),
    )


def test_minutes_that_do_not_divide_come_early() -> None:
    """100 minutes over three days are 34, 33 and 33."""
    assert spread(100, 3) == (34, 33, 33)
    assert spread(1, 3) == (1, 0, 0)
    assert spread(0, 2) == (0, 0)


@pytest.mark.parametrize(
    ("old", "minutes", "new"),
    [
        ((50, 50), 100, (50, 50)),
        ((50, 50), 61, (31, 30)),
        ((100, 50), 75, (50, 25)),
        ((100, 50), 100, (66, 34)),
        ((0, 0), 30, (15, 15)),
        ((100, 20), 0, (0, 0)),
    ],
)
def test_a_skipped_item_leaves_the_days_as_they_are(
    old: tuple[int, ...], minutes: int, new: tuple[int, ...]
) -> None:
    """Minutes change, each day keeps its share, and the sum is exact."""
    days = (day(1), day(2))
    assert with_minutes(Span("a", days, old), minutes) == Span("a", days, new)


def test_an_empty_path_has_no_finish() -> None:
    """Nothing to lay is no error."""
    assert lay_out([], Settings(MONDAY, frozenset())) == ()
    assert finish(()) is None


def test_what_cannot_be_laid_is_said() -> None:
    """No study day, or more hours than a day has, ends in a plain message."""
    with pytest.raises(NoStudyDay):
        lay_out(PATH, Settings(MONDAY, frozenset()))
    with pytest.raises(NoStudyDay):  # three days, then days off for ever
        lay_out(PATH, Settings(MONDAY, off=((day(4), date.max),)))
    with pytest.raises(BadHours) as caught:
        lay_out(PATH, Settings(MONDAY, minutes_per_day=25 * 60))
    assert str(caught.value) == "25 hours do not fit into a day"
    with pytest.raises(BadHours):
        lay_out(PATH, Settings(MONDAY, minutes_per_day=0))


def test_a_span_is_made_of_days_and_minutes() -> None:
    """First and last day are those of its parts."""
    made = span_of("a", [(day(1), 5), (day(4), 6)])
    assert made == span("a", (1, 5), (4, 6))
    assert (made.first, made.last) == (day(1), day(4))


@RULE
@given(settings(), sessions())
def test_each_session_is_laid_once_and_whole(
    plan: Settings, blocks: list[Block]
) -> None:
    """One span each, in order, on study days, with exactly the session's minutes."""
    spans = lay_out(blocks, plan)
    assert [s.block for s in spans] == [b.id for b in blocks]
    assert [sum(s.minutes) for s in spans] == [b.minutes for b in blocks]
    days = [d for s in spans for d in s.days]
    assert days == sorted(days)
    assert all(is_study_day(plan, d) for d in days)
    if plan.minutes_per_day is None:
        assert [len(s.days) for s in spans] == [b.days for b in blocks]
        assert len(set(days)) == len(days)
    else:
        per_day = dict.fromkeys(days, 0)
        for s in spans:
            assert all(s.minutes) or s.minutes == (0,)
            for d, minutes in zip(s.days, s.minutes, strict=True):
                per_day[d] += minutes
        assert max(per_day.values()) <= plan.minutes_per_day


@RULE
@given(sessions(), settings())
def test_other_minutes_keep_days_and_sum(blocks: list[Block], plan: Settings) -> None:
    """However minutes change, the days stay and the sum is what was asked for."""
    for old in lay_out(blocks, plan):
        for minutes in (0, 1, 77, 1000):
            new = with_minutes(old, minutes)
            assert (new.days, sum(new.minutes)) == (old.days, minutes)
            assert min(new.minutes) >= 0
