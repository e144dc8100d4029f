"""The chart is the learner's own: their words, their cadence, what they put away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.practices.cadence import Cadence
from aiinfra_cli.practices.model import PracticeState
from aiinfra_cli.practices.standing import (
    BEGUN,
    BLANK,
    HIDDEN,
    KEPT,
    OPEN,
    SKIPPED,
    Standing,
    in_own_words,
    mean,
    view,
)
from aiinfra_cli.practices.strength import strength

from .charts import RULE, TODAY, bundled, day, lived, state, states


def standing(one: PracticeState, on: date = TODAY) -> Standing:
    """Give where one practice stands."""
    return view(bundled(), {one.id: one}, on).standings[one.id]


def test_a_chart_nobody_has_touched_is_as_it_came() -> None:
    """Without states nothing is worded anew and nothing has a strength."""
    found = view(bundled(), {}, TODAY)
    assert found.chart == bundled()
    assert {one.strength for one in found.standings.values()} == {None}
    assert {one.strength for one in found.sides.values()} == {None}
    assert {id: one.status for id, one in found.standings.items()} == {
        one.id: BLANK if one.id == "inf-own" else OPEN for one in bundled().practices
    }


def test_own_words_stand_in_place_of_the_charts() -> None:
    """Goal, pillar and practice take them; the chart's own title is kept beside."""
    words = [
        state(id="goal", title="Mine"),
        state(id="k8s-core", title="The core"),
        state(id="self-sleep", title="Eight hours", turns=[(1, Cadence(), False)]),
    ]
    chart = in_own_words(bundled(), {one.id: one for one in words})
    found = chart.cell("self-sleep")
    assert (chart.goal.title, chart.pillars[0].label) == ("Mine", "The core")
    assert found == next(one for one in chart.practices if one.id == "self-sleep")
    practice = standing(words[2]).practice
    assert (
        *(practice.title, practice.label, practice.chart_title),
        *(practice.is_own, practice.is_stated, practice.cadence),
    ) == (
        *("Eight hours", "Eight hours", "Sleep seven to eight hours"),
        *(True, False, Cadence()),
    )


def test_a_blank_cell_that_was_worded_counts() -> None:
    """It is a practice like the others from then on."""
    one = standing(state(9, id="inf-own", title="Write release notes"))
    assert (one.status, one.counts, one.practice.is_blank) == (KEPT, True, False)
    empty = standing(state(9, id="inf-own"))
    assert (empty.status, empty.counts) == (BLANK, False)


@pytest.mark.parametrize(
    ("done", "skips", "status", "count", "asked"),
    [
        ((), (), OPEN, 0, 3),
        ((7,), (), OPEN, 0, 3),  # Sunday of the week before
        ((15,), (), BEGUN, 1, 3),
        ((15, 16), (17,), BEGUN, 2, 3),  # tomorrow's skip is not seen
        ((15, 16), (8,), BEGUN, 2, 3),
        ((16,), (15,), BEGUN, 1, 2),
        ((14, 16), (15,), BEGUN, 1, 2),  # day 14 is Sunday of the week before
        ((15,), (16,), BEGUN, 1, 2),
    ],
)
def test_how_the_running_week_goes(
    done: tuple[int, ...], skips: tuple[int, ...], status: str, count: int, asked: int
) -> None:
    """Three times a week, on Wednesday, day 17."""
    one = state(*done, id="self-exercise", skips=[(number, "ill") for number in skips])
    found = standing(one, day(17) if 17 not in skips else day(16))
    assert (found.status, found.done, found.asked) == (status, count, asked)


def test_kept_and_skipped_weeks() -> None:
    """Done as often as asked is kept; a week that asks for nothing more is skipped."""
    kept = standing(state(15, 16, 17, id="self-exercise"), day(17))
    assert (kept.status, kept.done, kept.asked) == (KEPT, 3, 3)
    eased = standing(state(15, 17, id="self-exercise", skips=[(16, "A cold")]), day(17))
    assert (eased.status, eased.done, eased.asked) == (KEPT, 2, 2)
    away = state(id="self-reading", skips=[(15, "Away")])
    assert (standing(away, day(17)).status, standing(away, day(17)).asked) == (
        SKIPPED,
        0,
    )


def test_hidden_practices_leave_the_mean() -> None:
    """A pillar's strength is the mean of what is on the chart; what was never begun
    counts 0, what is hidden not at all."""
    found = view(bundled(), lived(), TODAY)
    side = found.sides["self-management"]
    parts = [found.standings[one.id] for one in side.pillar.practices]
    begun = [one.strength for one in parts if one.strength is not None]
    assert side.strength == pytest.approx(sum(begun) / 8)
    assert (side.begun, side.practices) == (4, 8)
    influence = found.sides["industry-influence"]
    assert (influence.begun, influence.practices) == (2, 7)
    assert found.standings["inf-ambassador"].status == HIDDEN


def test_a_mean_of_nothing_is_none() -> None:
    """Where nothing was begun, or nothing is left, there is no figure."""
    assert mean([]) is None
    assert mean([None, None]) is None
    assert mean([None, 0.5]) == 0.25


@RULE
@given(states(), st.integers(1, 800))
def test_a_standing_tells_the_strength_of_its_day(
    one: PracticeState, number: int
) -> None:
    """Its strength is that of the formula, with the chart's cadence as the default."""
    found = standing(one, day(number))
    if not one.done or one.done[0] > day(number):
        assert found.strength is None
    else:
        assert found.strength == strength(one, Cadence(1, "day"), day(number))
    assert 0 <= found.asked <= found.practice.cadence.times
