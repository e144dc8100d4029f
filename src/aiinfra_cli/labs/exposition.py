"""The text in which programs tell their metrics: Prometheus' form and OpenMetrics.

Own code, as it is short and the reference parser gives something else: families
instead of series, counters renamed to end in `_total`, and an error for much that
real servers send. A learner's check names the series that `curl` shows.
"""

from __future__ import annotations

import math
import re
from typing import Any

from aiinfra_cli.labs.answer import quoted

Sample = dict[str, Any]

_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
# A number as Go writes it; Python's own reading would take 1_000 as well.
_NUMBER = re.compile(
    r"[+-]?(?:nan|inf(?:inity)?|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)", re.I
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n"}  # others, \\ and \", stand for themselves
_SPACE = " \t"


def series(text: str) -> dict[str, list[Sample]]:
    """Read metrics: each series' name with its samples, `labels` and `value`.

    A value that is not finite is left out; `text` holds it as written. Types, help,
    timestamps and exemplars are passed over. Raises ValueError for what is no such
    text, naming the line.
    """
    found: dict[str, list[Sample]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip(" \t\r")
        if line == "# EOF":
            break
        if not line or line.startswith("#"):
            continue
        try:
            name, sample = _Line(line).sample()
        except ValueError as error:
            raise ValueError(f"line {number}, {quoted(line)}: {error}") from None
        found.setdefault(name, []).append(sample)
    return found


class _Line:
    """One line, read from the left."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def sample(self) -> tuple[str, Sample]:
        """Read name, labels and value."""
        name = self._take(_NAME)
        labels: dict[str, str] = {}
        if self._skip("{"):
            inner = self._labels(labels)
            name = name or inner
        if not name:
            raise ValueError("no name of a series")
        value = self._take(_NUMBER)
        rest = self.text[self.at :]
        if not value or (rest and rest[0] not in _SPACE):
            raise ValueError("no number")
        _check_end(rest)
        number = float(value)
        if math.isfinite(number):
            return name, {"labels": labels, "value": number}
        return name, {"labels": labels, "text": value}

    def _labels(self, labels: dict[str, str]) -> str:
        """Read `a="1",b="2"}`; give the name of the series, if it is in there."""
        name = ""
        while not self._skip("}"):
            quoted_word = self._quoted()
            label = self._take(_NAME) if quoted_word is None else quoted_word
            if self._skip("="):
                value = self._quoted()
                if value is None or not label:
                    raise ValueError("a label without a value")
                labels[label] = value
            elif quoted_word and not name:
                name = quoted_word  # a name beyond letters stands among the labels
            else:
                raise ValueError("labels that are not labels")
            if not self._skip(",") and not self._ahead("}"):
                raise ValueError("labels that do not end")
        return name

    def _quoted(self) -> str | None:
        self._space()
        found = _QUOTED.match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), found[1])

    def _take(self, pattern: re.Pattern[str]) -> str:
        self._space()
        found = pattern.match(self.text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found[0]

    def _skip(self, mark: str) -> bool:
        if not self._ahead(mark):
            return False
        self.at += 1
        return True

    def _ahead(self, mark: str) -> bool:
        self._space()
        return self.text.startswith(mark, self.at)

    def _space(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1


def _check_end(rest: str) -> None:
    """After the value a timestamp may follow, and an exemplar."""
    plain = rest.partition("#")[0].split()
    if len(plain) > 1 or not all(_NUMBER.fullmatch(one) for one in plain):
        raise ValueError("more than a value and a time")
