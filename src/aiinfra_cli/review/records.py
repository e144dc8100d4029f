"""A card's state as columns of a table, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from aiinfra_cli.review.model import CardState, Flag

# From the card on; days and moments are text, flags a JSON array.
COLUMNS = CardState._fields


def as_row(state: CardState) -> tuple[Any, ...]:
    """Write a state as its columns."""
    row = [one.isoformat() if isinstance(one, date) else one for one in state]
    return (*row[:-2], int(state.suspended), _as_json(state.flags))


def state_of(row: Sequence[Any]) -> CardState:
    """Read a state from its columns."""
    state = CardState(*row)
    return state._replace(
        due=_day(row[1]),
        first_day=_day(row[4]),
        last_day=_day(row[5]),
        suspended=bool(state.suspended),
        flags=_flags(row[-1]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _as_json(flags: tuple[Flag, ...]) -> str:
    if not flags:
        return "[]"
    import json

    return json.dumps([flag._asdict() for flag in flags], ensure_ascii=False)


def _flags(text: str) -> tuple[Flag, ...]:
    if text == "[]":
        return ()
    import json

    return tuple(Flag(**one) for one in json.loads(text))
