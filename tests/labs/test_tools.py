"""The programs that a lab needs are found, and their versions compared."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.tools import Found, Tool, find, is_at_least

FIND = r"version v([0-9][0-9.]*)"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have one folder before all others on the PATH."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def _program(folder: Path, code: str) -> Path:
    program = folder / "toolx"
    program.write_text(f"#!/bin/sh\n{code}\n")
    program.chmod(0o755)
    return program


def _tool(find: str = FIND, least: str = "") -> Tool:
    return Tool("toolx", ["toolx", "--version"], find, least)


@pytest.mark.parametrize(
    ("code", "least", "state", "version"),
    [
        ('echo "toolx version v1.36.2-rc.1+k3s1"', "1.36", "ok", "1.36.2"),
        ('echo "toolx version v1.9" >&2; exit 1', "1.10", "too old", "1.9"),
        ('echo "toolx version v1.9"', "", "ok", "1.9"),
        ('[ "$1" = --version ] && echo "version v2"', "2.0.0", "ok", "2"),
    ],
)
def test_versions(path: Path, code: str, least: str, state: str, version: str) -> None:
    """A version is found on either stream, whatever the exit status."""
    program = _program(path, code)
    tool = _tool(least=least)
    assert find(tool) == Found(tool, state, program, version)  # type: ignore[arg-type]


def test_missing() -> None:
    """A program that is not on the PATH is missing."""
    tool = Tool("no-such-program-here", ["no-such-program-here"], FIND, "1")
    assert find(tool) == Found(tool, "missing")


def test_part_of_a_program(path: Path) -> None:
    """A part of a program is missing where the program does not know it."""
    program = _program(path, 'echo "toolx: no such command: $1"; exit 1')
    tool = Tool("toolx part", ["toolx", "part", "version"], FIND)
    assert find(tool) == Found(
        tool, "missing", reason="no version in its answer: toolx: no such command: part"
    )
    _program(path, 'echo "part version v5.1"')
    assert find(tool) == Found(tool, "ok", program, "5.1")
    # Where nothing may be asked, the program is all that can be looked for.
    assert find(Tool("toolx part")).path == program


@pytest.mark.parametrize(
    ("code", "pattern", "reason"),
    [
        ("echo toolx devel", FIND, "no version in its answer: toolx devel"),
        ("exit 1", FIND, "no version in its answer: nothing"),
        ("echo toolx devel", "toolx (.*)", "no version in its answer: toolx devel"),
        ("echo 1", "(", "the curriculum's expression for its version is wrong"),
        ("echo 1", "1", "the curriculum's expression for its version has no group"),
        (
            "exec sleep 1000",
            FIND,
            "toolx did not end within 1 s",
        ),
    ],
)
def test_unknown_version(path: Path, code: str, pattern: str, reason: str) -> None:
    """A program whose version is not known is there; why is told."""
    program = _program(path, code)
    tool = _tool(pattern, "1.0")
    found = find(tool, timeout=1 if "sleep" in code else 60)
    assert found == Found(tool, "version unknown", program, reason=reason)


def test_no_way_to_ask(path: Path) -> None:
    """Without a way to ask, a program is enough, unless a version is needed."""
    program = _program(path, "exit 1")
    why = "there is no way to ask it for its version"
    assert find(Tool("toolx")) == Found(Tool("toolx"), "ok", program, reason=why)
    tool = Tool("toolx", min="1")
    assert find(tool) == Found(tool, "version unknown", program, reason=why)


def test_expression_without_an_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An expression that would search for ever is ended."""
    monkeypatch.setattr("aiinfra_cli.labs.tools._SEARCH_LIMIT", 0.5)
    program = _program(path, f"echo {'a' * 60}")
    tool = _tool("((a+)+)b", "1")
    assert find(tool) == Found(
        tool,
        "version unknown",
        program,
        reason="finding its version in its answer took too long",
    )


def test_strange_answers(path: Path) -> None:
    """Any answer of a program is read, long or not text."""
    flood = shlex.quote("import sys; sys.stdout.buffer.write(b'\\xff\\0\\x1b' * 10**6)")
    program = _program(path, f"echo version v1.2.3; exec {sys.executable} -c {flood}")
    tool = _tool(least="1.2")
    assert find(tool) == Found(tool, "ok", program, "1.2.3")


@pytest.mark.parametrize(
    ("version", "least", "enough"),
    [
        ("1.10", "1.9", True),
        ("1.9", "1.10", False),
        ("1.34.1", "1.34", True),
        ("1.34", "1.34.0", True),
        ("1.34", "1.34.1", False),
        ("v1.34.0", "1.34", True),
        ("1.34.0-rc.1+k3s1", "v1.34", True),
        ("1.33.2-gke.9999", "1.34", False),
        (" 27.1.1, build 6312585", "27", True),
        ("0.32.0", "0.4", True),
        ("devel", "0", False),
        ("2", "1.99.99", True),
    ],
)
def test_comparison(version: str, least: str, enough: bool) -> None:
    """Versions are compared number by number; what is around them does not count."""
    assert is_at_least(version, least) is enough


numbers = st.lists(st.integers(0, 10**9 - 1), min_size=1, max_size=5)


@given(numbers, numbers)
def test_order(one: list[int], other: list[int]) -> None:
    """Of two versions one is at least the other; both only where they are equal."""

    def text(parts: list[int]) -> str:
        return ".".join(map(str, parts))

    up, down = is_at_least(text(one), text(other)), is_at_least(text(other), text(one))
    length = max(len(one), len(other))
    mine, theirs = (part + [0] * (length - len(part)) for part in (one, other))
    assert (up, down) == (mine >= theirs, theirs >= mine)
