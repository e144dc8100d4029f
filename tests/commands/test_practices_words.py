"""Words of a learner on the goal chart stay words, however strange; the picture."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands.asking import data, journal
from tests.commands.practised import add_chart, practise
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

MARKUP = '[bold]a[/bold] <b>b</b> & `c` | "d" {e} %s \\n'
CONTROLS = "a\x1b[2Jb\x1b]0;owned\x07c\u202eexe\x9b31m\ufeff"
SVG = "{http://www.w3.org/2000/svg}"
SAFE = {"Cc", "Cf", "Zl", "Zp"}


@pytest.fixture(autouse=True)
def _charted(own: Mini) -> None:
    """Give the small curriculum a chart."""
    add_chart(own)


def _controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in SAFE} - {"\n"}


def test_markup_stays_text(run: Run) -> None:
    """Brackets and tags are shown as they were written, in every format."""
    for id in ("self-sleep", "self-management", "goal"):
        assert run("practices", "edit", id, "--title", MARKUP).code == 0
    for argv in ([], ["--list"], ["self-sleep"], ["self-management"], ["goal"]):
        assert MARKUP in run("practices", *argv).out
    assert data(run, "practices", "self-sleep")["practice"]["title"] == MARKUP
    picture = ElementTree.fromstring(run("practices", "--svg", "-").out)
    titles = [one.text or "" for one in picture.iter(f"{SVG}title")]
    assert any(one.startswith(MARKUP) for one in titles)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (CONTROLS, "the wording must be one line of plain text"),
        ("x" * 10_000, "the wording is 10000 characters long; at most 80 fit"),
        ("\u200b", "the wording must be one line of plain text"),
        ("\x85", "the wording is empty"),
    ],
)
def test_what_no_cell_can_show(run: Run, words: str, told: str) -> None:
    """Control characters, and more words than a cell takes, are refused."""
    found = run("practices", "edit", "goal", "--title", words)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"aiinfra: {told}\n")
    assert journal(run) == []


def test_reasons_never_speak_to_the_terminal(run: Run) -> None:
    """What a reason carries is shown with stand-ins, in a pipe and on a terminal."""
    run("practices", "skip", "self-sleep", "--reason", CONTROLS)
    run("practices", "skip", "self-reading", "--reason", "x" * 10_000)
    for argv in (["--review"], ["self-sleep"], ["self-reading"], []):
        found = run("practices", *argv)
        seen = on_terminal("practices", *argv, "--color", "never")
        assert (found.code, seen.code) == (0, 0)
        assert _controls(found.out + seen.out) == set()


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_the_longest_words_fit(columns: int) -> None:
    """Eighty wide characters or one word of eighty letters leave all lines inside."""
    for id, words in (("k8s-core", "字" * 80), ("self-sleep", "w" * 80)):
        found = on_terminal("practices", "edit", id, "--title", words)
        assert found.code == 0
    for argv in ([], ["--list"], ["self-sleep"], ["k8s-core"], ["--review"]):
        found = on_terminal("practices", *argv, "--color", "never", columns=columns)
        assert found.code == 0
        assert [line for line in found.out.splitlines() if _width(line) > columns] == []


def _width(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_picture(run: Run, tmp_path: Path, theme: str) -> None:
    """A file of SVG, the same each time, with all words of the chart in it."""
    practise(run)
    file = tmp_path / "chart.svg"
    found = run("practices", "--svg", str(file), "--theme", theme)
    size = file.stat().st_size
    assert found == (
        0,
        "",
        f"written: {file} ({size:,} bytes)\n"
        "next: aiinfra practices done self-exercise\n",
    )
    text = file.read_text("utf-8")
    printed = run("practices", "--svg", "-", "--theme", theme)
    assert printed == (0, text, "")
    assert ElementTree.fromstring(text).tag == f"{SVG}svg"
    assert ("prefers-color-scheme" in text) == (theme == "auto")
    assert "2026-11-25 · 6 of 62 practices begun · strength 5 %" in text
    assert "写一篇关于推理优化的博客" in text


def test_the_picture_goes_nowhere_else(run: Run, home: Path, tmp_path: Path) -> None:
    """Not over the store, not into a folder, not to no name."""
    for file in (str(home / "progress.db"), str(tmp_path), "", "/nowhere/x.svg"):
        found = run("practices", "--svg", file)
        assert (found.code, found.out) == (2, "")
    assert run("doctor").code == 0


def test_own_words_come_in_any_locale(program: Run) -> None:
    """A terminal that can write ASCII alone gets question marks, and no error."""
    words = "写一篇关于推理优化的博客"
    assert program("practices", "edit", "goal", "--title", words).code == 0
    found = program("practices", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert found.code == 0
    assert found.out.isascii()
    assert os.environ["AIINFRA_HOME"] not in found.err
