"""The sitting in words: what is told, what is typed, what it means."""

from __future__ import annotations

import pytest

from aiinfra_cli.review import prompts
from aiinfra_cli.review.session import Move, begin, take

from .cards import card
from .test_session import ENGINE


def test_a_heading_says_how_far_it_is() -> None:
    """Number, count and what the card is about; nothing once all are asked."""
    session = begin([card("ttft-1"), card("ttft-2")], ENGINE)
    assert prompts.heading(session) == "1 of 2 · TTFT"
    session = take(session, Move("suspend")).session
    assert prompts.heading(session) == "2 of 2 · TTFT"
    session = take(session, Move("suspend")).session
    assert prompts.heading(session) == ""


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("", ""),
        ("nobody looked it up", "not verified: nobody looked it up"),
        (
            "General knowledge of both logs; the documentation was not read.",
            "not verified: General knowledge of both logs",
        ),
        (
            "Read for DRA 1.34\nin a list. Not legal advice.",
            "not verified: Read for DRA 1.34 in a list",
        ),
    ],
)
def test_what_nobody_checked_is_said_shortly(why: str, told: str) -> None:
    """The first part of the reason is enough beside a card."""
    assert prompts.warning(card("ttft-1")._replace(unverified=why)) == told


def test_prompts_are_told_whole_at_the_first_card_alone() -> None:
    """The keys are told once; then the prompts are short."""
    session = begin([card("ttft-1"), card("ttft-2")], ENGINE)
    found = []
    for move in (Move("reveal"), Move("grade", 3), Move("reveal"), Move("grade", 1)):
        found.append(prompts.prompt(session))
        session = take(session, move).session
    assert [*found, prompts.prompt(session)] == [
        "Enter shows the answer, ? the keys: ",
        "1 again, 2 hard, 3 good, 4 easy: ",
        "Enter: ",
        "1 to 4: ",
        "Enter ends, u takes the last answer back: ",
    ]
    assert prompts.ending(session) == "2 of 2 cards: 1 again, 1 good"


def test_the_end_counts_what_was_done_and_what_is_left() -> None:
    """Suspended cards are told apart; cards not reached are left."""
    session = begin([card(f"ttft-{n}") for n in range(3)], ENGINE)
    assert prompts.ending(session) == "nothing answered"
    session = take(session, Move("suspend")).session
    assert prompts.ending(session) == "1 of 3 cards: 1 suspended; 2 left"


def test_even_a_letter_is_a_note_where_one_is_asked_for() -> None:
    """What is typed there is the note; nothing at all takes the flag back."""
    session = take(begin([card("ttft-1")], ENGINE), Move("flag")).session
    assert prompts.prompt(session) == "what is wrong with it (Enter alone: nothing): "
    assert prompts.move_of(session, "q") == Move("flag", note="q")
    assert prompts.move_of(session, "  ") == Move("cancel")


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("", Move("reveal")),
        ("  \n", Move("reveal")),
        ("1", Move("grade", 1)),
        (" HARD ", Move("grade", 2)),
        ("good", Move("grade", 3)),
        ("4", Move("grade", 4)),
        ("U", Move("undo")),
        ("suspend", Move("suspend")),
        ("f", Move("flag")),
        ("quit", Move("quit")),
        ("?", None),
        ("０", None),
    ],
)
def test_what_is_typed(text: str, move: Move | None) -> None:
    """A letter, a word or a number, in either case."""
    assert prompts.move_of(begin([card("ttft-1")], ENGINE), text) == move


def test_nothing_to_ask_needs_no_prompt() -> None:
    """Without cards there is nothing to wait for."""
    session = begin([], ENGINE)
    assert (prompts.heading(session), prompts.prompt(session)) == ("", "")
