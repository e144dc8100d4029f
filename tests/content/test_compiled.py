"""A course that came compiled with the program is the course itself."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from aiinfra_cli.content import compile_course, compiled
from aiinfra_cli.paths import bundled_curriculum
from tests.conftest import MINI, Run


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which compiled courses are looked for."""
    folder = tmp_path / "compiled"
    folder.mkdir()
    monkeypatch.setattr(compiled, "FOLDER", folder)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    return folder


@pytest.mark.parametrize("folder", [MINI, bundled_curriculum()], ids=["mini", "ours"])
def test_is_the_same(folder: Path, shipped: Path) -> None:
    """What is read equals what was compiled, and compiles to the same bytes again."""
    course = compile_course(folder)
    file = compiled.write(course, shipped)
    found = compiled.read(course.digest)
    assert found == course
    before = file.read_bytes()
    assert compiled.write(found, shipped).read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"id": 1}', '{"items": [1]}'])
def test_damaged(text: str, shipped: Path) -> None:
    """A file that is damaged is as good as none."""
    (shipped / "ab.json").write_text(text)
    assert compiled.read("ab") is None


def test_of_another_curriculum(shipped: Path) -> None:
    """A course is taken for no other contents than its own, whatever its name."""
    file = compiled.write(compile_course(MINI), shipped)
    file.rename(shipped / "ab.json")
    assert compiled.read("ab") is None
    assert compiled.read("cd") is None


def test_first_run(run: Run, home: Path, shipped: Path) -> None:
    """A first run puts the same into the store, whether compiled now or before."""
    first = run("next")
    tables = _course_tables(home / "progress.db")
    (home / "progress.db").unlink()
    compiled.write(compile_course(MINI), shipped)
    assert run("next") == first
    assert _course_tables(home / "progress.db") == tables


def test_is_used(run: Run, shipped: Path) -> None:
    """A first run reads what came compiled, not the YAML."""
    course = compile_course(MINI)
    compiled.write(replace(course, title="Compiled before"), shipped)
    assert "Compiled before" in run("report", "--plain").out


def _course_tables(store: Path) -> list[list[tuple[object, ...]]]:
    names = ("course", "week", "session", "item", "alias", "card", "link", "tag")
    more = ("need", "rest", "lab_check", "tool", "word", "open_item")
    with sqlite3.connect(store) as connection:
        return [
            sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in (*names, *more)
        ]
