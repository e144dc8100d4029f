"""The first run: a greeting, once; whatever comes between, the next one is as good."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli.main import main
from tests.conftest import Run

from .children import start
from .sound import assert_sound, marks


def _greeting(home: Path) -> str:
    return (
        "aiinfra takes you through a learning path on AI infrastructure, offline.\n"
        "The path: 2 weeks, 8 milestones with 2 labs, 4 checkpoints, about 11 h 05.\n"
        "  aiinfra week 1       see the first week\n"
        "  aiinfra next         see what comes next; aiinfra begin takes it up\n"
        f"  aiinfra done ID      mark it done; kept in {home}\n\n"
    )


@pytest.mark.parametrize(
    "argv", [["next"], ["week"], ["done", "study-map"], ["history"], ["list"]], ids=str
)
def test_greeted_once(home: Path, run: Run, argv: list[str]) -> None:
    """The first command says five lines on stderr, before its answer; then never."""
    first = run(*argv)
    assert (first.code, first.err[: len(_greeting(home))]) == (0, _greeting(home))
    assert "takes you through" not in first.out
    for again in (argv, ["next"], ["undo"], ["week", "2"]):
        assert "takes you through" not in run(*again).err


def test_no_store_where_none_is_needed(home: Path, run: Run) -> None:
    """Looking for help, versions and places makes no store and greets nobody."""
    for argv in (["--version"], ["--help"], ["week", "--help"], ["path"], ["doctor"]):
        result = run(*argv)
        assert (result.code, result.err) == (0, "")
    assert run("frobnicate").code == 2
    assert run("week", "--frobnicate").code == 2
    assert not home.exists()


def test_documents_are_not_greeted(home: Path, run: Run) -> None:
    """With --json there is nothing on stderr, or one document."""
    assert run("week", "--json").err == ""
    assert run("next").err == ""


def test_eight_at_once(home: Path) -> None:
    """Of eight first runs at once all are well, and one of them greets."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "aiinfra_cli", "note", "study-map", f"first {n}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(8)
    ]
    ends = [(program.communicate()[1], program.returncode) for program in programs]
    assert sorted(ends) == [("", 0)] * 7 + [(_greeting(home), 0)]
    assert len(marks(home)) == 8
    assert_sound(home)


def test_many_races(tmp_path: Path, mini: Path) -> None:
    """So it is in every one of twelve races of four."""
    for number in range(12):
        home = tmp_path / f"race-{number}"

        def work(home: Path = home) -> int:
            os.environ["AIINFRA_HOME"] = str(home)
            return main(["note", "study-map", "first"])

        racers = [start(work) for _ in range(4)]
        assert [racer.wait()[0] for racer in racers] == [0] * 4
        assert len(marks(home)) == 4
        assert_sound(home)


@pytest.mark.parametrize("left", ["nothing", "folder", "empty store", "header", "wal"])
def test_interrupted_before(home: Path, run: Run, left: str) -> None:
    """Whatever an interrupted first run left, without backups it begins anew."""
    if left != "nothing":
        home.mkdir()
    store = home / "progress.db"
    if left == "empty store":
        store.touch()
    elif left in ("header", "wal"):
        # SQLite was asked for a -wal, and no more.
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        if left == "wal":
            (home / "progress.db-wal").touch()
    assert run("next").err == _greeting(home)
    assert run("done", "study-map").code == 0
    assert_sound(home)


def test_backups_of_an_earlier_store(home: Path, run: Run) -> None:
    """A first run that finds backups says how to go back to them."""
    assert run("done", "study-map").code == 0
    for path in home.glob("progress.db*"):
        path.unlink()
    last = "There are backups of an earlier store: aiinfra doctor --restore\n"
    assert run("next").err == _greeting(home)[:-1] + last + "\n"
    assert run("doctor", "--restore", "--yes").code == 0
    assert marks(home) == [("done", "study-map")]


COMPLETING = {
    "_AIINFRA_COMPLETE": "complete_bash",
    "COMP_WORDS": "aiinfra show lab-",
    "COMP_CWORD": "2",
}


def test_completion_makes_no_store(home: Path, program: Run) -> None:
    """A press of the tab key offers ids, and leaves no trace."""
    result = program(env=COMPLETING)
    assert (result.code, result.err) == (0, "")
    assert result.out.split() == ["lab-claims", "lab-setup"]
    assert not home.exists()
    assert program("next").err == _greeting(home)
    before = (home / "progress.db").read_bytes()
    assert program(env=COMPLETING).out == result.out
    assert (home / "progress.db").read_bytes() == before
    assert not (home / "backups").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"AIINFRA_NOW": "soon"},
        {"AIINFRA_CURRICULUM": "/nowhere"},
        {"AIINFRA_HOME": "~nobody-of-that-name/x"},
    ],
    ids=str,
)
def test_completion_is_silent(home: Path, program: Run, wrong: dict[str, str]) -> None:
    """Where ids cannot be had, a press of the tab key prints nothing."""
    result = program(env={**COMPLETING, **wrong})
    assert (result.out.strip(), result.err) == ("", "")


def test_completion_with_a_damaged_store(home: Path, program: Run) -> None:
    """A damaged store is left alone by the tab key too."""
    home.mkdir()
    store = home / "progress.db"
    store.write_bytes(b"broken" * 1000)
    result = program(env=COMPLETING)
    assert (result.out.strip(), result.err) == ("", "")
    assert store.read_bytes() == b"broken" * 1000
    assert [path.name for path in home.iterdir()] == ["progress.db"]
