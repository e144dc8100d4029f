"""What programs and servers answer: as values, and in words fit for one line."""

from __future__ import annotations

import re
from typing import Any

MOST_WORDS = 300  # characters of somebody else's message that are passed on

# Control characters, and the marks that reorder text.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+"
)
# Colours and other wishes of a program that took us for a terminal.
_WISHES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")


def document(text: str) -> Any:
    """Read JSON as the standard has it.

    Raises ValueError, in plain words, for what is none: NaN and Infinity, which
    Python would take, and nesting too deep to read, too.
    """
    import json

    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise ValueError("it is empty") from None
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"{error.msg.lower()}, {where}") from None
    except _NotJson:
        raise
    except ValueError:  # Python refuses to read a number of thousands of digits
        raise ValueError("it holds a number that is too long") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def documents(text: str) -> list[Any]:
    """Read JSON Lines; empty lines are passed over. Raises ValueError as document."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(document(line))
            except ValueError as error:
                raise ValueError(f"record in line {number}: {error}") from None
    return found


class _NotJson(ValueError):
    """Say that a word is not JSON although Python would read it."""


def _refuse(token: str) -> Any:
    raise _NotJson(f"it holds {token}, which is not JSON")


def told(text: str, most: int = MOST_WORDS) -> str:
    """Give the first line that says something, harmless to print and cut."""
    for line in text[:100_000].splitlines():
        line = " ".join(_UNFIT.sub(" ", _WISHES.sub("", line)).split())
        if line:
            return line if len(line) <= most else line[: most - 1] + "…"
    return ""


def quoted(text: str, most: int = 60) -> str:
    """Give the beginning of an unexpected answer, to be shown in a reason."""
    begins = told(text, most)
    return f"“{begins}”" if begins else "nothing"
