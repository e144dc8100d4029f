"""Readers that go away, output that is closed, and disks that are full."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Result, Run

from .refusals import assert_refused, refused_as_json
from .sound import marks

PROGRAM = [sys.executable, "-m", "aiinfra_cli"]
SHOWING = (
    ["today"],
    ["list"],
    ["list", "--json"],
    ["week"],
    ["history", "--all"],
    ["history", "--all", "--json"],
    ["show", "lab-setup"],
    ["report"],
    ["curriculum", "lint"],
    ["doctor"],
    ["path"],
    ["--help"],
    ["--version"],
)


@pytest.fixture(params=["buffered", "unbuffered"])
def buffering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run with Python's usual buffer, and without one."""
    if request.param == "unbuffered":
        monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    return str(request.param)


@pytest.fixture
def long(kept: Path, run: Run) -> Path:
    """Give a home with more to tell than a pipe holds."""
    assert run("note", "lab-setup", "many words " * 30_000).code == 0
    return kept


def _in_shell(script: str, *argv: str) -> Result:
    command = script.replace("PROGRAM", shlex.join([*PROGRAM, *argv]))
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.needs_tool("bash")
@pytest.mark.parametrize("argv", SHOWING, ids=" ".join)
def test_head(long: Path, buffering: str, argv: list[str]) -> None:
    """`| head -1` gets its line; the program ends quietly, with 0."""
    result = _in_shell("PROGRAM | head -1; exit ${PIPESTATUS[0]}", *argv)
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == 1


@pytest.mark.parametrize("argv", SHOWING, ids=" ".join)
def test_nobody_reads(long: Path, buffering: str, argv: list[str]) -> None:
    """With a reader that is gone before the first word: the same, every time."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, *argv],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_nobody_reads_a_mark(kept: Path, buffering: str) -> None:
    """A mark is kept, whether its answer is read or not."""
    before = marks(kept)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, "done", "study-claims"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert marks(kept) == [*before, ("done", "study-claims")]


@pytest.mark.parametrize(
    "argv", [["show", "nowhere"], ["done"], ["next"]], ids=" ".join
)
def test_nobody_reads_errors(kept: Path, buffering: str, argv: list[str]) -> None:
    """With both streams gone, the exit code is still the one it would be."""
    expected = subprocess.run(
        [*PROGRAM, *argv], capture_output=True, stdin=subprocess.DEVNULL
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, *argv], stdin=subprocess.DEVNULL, stdout=writing, stderr=writing
    )
    os.close(writing)
    assert done.returncode == expected.returncode


@pytest.mark.needs_tool("bash")
@pytest.mark.parametrize("argv", SHOWING, ids=" ".join)
def test_full_output(long: Path, buffering: str, argv: list[str]) -> None:
    """Output into a full disk is an error in words."""
    result = _in_shell("PROGRAM > /dev/full", *argv)
    message = "the output could not be written: no space left on device"
    if "--json" in argv:
        assert refused_as_json(result, 5)["message"] == message
    else:
        # `list` says first how many there are.
        lines = result.err.splitlines(keepends=True)
        assert_refused(result._replace(err="".join(lines[-2:])), 5, message)


@pytest.mark.needs_tool("bash")
def test_full_output_of_a_mark(kept: Path, buffering: str) -> None:
    """A mark whose answer cannot be written is kept, and the error says so."""
    before = marks(kept)
    result = _in_shell("PROGRAM > /dev/full", "done", "study-claims")
    assert assert_refused(result, 5) == "see where it goes; what was marked is kept"
    assert marks(kept) == [*before, ("done", "study-claims")]


@pytest.mark.needs_tool("bash")
def test_full_everything(kept: Path, buffering: str) -> None:
    """With errors into a full disk too, the exit code is all there is."""
    for argv, code in ((["list"], 5), (["show", "nowhere"], 3), (["--version"], 5)):
        assert _in_shell("PROGRAM > /dev/full 2>&1", *argv) == (code, "", "")


@pytest.mark.needs_tool("bash")
@pytest.mark.parametrize("argv", [*SHOWING, ["done", "capstone"]], ids=" ".join)
def test_closed_output(kept: Path, buffering: str, argv: list[str]) -> None:
    """With standard output closed nothing is done, and that is said."""
    before = marks(kept)
    result = _in_shell("PROGRAM >&-", *argv)
    message = "standard output is closed; nothing was done"
    if "--json" in argv:
        assert refused_as_json(result, 2)["message"] == message
    else:
        assert_refused(result, 2, message)
    assert marks(kept) == before
    assert _in_shell("PROGRAM >&- 2>&-", *argv) == (2, "", "")


@pytest.mark.needs_tool("bash")
def test_closed_errors(kept: Path, buffering: str) -> None:
    """With standard error closed the answer comes, and errors are their code."""
    assert _in_shell("PROGRAM 2>&-", "next").code == 0
    assert _in_shell("PROGRAM 2>&-", "show", "nowhere") == (3, "", "")
    assert _in_shell("PROGRAM 2>&-", "list").out.startswith("✓ study-map")


@pytest.mark.needs_tool("bash")
def test_closed_input(kept: Path) -> None:
    """With standard input closed there is nobody to ask, and no note to read."""
    before = marks(kept)
    refused = _in_shell("PROGRAM <&-", "note", "lab-setup")
    assert_refused(refused, 2, "a note needs some words")
    refused = _in_shell("PROGRAM <&-", "done", "week-2")
    assert_refused(refused, 2, "this would mark 4 items as done")
    assert marks(kept) == before
    assert _in_shell("PROGRAM <&-", "done", "study-claims").code == 0
    assert _in_shell("PROGRAM <&- >&- 2>&-", "next").code == 2
