"""Whatever goes wrong, `main` answers with an exit code and words, never a traceback.

Where no command line leads to a kind of error yet, the body of `path` is replaced by
one that raises it; all of main, the parser and the printing of errors stay real.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from aiinfra_cli import errors, failure
from aiinfra_cli.commands import path as path_command
from tests.conftest import MINI, Run

Break = Callable[[BaseException], None]


@pytest.fixture(autouse=True)
def _mini(mini: Path) -> None:
    """Use the small curriculum."""


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Let `aiinfra path` raise an error."""

    def broken(error: BaseException) -> None:
        def command(ctx: typer.Context, as_json: bool = False) -> None:
            raise error

        monkeypatch.setattr(path_command, "command", command)

    return broken


# Class -> a command line that raises it, after what else it takes.
RAISED = {
    "Declined": (["skip", "study-map", "--reason", "no"], 1),
    "UsageError": (["list", "--kind", "labs"], 2),
    "NotFound": (["show", "lab-nowhere"], 3),
    "CurriculumError": (["week"], 4),
    "StoreError": (["next"], 5),
    "StoreCorrupt": (["status"], 5),
    "ReachError": (["path"], 6),
}


def test_every_class_of_error_is_raised_here() -> None:
    """No error path is one that no test ever took."""
    below = {"Bug": 70, "Interrupted": 130}  # each has a test of its own here
    wanted = {name: code for name, (_, code) in RAISED.items()} | below
    assert {kind.__name__: kind.exit_code for kind in _kinds()} == wanted


def _kinds() -> list[type[errors.AiinfraError]]:
    found = [errors.AiinfraError]
    for kind in found:  # grows while we walk
        found += kind.__subclasses__()
    return found[1:]


@pytest.mark.parametrize("name", RAISED)
def test_class_and_exit_code(
    name: str,
    run: Run,
    home: Path,
    breaks: Break,
    monkeypatch: pytest.MonkeyPatch,
    caught: list[BaseException],
) -> None:
    """Each class reaches the user with its code, words on stderr and no traceback."""
    argv, code = RAISED[name]
    _prepare(name, run, home, breaks, monkeypatch)
    caught.clear()
    result = run(*argv)
    assert [type(error).__name__ for error in caught] == [name]
    assert (result.code, result.out) == (code, "")
    first, *rest = result.err.splitlines()
    assert first.startswith("aiinfra: ")
    assert rest[-1].startswith("hint: ")
    assert "Traceback" not in result.err
    assert name not in result.err


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """Look over the shoulder of the boundary: what did it catch?"""
    seen: list[BaseException] = []
    explain = failure.explain

    def watch(error: BaseException) -> errors.AiinfraError:
        seen.append(error)
        return explain(error)

    monkeypatch.setattr(failure, "explain", watch)
    return seen


def _prepare(
    name: str, run: Run, home: Path, breaks: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "Declined":
        assert run("done", "study-map").code == 0
    elif name in ("UsageError", "NotFound"):
        assert run("next").code == 0  # so that nothing is greeted
    elif name == "CurriculumError":
        monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI / "labs"))
    elif name == "StoreError":
        home.write_text("a file where a folder should be")
    elif name == "StoreCorrupt":
        home.mkdir()
        (home / "progress.db").write_bytes(b"SQLite format 3\x00" + b"\xa7" * 4096)
    elif name == "ReachError":
        breaks(errors.ReachError("the cluster refuses", hint="look at kubeconfig"))


