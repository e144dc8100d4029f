"""What a learner has studied of each entry, from how far its links are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.landscape.model import DONE, NONE, REVIEWED, SOME
from aiinfra_cli.model import DONE as CLOSED
from aiinfra_cli.model import STARTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The share of the cards of its concepts that are remembered, at least, on average.
REMEMBERED = 0.8

_OF_STATUS = {STARTED: SOME, CLOSED: DONE}


def studied(
    begun: Mapping[str, bool],
    concepts: Mapping[str, Sequence[str]],
    retained: Mapping[str, float],
) -> dict[str, str]:
    """Give the state of each entry that was begun or met.

    `begun` says whether all that it rests on is done, `concepts` which concepts it
    has, `retained` what is remembered of a concept, 0 to 1.
    """
    return {
        entry: SOME
        if not is_done
        else REVIEWED
        if _is_remembered(concepts.get(entry, ()), retained)
        else DONE
        for entry, is_done in begun.items()
    }


def state_of_status(status: str) -> str:
    """Give the state that the status of a milestone stands for."""
    return _OF_STATUS.get(status, NONE)


def _is_remembered(concepts: Sequence[str], retained: Mapping[str, float]) -> bool:
    shares = [retained.get(concept, 0.0) for concept in concepts]
    return bool(shares) and sum(shares) / len(shares) >= REMEMBERED
