"""A sitting: every move either does one thing, or is refused and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review.scheduler import Engine
from aiinfra_cli.review.session import (
    Deed,
    Mark,
    Move,
    Session,
    TakeBack,
    Turn,
    begin,
    take,
)

from .cards import RULE, card

ENGINE = Engine("6.3.2", "0123456789ab", 0.9)
A, B = card("ttft-a"), card("ttft-b")
REVEAL, UNDO, SUSPEND = Move("reveal"), Move("undo"), Move("suspend")


def played(*moves: Move, session: Session | None = None) -> Turn:
    """Make moves one after the other, and give the last turn."""
    turn = Turn(session or begin([A, B], ENGINE))
    for move in moves:
        turn = take(turn.session, move)
    return turn


def good(grade: int = 3, **more: int) -> Move:
    """Grade the card that is shown."""
    return Move("grade", grade, **more)  # type: ignore[arg-type]


def test_question_reveal_grade() -> None:
    """A card is asked, its answer shown, and its grade written with all it needs."""
    asked = begin([A, B], ENGINE)
    assert (asked.mode, asked.card) == ("question", A)
    shown = take(asked, REVEAL)
    assert shown == Turn(replace(asked, mode="answer", shows_answer=True))
    graded = take(shown.session, Move("grade", 3, seconds=6))
    written = Deed(
        0,
        "ttft-a",
        "review",
        {
            "rating": 3,
            "seconds": 6,
            "fsrs": "6.3.2",
            "parameters": "0123456789ab",
            "retention": 0.9,
        },
    )
    after = replace(asked, marks=(Mark("ttft-a", 3),), numbers=1, last=written)
    assert graded == Turn(after, written, "good ttft-a")
    assert graded.session.card == B


def test_a_sitting_ends_by_itself_and_can_still_be_taken_back() -> None:
    """After the last card nothing is asked; Enter ends, undo goes back to the card."""
    done = played(REVEAL, good(), REVEAL, good(4)).session
    assert (done.mode, done.card) == ("done", None)
    assert take(done, REVEAL).session.mode == "ended"
    back = take(done, UNDO).session
    assert (back.mode, back.card) == ("answer", B)


def test_without_cards_it_is_done_at_once() -> None:
    """Nothing is asked, and nothing can be answered."""
    session = begin([], ENGINE)
    assert session.mode == "done"
    refused = Turn(session, None, "all cards are answered", is_refused=True)
    assert take(session, good()) == refused


def test_undo_names_the_deed_and_shows_its_card_again() -> None:
    """What the journal must undo is told by the number that the deed had."""
    graded = played(REVEAL, good(1))
    back = take(graded.session, UNDO)
    assert isinstance(graded.write, Deed)
    assert back.write == TakeBack(0, graded.write)
    assert back.message == "taken back: again ttft-a"
    assert (back.session.mode, back.session.card) == ("answer", A)
    again = take(back.session, good(3))
    assert isinstance(again.write, Deed)
    assert again.write.number == 1  # numbers are not used twice


def test_undo_goes_back_step_by_step() -> None:
    """Answers, flags and suspensions come back in their order, and then no more."""
    moves = (REVEAL, good(), Move("flag", note="which one?"), SUSPEND)
    session = played(*moves).session
    told = []
    for _ in range(4):
        turn = take(session, UNDO)
        told.append((turn.message, turn.session.mode))
        session = turn.session
    assert told == [
        ("taken back: suspended ttft-b", "question"),
        ("taken back: flagged ttft-b", "question"),
        ("taken back: good ttft-a", "answer"),
        ("nothing in this session can be taken back", "answer"),
    ]


def test_suspend_goes_on_to_the_next_card() -> None:
    """A suspended card is behind, without a grade."""
    turn = played(SUSPEND)
    assert turn.write == Deed(0, "ttft-a", "suspend")
    assert turn.session.marks == (Mark("ttft-a", 0),)
    assert (turn.session.card, turn.session.mode) == (B, "question")


@pytest.mark.parametrize(("before", "mode"), [((), "question"), ((REVEAL,), "answer")])
def test_flag_asks_for_a_note_and_stays_at_the_card(
    before: tuple[Move, ...], mode: str
) -> None:
    """The note is written as one line; the card is still to be answered."""
    asking = played(*before, Move("flag"))
    assert (asking.session.mode, asking.write) == ("note", None)
    turn = take(asking.session, Move("flag", note=" seconds\n or  ms? "))
    assert turn.write == Deed(0, "ttft-a", "flag", {"note": "seconds or ms?"})
    assert (turn.session.mode, turn.session.card) == (mode, A)


@pytest.mark.parametrize("move", [Move("cancel"), REVEAL, Move("flag", note="  ")])
def test_no_note_is_no_flag(move: Move) -> None:
    """Whoever says nothing goes back to the card as it was shown."""
    before = played(REVEAL).session
    turn = take(take(before, Move("flag")).session, move)
    assert turn == Turn(before, None, "not flagged")


@pytest.mark.parametrize(
    ("note", "kept"), [("x" * 600, "x" * 500), ("half \ud83d a sign", "half ? a sign")]
)
def test_a_note_can_always_be_written(note: str, kept: str) -> None:
    """A note is a remark of at most 500 characters, each of them UTF-8."""
    turn = played(Move("flag", note=note))
    assert turn.write == Deed(0, "ttft-a", "flag", {"note": kept})


@pytest.mark.parametrize(("seconds", "kept"), [(0, 0), (-5, 0), (4000, 600)])
def test_seconds_are_those_of_thinking(seconds: int, kept: int) -> None:
    """Below nought and above ten minutes no clock has timed a thought."""
    turn = played(REVEAL, Move("grade", 3, seconds=seconds))
    assert isinstance(turn.write, Deed)
    assert turn.write.detail["seconds"] == kept


@pytest.mark.parametrize(
    ("before", "move", "why"),
    [
        ((), good(), "look at the answer first"),
        ((REVEAL,), REVEAL, "grade it from 1 to 4"),
        ((REVEAL,), good(5), "a grade is 1, 2, 3 or 4"),
        ((), UNDO, "nothing in this session can be taken back"),
        ((REVEAL,), Move("grade", 3, card="ttft-b"), "the card asked is ttft-a"),
        ((Move("quit"),), UNDO, "the session has ended"),
        ((SUSPEND, SUSPEND), SUSPEND, "all cards are answered"),
    ],
)
def test_what_does_not_fit_is_refused(
    before: tuple[Move, ...], move: Move, why: str
) -> None:
    """It is said in words, nothing is written, and the session stands where it did."""
    session = played(*before).session
    assert take(session, move) == Turn(session, None, why, is_refused=True)


def test_a_script_that_names_the_card_need_not_look() -> None:
    """It has the answer from elsewhere; naming the card says which one it means."""
    turn = played(Move("grade", 2, card="ttft-a"))
    assert turn.message == "hard ttft-a"


def test_answers_of_a_test_out_say_so() -> None:
    """The journal can tell later why these cards were answered early."""
    session = begin([A], ENGINE, test_out="w1-mon-tue")
    turn = played(REVEAL, good(), session=session)
    assert isinstance(turn.write, Deed)
    assert turn.write.detail["test_out"] == "w1-mon-tue"


MOVES = st.lists(
    st.one_of(
        st.builds(Move, st.just("grade"), st.integers(0, 5)),
        st.builds(Move, st.just("flag"), note=st.none() | st.text(max_size=5)),
        st.sampled_from([REVEAL, UNDO, SUSPEND, Move("cancel")]),
    ),
    max_size=60,
)


@RULE
@given(MOVES)
def test_what_is_written_and_not_taken_back_is_what_the_session_shows(
    moves: list[Move],
) -> None:
    """Whatever is typed: a caller who writes as told has just the marks in effect."""
    cards = [card(f"ttft-{number}") for number in range(6)]
    session = begin(cards, ENGINE)
    written: dict[int, Deed] = {}
    for number, move in enumerate(moves):
        turn = take(session, move)
        if isinstance(turn.write, Deed):
            assert turn.write.number not in written
            written[turn.write.number] = turn.write
        elif turn.write:
            # Always the newest in effect, as `aiinfra undo` would take it.
            assert turn.write == TakeBack(max(written), written.pop(max(written)))
        assert turn.is_refused <= (turn.session == session), number
        session = turn.session
    marks = [
        Mark(deed.card, deed.detail.get("rating", 0))
        for _, deed in sorted(written.items())
        if deed.verb != "flag"
    ]
    assert tuple(marks) == session.marks
    assert [mark.card for mark in marks] == [one.id for one in cards[: len(marks)]]
