"""Where a learner stands: the chart in their own words, and each practice on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from aiinfra_cli.practices.cadence import Cadence, period_of
from aiinfra_cli.practices.model import Cell, Chart, Pillar, Practice, PracticeState
from aiinfra_cli.practices.strength import count, strength

# What a cell shows of the period that is running.
OPEN, BEGUN, KEPT, SKIPPED, HIDDEN, BLANK = (
    *("open", "begun", "kept", "skipped"),
    *("hidden", "blank"),
)

C = TypeVar("C", bound=Cell)


class Standing(NamedTuple):
    """A practice with where the learner stands on it."""

    practice: Practice  # as they have it
    state: PracticeState
    status: str
    strength: float | None  # None: never done
    done: int  # days in the period that is running
    asked: int  # times in it; what was skipped is taken off

    @property
    def counts(self) -> bool:
        """Tell whether it is part of the chart's strength."""
        return self.status not in (HIDDEN, BLANK)


class Side(NamedTuple):
    """A pillar with the strength of its practices."""

    pillar: Pillar
    strength: float | None  # the mean; None: nothing was ever done
    begun: int  # practices done at least once
    practices: int  # that count: neither hidden nor blank


class View(NamedTuple):
    """The whole chart as a learner has it, on a day."""

    chart: Chart
    day: date
    standings: Mapping[str, Standing]
    sides: Mapping[str, Side]


def view(chart: Chart, states: Mapping[str, PracticeState], day: date) -> View:
    """Work out where everything stands; what was done after the day is not seen."""
    own = in_own_words(chart, states)
    defaults = {one.id: one.cadence for one in chart.practices}
    standings = {
        one.id: _standing(
            one, states.get(one.id, PracticeState(one.id)), defaults[one.id], day
        )
        for one in own.practices
    }
    sides = {one.id: _side(one, standings) for one in own.pillars}
    return View(own, day, standings, sides)


def in_own_words(chart: Chart, states: Mapping[str, PracticeState]) -> Chart:
    """Give the chart with the wordings and cadences that the learner chose."""
    return replace(
        chart,
        goal=_words(chart.goal, states),
        pillars=tuple(
            replace(
                _words(pillar, states),
                practices=tuple(_own(one, states) for one in pillar.practices),
            )
            for pillar in chart.pillars
        ),
    )


def mean(strengths: Iterable[float | None]) -> float | None:
    """Give the mean of strengths; one never begun counts 0, all of them give none."""
    found = list(strengths)
    if all(one is None for one in found):
        return None
    return sum(one or 0.0 for one in found) / len(found)


def _words(cell: C, states: Mapping[str, PracticeState]) -> C:
    state = states.get(cell.id)
    if state is None or not state.title:
        return cell
    words = state.title
    return replace(cell, title=words, label=words, chart_title=cell.title)


def _own(practice: Practice, states: Mapping[str, PracticeState]) -> Practice:
    state = states.get(practice.id)
    if state is None:
        return practice
    return replace(
        _words(practice, states),
        cadence=state.cadence or practice.cadence,
        is_stated=practice.is_stated and state.cadence is None,
        is_blank=practice.is_blank and not state.title,
    )


def _standing(
    practice: Practice, state: PracticeState, default: Cadence, day: date
) -> Standing:
    first, _ = period_of(practice.cadence.every, day)
    done = count(state.done, first, day)
    skipped = count([one.day for one in state.skips], first, day)
    asked = max(0, practice.cadence.times - skipped)
    begun = bool(state.done) and state.done[0] <= day
    found = strength(state, default, day) if begun else None
    status = _status(practice, state, done, asked)
    return Standing(practice, state, status, found, done, asked)


def _status(practice: Practice, state: PracticeState, done: int, asked: int) -> str:
    if state.is_hidden:
        return HIDDEN
    if practice.is_blank:
        return BLANK
    if done:
        return KEPT if done >= asked else BEGUN
    return OPEN if asked else SKIPPED


def _side(pillar: Pillar, standings: Mapping[str, Standing]) -> Side:
    mine = [standings[one.id] for one in pillar.practices]
    found = [one.strength for one in mine if one.counts]
    return Side(pillar, mean(found), sum(one is not None for one in found), len(found))
