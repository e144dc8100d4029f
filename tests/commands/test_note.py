"""`aiinfra note`: words as an argument, from standard input, from an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.asking import data, journal
from tests.conftest import Run
from tests.terminal import on_terminal


def _texts(run: Run, id: str = "study-map") -> list[str]:
    return [note["text"] for note in data(run, "show", id)["notes"]]


def test_words_after_the_id(run: Run) -> None:
    """The words are kept with moment and day; the count is told."""
    assert run("note", "study-map", "first") == (
        0,
        "noted on study-map (1 note)\nnext: aiinfra begin study-map\n",
        "",
    )
    assert run("note", "study-map", "second").out.splitlines()[0] == (
        "noted on study-map (2 notes)"
    )
    day = {"at": "2026-11-25T20:14:00Z", "day": "2026-11-25"}
    assert data(run, "show", "study-map")["notes"] == [
        {**day, "text": "first"},
        {**day, "text": "second"},
    ]


def test_a_note_changes_no_status(run: Run) -> None:
    """A note leaves an open item open and a done one done."""
    run("note", "study-map", "to read")
    assert data(run, "show", "study-map")["item"]["status"] == "open"
    run("done", "study-map")
    run("note", "study-map", "read")
    assert data(run, "show", "study-map")["item"]["status"] == "done"


def test_without_an_id_and_nothing_begun(run: Run) -> None:
    """Without an id and with nothing begun, it names a candidate."""
    assert run("note").err == (
        "aiinfra: no item is begun, so name one\nhint: the next one is study-map\n"
    )


@pytest.mark.parametrize("last", [(), ("-",)])
def test_from_standard_input(run: Run, program: Run, last: tuple[str, ...]) -> None:
    """Without words, or with -, they come from standard input, lines kept."""
    text = "two lines\n\n- of 動的 words\n"
    result = program("note", "study-map", *last, stdin=text)
    assert (result.code, result.err) == (0, "")
    assert _texts(run) == [text.strip()]


def test_current_item_from_standard_input(run: Run, program: Run) -> None:
    """Without an id, the note goes to what was begun."""
    run("begin", "lab-setup")
    assert program("note", stdin="on the way\n").out.splitlines()[0] == (
        "noted on lab-setup (1 note)"
    )


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_nothing_to_note(run: Run, program: Run, text: str) -> None:
    """An empty note is refused, from wherever it comes."""
    for result in (
        program("note", "study-map", stdin=text),
        run("note", "study-map", text),
    ):
        assert result == (
            2,
            "",
            "aiinfra: a note needs some words\nhint: write them in quotes\n",
        )
    assert journal(run) == []


def test_input_that_is_not_text(run: Run, program: Run) -> None:
    """Bytes that are no UTF-8 are refused, not mangled."""
    assert program("note", "study-map", stdin=b"caf\xe9") == (
        2,
        "",
        "aiinfra: the note is not UTF-8 text\nhint: save it as UTF-8 and try again\n",
    )


def _editor(tmp_path: Path, script: str) -> dict[str, str]:
    path = tmp_path / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"EDITOR": f"'{path}' --wait", "VISUAL": ""}


def test_from_the_editor(run: Run, tmp_path: Path) -> None:
    """On a terminal $EDITOR opens an empty file named after the item."""
    seen = tmp_path / "seen"
    env = _editor(
        tmp_path,
        f'echo "$1 $(basename "$2") $(wc -c < "$2")" > "{seen}"; echo words > "$2"',
    )
    result = on_terminal("note", "study-map", env=env)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "noted on study-map (1 note)"
    assert seen.read_text().split() == ["--wait", "study-map.md", "0"]
    assert _texts(run) == ["words"]


def test_visual_goes_before_editor(run: Run, tmp_path: Path) -> None:
    """VISUAL is the editor where both are set."""
    env = _editor(tmp_path, 'echo words > "$2"')
    env = {"VISUAL": env["EDITOR"], "EDITOR": "false"}
    assert on_terminal("note", "study-map", env=env).code == 0
    assert _texts(run) == ["words"]


@pytest.mark.parametrize(
    ("script", "code", "message"),
    [
        ("exit 3", 1, "aiinfra: the editor ended with 3; nothing was noted\n"),
        (
            "true",
            2,
            "aiinfra: a note needs some words\nhint: write them in quotes\n",
        ),
    ],
)
def test_editor_that_leaves_nothing(
    run: Run, tmp_path: Path, script: str, code: int, message: str
) -> None:
    """An editor that fails, or a file left empty, notes nothing."""
    result = on_terminal("note", "study-map", env=_editor(tmp_path, script))
    assert result == (code, "", message)
    assert journal(run) == []


def test_editor_that_is_not_there(run: Run) -> None:
    """An editor that cannot be run is named, with the way out."""
    env = {"EDITOR": "/nowhere/editor", "VISUAL": ""}
    assert on_terminal("note", "study-map", env=env) == (
        2,
        "",
        "aiinfra: the editor '/nowhere/editor' could not be run\n"
        "hint: set EDITOR, or write the words after the id\n",
    )


def test_terminal_without_an_editor(run: Run) -> None:
    """Without an editor the words are typed, up to Ctrl-D."""
    env = {"EDITOR": "", "VISUAL": ""}
    result = on_terminal("note", "study-map", env=env, keys="typed\nwords\n\x04")
    assert result.code == 0
    assert result.err == "Note on study-map; end it with Ctrl-D on a line of its own:\n"
    assert _texts(run) == ["typed\nwords"]


def test_undo_takes_one_note(run: Run) -> None:
    """Notes are steps: undo takes back the newest only."""
    run("note", "study-map", "one")
    run("note", "study-map", "two")
    assert run("undo").out.splitlines()[0] == "undid: note study-map"
    assert _texts(run) == ["one"]
