"""Screens and documents kept as files, compared whole.

`AIINFRA_GOLDEN=write pytest …` writes them anew; the diff in git is then the review.
"""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"
# Read at import: the fixture `home` takes every AIINFRA_ variable away.
WRITES = os.environ.get("AIINFRA_GOLDEN") == "write"


def check(name: str, found: str, *, folder: Path = FOLDER) -> None:
    """Compare a text with the golden file of that name, or write the file."""
    path = folder / name
    if WRITES:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="")
        return
    if not path.exists():
        pytest.fail(f"there is no golden file {name}; {_HOW}", pytrace=False)
    wanted = path.read_bytes().decode()
    if found != wanted:
        pytest.fail(f"{difference(name, wanted, found)}\n{_HOW}", pytrace=False)


def difference(name: str, wanted: str, found: str) -> str:
    """Show line by line how two texts differ, invisible characters spelt out."""
    lines = unified_diff(
        _lines(wanted), _lines(found), f"golden/{name}", "found", lineterm="", n=2
    )
    return "\n".join(lines)


def visible(text: str) -> str:
    """Make the escapes of a terminal readable: ␛ stands for the escape character.

    The ids that Rich gives to links are random, and left out.
    """
    return re.sub("\x1b]8;id=[0-9]+;", "\x1b]8;;", text).replace("\x1b", "␛")


def _lines(text: str) -> list[str]:
    # The space at the end of a line is a difference that nobody would see.
    lines = text.split("\n")
    return [
        f"{line.rstrip()}{'·' * (len(line) - len(line.rstrip()))}" for line in lines
    ]


_HOW = "if the new text is right: AIINFRA_GOLDEN=write pytest"
