"""The sitting as JSON: the same machine, no guessing, keys that are always there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.review import exchange
from aiinfra_cli.review.queue import Queue
from aiinfra_cli.review.session import Move, begin, take

from .cards import RULE, card, day
from .test_session import ENGINE


def test_a_script_answers_a_card() -> None:
    """Question, answer, grade and undo, each with where the session stands."""
    session = begin([card("ttft-a")], ENGINE)
    asked = {
        "mode": "question",
        "number": 1,
        "of": 1,
        "test_out": None,
        "card": {"id": "ttft-a", "concept": "ttft", "title": "TTFT"},
        "question": "Q ttft-a?",
        "answer": None,
        "unverified": None,
        "moves": ["reveal", "grade", "flag", "suspend", "undo", "quit"],
    }
    assert exchange.session_document(session) == asked
    shown = asked | {
        "mode": "answer",
        "answer": "A ttft-a.",
        "moves": ["grade", "flag", "suspend", "undo", "quit"],
    }
    turn = take(session, exchange.move_of('{"do": "reveal"}'))
    nothing = {"message": None, "refused": False, "written": None}
    assert exchange.turn_document(turn) == shown | nothing

    line = '{"do": "grade", "grade": 3, "seconds": 6, "card": "ttft-a"}'
    turn = take(turn.session, exchange.move_of(line))
    assert exchange.turn_document(turn) == {
        "mode": "done",
        "number": 1,
        "of": 1,
        "test_out": None,
        "card": None,
        "question": None,
        "answer": None,
        "unverified": None,
        "moves": ["undo", "quit"],
        "message": "good ttft-a",
        "refused": False,
        "written": {
            "number": 0,
            "card": "ttft-a",
            "verb": "review",
            "taken_back": False,
        },
    }
    turn = take(turn.session, exchange.move_of('{"do": "undo"}'))
    assert exchange.turn_document(turn) == shown | {
        "message": "taken back: good ttft-a",
        "refused": False,
        "written": {
            "number": 0,
            "card": "ttft-a",
            "verb": "review",
            "taken_back": True,
        },
    }


def test_a_refusal_says_so() -> None:
    """A move that does not fit is answered, not raised."""
    session = begin([card("ttft-a")], ENGINE)
    turn = take(session, exchange.move_of('{"do": "grade", "grade": 3}'))
    assert exchange.turn_document(turn) == exchange.session_document(session) | {
        "message": "look at the answer first",
        "refused": True,
        "written": None,
    }


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ('{"do": "grade", "grade": 1}', Move("grade", 1)),
        (
            '{"do": "grade", "grade": 4, "card": "a", "seconds": null}',
            Move("grade", 4, card="a"),
        ),
        ('{"do": "flag", "note": "unit?"}', Move("flag", note="unit?")),
        ('{"do": "suspend", "card": "a"}', Move("suspend", card="a")),
        ('{"do": "quit"}', Move("quit")),
    ],
)
def test_moves(line: str, move: Move) -> None:
    """Each line is one move."""
    assert exchange.move_of(line) == move


@pytest.mark.parametrize(
    "line",
    [
        "",
        "3",
        "[]",
        "[" * 100_000,
        '{"do": "bury"}',
        '{"do": ["reveal"]}',
        '{"do": "cancel"}',
        '{"grade": 3}',
        '{"do": "grade"}',
        '{"do": "grade", "grade": 5}',
        '{"do": "grade", "grade": true}',
        '{"do": "grade", "grade": 3.0}',
        '{"do": "grade", "grade": "3"}',
        '{"do": "grade", "grade": 3, "rating": 3}',
        '{"do": "flag"}',
        '{"do": "flag", "note": " "}',
    ],
)
def test_what_is_no_move_is_refused(line: str) -> None:
    """It is a usage error, whatever it is."""
    with pytest.raises(UsageError):
        exchange.move_of(line)


@RULE
@given(st.text() | st.dictionaries(st.text(), st.integers() | st.text()))
def test_any_line_is_a_move_or_a_usage_error(value: object) -> None:
    """No line from outside comes to anything else."""
    line = value if isinstance(value, str) else json.dumps(value)
    try:
        move = exchange.move_of(line)
    except UsageError:
        return
    assert move.do in exchange.MOVES


def test_queue() -> None:
    """A day's cards by id, in the order in which they are asked."""
    queue = Queue((card("b"), card("a")), (card("c"),), 2, 5, next_day=day(2))
    assert exchange.queue_document(queue) == {
        "due": ["b", "a"],
        "new": ["c"],
        "due_waiting": 2,
        "new_waiting": 5,
        "day_off": False,
        "next_day": "2026-12-01",
    }
    assert exchange.queue_document(Queue())["next_day"] is None
