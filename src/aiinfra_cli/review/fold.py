"""The one function that turns the events of a card into its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from aiinfra_cli.model import Event
from aiinfra_cli.review.log import reviews_of
from aiinfra_cli.review.model import (
    CARD,
    FLAG,
    SUSPEND,
    UNSUSPEND,
    VERBS,
    CardState,
    Flag,
)
from aiinfra_cli.review.parameters import DEFAULTS, Parameters
from aiinfra_cli.review.scheduler import after


def fold(
    card: str,
    events: Iterable[Event],
    parameters: Parameters = DEFAULTS,
    undone: Container[str] = (),
) -> CardState:
    """Give the state that the events of one card leave behind.

    Events of the commands in `undone` are left out. Answers count in the order of
    their study days, and within a day in that of the journal: an answer that another
    device gave yesterday stands before one of today, whenever it came here.
    """
    kept = [
        event
        for event in sorted(events, key=lambda one: one.id)
        if event.family == CARD and event.command_id not in undone
    ]
    state = CardState(card)
    for review in reviews_of(kept):
        state = after(state, review._replace(card=card), parameters)
    for event in kept:
        if event.verb in (SUSPEND, UNSUSPEND):
            state = state._replace(suspended=event.verb == SUSPEND)
        elif event.verb == FLAG:
            note = str(event.detail.get("note", ""))
            flag = Flag(event.at, event.day, note)
            state = state._replace(flags=(*state.flags, flag))
    return state


def rebuild(
    events: Iterable[Event],
    parameters: Parameters = DEFAULTS,
    undone: Container[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> dict[str, CardState]:
    """Make the state of every card anew from the log; untouched cards have none.

    `aliases` leads from former ids to present ones.
    """
    present = aliases or {}
    of_card: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.family == CARD and event.verb in VERBS:
            of_card[present.get(event.item, event.item)].append(event)
    states = {
        card: fold(card, of_card[card], parameters, undone) for card in sorted(of_card)
    }
    return {card: state for card, state in states.items() if state != CardState(card)}
