"""Homes, curricula and terminals that are not what they should be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MINI, Run

from .conftest import WithHome
from .refusals import assert_refused, refused_as_json
from .sound import events, marks

GIVE = "give a folder that holds path.yaml, weeks/ and labs/, and that can be read"


@pytest.mark.parametrize(
    ("name", "why"), [("nowhere", "it does not exist"), ("file", "it is not a folder")]
)
def test_no_curriculum(
    kept: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    why: str,
) -> None:
    """A curriculum that is not there is told as such by every command about it."""
    before = events(kept)
    (tmp_path / "file").write_text("no folder")
    folder = tmp_path / name
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(folder))
    message = f"cannot read the curriculum in {str(folder)!r}: {why}"
    for argv in (["next"], ["done", "study-claims"], ["curriculum", "lint"], ["undo"]):
        assert assert_refused(run(*argv), 4, message) == GIVE
    assert refused_as_json(run("week", "--json"), 4)["message"] == message
    assert run("path").code == 0
    assert events(kept) == before


def test_empty_curriculum(
    kept: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty folder is a curriculum with one problem: nothing is in it."""
    before = events(kept)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(tmp_path / "empty"))
    (tmp_path / "empty").mkdir()
    for argv in (["next"], ["done", "study-claims"], ["status"]):
        result = run(*argv)
        assert_refused(result, 4)
        assert "  path.yaml:1: the file is missing" in result.err
    error = refused_as_json(run("next", "--json"), 4)
    assert any("path.yaml:1: the file is missing" in p for p in error["problems"])
    assert events(kept) == before


def test_first_run_with_a_wrong_curriculum(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, mini: Path
) -> None:
    """It takes no greeting away: the first run is the first that worked."""
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(home / "nowhere"))
    assert_refused(run("next"), 4)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(mini))
    assert run("next").err.startswith("aiinfra takes you through a learning path")
    assert run("next").err == ""


def test_home_of_nobody(run: Run, with_home: WithHome) -> None:
    """A home below that of an unknown user is no folder."""
    with_home(Path("~nobody-of-that-name/x"))
    for argv in (["next"], ["done", "study-map"], ["doctor"], ["path"]):
        assert_refused(
            run(*argv), 5, "AIINFRA_HOME names no folder: '~nobody-of-that-name/x'"
        )
    assert refused_as_json(run("next", "--json"), 5)["exit_code"] == 5


def test_curriculum_of_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a curriculum there."""
    monkeypatch.setenv("AIINFRA_CURRICULUM", "~nobody-of-that-name/x")
    message = "AIINFRA_CURRICULUM names no folder: '~nobody-of-that-name/x'"
    assert_refused(run("next"), 4, message)


def test_no_current_folder(
    tmp_path: Path, program: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that was deleted only what is relative to it is refused."""
    gone = tmp_path / "gone"
    gone.mkdir()
    old = Path.cwd()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert program("done", "study-map").code == 0
        monkeypatch.setenv("AIINFRA_HOME", "here")
        assert_refused(program("next"), 5, "AIINFRA_HOME names no folder: 'here'")
    finally:
        os.chdir(old)


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000])
def test_home_with_too_long_a_name(
    tmp_path: Path, run: Run, with_home: WithHome, name: str
) -> None:
    """A name that no file system takes is told, not crashed upon."""
    with_home(tmp_path / name)
    for argv in (["next"], ["done", "study-map"], ["doctor"]):
        result = run(*argv)
        assert (result.code, result.out) == (5, ""), argv
        assert result.err.startswith("aiinfra: ")
        assert result.err.splitlines()[-1].startswith("hint: ")


ODD_NAMES = (
    b"caf\xe9",
    "動的 リソース".encode(),
    b"with space and ?query#part&more=%41",
    b"new\nline",
    b"quote'\";--",
    b"-x",
    b" ",
)


@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_folders_with_odd_names(tmp_path: Path, program: Run, name: bytes) -> None:
    """Home and curriculum may be in any folder that the file system can name."""
    home = tmp_path / os.fsdecode(name) / "home"
    folder = tmp_path / os.fsdecode(name) / "mini"
    shutil.copytree(MINI, folder)
    env = {"AIINFRA_HOME": str(home), "AIINFRA_CURRICULUM": str(folder)}
    assert program("done", "study-map", env=env).code == 0
    assert marks(home) == [("done", "study-map")]
    for argv in (["week", "--json"], ["path"], ["path", "--json"], ["doctor"]):
        strict = {**env, "PYTHONIOENCODING": "utf-8:strict"}
        result = program(*argv, env=strict)
        assert (result.code, result.err) == (0, ""), argv
    assert len(list((home / "backups").iterdir())) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "ascii:strict", "cp1252"])
def test_terminals_that_cannot(kept: Path, program: Run, encoding: str) -> None:
    """On a terminal without our marks screens use others, and JSON loses nothing."""
    assert program("note", "study-claims", "動的 🦊").code == 0

    def shown(*argv: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "aiinfra_cli", *argv],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, b""), argv
        return done.stdout.decode(encoding.partition(":")[0])

    for argv in (["week", "2"], ["show", "study-claims"], ["history"], ["--help"]):
        assert "?" in shown(*argv)  # what cannot be written
    assert "x lab-setup" in shown("list")  # our own marks have others
    for argv in (["week", "2", "--json"], ["show", "study-claims", "--json"]):
        assert json.loads(shown(*argv)) == program(*argv).document
