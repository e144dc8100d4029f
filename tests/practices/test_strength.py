"""Strength grows with what is kept, forgives a missed day and forgets slowly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aiinfra_cli.practices.cadence import DAYS, Cadence, period_of
from aiinfra_cli.practices.model import PracticeState, Skip, Turn
from aiinfra_cli.practices.strength import FALL, RISE, Period, periods, strength

from .charts import CADENCES, RULE, day, days, state, states

DAILY, WEEKLY = Cadence(1, "day"), Cadence(1, "week")
NUMBERS = st.integers(1, 800)
EXACT = 1e-12


def rise(cadence: Cadence) -> float:
    """Give the part of the gap to 1 that one time closes."""
    return 1 - 2 ** (-sqrt(cadence.spacing) / RISE)


def fall(cadence: Cadence) -> float:
    """Give the part of the strength that one missed time takes."""
    return 1 - 2 ** (-sqrt(cadence.spacing) / FALL)


def turning(before: PracticeState, *turns: Turn) -> PracticeState:
    """Give a state with other turns."""
    return replace(before, turns=turns)


@RULE
@given(states(), CADENCES, NUMBERS, st.booleans())
def test_it_is_a_number_from_0_to_1(
    one: PracticeState, cadence: Cadence, number: int, is_over: bool
) -> None:
    """Whatever was done, skipped, changed or hidden."""
    assert 0 <= strength(one, cadence, day(number), is_over=is_over) <= 1


@RULE
@given(states(), CADENCES, NUMBERS, NUMBERS)
def test_one_more_time_never_weakens(
    one: PracticeState, cadence: Cadence, number: int, more: int
) -> None:
    """Not even one that is put down long afterwards, or on a day that was skipped."""
    added = replace(
        one,
        done=tuple(sorted({*one.done, day(more)})),
        skips=tuple(skip for skip in one.skips if skip.day != day(more)),
    )
    before = strength(one, cadence, day(number))
    assert strength(added, cadence, day(number)) >= before - EXACT


@RULE
@given(states(), CADENCES, NUMBERS, NUMBERS)
def test_a_skip_never_weakens_and_is_never_worth_more_than_doing_it(
    one: PracticeState, cadence: Cadence, number: int, other: int
) -> None:
    """A reason keeps a day from being missed; it is no time kept."""
    assume(day(other) not in one.done)
    kept = {skip.day: skip for skip in one.skips}
    kept[day(other)] = Skip(day(other), "ill")
    skipped = replace(one, skips=tuple(kept[key] for key in sorted(kept)))
    done = replace(
        one,
        done=tuple(sorted({*one.done, day(other)})),
        skips=tuple(skip for skip in one.skips if skip.day != day(other)),
    )
    found = [strength(each, cadence, day(number)) for each in (one, skipped, done)]
    assert found[0] <= found[1] + EXACT
    assert found[1] <= found[2] + EXACT


@RULE
@given(states(), CADENCES, st.integers(0, 59), NUMBERS)
def test_a_missed_time_costs_little(
    whole: PracticeState, cadence: Cadence, missed: int, number: int
) -> None:
    """One day that is taken out never costs more than a time kept and a time missed."""
    short = replace(whole, done=whole.done[:missed] + whole.done[missed + 1 :])
    lost = strength(whole, cadence, day(number)) - strength(short, cadence, day(number))
    held = [cadence, *(turn.cadence for turn in whole.turns if turn.cadence)]
    assert -EXACT <= lost <= max(rise(one) + fall(one) for one in held) + EXACT


def test_forgiving_in_figures() -> None:
    """After three months of every day, one missed day takes 3 points; two weeks later
    two thirds of that are made good. A streak would have begun anew."""
    kept = state(*range(1, 200))
    broken = state(*(number for number in range(1, 200) if number != 91))
    lost = [
        strength(kept, DAILY, day(at)) - strength(broken, DAILY, day(at))
        for at in (90, 92, 106)
    ]
    assert [round(one, 3) for one in lost] == [0.0, 0.032, 0.012]


@RULE
@given(st.integers(5, 400), CADENCES, st.integers(0, 3000))
def test_it_is_forgotten_slowly(last: int, cadence: Cadence, idle: int) -> None:
    """When nothing is done any more, it halves in no less than 20 √g days."""
    one = state(*range(1, last))
    then = strength(one, cadence, day(last - 1))
    now = strength(one, cadence, day(last - 1 + idle))
    # A calendar period may be up to two days shorter than it is reckoned, and one
    # that began before the pause is missed as a whole.
    length = DAYS[cadence.every]
    missed = (idle / (length - min(2, length - 1)) + 1) * cadence.times
    assert then * 2 ** (-sqrt(cadence.spacing) / FALL * missed) - EXACT <= now
    assert now <= then + EXACT


@pytest.mark.parametrize(
    ("cadence", "days_to_half"),
    [
        (Cadence(1, "day"), 20),
        (Cadence(1, "week"), 53),
        (Cadence(1, "month"), 110),
        (Cadence(1, "quarter"), 191),
        (Cadence(1, "year"), 382),
    ],
    ids=lambda one: one.words if isinstance(one, Cadence) else "",
)
def test_half_lives_of_the_page(cadence: Cadence, days_to_half: int) -> None:
    """The days that the documentation tells are those of the formula."""
    assert round(FALL * sqrt(cadence.spacing)) == days_to_half


@RULE
@given(states(), CADENCES, NUMBERS, NUMBERS)
def test_without_a_time_it_never_grows(
    one: PracticeState, cadence: Cadence, number: int, later: int
) -> None:
    """From one day to a later one it falls or stays, unless something was done."""
    first, last = sorted((number, later))
    assume(not any(day(first) < done <= day(last) for done in one.done))
    before = strength(one, cadence, day(first))
    assert strength(one, cadence, day(last)) <= before + EXACT


@RULE
@given(CADENCES, st.integers(3, 12))
def test_what_is_kept_never_falls_and_grows_towards_1(
    cadence: Cadence, count: int
) -> None:
    """As often as asked, in every period: each period leaves it stronger."""
    done: list[date] = []
    first = date(2020, 1, 6)
    for _ in range(count):
        begins, last = period_of(cadence.every, first)
        done += [last - timedelta(days=number) for number in range(cadence.times)]
        assert begins <= done[-1]
        first = last + timedelta(days=1)
    one = PracticeState("any", tuple(sorted(done)))
    found = [strength(one, cadence, each) for each in one.done]
    assert all(a < b or b > 1 - EXACT for a, b in pairwise(found))
    gap = (1 - rise(cadence)) ** (count * cadence.times)
    assert found[-1] == pytest.approx(1 - gap)


@RULE
@given(states(), CADENCES, NUMBERS, NUMBERS)
def test_the_past_does_not_see_what_came_later(
    one: PracticeState, cadence: Cadence, number: int, is_later: int
) -> None:
    """A strength of a day is that of the events through that day."""
    at = day(min(number, is_later))
    cut = PracticeState(
        one.id,
        tuple(done for done in one.done if done <= at),
        tuple(skip for skip in one.skips if skip.day <= at),
        turns=tuple(turn for turn in one.turns if turn.day <= at),
    )
    assert strength(cut, cadence, at) == strength(one, cadence, at)


@RULE
@given(states(), CADENCES, NUMBERS)
def test_periods_cover_the_days_once(
    one: PracticeState, cadence: Cadence, number: int
) -> None:
    """Periods go back in order, without overlap; each day done counts in one of them,
    save those on which the practice was hidden."""
    found = list(periods(one, cadence, day(number)))[::-1]
    for before, later in pairwise(found):
        assert before.last < later.first
    counted = sum(period.done for period in found)
    inside = [
        done
        for done in one.done
        if any(period.first <= done <= period.last for period in found)
    ]
    assert counted == len(inside)
    if not one.turns:
        assert inside == [done for done in one.done if done <= day(number)]


@RULE
@given(states(), CADENCES, NUMBERS, st.integers(1, 60))
def test_hiding_costs_nothing(
    one: PracticeState, cadence: Cadence, number: int, length: int
) -> None:
    """While it is hidden a practice keeps the strength that it had."""
    hidden = turning(one, Turn(day(number), None, True))
    at = strength(hidden, cadence, day(number))
    assert strength(hidden, cadence, day(number + length)) == at


def test_never_done_is_0() -> None:
    """Nothing can be missed that was never begun."""
    assert strength(state(), DAILY, day(500)) == 0
    assert strength(state(9), DAILY, day(8)) == 0


def test_first_times_in_figures() -> None:
    """One time of each cadence, and a month of days."""
    found = {
        cadence.words: round(strength(state(1), cadence, day(1)), 3)
        for cadence in (
            *(DAILY, Cadence(3, "week"), Cadence(2, "week"), WEEKLY),
            *(Cadence(1, "month"), Cadence(1, "quarter"), Cadence(1, "year")),
            Cadence(),
        )
    }
    assert found == {
        "daily": 0.067,
        "3 a week": 0.1,
        "2 a week": 0.122,
        "weekly": 0.168,
        "monthly": 0.316,
        "quarterly": 0.484,
        "yearly": 0.734,
        "ongoing": 0.316,
    }
    assert round(strength(state(*range(1, 31)), DAILY, day(30)), 3) == 0.875


def test_today_is_not_missed_before_it_is_over() -> None:
    """What was not done today counts from tomorrow on, or when the day is closed."""
    one = state(*range(1, 31))
    then = strength(one, DAILY, day(30))
    assert strength(one, DAILY, day(31)) == then
    closed = strength(one, DAILY, day(31), is_over=True)
    assert strength(one, DAILY, day(32)) == closed < then


def test_a_week_is_one_week_however_its_days_lie() -> None:
    """Three times a week may be Monday to Wednesday, or spread over the week."""
    cadence = Cadence(3, "week")
    bunched, spread = (
        state(*(7 * week + number for week in range(6) for number in numbers))
        for numbers in ((1, 2, 3), (1, 4, 7))
    )
    found = [strength(one, cadence, day(49)) for one in (bunched, spread)]
    assert found[0] == found[1] == pytest.approx(1 - (1 - rise(cadence)) ** 18)


def test_more_than_asked_counts_once_in_a_period() -> None:
    """Seven days of a weekly practice are one time; nothing can be banked."""
    assert strength(state(*range(1, 8)), WEEKLY, day(7)) == strength(
        state(1), WEEKLY, day(1)
    )


def test_the_period_of_the_first_time_asks_for_nothing_more() -> None:
    """Who begins on Friday has not missed the days before, nor the rest of the week."""
    cadence = Cadence(3, "week")
    one = state(5)
    assert strength(one, cadence, day(8)) == strength(one, cadence, day(5))
    assert strength(one, cadence, day(15)) < strength(one, cadence, day(14))


def test_periods_of_a_changed_and_hidden_practice() -> None:
    """A change cuts its period in two, and neither part can be missed."""
    one = state(
        *(1, 2, 4, 9, 12),
        skips=[(3, "ill"), (16, "ill")],
        turns=[(4, WEEKLY, False), (11, WEEKLY, True), (15, WEEKLY, False)],
    )
    assert list(periods(one, DAILY, day(29)))[::-1] == [
        Period(day(1), day(1), DAILY, 1, 0, False),
        Period(day(2), day(2), DAILY, 1, 0, True),
        Period(day(3), day(3), DAILY, 0, 1, True),
        Period(day(4), day(7), WEEKLY, 1, 0, False),
        Period(day(8), day(10), WEEKLY, 1, 0, False),
        Period(day(15), day(21), WEEKLY, 0, 1, False),
        Period(day(22), day(28), WEEKLY, 0, 0, True),
        Period(day(29), day(29), WEEKLY, 0, 0, False),
    ]


def test_turns_before_the_first_time_set_its_cadence() -> None:
    """The cadence that held when a practice was begun is the one that counts."""
    turns = [(1, WEEKLY, False), (3, Cadence(2, "week"), False)]
    one = state(4, turns=turns)
    assert [period.cadence for period in periods(one, DAILY, day(4))] == [
        Cadence(2, "week")
    ]
    hidden = state(4, 9, turns=[(1, None, True), (8, None, False)])
    assert [period.first for period in periods(hidden, DAILY, day(9))] == list(
        days(9, 8)
    )


def test_skipped_times_are_taken_off_what_is_missed() -> None:
    """Kept and skipped together are enough; a skip more than that gains nothing."""
    cadence = Cadence(3, "week")
    found = [
        Period(day(1), day(7), cadence, done, skipped, True).missed
        for done, skipped in ((0, 0), (1, 1), (2, 1), (2, 3), (5, 0))
    ]
    assert found == [3, 1, 0, 0, 0]


def test_the_formula_of_the_page() -> None:
    """faded = s × 2^(−√g/20 × missed); s = 1 − (1 − faded) × 2^(−√g/10 × kept)."""
    cadence = Cadence(3, "week")
    one = state(1, 3, 8)
    root = sqrt(7 / 3)
    before = 1 - 2 ** (-root / 10 * 2)
    faded = before * 2 ** (-root / 20 * 2)
    wanted = 1 - (1 - faded) * 2 ** (-root / 10 * 1)
    assert strength(one, cadence, day(14), is_over=True) == pytest.approx(wanted)


@RULE
@given(states(), CADENCES, NUMBERS, st.booleans())
def test_looking_back_is_reckoning_from_the_first_day(
    one: PracticeState, cadence: Cadence, number: int, is_over: bool
) -> None:
    """The periods are those that the days fall into one by one, and the strength is
    that of the formula from the first of them on."""
    wanted = from_the_first_day(one, cadence, day(number), is_over=is_over)
    found = list(periods(one, cadence, day(number), is_over=is_over))
    assert found[::-1] == wanted
    told = strength(one, cadence, day(number), is_over=is_over)
    assert told == pytest.approx(reckoned(wanted), rel=EXACT, abs=0)


@pytest.mark.parametrize("every", sorted(DAYS))
@pytest.mark.parametrize("kept_for", [1, 700, 20_000])
@pytest.mark.parametrize("left_for", [0, 700, 20_000])
def test_decades_are_reckoned_whole(every: str, kept_for: int, left_for: int) -> None:
    """However long it was kept, and however long ago, nothing that counts is lost."""
    one = state(*range(1, 1 + kept_for))
    at = day(kept_for + left_for)
    found = strength(one, Cadence(1, every), at)
    wanted = reckoned(list(periods(one, Cadence(1, every), at))[::-1])
    assert found == pytest.approx(wanted, rel=EXACT, abs=0)


def test_the_first_day_that_a_calendar_has() -> None:
    """A journal that another device brings may begin in the year 1."""
    one = PracticeState("self-sleep", (date.min, date(9998, 12, 31)))
    for every in sorted(DAYS):
        assert 0 < strength(one, Cadence(1, every), date(9998, 12, 31)) <= 1


def reckoned(found: list[Period]) -> float:
    """Apply the formula of the page to periods in their order."""
    now = 0.0
    for period in found:
        root = sqrt(period.cadence.spacing)
        faded = now * 2 ** (-root / FALL * period.missed)
        now = faded + (1 - faded) * (1 - 2 ** (-root / RISE * period.kept))
    return now


def from_the_first_day(
    one: PracticeState, cadence: Cadence, at: date, *, is_over: bool
) -> list[Period]:
    """Give the periods in their order by going from day to day."""

    def held(on: date) -> Cadence | None:
        turn = next((turn for turn in reversed(one.turns) if turn.day <= on), Turn(on))
        return None if turn.is_hidden else turn.cadence or cadence

    span = (at - one.done[0]).days + 1 if one.done else 0
    passed = [one.done[0] + timedelta(days=number) for number in range(span)]
    skips = {skip.day for skip in one.skips}
    found: list[Period] = []
    for now, spanned in groupby(passed, key=held):
        inside = list(spanned)
        over = inside[-1] if is_over or inside[-1] != at else at - timedelta(days=1)
        if now is None:
            continue
        for (_, whole), part in groupby(inside, partial(period_of, now.every)):
            own = list(part)
            found.append(
                Period(
                    own[0],
                    own[-1],
                    now,
                    len(set(own) & set(one.done)),
                    len(set(own) & skips),
                    own[0] > inside[0] and whole <= over,
                )
            )
    return found
