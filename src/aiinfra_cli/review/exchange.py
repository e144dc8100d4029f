"""The sitting as JSON: a move in, where it stands out. One object a line, both ways."""

from __future__ import annotations

import json
from typing import Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.review.model import GRADE_NAMES
from aiinfra_cli.review.queue import Queue
from aiinfra_cli.review.session import Deed, Mode, Move, Session, TakeBack, Turn

MOVES = ("reveal", "grade", "flag", "suspend", "undo", "quit")
_TAKES: dict[str, type] = {"grade": int, "note": str, "seconds": int, "card": str}
_OPEN_TO: dict[Mode, tuple[str, ...]] = {
    "question": ("reveal", "grade", "flag", "suspend", "undo", "quit"),
    "answer": ("grade", "flag", "suspend", "undo", "quit"),
    "note": ("flag", "undo", "quit"),
    "done": ("undo", "quit"),
    "ended": (),
}


def move_of(text: str) -> Move:
    """Read a line such as {"do": "grade", "grade": 3, "seconds": 6, "card": "…"}.

    Raises UsageError for anything else; nothing is guessed.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise _wrong(text, "it is no JSON") from None
    if not isinstance(value, dict) or value.get("do") not in MOVES:
        raise _wrong(text, f'"do" is one of: {", ".join(MOVES)}')
    given = {key: one for key, one in value.items() if key != "do" and one is not None}
    for key, one in given.items():
        if type(one) is not _TAKES.get(key):
            raise _wrong(text, f'"{key}" is not known, or of the wrong type')
    if value["do"] == "grade" and given.get("grade") not in GRADE_NAMES:
        raise _wrong(text, '"grade" is 1, 2, 3 or 4')
    if value["do"] == "flag" and not given.get("note", "").strip():
        raise _wrong(text, 'a flag needs a "note"')
    return Move(value["do"], **given)


def turn_document(turn: Turn) -> dict[str, Any]:
    """Give what a turn came to: where the session stands, and what was written."""
    written = turn.write
    return {
        **session_document(turn.session),
        "message": turn.message or None,
        "refused": turn.is_refused,
        "written": written and _written(written),
    }


def session_document(session: Session) -> dict[str, Any]:
    """Give where a session stands; the answer only once it is shown."""
    card = session.card
    return {
        "mode": session.mode,
        "number": len(session.marks) + (card is not None),
        "of": len(session.cards),
        "test_out": session.test_out,
        "card": card and {"id": card.id, "concept": card.concept, "title": card.title},
        "question": card and card.question,
        "answer": card and card.answer if session.shows_answer else None,
        "unverified": card.unverified or None if card else None,
        "moves": list(_OPEN_TO[session.mode]),
    }


def queue_document(queue: Queue) -> dict[str, Any]:
    """Give the cards of a day, and what waits."""
    return {
        "due": [card.id for card in queue.due],
        "new": [card.id for card in queue.new],
        "due_waiting": queue.due_waiting,
        "new_waiting": queue.new_waiting,
        "day_off": queue.is_day_off,
        "next_day": queue.next_day and queue.next_day.isoformat(),
    }


def _written(write: Deed | TakeBack) -> dict[str, Any]:
    deed = write.deed if isinstance(write, TakeBack) else write
    taken_back = isinstance(write, TakeBack)
    return {
        "number": deed.number,
        "card": deed.card,
        "verb": deed.verb,
        "taken_back": taken_back,
    }


def _wrong(text: str, why: str) -> UsageError:
    return UsageError(
        f"not a move: {text.strip()[:80]}",
        hint=f'{why}; write {{"do": "grade", "grade": 3}}',
    )