def test_all_problems_are_told_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A curriculum with two mistakes tells both, each with file and line."""
    (tmp_path / "path.yaml").write_text("format: 1\nid: x\nweeks: []\n")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(tmp_path))
    result = run("next")
    assert result.code == 4
    told = [line for line in result.err.splitlines() if line.startswith("  path.yaml:")]
    assert len(told) >= 2


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["nowhere"], 'there is no command "nowhere"'),
        (["list", "--frobnicate"], "no such option: --frobnicate"),
        (["skip", "study-map"], "missing option '--reason' / '-r'"),
        (["undo", "0"], "invalid value for '[N]': 0 is not in the range 1<=x<=10000"),
        (["next", "--count"], "option '--count' requires an argument"),
        (["today", "extra"], "got unexpected extra argument(s) (extra)"),
        (["curriculum", "nowhere"], "no such command 'nowhere'"),
        (["curriculum"], "missing command"),
        (["--color", "pink", "week"], '--color is "pink"'),
        (["week", "--color"], "--color needs a value"),
        (["done", "x", "--at", "soon"], "not a moment: 'soon'"),
        (["show", "\udcff"], "an argument is not UTF-8 text"),
    ],
)
def test_usage_errors(run: Run, argv: list[str], message: str) -> None:
    """A call that cannot be understood exits 2, says why and what to look at."""
    run("next")  # greets
    result = run(*argv)
    assert (result.code, result.out) == (2, "")
    first, second = result.err.splitlines()
    assert first == f"aiinfra: {message}"
    assert second.startswith("hint: ")


def test_bug(run: Run, home: Path, breaks: Break) -> None:
    """A mistake of ours exits 70 with two calm lines and writes a log to report."""
    home.mkdir()
    breaks(ZeroDivisionError("the answer was no number"))
    log = home / "error.log"
    assert run("path") == (
        70,
        "",
        "aiinfra: this is a mistake of ours, not yours; your progress is kept\n"
        f"hint: the details are in {log}; please report them\n",
    )
    first, *rest = log.read_text().splitlines()
    assert first.startswith("aiinfra 0.")
    assert rest[-1] == "ZeroDivisionError: the answer was no number"
    assert "Traceback (most recent call last):" in rest


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (typer.Abort(), 1, "nothing changed"),
        (
            PermissionError(13, "Permission denied", "/there"),
            5,
            "permission denied: /there",
        ),
        (
            OSError(28, "No space left on device"),
            5,
            "the output could not be written: no space left on device",
        ),
        (
            sqlite3.OperationalError("no such table: x"),
            5,
            "the store answered: no such table: x",
        ),
    ],
)
def test_errors_of_others(
    run: Run, breaks: Break, error: Exception, code: int, message: str
) -> None:
    """What Typer, the system or SQLite raise becomes one of our errors."""
    breaks(error)
    result = run("path")
    assert (result.code, result.err.splitlines()[0]) == (code, f"aiinfra: {message}")


def test_interrupt(run: Run, breaks: Break) -> None:
    """^C exits 130 and says that what was recorded is kept."""
    breaks(KeyboardInterrupt())
    assert run("path") == (
        130,
        "",
        "aiinfra: interrupted; what was recorded is kept\n",
    )


def test_errors_as_json(run: Run) -> None:
    """With --json, wherever it stands, an error is one document on stderr."""
    assert run("done", "study-map").code == 0
    expected = {
        "schema": "aiinfra.error/1",
        "error": {
            "message": 'there is no item "study-mad"',
            "hint": "did you mean study-map?",
            "exit_code": 3,
            "problems": [],
        },
    }
    for argv in (["show", "study-mad", "--json"], ["show", "--json", "study-mad"]):
        result = run(*argv)
        assert (result.code, result.out) == (3, "")
        assert json.loads(result.err) == expected


def test_usage_error_as_json(run: Run) -> None:
    """Even a call that the parser refuses answers in JSON."""
    run("next")  # greets
    result = run("--json", "week", "--frobnicate")
    assert (result.code, result.out) == (2, "")
    assert json.loads(result.err)["error"] == {
        "message": "no such option: --frobnicate",
        "hint": "see how it is called: aiinfra today --help",
        "exit_code": 2,
        "problems": [],
    }


def test_exit_codes_are_documented(run: Run) -> None:
    """The help names every exit code."""
    text = " ".join(run("--help").out.split())
    for words in (
        "0 done or yes",
        "1 the answer is no",
        "2 usage",
        "3 no such item",
        "4 the curriculum is wrong",
        "5 the store or a file of ours",
        "6 could not look or reach",
        "70 a bug",
        "130 interrupted",
    ):
        assert words in text, words
