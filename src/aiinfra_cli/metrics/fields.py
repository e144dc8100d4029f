"""Take numbers out of what a file holds, or say which one is wrong and where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.model import Stats

MS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1000.0),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), 1.0),
    **dict.fromkeys(("us", "µs", "microsecond", "microseconds"), 1e-3),
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), 1e-6),
}
LARGEST = 1e15  # of whatever is measured: 30,000 years in milliseconds


class Fields:
    """An object of a file, and where it stands there, for what is wrong with it."""

    def __init__(self, values: object, where: str) -> None:
        self.values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        self.where = where

    def __contains__(self, key: str) -> bool:
        return self.values.get(key) is not None

    def number(self, key: str, scale: float = 1.0) -> float | None:
        """Give a number, scaled; None when it was not measured.

        Infinite and not-a-number count as not measured. Raises UsageError for what
        is no number, and for a negative one.
        """
        return number(self.values.get(key), f'{self.where}"{key}"', scale)

    def count(self, key: str) -> int | None:
        """Give a whole number; None when the file does not tell.

        Raises UsageError for what is not one.
        """
        found = self.number(key)
        if found is None:
            return None
        if found != int(found):
            raise UsageError(f'{self.where}"{key}" is {found:g}, not a whole number')
        return int(found)

    def text(self, key: str) -> str:
        """Give a text; empty when there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def inner(self, key: str) -> Fields:
        """Give an object inside this one; an empty one when there is none."""
        return Fields(self.values.get(key), f"{self.where}{key}, ")

    def listed(self, key: str) -> list[Any] | None:
        """Give a list; None when there is none."""
        value = self.values.get(key)
        return value if isinstance(value, list) else None

    def stats(self, names: Mapping[str, str], scale: float = 1.0) -> Stats | None:
        """Collect a latency from the keys that its members have here.

        None when all are absent, or all are 0: tools write 0 for what they could
        not measure, because no request completed or nothing was streamed.
        """
        found = {member: self.number(key, scale) for member, key in names.items()}
        return Stats(**found) if any(found.values()) else None


def number(value: object, where: str, scale: float = 1.0) -> float | None:
    """Give a number that cannot be negative, scaled; None when it was not measured.

    A number may be spelt as text: some tools, and every CSV, do so. Raises UsageError
    for what is no number.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UsageError(f"{where} is {_shown(value)}, not a number")
    try:
        found = float(value) * scale
    except OverflowError:  # a whole number that no float can hold
        raise UsageError(f"{where} is far too large") from None
    except ValueError:
        raise UsageError(f"{where} is {_shown(value)}, not a number") from None
    if not math.isfinite(found):
        return None
    if found < 0:
        raise UsageError(f"{where} is {_shown(value)}: it cannot be negative")
    if found > LARGEST:
        raise UsageError(f"{where} is {_shown(value)}: far too large")
    return found


def merged(told: Stats | None, computed: Stats | None) -> Stats | None:
    """Take what the file tells, and fill in what it leaves out."""
    if told is None or computed is None:
        return told or computed
    pairs = zip(told, computed, strict=True)
    return Stats(*(own if own is not None else ours for own, ours in pairs))


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else format(value)
    return text if len(text) <= 40 else text[:39] + "…"
