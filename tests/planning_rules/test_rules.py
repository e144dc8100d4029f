"""What holds for any start, study days, days off, hours and progress."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import (
    NoStudyDay,
    Settings,
    is_study_day,
    with_off,
)
from aiinfra_cli.planning.layout import Span, lay_out
from aiinfra_cli.planning.on_time import on_time
from aiinfra_cli.planning.progress import (
    Progress,
    done_before,
    is_late,
    open_parts,
)
from aiinfra_cli.planning.reflow import compress, drop_optional, extend
from tests.planning_rules.plans import RULE, journeys, ranges, settings

Journey = tuple[Settings, list[Progress], date, int]


@st.composite
def changes(draw: st.DrawFn) -> tuple[tuple[Span, ...], Journey]:
    """Draw a plan and a journey on it; its settings or sessions may have changed."""
    plan, progress, today, spent = draw(journeys())
    before = lay_out([part.block for part in progress], plan)
    change = draw(st.sampled_from(["none", "pause", "settings", "sessions"]))
    if change == "pause":
        plan = with_off(plan, *draw(ranges(plan.start)))
    elif change == "settings":
        plan = draw(settings(plan.start))
    elif change == "sessions":
        before = (*before[1:], Span("gone", (today,), (30,)))
    return before, (plan, progress, today, spent)


def check(
    before: tuple[Span, ...],
    after: tuple[Span, ...],
    journey: Journey,
) -> None:
    """Hold a new plan against every rule at once."""
    plan, progress, today, spent = journey
    old = {span.block: span for span in before}
    # A finished session may have left the plan, or never been in it.
    there = {span.block for span in after}
    progress = [part for part in progress if part.open or part.block.id in there]
    assert [s.block for s in after] == [p.block.id for p in progress]
    assert [sum(s.minutes) for s in after] == [p.block.minutes for p in progress]
    assert all(list(s.days) == sorted(set(s.days)) for s in after)

    per_day: Counter[date] = Counter()
    sessions: Counter[date] = Counter()
    ends = today
    for span, part in zip(after, progress, strict=True):
        was = old.get(span.block)
        if was and not part.open:
            assert set(span.days) <= set(was.days), "finished work moved"
            assert span == was or sum(was.minutes) != part.block.minutes
            continue
        if was:
            kept = done_before(was, part.done, today)
            assert done_before(span, part.done, today) == kept, "done work moved"
        parts = [p for p in open_parts(span, part.done) if p[0] >= today]
        assert parts and sum(minutes for _, minutes in parts) == part.left
        assert all(is_study_day(plan, d) for d, _ in parts), "work on a day off"
        assert parts[0][0] >= ends, "a session overtook one that it may need"
        ends = parts[-1][0]
        for d, minutes in parts:
            per_day[d] += minutes
            sessions[d] += part.left > 0
    if plan.minutes_per_day is None:
        assert all(count <= 1 for count in sessions.values())
    else:
        per_day[today] += min(spent, plan.minutes_per_day) if per_day[today] else 0
        assert all(minutes <= plan.minutes_per_day for minutes in per_day.values())


@RULE
@given(changes(), st.booleans())
def test_extend_keeps_the_rules(
    case: tuple[tuple[Span, ...], Journey], pull: bool
) -> None:
    """One span each, order, days off, capacity, done work; and twice equals once."""
    before, journey = case
    plan, progress, today, spent = journey
    found = extend(before, progress, plan, today, done_today=spent, pull=pull)
    check(before, found.after, journey)
    again = extend(found.after, progress, plan, today, done_today=spent, pull=pull)
    assert (again.after, again.moved) == (found.after, ())


@RULE
@given(changes(), st.none() | st.integers(1, 24 * 60))
def test_compress_keeps_the_rules(
    case: tuple[tuple[Span, ...], Journey], cap: int | None
) -> None:
    """The same under the new minutes, which are within the cap, and no more than
    are needed.
    """
    before, journey = case
    plan, progress, today, spent = journey
    found = compress(before, progress, plan, today, done_today=spent, cap=cap)
    check(before, found.after, (found.settings, progress, today, spent))
    again = compress(
        found.after, progress, found.settings, today, done_today=spent, cap=cap
    )
    assert (again.after, again.settings) == (found.after, found.settings)
    if found.settings == plan:
        return
    minutes = found.settings.minutes_per_day
    assert minutes is not None and (cap is None or minutes <= cap)
    if found.held and minutes > (plan.minutes_per_day or minutes):
        less = plan._replace(minutes_per_day=minutes - 1)
        slower = extend(before, progress, less, today, done_today=spent, pull=True)
        assert not slower.held


@RULE
@given(changes())
def test_drop_optional_keeps_the_rules(
    case: tuple[tuple[Span, ...], Journey],
) -> None:
    """The same for what is left without optional items."""
    before, journey = case
    plan, progress, today, spent = journey
    found = drop_optional(before, progress, plan, today, done_today=spent)
    slim = [part.without_optional() for part in progress]
    check(before, found.after, (plan, slim, today, spent))
    again = drop_optional(found.after, progress, plan, today, done_today=spent)
    assert again.after == found.after
    # Once the items are skipped, the plan stands as it is.
    kept = extend(found.after, slim, plan, today, done_today=spent)
    assert kept.after == found.after


@RULE
@given(journeys())
def test_to_drop_optional_items_never_takes_longer(journey: Journey) -> None:
    """It ends with or before the plan that only extends."""
    plan, progress, today, spent = journey
    before = lay_out([part.block for part in progress], plan)
    found = drop_optional(before, progress, plan, today, done_today=spent)
    longer = extend(before, progress, plan, today, done_today=spent)
    assert longer.finish_after
    assert (found.finish_after or date.min) <= longer.finish_after


@RULE
@given(changes(), st.booleans())
def test_a_new_plan_leaves_nobody_behind(
    case: tuple[tuple[Span, ...], Journey], pull: bool
) -> None:
    """Right after a re-plan nobody is behind."""
    before, (plan, progress, today, spent) = case
    found = extend(before, progress, plan, today, done_today=spent, pull=pull)
    minutes = sum(part.done for part in progress)
    assert on_time(found.after, minutes, today).days >= 0


@RULE
@given(journeys())
def test_what_is_not_late_does_not_move(journey: Journey) -> None:
    """Without late work, a re-plan changes no date; nothing ever moves forward."""
    plan, progress, today, _ = journey
    before = lay_out([part.block for part in progress], plan)
    found = extend(before, progress, plan, today)
    late = [
        span.block
        for span, part in zip(before, progress, strict=True)
        if part.open and is_late(open_parts(span, part.done), today)
    ]
    if not late:
        assert found.after == before
    for old, new, part in zip(before, found.after, progress, strict=True):
        was, now = open_parts(old, part.done)[0], open_parts(new, part.done)[0]
        assert now[0] >= was[0]


@RULE
@given(journeys())
def test_no_study_day_is_the_only_way_to_fail(journey: Journey) -> None:
    """Days off for ever end in NoStudyDay if work is open, in a plan if not."""
    plan, progress, today, _ = journey
    before = lay_out([part.block for part in progress], plan)
    assume(any(part.open for part in progress))
    never = plan._replace(off=((date.min, date.max),))
    for way in (extend, compress, drop_optional):
        try:
            found = way(before, progress, never, today)
        except NoStudyDay:
            continue
        assert way is drop_optional
        assert found.dropped
