"""The sitting as whole lines: what is shown, what is typed, what it means."""

from __future__ import annotations

import pytest

from aiinfra_cli.review import prompts
from aiinfra_cli.review.session import Mode, Move, Session, begin, take

from .cards import card
from .test_session import ENGINE


def transcript(*typed: str, cards: int = 2) -> list[str]:
    """Play a sitting as a terminal shows it, with what was typed in it."""
    session = begin([card(f"ttft-{n}") for n in range(1, cards + 1)], ENGINE)
    shown = prompts.lines(session)
    for text in typed:
        shown.append(prompts.prompt(session) + text)
        move = prompts.move_of(session, text)
        if move is None:
            shown += prompts.KEYS
            continue
        turn = take(session, move)
        if turn.is_refused or (turn.message and not turn.write):
            shown.append(turn.message)
        if turn.session != session:
            shown += prompts.lines(turn.session)
        session = turn.session
    return [*shown, prompts.ending(session)]


def test_a_sitting_reads_from_top_to_bottom() -> None:
    """The keys are told at the first card; then the prompts are short."""
    assert transcript("", "3", "", "again", "") == [
        "",
        "1 of 2 · TTFT",
        "Q ttft-1?",
        "Enter shows the answer, ? the keys: ",
        "A ttft-1.",
        "1 again, 2 hard, 3 good, 4 easy: 3",
        "",
        "2 of 2 · TTFT",
        "Q ttft-2?",
        "Enter: ",
        "A ttft-2.",
        "1 to 4: again",
        "Enter ends, u takes the last answer back: ",
        "2 of 2 cards: 1 again, 1 good",
    ]


def test_a_question_mark_or_anything_odd_tells_the_keys() -> None:
    """Nothing that is typed is guessed at."""
    for odd in ("?", "7", "next", "33"):
        shown = transcript(odd, "q", cards=1)
        first = ["", "1 of 1 · TTFT", "Q ttft-1?"]
        asked = f"Enter shows the answer, ? the keys: {odd}"
        again = "Enter shows the answer, ? the keys: q"
        assert shown == [*first, asked, *prompts.KEYS, again, "nothing answered"]


def test_a_flag_asks_what_is_wrong() -> None:
    """Even a q is a note there; the card is asked again."""
    assert transcript("f", "q", "s", cards=1) == [
        "",
        "1 of 1 · TTFT",
        "Q ttft-1?",
        "Enter shows the answer, ? the keys: f",
        "what is wrong with it (Enter alone: nothing): q",
        "",
        "1 of 1 · TTFT",
        "Q ttft-1?",
        "Enter shows the answer, ? the keys: s",
        "1 of 1 cards: 1 suspended",
    ]


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


@pytest.mark.parametrize("mode", ["note", "ended"])
def test_modes_without_lines(mode: Mode) -> None:
    """The note has its prompt alone, and the end its summary."""
    session = Session((card("ttft-1"),), ENGINE, mode)
    assert prompts.lines(session) == []


def test_nothing_to_ask_needs_no_prompt() -> None:
    """Without cards there is nothing to wait for."""
    session = begin([], ENGINE)
    assert (prompts.lines(session), prompts.prompt(session)) == ([], "")
