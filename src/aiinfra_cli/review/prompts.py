"""The sitting in words: whole lines from top to bottom, one prompt, one line back.

Nothing is drawn over, so it works in any terminal, over ssh, and read aloud: what is
new comes last, and the keys are told once, then on `?`.
"""

from __future__ import annotations

import re

from aiinfra_cli.review.model import GRADE_NAMES, Card
from aiinfra_cli.review.session import Move, Session

KEYS = (
    "Enter  show the answer",
    "1      again: not remembered",
    "2      hard: remembered, but slowly",
    "3      good: remembered",
    "4      easy: no thought needed",
    "u      undo the last answer",
    "s      suspend this card: it is not asked any more",
    "f      flag this card: something is wrong with it",
    "q      end; all answers so far are kept",
)
_GRADES = {
    **{str(grade): grade for grade in GRADE_NAMES},
    **{name: grade for grade, name in GRADE_NAMES.items()},
}
_MOVES = {
    "": Move("reveal"),
    "u": Move("undo"),
    "undo": Move("undo"),
    "s": Move("suspend"),
    "suspend": Move("suspend"),
    "f": Move("flag"),
    "flag": Move("flag"),
    "q": Move("quit"),
    "quit": Move("quit"),
}


def heading(session: Session) -> str:
    """Give the line above a question: how far it is, and what it is about."""
    card = session.card
    number = f"{len(session.marks) + 1} of {len(session.cards)}"
    return f"{number} · {card.title}" if card else ""


def prompt(session: Session) -> str:
    """Give what stands before the place where the learner types."""
    is_first = not session.marks
    if session.mode == "question":
        return "Enter shows the answer, ? the keys: " if is_first else "Enter: "
    if session.mode == "answer":
        told = "1 again, 2 hard, 3 good, 4 easy: "
        return told if is_first else "1 to 4: "
    if session.mode == "note":
        return "what is wrong with it (Enter alone: nothing): "
    return "Enter ends, u takes the last answer back: " if session.marks else ""


def move_of(session: Session, text: str) -> Move | None:
    """Read the line that the learner typed; None asks for the keys."""
    if session.mode == "note":
        return Move("flag", note=text) if text.strip() else Move("cancel")
    word = text.strip().lower()
    if word in _GRADES:
        return Move("grade", _GRADES[word])
    return _MOVES.get(word)


def warning(card: Card) -> str:
    """Say in one line that nobody has checked what a card is about; empty if one has.

    The page of its concept tells the whole reason.
    """
    if not card.unverified:
        return ""
    first, *_ = re.split(r"[.;](?:\s|$)", " ".join(card.unverified.split()))
    return f"not verified: {first}"


def ending(session: Session) -> str:
    """Sum a sitting up in one line."""
    answered = [mark.grade for mark in session.marks if mark.grade]
    if not session.marks:
        return "nothing answered"
    parts = [
        f"{answered.count(grade)} {name}"
        for grade, name in GRADE_NAMES.items()
        if grade in answered
    ]
    if suspended := len(session.marks) - len(answered):
        parts.append(f"{suspended} suspended")
    left = len(session.cards) - len(session.marks)
    rest = f"; {left} left" if left else ""
    return (
        f"{len(session.marks)} of {len(session.cards)} cards: {', '.join(parts)}{rest}"
    )
