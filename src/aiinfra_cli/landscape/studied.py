"""What a learner has studied of each entry, from what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aiinfra_cli.landscape.model import DONE, NONE, REVIEWED, SOME, Entry
from aiinfra_cli.model import DONE as CLOSED
from aiinfra_cli.model import STARTED

# The share of the cards of its concepts that are remembered, at least, on average.
REMEMBERED = 0.8

_OF_STATUS = {STARTED: SOME, CLOSED: DONE}


def studied(
    entries: Iterable[Entry],
    statuses: Mapping[str, str],
    teaching: Mapping[str, Sequence[str]],
    retained: Mapping[str, float],
) -> dict[str, str]:
    """Give the state of each entry that was begun.

    `statuses` of milestones that are not open, `teaching` the milestones of each
    concept, `retained` what is remembered of a concept. The milestones of an entry
    are those that it names; where it names none, those that teach its concepts.
    """
    found = {}
    for entry in entries:
        items = list(entry.items) or [
            item for concept in entry.concepts for item in teaching.get(concept, ())
        ]
        state = _state(items, statuses)
        if state == DONE and _is_remembered(entry.concepts, retained):
            state = REVIEWED
        if state != NONE:
            found[entry.id] = state
    return found


def state_of_status(status: str) -> str:
    """Give the state that the status of a milestone stands for."""
    return _OF_STATUS.get(status, NONE)


def _state(items: Sequence[str], statuses: Mapping[str, str]) -> str:
    states = {state_of_status(statuses.get(item, "")) for item in items}
    if states <= {NONE}:
        return NONE
    return DONE if states == {DONE} else SOME


def _is_remembered(concepts: Sequence[str], retained: Mapping[str, float]) -> bool:
    shares = [retained.get(concept, 0.0) for concept in concepts]
    return bool(shares) and sum(shares) / len(shares) >= REMEMBERED
