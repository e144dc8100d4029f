"""Pages whose console blocks are played: every command in turn, in one home.

A comment before a block may set the moment and run commands that are not shown:

    <!-- now: 2026-12-02T20:30
    run: aiinfra done study-dify -->
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PART = re.compile(r"<!--(.*?)-->|^```console\n(.*?)^```$", re.S | re.M)


class Step(NamedTuple):
    """One command of a page, and the moment it is given at."""

    now: str
    command: str


def steps(text: str, now: str) -> Iterator[Step]:
    """Give the commands of a page in order, those not shown included."""
    for part in _PART.finditer(text):
        now = _moment(part, now)
        for command in _commands(part):
            yield Step(now, command)


def played(text: str, home: Path, now: str) -> str:
    """Play a page, and give it with the output that its commands really have."""

    def part_played(part: re.Match[str]) -> str:
        nonlocal now
        now = _moment(part, now)
        outputs = [(one, _output(Step(now, one), home)) for one in _commands(part)]
        if part[2] is None:
            return part[0]
        shown = "\n".join(f"$ {command}\n{output}" for command, output in outputs)
        return f"```console\n{shown}```"

    return _PART.sub(part_played, text)


def _moment(part: re.Match[str], now: str) -> str:
    found = re.search(r"^\s*now: (\S+)", part[1] or "", re.M)
    return found[1] if found else now


def _commands(part: re.Match[str]) -> list[str]:
    if part[2] is None:
        return re.findall(r"^\s*run: (.+?)\s*$", part[1], re.M)
    return re.findall(r"^\$ (.+)$", part[2], re.M)


def _output(step: Step, home: Path) -> str:
    environ = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "AIINFRA_NOW": step.now,
        "TZ": "UTC",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=home,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, f"{step}: {done.stdout}"
    return done.stdout
