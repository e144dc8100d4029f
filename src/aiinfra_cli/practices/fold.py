"""The one function that turns the events of a cell into its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date

from aiinfra_cli.model import PRACTICE, Event
from aiinfra_cli.practices.cadence import cadence_of
from aiinfra_cli.practices.edits import check_title
from aiinfra_cli.practices.model import (
    DONE,
    EDIT,
    HIDE,
    SHOW,
    SKIP,
    VERBS,
    PracticeState,
    Skip,
    Turn,
)

LATEST = 9998  # the last year in which a period has an end
_NO_DAYS: Mapping[str, Iterable[str]] = {}


def fold(
    id: str,
    events: Iterable[Event],
    undone: Container[str] = (),
    *,
    days: Iterable[str] = (),
) -> PracticeState:
    """Give the state that the events of one cell leave behind.

    Events of the commands in `undone` are left out. They count in the order of the
    journal: what was said last holds, in whichever zone it was said. What no version
    of ours has written is passed over: a merge may bring it. `days` stand for events
    that say it was done: of those nothing else counts, nor does their order.
    """
    # Nearly in order, and kept so: that is sorted in no time.
    done = dict.fromkeys(day for text in days if (day := _day(text)))
    skips: dict[date, str] = {}
    title = ""
    turns: list[Turn] = []
    for day, event in _in_order(events, undone):
        if event.verb == DONE:
            done[day] = None
        elif event.verb == SKIP:
            skips[day] = str(event.detail.get("reason") or "")
        else:
            title = _title(event, title) if event.verb == EDIT else title
            _turn(turns, day, event)
    return PracticeState(
        id,
        tuple(sorted(done)),
        tuple(Skip(day, skips[day]) for day in sorted(skips) if day not in done),
        title,
        tuple(turns),
    )


def rebuild(
    events: Iterable[Event],
    undone: Container[str] = (),
    aliases: Mapping[str, str] | None = None,
    *,
    days: Mapping[str, Iterable[str]] = _NO_DAYS,
) -> dict[str, PracticeState]:
    """Make the state of every cell; those of which nothing is to be told have none.

    `aliases` leads from former ids to present ones; `days` are, by present ids, those
    that stand for events, as in `fold`.
    """
    present = aliases or {}
    of_cell: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.family == PRACTICE and event.verb in VERBS:
            of_cell[present.get(event.item, event.item)].append(event)
    states = {
        id: fold(id, of_cell[id], undone, days=days.get(id, ()))
        for id in sorted({*of_cell, *days})
    }
    return {id: one for id, one in states.items() if one != PracticeState(id)}


def _in_order(
    events: Iterable[Event], undone: Container[str]
) -> list[tuple[date, Event]]:
    kept = [
        (day, event)
        for event in events
        if event.family == PRACTICE
        and event.command_id not in undone
        and (day := _day(event.day))
    ]
    return sorted(kept, key=lambda one: one[1].id)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year <= LATEST else None


def _title(event: Event, before: str) -> str:
    """Give the wording after an edit: a new one, that of the chart, or as before."""
    if "title" not in event.detail:
        return before
    said = event.detail["title"]
    if said is None:
        return ""
    return said if isinstance(said, str) and not check_title(said) else before


def _turn(turns: list[Turn], day: date, event: Event) -> None:
    """Put down what an event changes from its day on.

    A clock that was set back must not make it a change of the past, which the next
    turn would undo.
    """
    before = turns[-1] if turns else Turn(day)
    day = max(day, before.day)
    now = before._replace(day=day)
    if event.verb in (HIDE, SHOW):
        now = now._replace(is_hidden=event.verb == HIDE)
    elif event.verb == EDIT and "cadence" in event.detail:
        said = event.detail["cadence"]
        if said is None or cadence_of(said):
            now = now._replace(cadence=cadence_of(said))
    if now[1:] == before[1:]:
        return
    if turns and turns[-1].day == day:
        turns.pop()
    if now[1:] != (turns[-1] if turns else Turn(day))[1:]:
        turns.append(now)
