"""Notes and reasons of every odd kind are kept as they are, or refused in words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

from .refusals import assert_refused
from .sound import assert_sound, events, states

KEPT = (
    "x" * 100_000,
    "🦊 emoji, and a family: 👩‍👩‍👧‍👦",
    "動的リソース割り当て、資源",
    "\u202eright to left\u202c and \u200f marks",
    "one\nline\n\nafter another\r\n\ttab",
    "-x",
    "--json",
    "../..",
    "[bold]not markup[/bold] [red]",
    "'; DROP TABLE event; --",
    '{"json": [1, 2]}',
    "\x1b[31mred\x1b[0m \x07 bell",
    "=1+1",
    "%s %d {0} $HOME `id`",
    "a\u0301 combining, \ufeff mark, \u2028 line",
)


@pytest.mark.parametrize("text", KEPT, ids=range(len(KEPT)))
def test_kept_as_written(kept: Path, run: Run, text: str) -> None:
    """What a learner writes comes back as it was, and never speaks to the terminal."""
    for argv, key in (
        (["note", "study-claims", "--", text], "text"),
        (["skip", "study-claims", f"--reason={text}"], "reason"),
        (["done", "capstone", f"--note={text}"], "note"),
    ):
        assert run(*argv).code == 0
        assert events(kept)[-1].detail == {key: text.strip()}
    shown = run("show", "study-claims", "--json")
    assert shown.document["data"]["notes"][0]["text"] == text.strip()
    assert shown.document["data"]["item"]["reason"] == text.strip()
    for argv in (["show", "study-claims"], ["history"], ["list"], ["week", "2"]):
        result = run(*argv)
        assert result.code == 0
        assert not {"\x1b", "\x07", "\u202e", "\u200f"} & set(result.out + result.err)
    assert_sound(kept)


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\u3000"])
def test_no_words(kept: Path, run: Run, text: str) -> None:
    """Nothing but space is no note and no reason."""
    before = events(kept)
    assert_refused(run("note", "study-map", text), 2, "a note needs some words")
    refused = run("skip", "study-claims", "--reason", text)
    assert_refused(refused, 2, "a reason needs some words")
    refused = run("done", "study-claims", "--note", text)
    assert_refused(refused, 2, "a note needs some words")
    assert events(kept) == before


def test_longer_than_a_note(kept: Path, run: Run) -> None:
    """A million characters are a note; one more is a file to hand in."""
    before = states(kept)
    refused = run("note", "study-map", "字" * 1_000_001)
    message = "a note may have 1,000,000 characters; this one has 1,000,001"
    assert_refused(refused, 2, message)
    assert states(kept) == before
    assert run("note", "study-map", "字" * 1_000_000).code == 0
    assert len(events(kept)[-1].detail["text"]) == 1_000_000


@pytest.mark.parametrize(
    "data",
    [
        b"two\0words and a \0 more\0",
        "動的\nリソース".encode(),
        b"x" * 100_000,
        b"\xef\xbb\xbfwith a mark at the start",
    ],
)
def test_note_from_stdin(kept: Path, program: Run, data: bytes) -> None:
    """A note comes from standard input as it is, NUL and all."""
    result = program("note", "study-map", stdin=data)
    assert (result.code, result.err) == (0, "")
    assert events(kept)[-1].detail == {"text": data.decode()}
    shown = program("history", "--json", "-n", "1")
    assert json.loads(shown.out)["data"]["events"][0]["detail"] == {
        "text": data.decode()
    }
    assert "\0" not in program("history").out
    assert "\0" not in program("show", "study-map").out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a note needs some words"),
        (b" \n ", "a note needs some words"),
        (b"caf\xe9", "the note is not UTF-8 text"),
        (b"\xff\xfeU\x00T\x00F\x00", "the note is not UTF-8 text"),
        (b"\xed\xa0\x80", "the note is not UTF-8 text"),
        (
            "字".encode() * 2_000_000,
            "a note may have 1,000,000 characters; this one has more",
        ),
        (
            b"x" * 20_000_000,
            "a note may have 1,000,000 characters; this one has more",
        ),
        (
            b"x" * 2_000_000,
            "a note may have 1,000,000 characters; this one has 2,000,000",
        ),
    ],
    ids=range(8),
)
def test_refused_from_stdin(
    kept: Path, program: Run, data: bytes, message: str
) -> None:
    """What is no text, or too much of it, is refused and nothing noted."""
    before = events(kept)
    assert_refused(program("note", "study-map", stdin=data), 2, message)
    assert events(kept) == before


def test_endless_stdin(kept: Path) -> None:
    """Input without an end does not fill the memory."""
    before = events(kept)
    with Path("/dev/zero").open("rb") as zero:
        done = subprocess.run(
            [sys.executable, "-m", "aiinfra_cli", "note", "study-map"],
            stdin=zero,
            capture_output=True,
            timeout=60,
        )
    assert done.returncode == 2
    assert events(kept) == before
