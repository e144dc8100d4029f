"""The state of a cell is a function of its events, however they came together."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.model import Event
from aiinfra_cli.practices.cadence import Cadence
from aiinfra_cli.practices.fold import fold, rebuild
from aiinfra_cli.practices.model import PracticeState, Skip, Turn

from .charts import RULE, day, days, event, logs

TWO_DEVICES = st.tuples(logs(device="here"), logs(device="there", odd=1))
WEEKLY, WEEK = {"every": "week", "times": 1}, Cadence(1, "week")


@RULE
@given(TWO_DEVICES, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(
    journals: tuple[list[Event], list[Event]], order: Random
) -> None:
    """Two devices merged either way, or event by event, come to the same states."""
    here, there = journals
    shuffled = [*here, *there]
    order.shuffle(shuffled)
    assert rebuild([*here, *there]) == rebuild([*there, *here]) == rebuild(shuffled)


@RULE
@given(TWO_DEVICES, st.sets(st.integers(0, 121)))
def test_undo_is_as_if_it_had_never_been_written(
    journals: tuple[list[Event], list[Event]], numbers: set[int]
) -> None:
    """Whatever was undone, the states are those of the journal without it."""
    events = [*journals[0], *journals[1]]
    undone = {f"command-{number}" for number in numbers}
    left = [one for one in events if one.command_id not in undone]
    assert rebuild(events, undone=undone) == rebuild(left)


@RULE
@given(logs())
def test_rebuild_is_the_fold_of_each_cell(events: list[Event]) -> None:
    """Every cell with something to tell is there, by its own events alone."""
    cells = {one.item for one in events}
    folds = {id: fold(id, [one for one in events if one.item == id]) for id in cells}
    assert rebuild(events) == {
        id: one for id, one in folds.items() if one != PracticeState(id)
    }


@RULE
@given(TWO_DEVICES)
def test_states_are_in_order(journals: tuple[list[Event], list[Event]]) -> None:
    """Days stand in order and once; no day is both done and skipped; each turn changes
    something."""
    for one in rebuild([*journals[0], *journals[1]]).values():
        skipped = [skip.day for skip in one.skips]
        assert list(one.done) == sorted(set(one.done))
        assert skipped == sorted(set(skipped))
        assert not set(one.done) & set(skipped)
        turns = [turn.day for turn in one.turns]
        assert turns == sorted(set(turns))
        before = Turn(day(1))
        for turn in one.turns:
            assert turn[1:] != before[1:]
            before = turn


@RULE
@given(TWO_DEVICES, st.integers(1, 40))
def test_doing_it_twice_is_doing_it_once(
    journals: tuple[list[Event], list[Event]], number: int
) -> None:
    """A day counts once, whichever devices say so."""
    events = [*journals[0], *journals[1]]
    once = [*events, event(900, on=day(number))]
    twice = [*once, event(901, on=day(number), device="there")]
    assert rebuild(once) == rebuild(twice)


def test_a_life_of_a_practice() -> None:
    """Days, skips, own words, own cadence and hiding all show in the state."""
    events = [
        event(1, on=day(3)),
        event(2, on=day(1)),  # --at
        event(3, "skip", on=day(4), reason="A cold"),
        event(4, "edit", on=day(5), title="Seven hours", cadence=WEEKLY),
        event(5, "hide", on=day(8)),
        event(6, "show", on=day(10)),
        event(7, "edit", on=day(11), cadence=None),
        event(8, "skip", on=day(1), reason="Done on that day: no skip"),
    ]
    assert fold("self-sleep", events) == PracticeState(
        "self-sleep",
        days(1, 3),
        (Skip(day(4), "A cold"),),
        "Seven hours",
        (
            Turn(day(5), Cadence(1, "week")),
            Turn(day(8), Cadence(1, "week"), True),
            Turn(day(10), Cadence(1, "week")),
            Turn(day(11)),
        ),
    )


def test_words_go_back_to_those_of_the_chart() -> None:
    """A reset leaves nothing of an edit, and an edit of the words no turn."""
    edit = event(1, "edit", title="Seven hours", cadence=WEEKLY)
    reset = event(2, "edit", title=None, cadence=None)
    assert fold("self-sleep", [edit, reset]) == PracticeState("self-sleep")
    words = event(3, "edit", title="Seven hours")
    assert fold("self-sleep", [words]).turns == ()


def test_what_was_changed_last_on_a_day_holds() -> None:
    """Hidden and shown on one day is as if it had never been hidden."""
    hide, show = event(1, "hide"), event(2, "show")
    assert fold("self-sleep", [hide, show]) == PracticeState("self-sleep")
    assert fold("self-sleep", [hide, event(2, "hide")]).turns == (
        Turn(day(1), None, True),
    )
    assert fold("self-sleep", [hide]).is_hidden
    assert not fold("self-sleep", []).is_hidden


def test_what_was_said_last_holds_whatever_the_clock_says() -> None:
    """A clock set back, or a flight to the west, takes no effect from an edit."""
    events = [
        event(1, "edit", on=day(5), title="First", cadence=WEEKLY),
        event(2, "edit", on=day(4), title="Second"),
        event(3, "hide", on=day(3)),
    ]
    assert fold("self-sleep", events) == PracticeState(
        "self-sleep", title="Second", turns=(Turn(day(5), WEEK, True),)
    )


def test_the_last_reason_of_a_day_is_kept() -> None:
    """A skip may be worded anew by skipping again."""
    events = [event(1, "skip", reason="Ill"), event(2, "skip", reason="On call")]
    assert fold("self-sleep", events).skips == (Skip(day(1), "On call"),)


@dataclass
class Odd:
    """An event that no version of ours has written."""

    why: str
    verb: str = "edit"
    on: str = "2026-11-30"
    detail: dict[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    "odd",
    [
        Odd("no day", verb="done", on="soon"),
        Odd("a day with no year after it", verb="done", on="9999-01-01"),
        Odd("an unknown verb", verb="praise"),
        Odd("an edit of nothing"),
        Odd("words that are a number", detail={"title": 7}),
        Odd("no words", detail={"title": "  "}),
        Odd("words with a control character", detail={"title": "a\x1b[31m"}),
        Odd("very many words", detail={"title": "x" * 81}),
        Odd("no cadence", detail={"cadence": {"every": "fortnight"}}),
        Odd("a cadence in words", detail={"cadence": "weekly"}),
    ],
    ids=lambda odd: str(odd.why),
)
def test_what_is_no_event_of_ours_is_passed_over(odd: Odd) -> None:
    """A merge may bring anything; the state stays that of the rest."""
    done, edit = event(1), event(2, "edit", title="Own words", cadence=WEEKLY)
    strange = event(3, odd.verb)._replace(day=odd.on, detail=dict(odd.detail))
    assert fold("self-sleep", [done, edit, strange]) == fold("self-sleep", [done, edit])


def test_a_skip_without_a_reason_is_still_a_skip() -> None:
    """The command asks for a reason; a merge may lack it."""
    assert fold("self-sleep", [event(1, "skip")]).skips == (Skip(day(1), ""),)


def test_events_of_other_families_are_none_of_these() -> None:
    """A milestone may have the id of a practice."""
    other = event(1)._replace(family="path")
    assert fold("self-sleep", [other]) == PracticeState("self-sleep")
    assert rebuild([other]) == {}


def test_a_renamed_practice_keeps_its_history() -> None:
    """Events under a former id count for the present one."""
    events = [event(1, on=day(1), item="self-rest"), event(2, on=day(2))]
    state = rebuild(events, aliases={"self-rest": "self-sleep"})
    assert state == {"self-sleep": PracticeState("self-sleep", days(1, 2))}
