"""The report on a screen and as plain text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aiinfra_cli.typography import cell_width
from tests import golden
from tests.conftest import Run
from tests.terminal import on_terminal

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_plain_text_off_a_terminal(run: Run, played: Path) -> None:
    """In a pipe the report is whole and without colour, whatever COLUMNS says."""
    result = run("report")
    assert (result.code, result.err) == (0, "")
    golden.check("report.txt", result.out)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_terminal_of_some_width(played: Path, columns: int) -> None:
    """On a terminal the report is laid out for its width."""
    result = on_terminal("report", "--color", "never", columns=columns)
    assert (result.code, result.err) == (0, "")
    golden.check(f"report-{columns}.txt", result.out)


def test_colour(played: Path) -> None:
    """With colour the words are the same; the escapes are ours alone."""
    result = on_terminal("report", "--color", "always")
    golden.check("report-color.txt", golden.visible(result.out))
    plain = on_terminal("report", "--color", "never").out
    assert _ESCAPE.sub("", result.out) == plain
    assert "\x1b" not in plain


def test_no_color_variable(played: Path) -> None:
    """NO_COLOR takes the colour away on a terminal."""
    plain = on_terminal("report", "--color", "never").out
    assert on_terminal("report", env={"NO_COLOR": "1"}).out == plain


@pytest.mark.parametrize("columns", [40, 47, 60, 73, 80, 100, 140, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_never_wider_than_asked(played: Path, columns: int, ascii_only: bool) -> None:
    """No line is wider than the terminal, hostile and wide texts included."""
    marks = ["--ascii"] if ascii_only else []
    lines = on_terminal("report", *marks, columns=columns).out.splitlines()
    wide = [line for line in lines if cell_width(_ESCAPE.sub("", line)) > columns]
    assert len(lines) > 40
    assert wide == []


def test_ascii(run: Run, played: Path) -> None:
    """With --ascii only what people wrote themselves goes beyond ASCII."""
    found = {char for char in run("report", "--ascii").out if not char.isascii()}
    assert found == set("動的リソース割り当てを読む�")


def test_hostile_text_is_harmless(run: Run, played: Path) -> None:
    """No control character and no mark that reorders text reaches the terminal."""
    text = run("report").out
    assert {char for char in text if not char.isprintable()} == {"\n"}
    assert "[bold]marks[/bold]" in text


def test_nothing_done_yet(run: Run, mini: Path) -> None:
    """A report of a fresh store leaves out what there is nothing of."""
    golden.check("report-fresh.txt", run("report").out)


def test_path_is_done(run: Run, mini: Path) -> None:
    """When all is done the report says so and names no next command."""
    for week in ("week-1", "week-2"):
        assert run("done", week, "--yes").code == 0
    for gate in ("cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery"):
        assert run("done", gate).code == 0
    lines = run("report").out.splitlines()
    assert lines[3].startswith("Covered 100 %   ")
    assert lines[-2:] == ["", "The path is done."]


def test_everything_skipped(run: Run, mini: Path) -> None:
    """When all is skipped Covered cannot be computed: a dash and the reason."""
    for week in ("week-1", "week-2"):
        assert run("skip", week, "--reason", "no time", "--yes").code == 0
    lines = run("report").out.splitlines()
    assert lines[3].startswith("Covered – (11 h 05 skipped)   Verified –")
    assert lines[4].startswith(
        "–: everything is skipped; nothing here can be checked by a program;"
    )
