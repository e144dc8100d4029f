"""Missed days, by hand: what moves, and where to."""

from __future__ import annotations

from datetime import date

import pytest

from aiinfra_cli.planning.calendar import (
    BadHours,
    NoStudyDay,
    Settings,
    with_off,
)
from aiinfra_cli.planning.layout import Block, lay_out
from aiinfra_cli.planning.progress import Progress
from aiinfra_cli.planning.reflow import Move, compress, drop_optional, extend
from tests.planning_rules.plans import MONDAY, PATH, day, done, fresh, span

A, B, C, D = (
    Block("a", 2, 100),
    Block("b", 1, 60),
    Block("c", 1, 60),
    Block("d", 2, 120),
)
BLOCKS = [A, B, C, D]
DAYS = Settings(MONDAY)
HOURS = Settings(MONDAY, minutes_per_day=50)
BY_DAYS = lay_out(BLOCKS, DAYS)  # a 1 2, b 3, c 4, d 5 6
BY_HOURS = lay_out(BLOCKS, HOURS)


def test_three_missed_days_move_the_rest_by_three() -> None:
    """Nothing was done when day 4 comes: all begins there, the finish is day 9."""
    found = extend(BY_DAYS, fresh(BLOCKS), DAYS, day(4))
    assert found.after == (
        span("a", (4, 50), (5, 50)),
        span("b", (6, 60)),
        span("c", (7, 60)),
        span("d", (8, 60), (9, 60)),
    )
    assert (found.finish_before, found.finish_after) == (day(6), day(9))
    assert found.moved[0] == Move("a", (day(1), day(2)), (day(4), day(5)))
    assert [move.block for move in found.moved] == ["a", "b", "c", "d"]
    assert not found.held
    assert found.note == "the finish moves from 2026-12-05 to 2026-12-08"


