"""The command probe: exit status and output of a program, as facts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.labs.command import look, plan
from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.process import CAP


def _python(code: str, **more: Any) -> dict[str, Any]:
    return {"kind": "command", "run": [sys.executable, "-c", code], **more}


def _facts(status: int, out: str, **more: Any) -> dict[str, Any]:
    return {"exit": status, "stdout": out, "stderr": "", **more}


def _broken(reason: str) -> Seen:
    return Seen(verdict="broken", reason=reason)


def test_facts(probing: Probing) -> None:
    """The command runs in the learner's folder; its output is what was seen."""
    (probing.folder / "note").write_text("hello\n")
    assert look({"run": ["cat", "note"]}, probing) == Seen(_facts(0, "hello\n"))


def test_exit_status(probing: Probing) -> None:
    """An exit status is an answer only where the check says so."""
    spec = {"run": ["sh", "-c", "echo \033[31mno such image\033[0m >&2; exit 1"]}
    said = "sh ended with exit status 1: no such image"
    assert look(spec, probing) == _broken(said)
    seen = look({**spec, "exits": [0, 1]}, probing)
    assert (seen.verdict, seen.facts["exit"]) == (None, 1)
    assert look({**spec, "exits": [0]}, probing) == _broken(said)


def test_ended_by_a_signal(probing: Probing) -> None:
    """A command that a signal ended gave no answer."""
    spec = {"run": ["sh", "-c", "kill -KILL $$"], "exits": [0, 1]}
    assert look(spec, probing) == _broken("sh was ended by SIGKILL")


def test_json(probing: Probing) -> None:
    """Output that is JSON is read where the check asks for it."""
    text = '{"a": [1, 2.5, null]}\n'
    value = {"a": [1, 2.5, None]}
    assert look(_python(f"print({text!r}, end='')", parse="json"), probing) == Seen(
        _facts(0, text, json=value)
    )


def test_json_lines(probing: Probing) -> None:
    """JSON Lines are a list of values; empty lines are none."""
    text = '{"a": 1}\n\n[2]\n'
    assert look(_python(f"print({text!r}, end='')", parse="jsonl"), probing) == Seen(
        _facts(0, text, json=[{"a": 1}, [2]])
    )


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("", "json", "JSON but nothing: it is empty"),
        ("ready", "json", "JSON but “ready”: expecting value, line 1, column 1"),
        ("{} x", "json", "JSON but “{} x”: extra data, line 1, column 4"),
        ("[NaN]", "json", "JSON but “[NaN]”: it holds NaN, which is not JSON"),
        (
            '{}\n{"a"',
            "jsonl",
            "JSON Lines but “{}”: record in line 2:"
            " expecting ':' delimiter, line 1, column 5",
        ),
    ],
)
def test_not_json(probing: Probing, text: str, form: str, said: str) -> None:
    """What should be JSON and is not could not be looked at; it is shown."""
    seen = look({"run": ["printf", "%s", text], "parse": form}, probing)
    assert seen == _broken(f"printf did not print {said}")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print('[' * 100000)", "it is nested too deeply"),
        ("print('9' * 10000)", "it holds a number that is too long"),
    ],
)
def test_json_beyond_measure(probing: Probing, code: str, said: str) -> None:
    """JSON that cannot be held is no crash."""
    seen = look(_python(code, parse="json"), probing)
    assert seen.verdict == "broken"
    assert seen.reason.endswith(said)


def test_too_much(probing: Probing) -> None:
    """Output that was cut is told as cut, and never read as JSON."""
    flood = f"print('[' + '1,' * {CAP} + '1]')"
    seen = look(_python(flood), probing)
    assert (seen.cut, seen.remark) == (
        True,
        "only the first 1 MB of the output was kept",
    )
    assert len(seen.facts["stdout"]) == CAP
    said = f"{sys.executable} wrote more than 1 MB"
    assert look(_python(flood, parse="json"), probing) == _broken(said)


def test_missing_program(probing: Probing) -> None:
    """A program that is not there is no failure of the learner."""
    assert look({"run": ["no-such-program-here", "-v"]}, probing) == Seen(
        verdict="skipped", reason="there is no program no-such-program-here"
    )


def test_late(tmp_path: Path) -> None:
    """A command that does not end could not be looked at; what it said is told."""
    spec = {"run": ["sh", "-c", "echo waiting for the daemon >&2; exec sleep 1000"]}
    assert look(spec, Probing(tmp_path, timeout=1)) == _broken(
        "sh did not end within 1 s; it said: waiting for the daemon"
    )


def test_plan(probing: Probing) -> None:
    """The plan is a line that can be copied into a shell."""
    assert plan({"run": ["jq", ".a | length", "it's"]}, probing) == (
        """jq '.a | length' 'it'"'"'s'"""
    )
