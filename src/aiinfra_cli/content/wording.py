"""Words for what a writer got wrong: no jargon, nothing that a terminal obeys."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# C0 and C1 controls, line and paragraph separators, lone surrogates, byte order
# marks, and the marks that turn the direction of text around.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)


def shown(value: object, limit: int = 60) -> str:
    """Quote a value from a file so that it is safe and short on a screen."""
    text = value if isinstance(value, str) else str(value)
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return '"' + printable(short) + '"'


def printable(text: str) -> str:
    """Write control characters, line ends included, as escapes."""
    safe = text.replace("\n", "\\n").replace("\t", "\\t")
    return CONTROL.sub(_escape, safe)


def near(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word as a hint, or say nothing."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that somebody may have meant."""
    # Long words are cut: the comparison takes the square of their length.
    found = get_close_matches(word[:80], list(known), n=1)
    return found[0] if found else None


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
