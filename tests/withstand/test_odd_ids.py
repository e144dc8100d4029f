"""Ids of every odd kind: an exit code by its class, words, and an unchanged store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Result, Run

from .refusals import assert_refused, refused_as_json
from .sound import events

# What is typed -> the exit code it gets where an id is wanted.
ODD = {
    "": 2,
    "   ": 2,
    "\t\n": 2,
    "path:": 2,
    "x" * 100_000: 3,
    "lab-setup " + "x" * 300: 3,
    "🦊": 3,
    "動的リソース": 3,
    "\u202elab-setup": 3,
    "lab\u200fsetup": 3,
    "lab-setup\x07": 3,
    "lab\nsetup": 3,
    "../..": 3,
    "../../etc/passwd": 3,
    "/": 3,
    "lab-setup'; DROP TABLE event; --": 3,
    "%": 3,
    "lab_setup": 3,
    "*": 3,
    "[lab-setup]": 3,
    "concept:nowhere": 3,
    "concept:": 2,
    "week-99999999999999999999": 3,
    "99999999999999999999": 3,
    "w0": 3,
    "-1x": 2,  # options, as far as the parser goes
    "--nowhere": 2,
}
TAKES_AN_ID = (
    ["show"],
    ["begin"],
    ["done"],
    ["reopen"],
    ["status"],
    ["history"],
    ["week"],
    ["skip", "--reason", "no"],
    ["note"],
)


@pytest.mark.parametrize("argv", TAKES_AN_ID, ids=lambda argv: str(argv[0]))
def test_odd_ids(kept: Path, run: Run, argv: list[str]) -> None:
    """Wherever an id is taken, an odd one is refused in words and changes nothing."""
    before = events(kept)
    verb, *options = argv
    words = ["some words"] if verb == "note" else []
    for text, code in ODD.items():
        if text == "" and verb not in ("done", "reopen", "skip"):
            continue  # these take it for no id at all
        result = run(verb, *options, text, *words)
        assert_refused(result, code)
        assert "\u202e" not in result.err
        assert "\x07" not in result.err
    assert events(kept) == before


def test_ids_after_two_dashes(kept: Path, run: Run) -> None:
    """After -- everything is an id, however it begins."""
    before = events(kept)
    for text in ("-x", "--", "--json", "--help"):
        assert_refused(run("show", "--", text), 3, f'there is no item "{text}"')
    assert run("show", "--", "lab-setup").code == 0
    assert events(kept) == before


def test_one_odd_among_many(kept: Path, run: Run) -> None:
    """Of several ids one that is wrong keeps all of them from being marked."""
    before = events(kept)
    for text, code in ODD.items():
        assert_refused(run("done", "study-claims", "capstone", text), code)
    assert events(kept) == before


def test_thousand_ids(kept: Path, run: Run) -> None:
    """The same id a thousand times is one mark."""
    before = events(kept)
    assert run("done", *["study-claims"] * 1000).code == 0
    fresh = events(kept)[len(before) :]
    assert [(event.verb, event.item) for event in fresh] == [("done", "study-claims")]


def test_many_words_to_look_for(kept: Path, run: Run) -> None:
    """More words than a person looks for are refused; the same one again is one."""
    assert run("list", *["map"] * 2000).out == run("list", "map").out
    many = [f"word{number}" for number in range(2000)]
    assert_refused(run("list", *many), 2, "these are 2000 words to look for")
    assert run("list", "x" * 100_000).code == 0
    assert run("list", *["--tag", "dra"] * 2000).code == 0
    assert run("list", *["--kind", "lab"] * 40_000).code == 0


@pytest.mark.parametrize("count", ["0", "-1", "99999999999999999999", "1.5", "", "x"])
@pytest.mark.parametrize(
    "argv", [["undo"], ["next", "--count"], ["history", "--count"]], ids=str
)
def test_odd_counts(kept: Path, run: Run, argv: list[str], count: str) -> None:
    """A number that is none, or out of range, is a matter of usage."""
    before = events(kept)
    assert_refused(run(*argv, count), 2)
    assert events(kept) == before


def _run_bytes(*argv: bytes) -> Result:
    """Run the program with arguments that are bytes, as a shell hands them over."""
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"aiinfra_cli", *argv],
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "argv",
    [
        (b"show", b"lab\xffsetup"),
        (b"done", b"lab-setup", b"\xe9t\xe9"),
        (b"note", b"lab-setup", b"caf\xe9"),
        (b"skip", b"capstone", b"--reason", b"\xff"),
        (b"done", b"capstone", b"--note", b"\xc3\x28"),
        (b"done", b"capstone", b"--at", b"\xff"),
        (b"done", b"capstone", b"--evidence", b"report\xff.txt"),
        (b"\xff",),
        (b"--color", b"\xff", b"next"),
    ],
)
def test_bytes_that_are_no_text(kept: Path, argv: tuple[bytes, ...]) -> None:
    """Arguments in another encoding are refused, before anything is marked."""
    before = events(kept)
    assert_refused(_run_bytes(*argv), 2)
    error = refused_as_json(_run_bytes(*argv, b"--json"), 2)
    assert error["problems"] == []
    assert events(kept) == before
