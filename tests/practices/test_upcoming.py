"""What comes next on the chart: what was begun, as often as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from aiinfra_cli.practices.model import PracticeState
from aiinfra_cli.practices.standing import View, view
from aiinfra_cli.practices.upcoming import next_step, next_step_of, upcoming

from .charts import TODAY, bundled, state

TODAY_NUMBER = 17  # of days in charts: a Wednesday


def _view(states: Iterable[PracticeState]) -> View:
    return view(bundled(), {one.id: one for one in states}, TODAY)


def _id(*states: PracticeState) -> str | None:
    found = upcoming(_view(states))
    return found.practice.id if found else None


def test_the_shortest_rhythm_comes_first() -> None:
    """What was begun and is still asked for, a daily practice before a weekly one."""
    weekly, daily = state(1, id="self-reading"), state(3, id="self-sleep")
    assert _id(weekly, daily) == "self-sleep"
    assert _id(weekly, state(3, TODAY_NUMBER, id="self-sleep")) == "self-reading"


@pytest.mark.parametrize(
    "done",
    [
        state(id="self-sleep"),
        state(1, id="plat-topology"),
        state(TODAY_NUMBER, id="self-exercise"),
        state(1, id="self-exercise", skips=[(TODAY_NUMBER, "A cold")]),
        state(1, 15, id="self-reading"),
        state(1, id="self-reading", skips=[(15, "Travel")]),
        state(1, id="self-reading", turns=[(2, None, True)]),
    ],
    ids=[
        *("never begun", "ongoing", "done today, asked for again", "skipped today"),
        *("kept", "skipped", "hidden"),
    ],
)
def test_nothing_is_asked_for(done: PracticeState) -> None:
    """Nobody is sent to what was never begun, was done today, or asks for no more."""
    assert _id(done) is None


def test_next_step() -> None:
    """What is asked for; else a first look; else the look back."""
    assert next_step(_view([])) == "aiinfra practices k8s-read-source"
    begun = state(1, id="self-sleep")
    assert next_step(_view([begun])) == "aiinfra practices done self-sleep"
    kept = state(TODAY_NUMBER, id="self-sleep")
    assert next_step(_view([kept])) == "aiinfra practices --review"
    away = [state(id=one.id, turns=[(1, None, True)]) for one in bundled().practices]
    assert next_step(_view(away)) == "aiinfra practices --review"


@pytest.mark.parametrize(
    ("of", "step"),
    [
        (state(id="self-sleep"), "aiinfra practices done self-sleep"),
        (state(TODAY_NUMBER, id="self-sleep"), "aiinfra practices"),
        (state(TODAY_NUMBER, id="self-exercise"), "aiinfra practices"),
        (
            state(id="self-sleep", turns=[(1, None, True)]),
            "aiinfra practices show self-sleep",
        ),
        (state(id="inf-own"), 'aiinfra practices edit inf-own --title "..."'),
    ],
)
def test_next_step_of_a_practice(of: PracticeState, step: str) -> None:
    """Its page ends with what can be done with it."""
    found = _view([of])
    assert next_step_of(found, found.standings[of.id]) == step
