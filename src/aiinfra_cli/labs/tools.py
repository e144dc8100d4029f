"""The programs that a lab needs: where they are, and whether they are new enough."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from aiinfra_cli.labs.answer import told
from aiinfra_cli.labs.process import Ended, run

LIMIT = 10.0  # seconds for a program to tell its version
_SEARCH_LIMIT = 5.0  # seconds for an expression to find it
_MOST = 8_000  # characters of output that are searched

State = Literal["ok", "too old", "version unknown", "missing"]

# In a process of its own, as an expression can take for ever and Python's own search
# cannot be stopped. Prints the version with every strange character escaped.
_SEARCH = """
import re, sys
found = re.search(sys.argv[1], sys.argv[2], re.MULTILINE)
print(ascii(found[1] or "")[1:-1] if found else "")
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, and how its version is asked for."""

    name: str
    run: Sequence[str] = ()  # the command line that tells the version; empty: none does
    find: str = ""  # regular expression; its group 1 is the version
    min: str = ""  # the lowest version that will do; empty: any


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the search for a tool."""

    tool: Tool
    state: State
    path: Path | None = None
    version: str = ""
    reason: str = ""  # why the version is unknown


def find(tool: Tool, *, timeout: float = LIMIT) -> Found:
    """Look for a program on the PATH and ask its version, in at most `timeout` s."""
    program = tool.run[0] if tool.run else tool.name.split()[0]
    path = shutil.which(program)
    if path is None:
        return Found(tool, "missing")
    version, reason = "", "there is no way to ask it for its version"
    if tool.run:
        ended = run(tool.run, timeout=timeout)
        version, reason = _version(tool, ended)
        # A part of a program, like `docker compose`: the program alone is not it.
        if not version and ended.exit and program != tool.name:
            return Found(tool, "missing", reason=reason)
    state: State = "ok"
    if tool.min and not version:
        state = "version unknown"
    elif tool.min and not is_at_least(version, tool.min):
        state = "too old"
    return Found(tool, state, Path(path), version, "" if version else reason)


def is_at_least(version: str, least: str) -> bool:
    """Compare dotted numbers: 1.10 is above 1.9, 1.34.1 at least 1.34.

    A `v` before and whatever follows the numbers (-rc.1, +k3s1, -gke.100) do not count.
    """
    pairs = zip_longest(_numbers(version), _numbers(least), fillvalue=0)
    mine, wanted = zip(*pairs, strict=True)
    return mine >= wanted


def _numbers(version: str) -> list[int]:
    found = re.match(r"\s*[vV]?([0-9]{1,9}(?:\.[0-9]{1,9})*)", version)
    return [int(part) for part in found[1].split(".")] if found else [-1]


def _version(tool: Tool, ended: Ended) -> tuple[str, str]:
    """Give the version, or why it is not known."""
    if ended.trouble:
        return "", ended.trouble
    output = f"{ended.out[:_MOST]}\n{ended.err[:_MOST]}".replace("\0", "")
    return _searched(tool.find, output)


def _searched(pattern: str, text: str) -> tuple[str, str]:
    try:
        if re.compile(pattern).groups < 1:
            return "", "the curriculum's expression for its version has no group"
    except re.error:
        return "", "the curriculum's expression for its version is wrong"
    search = [sys.executable, "-I", "-S", "-c", _SEARCH, pattern, text]
    ended = run(search, timeout=_SEARCH_LIMIT, environment={})
    version = told(ended.out, 60)
    if ended.trouble:
        return "", "finding its version in its answer took too long"
    if not version or _numbers(version) == [-1]:
        return "", f"no version in its answer: {told(text, 100) or 'nothing'}"
    return version, ""
