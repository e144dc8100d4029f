"""`aiinfra review --json`: a script asks and answers, a JSON document a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import golden
from tests.commands.sittings import Sit, answered, grade, moves, typing, wrong_states
from tests.conftest import Result, Run


@pytest.fixture
def sit(run: Run, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""
    return typing(run, monkeypatch)


def documents(result: Result) -> list[dict[str, object]]:
    """Give the data of each line, all of one schema."""
    found = [json.loads(line) for line in result.out.splitlines()]
    assert {one["schema"] for one in found} <= {"aiinfra.review/1"}
    return [one["data"] for one in found]


def test_a_whole_sitting(run: Run, sit: Sit) -> None:
    """Each line is answered by one document, and all have the same keys."""
    run("done", "study-map")
    script = moves(
        {"do": "reveal"},
        grade(3, seconds=6, card="layer-low"),
        grade(2, card="layer-high"),
        {"do": "undo"},
        {"do": "flag", "note": "which end?"},
        {"do": "suspend"},
        grade(4),
        grade(4, card="layer-low"),
        {"do": "quit"},
        {"do": "reveal"},
    )
    result = sit(script, "--json")
    assert (result.code, result.err) == (0, "")
    found = documents(result)
    assert len({tuple(one) for one in found}) == 1
    text = "\n".join(json.dumps(one, indent=1) for one in found) + "\n"
    version = json.dumps(found)  # nothing in it depends on what is installed
    assert "fsrs" not in version
    golden.check("review-exchange.txt", text)
    assert answered(run) == [
        *("review layer-low 3", "flag layer-high", "suspend layer-high")
    ]


def test_without_input_it_tells_what_is_due(run: Run, sit: Sit) -> None:
    """The first document holds the cards of the day, in order."""
    run("done", "study-map")
    [found] = documents(sit("", "--json"))
    assert found["queue"] == {
        "due": [],
        "new": ["layer-low", "layer-high", "layer-rests"],
        "due_waiting": 0,
        "new_waiting": 0,
        "day_off": False,
        "next_day": None,
    }
    assert found["question"] == "Which layer is the lowest?"
    assert found["answer"] is None


@pytest.mark.parametrize("line", ["3", "{}", "reveal", '{"do": "grade", "grade": 9}'])
def test_a_line_that_is_no_move(run: Run, sit: Sit, line: str) -> None:
    """It ends with 2 and an error of its own; what came before it is kept."""
    run("done", "study-map")
    script = moves({"do": "reveal"}, grade(3)) + f"\n{line}\n" + moves(grade(1))
    result = sit(script, "--json")
    assert result.code == 2
    assert json.loads(result.err)["error"]["message"].startswith("not a move: ")
    assert len(documents(result)) == 3
    assert answered(run) == ["review layer-low 3"]


def test_wide_and_hostile_text_is_one_line(run: Run, sit: Sit) -> None:
    """Every document is one line of ASCII, whatever is in the cards."""
    result = sit(moves({"do": "reveal"}), "--concept", "dra", "--json")
    assert result.out.isascii()
    lines = sit(moves(grade(3, card="dra-picks")), "--week", "2", "--json")
    assert documents(lines)[-1]["question"] == "何がデバイスを要求しますか"


def test_nothing_due(run: Run, sit: Sit, home: Path) -> None:
    """With nothing to ask the sitting is done at once, and takes the end."""
    [found] = documents(sit("", "--json"))
    assert (found["mode"], found["card"], found["of"]) == ("done", None, 0)
    assert [one["mode"] for one in documents(sit(moves({"do": "quit"}), "--json"))] == [
        *("done", "ended")
    ]
    assert wrong_states(home) == []
