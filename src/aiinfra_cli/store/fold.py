"""The one function that turns the events of an item into its state."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from aiinfra_cli.model import (
    DONE,
    EMPTY,
    MOST_MINUTES,
    OPEN,
    SKIPPED,
    STARTED,
    Event,
    State,
)

# The verbs that change state: the events of one command with such a verb are one
# step, which `undo` takes back as a whole. Every other verb is a record.
STEPS = frozenset(
    {"begin", "stop", "log", "done", "skip", "reopen", "note", "plan", "replan"}
    # Of recall cards, whose states review.fold makes.
    | {"review", "suspend", "unsuspend", "flag"}
    # Of practices, beside done and skip; practices.fold makes their states.
    | {"edit", "hide", "show"}
)


def fold(events: Iterable[Event], undone: Container[str] = ()) -> State:
    """Give the state that the events of one item leave behind, in journal order.

    Events of the commands in `undone` are left out. It is total: two devices that
    never met may have journals that no single one would have allowed, and then done
    work wins over skipped, and the first of two `done` keeps its date.
    """
    state = EMPTY
    for event in sorted(events, key=_journal_order):
        # Records stay true: a check that passed did so, whatever is taken back.
        if event.command_id not in undone or event.verb not in STEPS:
            state = _apply(state, event)
    return state


def _journal_order(event: Event) -> str:
    return event.id


def _apply(state: State, event: Event) -> State:
    detail = event.detail
    verb = event.verb
    if verb == "note":
        note = {"at": event.at, "day": event.day, "text": detail["text"]}
        return state._replace(notes=(*state.notes, note))
    if verb == "begin" and state.status in (OPEN, STARTED):
        # Checkpoints run no timer, nor does what was begun before there were any.
        timer = event.at if detail.get("timer") else state.timer_at
        return state._replace(status=STARTED, begun_at=event.at, timer_at=timer)
    if verb in ("log", "stop"):
        timer = state.timer_at if verb == "log" else None
        return state._replace(minutes=state.minutes + _minutes(event), timer_at=timer)
    if verb == "skip" and state.status in (OPEN, STARTED):
        return state._replace(
            status=SKIPPED,
            timer_at=None,
            reason=detail.get("reason"),
            closed_at=event.at,
            closed_day=event.day,
        )
    if verb == "reopen" and state.status in (DONE, SKIPPED):
        return EMPTY._replace(
            notes=state.notes,
            evidence=state.evidence,
            minutes=state.minutes,
            proofs=state.proofs,
        )
    if verb == "check":
        proved = dict.fromkeys((*state.proofs, *proofs(detail)))
        return state._replace(proofs=tuple(proved))
    if verb == "done":
        extra = tuple({"day": event.day, **one} for one in detail.get("evidence", ()))
        notes = state.notes
        if text := detail.get("note"):
            notes = (*notes, {"at": event.at, "day": event.day, "text": text})
        state = state._replace(
            evidence=state.evidence + extra,
            notes=notes,
            minutes=state.minutes + _minutes(event),
            timer_at=None,
        )
        if waiver := detail.get("waiver"):
            state = state._replace(waiver=waiver)
        if state.status != DONE:
            return state._replace(
                status=DONE,
                closed_at=detail.get("done_at", event.at),
                closed_day=event.day,
                reason=None,
            )
    return state


def proofs(detail: dict[str, Any]) -> list[str]:
    """Give what a run of checks proved; a run elsewhere may know other checks."""
    checks = detail.get("checks", ())
    passed = [one for one in checks if one.get("verdict") == "passed"]
    found = [f"{one.get('id')}:{one.get('digest')}" for one in passed]
    if passed and len(passed) == len(checks) and detail.get("proof"):
        found.append(f":{detail['proof']}")
    return found


def _minutes(event: Event) -> int:
    """Give the minutes that an event tells of; 0 for what no clock could say."""
    minutes = event.detail.get("minutes")
    if type(minutes) is int and 0 < minutes <= MOST_MINUTES:
        return minutes
    return 0