def test_done_work_stays_and_a_begun_session_keeps_its_past() -> None:
    """50 of 100 minutes of a stay on day 1; the other 50 need one day, the fifth."""
    progress = [Progress(A, 50, 1), *fresh([B, C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(5))
    assert found.after[:2] == (span("a", (1, 50), (5, 50)), span("b", (6, 60)))
    progress = [done(A), done(B), *fresh([C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(6))
    assert found.after == (
        *BY_DAYS[:2],
        span("c", (6, 60)),
        span("d", (7, 60), (8, 60)),
    )
    assert [move.block for move in found.moved] == ["c", "d"]


def test_work_ahead_takes_up_a_delay() -> None:
    """c is done ahead; b is a day late and takes c's day: d and the finish stay."""
    progress = [done(A), *fresh([B]), done(C), *fresh([D])]
    found = extend(BY_DAYS, progress, DAYS, day(4))
    assert found.after == (
        BY_DAYS[0],
        span("b", (4, 60)),
        *BY_DAYS[2:],
    )
    assert found.held
    assert found.note == "the finish is 2026-12-05"


@pytest.mark.parametrize(("plan", "spans"), [(DAYS, BY_DAYS), (HOURS, BY_HOURS)])
def test_who_is_on_time_or_ahead_keeps_every_date(
    plan: Settings, spans: tuple[object, ...]
) -> None:
    """In the evening of day 1, and with c done ahead, nothing moves."""
    before = lay_out(BLOCKS, plan)
    assert before == spans
    progress = [Progress(A, 50, 1), B_OPEN, done(C), Progress(D, 120, 2)]
    found = extend(before, progress, plan, day(1), done_today=50)
    assert found.after == before
    assert (found.moved, found.held, found.note) == ((), True, "nothing moves")


B_OPEN = Progress(B, 60, 1)


def test_pull_brings_work_forward() -> None:
    """With a done on day 1, b may begin that day if the learner wants it so."""
    progress = [done(A), *fresh([B, C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(1), pull=True)
    assert found.after == (
        BY_DAYS[0],
        span("b", (1, 60)),
        span("c", (2, 60)),
        span("d", (3, 60), (4, 60)),
    )


def test_a_day_already_studied_takes_no_late_session() -> None:
    """Late work begins tomorrow if something was done today."""
    progress = [done(A), *fresh([B, C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(4), done_today=20)
    assert [s.first for s in found.after] == [day(1), day(5), day(6), day(7)]


def test_minutes_spent_today_are_gone() -> None:
    """Of 50 minutes 30 are gone: 20 of b today, 40 tomorrow, then c."""
    progress = [done(A), *fresh([B, C, D])]
    found = extend(BY_HOURS, progress, HOURS, day(5), done_today=30)
    assert found.after[1:3] == (
        span("b", (5, 20), (6, 40)),
        span("c", (6, 10), (7, 50)),
    )


def test_a_checkpoint_left_open_takes_no_day() -> None:
    """a's minutes are done, its checkpoint is not: it stands on today, beside b."""
    progress = [Progress(A, 0, 1), *fresh([B, C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(4))
    assert found.after[:2] == (span("a", (1, 50), (2, 50), (4, 0)), span("b", (4, 60)))


def test_a_pause_moves_only_what_it_covers_and_pushes() -> None:
    """Days 4 and 5 off: c goes to day 6, d to days 7 and 8, a and b stay."""
    paused = with_off(DAYS, day(4), day(5))
    found = extend(BY_DAYS, fresh(BLOCKS), paused, day(1))
    assert found.after == (
        *BY_DAYS[:2],
        span("c", (6, 60)),
        span("d", (7, 60), (8, 60)),
    )


def test_a_pause_over_everything_left_waits() -> None:
    """A year of days off moves open work behind it."""
    paused = with_off(DAYS, day(1), day(365))
    found = extend(BY_DAYS, fresh(BLOCKS), paused, day(1))
    assert found.after[0].first == day(366)


def test_an_old_path_joined_late_starts_today() -> None:
    """A start in 1990 is fine: what is open flows from today on."""
    plan = Settings(date(1990, 1, 1))
    before = lay_out(PATH, plan)
    found = extend(before, fresh(PATH), plan, MONDAY)
    assert found.after == lay_out(PATH, DAYS)


def test_a_plan_that_has_not_started_stays() -> None:
    """Days before the start change nothing."""
    found = extend(BY_DAYS, fresh(BLOCKS), DAYS, day(-20))
    assert found.after == BY_DAYS


def test_sessions_come_and_go_with_the_curriculum() -> None:
    """A new session is fitted in, c has left the path and leaves the plan."""
    new = Block("new", 1, 30)
    progress = [done(A), *fresh([B, new, D])]
    found = extend(BY_DAYS, progress, DAYS, day(3))
    assert [s.block for s in found.after] == ["a", "b", "new", "d"]
    assert found.after[2:] == (span("new", (4, 30)), span("d", (5, 60), (6, 60)))
    assert found.moved == (
        Move("c", (day(4), day(4)), None),
        Move("new", None, (day(4), day(4))),
    )


def test_a_skipped_item_leaves_no_hole() -> None:
    """a lost 40 of 100 minutes: 30 on each of its days."""
    progress = [Progress(A._replace(minutes=60), 60, 1), *fresh([B, C, D])]
    found = extend(BY_DAYS, progress, DAYS, day(1))
    assert found.after == (span("a", (1, 30), (2, 30)), *BY_DAYS[1:])


def test_all_done_needs_no_study_day() -> None:
    """When nothing is open, no day is asked for."""
    closed = [done(block) for block in BLOCKS]
    off = Settings(MONDAY, frozenset())
    for way in (extend, compress, drop_optional):
        found = way(BY_DAYS, closed, off, day(400))
        assert (found.after, found.held) == (BY_DAYS, True)
    with pytest.raises(NoStudyDay):
        extend(BY_DAYS, fresh(BLOCKS), off, day(1))


def test_compress_raises_the_minutes_by_as_little_as_holds() -> None:
    """340 minutes are left for days 3 to 7: 68 a day in place of 50."""
    assert BY_HOURS[-1].last == day(7)
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(3))
    assert found.settings == HOURS._replace(minutes_per_day=68)
    assert found.after == (
        span("a", (3, 68), (4, 32)),
        span("b", (4, 36), (5, 24)),
        span("c", (5, 44), (6, 16)),
        span("d", (6, 52), (7, 68)),
    )
    assert found.held
    assert found.note == (
        "68 minutes a day hold 2026-12-06; before 50; the finish is 2026-12-06"
    )


def test_compress_counts_what_today_has_left() -> None:
    """With 60 minutes of day 3 gone, 340 + 60 over five days are 80."""
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(3), done_today=60)
    assert found.settings.minutes_per_day == 80
    assert found.after[0].days == (day(3), day(4))
    assert found.held


def test_compress_leaves_out_a_day_that_is_spent() -> None:
    """300 minutes on the day before the last leave 140 for the last."""
    progress = [done(A), done(B), *fresh([C]), Progress(D, 80, 1)]
    found = compress(
        BY_HOURS, progress, HOURS, day(6), done_today=300, cap=600, goal=day(7)
    )
    assert found.settings.minutes_per_day == 140
    assert found.held


def test_compress_says_when_the_cap_does_not_hold() -> None:
    """340 minutes in two days need 170 each; twice 50 is the most."""
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(6))
    assert found.settings.minutes_per_day == 100
    assert not found.held
    assert found.finish_after == day(9)
    assert found.note == (
        "even 100 minutes a day, the most allowed, do not hold 2026-12-06;"
        " the finish moves from 2026-12-06 to 2026-12-08"
    )
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(6), cap=170)
    assert (found.settings.minutes_per_day, found.held) == (170, True)


def test_compress_after_the_finish_does_what_the_cap_allows() -> None:
    """No day is left before a finish that is past."""
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(20))
    assert (found.settings.minutes_per_day, found.held) == (100, False)


def test_compress_takes_the_mean_of_the_path_where_no_hours_are_given() -> None:
    """340 minutes on six days are 57 a day; 340 in the four left are 85."""
    found = compress(BY_DAYS, fresh(BLOCKS), DAYS, day(3))
    assert found.settings.minutes_per_day == 85
    assert found.finish_after == day(6)
    assert found.note.startswith("85 minutes a day hold 2026-12-05; before 57;")


def test_compress_changes_nothing_where_the_date_holds() -> None:
    """Who is on time needs no more a day."""
    found = compress(BY_DAYS, fresh(BLOCKS), DAYS, day(1))
    assert (found.after, found.settings) == (BY_DAYS, DAYS)
    assert found.note == "no more a day is needed; nothing moves"


def test_compress_moves_work_forward_before_it_asks_for_more_a_day() -> None:
    """With a and b done ahead, day 4 is reached by using the days set free."""
    progress = [done(A), done(B), *fresh([C, D])]
    found = compress(BY_DAYS, progress, DAYS, day(2), goal=day(4))
    assert found.after[2:] == (span("c", (2, 60)), span("d", (3, 60), (4, 60)))
    assert (found.settings, found.held) == (DAYS, True)


def test_compress_reaches_an_earlier_goal() -> None:
    """To end on day 4 instead of 7, 340 minutes need 85 a day."""
    found = compress(BY_HOURS, fresh(BLOCKS), HOURS, day(1), goal=day(4))
    assert found.settings.minutes_per_day == 85
    assert (found.finish_after, found.held) == (day(4), True)


@pytest.mark.parametrize("cap", [0, 24 * 60 + 1])
def test_a_cap_no_day_can_have_is_refused(cap: int) -> None:
    """A cap is minutes of one day."""
    with pytest.raises(BadHours):
        compress(BY_HOURS, fresh(BLOCKS), HOURS, day(3), cap=cap)


def test_dropping_optional_items_wins_days() -> None:
    """On day 2, a day late: 60 of d's minutes are optional, so d needs one day."""
    optional = (("d-one", 40), ("d-two", 20))
    progress = [*fresh([A, B, C]), Progress(D, 120, 3, optional)]
    assert extend(BY_DAYS, progress, DAYS, day(2)).finish_after == day(7)
    found = drop_optional(BY_DAYS, progress, DAYS, day(2))
    assert found.after == (
        span("a", (2, 50), (3, 50)),
        span("b", (4, 60)),
        span("c", (5, 60)),
        span("d", (6, 60)),
    )
    assert found.dropped == ("d-one", "d-two")
    assert found.held
    assert found.note == (
        "2 optional items of 60 minutes left out; the finish is 2026-12-05"
    )


def test_a_session_of_optional_items_only_leaves_the_plan_by_dropping() -> None:
    """Nothing of d is open or done then: the finish is that of c."""
    progress = [done(A), *fresh([B, C]), Progress(D, 120, 1, (("d-one", 120),))]
    found = drop_optional(BY_DAYS, progress, DAYS, day(3))
    assert found.after == BY_DAYS[:3]
    assert found.moved == (Move("d", (day(5), day(6)), None),)
    assert found.note == (
        "1 optional item of 120 minutes left out;"
        " the finish moves from 2026-12-05 to 2026-12-03"
    )


def test_a_session_skipped_in_part_ends_where_its_work_ends() -> None:
    """Of d 50 minutes are done and the rest was skipped: day 6 is free."""
    progress = [*fresh([A, B, C]), done(D._replace(minutes=50))]
    found = extend(BY_DAYS, progress, DAYS, day(1))
    assert found.after == (*BY_DAYS[:3], span("d", (5, 50)))
    assert found.finish_after == day(5)


def test_nothing_optional_is_said() -> None:
    """Without optional items the work is extended."""
    found = drop_optional(BY_DAYS, fresh(BLOCKS), DAYS, day(2))
    assert found.after == extend(BY_DAYS, fresh(BLOCKS), DAYS, day(2)).after
    assert found.note == (
        "nothing is optional; the finish moves from 2026-12-05 to 2026-12-06"
    )
