"""What holds for every command: --version, --help, --color, --ascii, NO_COLOR."""

from __future__ import annotations

import re

import pytest

from aiinfra_cli import __version__
from aiinfra_cli.commands import COMMANDS
from tests.conftest import Run
from tests.terminal import on_terminal

READING = [
    *(["today"], ["week"], ["next"], ["list"], ["show"], ["status"]),
    *(["history"], ["doctor"], ["path"]),
]


@pytest.mark.parametrize(
    "argv", [["--version"], ["-V"], ["--ascii", "--version"], ["--version", "week"]]
)
def test_version(run: Run, argv: list[str]) -> None:
    """The version is one line, wherever the option stands before a command."""
    assert run(*argv) == (0, f"aiinfra {__version__}\n", "")


@pytest.mark.parametrize("argv", [["--help"], ["-h"]])
def test_help(run: Run, argv: list[str]) -> None:
    """Help names every command with its purpose, grouped in panels."""
    result = run(*argv)
    assert (result.code, result.err) == (0, "")
    for name, (_, panel) in COMMANDS.items():
        assert f"│ {name} " in result.out
        assert f"─ {panel} ─" in result.out


def test_help_fits_the_screen(run: Run) -> None:
    """No line of the help is cut or broken on a terminal of 80 columns."""
    text = run("--help").out
    assert max(map(len, text.splitlines())) <= 80
    assert "…" not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(run: Run, name: str) -> None:
    """Each command has help that says what it does; nothing is opened for it."""
    result = run(name, "--help")
    assert (result.code, result.err) == (0, "")
    first, _, said = result.out.splitlines()[:3]
    assert first.startswith(f"Usage: aiinfra {name} ")
    assert said.strip()[:1].isupper()


@pytest.mark.parametrize("argv", READING)
def test_colour_on_demand(run: Run, argv: list[str]) -> None:
    """--color always draws with styles in a pipe; the text stays the same."""
    run("done", "study-map")
    plain = run(*argv)
    assert "\x1b" not in plain.out
    styled = run(*argv, "--color", "always")
    assert styled.code == 0
    if argv != ["path"]:  # a list of paths, for programs
        assert "\x1b[" in styled.out
    assert _without_escapes(styled.out) == plain.out


def _without_escapes(text: str) -> str:
    return re.sub(r"\x1b(\[[\d;]*m|\]8;[^\x1b]*\x1b\\)", "", text)


@pytest.mark.parametrize(
    "argv",
    [
        ["--color", "always", "next"],
        ["next", "--color", "always"],
        ["next", "--color=always"],
        ["next", "-n", "3", "--color", "always"],
    ],
)
def test_color_stands_anywhere(run: Run, argv: list[str]) -> None:
    """The option may come before or after the command."""
    assert run(*argv) == run("--color", "always", "next")
    assert "\x1b[" in run(*argv).out


def test_options_after_all_commands_were_loaded(run: Run) -> None:
    """Help loads every command; what follows in the same process still works."""
    assert run("--help").code == 0
    assert run("next", "--color", "never").code == 0


@pytest.mark.parametrize(
    ("argv", "env", "styled"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),  # empty does not count, says no-color.org
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colour_on_a_terminal(
    argv: list[str], env: dict[str, str], styled: bool
) -> None:
    """On a terminal there is colour, unless NO_COLOR or the option forbids it."""
    result = on_terminal("next", *argv, env=env)
    assert result.code == 0
    assert ("\x1b[" in result.out) is styled


@pytest.mark.parametrize("argv", READING)
def test_ascii(run: Run, argv: list[str]) -> None:
    """With --ascii our own marks are ASCII; titles stay what they are."""
    run("begin", "study-map")
    run("skip", "lab-setup", "-r", "x")
    run("done", "cp-w2-devices")
    text = run(*argv, "--ascii").out.replace("動的リソース割り当てを読む", "")
    assert text.isascii(), text


def test_terminal_that_cannot(program: Run) -> None:
    """Where the encoding has no such marks, ASCII ones are used by themselves."""
    result = program("next", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert result.code == 0
    assert result.out.splitlines()[0].startswith(". study-map ")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("dne", "did you mean aiinfra done?"),
        ("staus", "did you mean aiinfra status?"),
        ("xyzzy", "see: aiinfra --help"),
    ],
)
def test_unknown_command(run: Run, typed: str, hint: str) -> None:
    """A command that is none exits 2 with the nearest one."""
    assert run(typed) == (
        2,
        "",
        f'aiinfra: there is no command "{typed}"\nhint: {hint}\n',
    )
