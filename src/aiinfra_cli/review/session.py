"""A sitting as a state machine: a move comes in; what to write and show goes out.

Nothing is read, printed or stored here. A caller holds the session, hands in moves
and, after each, writes what the turn says before it shows what comes next: every
answer is its own command of the journal. Prompts and `--json` drive the same machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aiinfra_cli.review.model import FLAG, GRADE_NAMES, GRADES, REVIEW, SUSPEND, Card

if TYPE_CHECKING:
    from aiinfra_cli.review.scheduler import Engine

Mode = Literal["question", "answer", "note", "done", "ended"]
LONGEST_NOTE = 500
MOST_SECONDS = 600  # a longer pause is no thinking


class Move(NamedTuple):
    """What the learner does."""

    do: Literal["reveal", "grade", "flag", "suspend", "undo", "cancel", "quit"]
    grade: int = 0
    note: str | None = None  # of a flag; without one the session asks for it
    seconds: int | None = None  # since the question was shown
    card: str | None = None  # the card that is meant; refused when another is asked


class Deed(NamedTuple):
    """An event to write, as a command of its own."""

    number: int  # within the session, from 0
    card: str
    verb: str  # review, suspend or flag
    detail: Mapping[str, Any] = MappingProxyType({})


class TakeBack(NamedTuple):
    """The command of an earlier deed, to be undone in the journal."""

    number: int
    deed: Deed


class Mark(NamedTuple):
    """What became of a card that was asked."""

    card: str
    grade: int  # 0: suspended instead


@dataclass(frozen=True, slots=True)
class Session:
    """Where a sitting stands."""

    cards: tuple[Card, ...]
    engine: Engine
    mode: Mode = "question"
    marks: tuple[Mark, ...] = ()  # of the cards behind, in their order
    numbers: int = 0  # of deeds so far, those taken back included
    shows_answer: bool = False  # before a note was asked for
    last: Deed | None = None
    # As it stood before the last deed: where `undo` leads back to.
    before: Session | None = field(default=None, repr=False, compare=False)
    test_out: str | None = None  # the session of the path that is tested out

    @property
    def card(self) -> Card | None:
        """Give the card that is asked now."""
        at = len(self.marks)
        return self.cards[at] if at < len(self.cards) else None


class Turn(NamedTuple):
    """What a move came to."""

    session: Session
    write: Deed | TakeBack | None = None
    message: str = ""
    is_refused: bool = False


def begin(
    cards: Iterable[Card], engine: Engine, *, test_out: str | None = None
) -> Session:
    """Begin to ask cards, in their order; with none, it is done at once.

    `engine` is what computes the days, kept with every answer; `test_out` names the
    session of the path that is tested out.
    """
    asked = tuple(cards)
    mode: Mode = "question" if asked else "done"
    return Session(asked, engine, mode, test_out=test_out)


def take(session: Session, move: Move) -> Turn:
    """Make a move; one that does not fit here changes nothing and is refused."""
    card = session.card
    if session.mode == "ended":
        return _refuse(session, "the session has ended")
    if move.do == "quit":
        return Turn(replace(session, mode="ended"))
    if move.do == "undo":
        return _take_back(session)
    if card is None:
        if move.do == "reveal":
            return Turn(replace(session, mode="ended"))
        return _refuse(session, "all cards are answered")
    if move.card not in (None, card.id):
        return _refuse(session, f"the card asked is {card.id}")
    if move.do == "grade":
        return _grade(session, card, move)
    if move.do == "suspend":
        return _move_on(session, card, SUSPEND, {}, 0)
    if move.do == "flag":
        return _flag(session, card, move)
    if session.mode == "note":  # reveal, cancel: no note, no flag
        return Turn(replace(session, mode=_mode(session)), message="not flagged")
    if move.do == "reveal" and session.mode == "question":
        return Turn(replace(session, mode="answer", shows_answer=True))
    return _refuse(session, "grade it from 1 to 4")


def leave_out(session: Session) -> Session:
    """Go on without the card that is asked: it was dealt with elsewhere."""
    at = len(session.marks)
    cards = session.cards[:at] + session.cards[at + 1 :]
    mode: Mode = "question" if at < len(cards) else "done"
    return replace(session, cards=cards, mode=mode, shows_answer=False)


def _grade(session: Session, card: Card, move: Move) -> Turn:
    # A script that names the card has seen its answer elsewhere.
    if not session.shows_answer and move.card is None:
        return _refuse(session, "look at the answer first")
    if move.grade not in GRADES:
        return _refuse(session, "a grade is 1, 2, 3 or 4")
    seconds = None if move.seconds is None else max(0, min(move.seconds, MOST_SECONDS))
    detail = session.engine.detail(move.grade, seconds)
    if session.test_out:
        detail["test_out"] = session.test_out
    return _move_on(session, card, REVIEW, detail, move.grade)


def _flag(session: Session, card: Card, move: Move) -> Turn:
    if move.note is None:
        return Turn(replace(session, mode="note"))
    # JSON may bring half a character, which no file can hold.
    whole = move.note.encode("utf-8", "replace").decode()
    note = " ".join(whole.split())[:LONGEST_NOTE]
    here = replace(session, mode=_mode(session))
    if not note:
        return Turn(here, message="not flagged")
    return _write(here, Deed(session.numbers, card.id, FLAG, {"note": note}), here)


def _move_on(
    session: Session, card: Card, verb: str, detail: Mapping[str, Any], grade: int
) -> Turn:
    marks = (*session.marks, Mark(card.id, grade))
    mode: Mode = "question" if len(marks) < len(session.cards) else "done"
    here = replace(session, mode=_mode(session))  # where an undo leads back to
    then = replace(here, marks=marks, mode=mode, shows_answer=False)
    return _write(then, Deed(session.numbers, card.id, verb, detail), here)


def _write(then: Session, deed: Deed, before: Session) -> Turn:
    said = replace(then, numbers=then.numbers + 1, last=deed, before=before)
    return Turn(said, deed, f"{_told(deed)} {deed.card}")


def _take_back(session: Session) -> Turn:
    if session.before is None or session.last is None:
        return _refuse(session, "nothing in this session can be taken back")
    # Numbers go on: each deed of a session has its own, taken back or not.
    back = replace(session.before, numbers=session.numbers)
    deed = session.last
    return Turn(
        back, TakeBack(deed.number, deed), f"taken back: {_told(deed)} {deed.card}"
    )


def _refuse(session: Session, why: str) -> Turn:
    return Turn(session, None, why, is_refused=True)


def _mode(session: Session) -> Mode:
    return "answer" if session.shows_answer else "question"


def _told(deed: Deed) -> str:
    if deed.verb == REVIEW:
        return GRADE_NAMES[deed.detail["rating"]]
    return {SUSPEND: "suspended", FLAG: "flagged"}[deed.verb]
