"""Text of files as plain values: JSON, JSON Lines, CSV.

What is another form, or half of one, raises Unfit: the file is there, and it is not
what the lab leaves behind.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from aiinfra_cli.labs.answer import quoted
from aiinfra_cli.labs.opening import Deadline, Unfit

MAX_DEPTH = 100  # of lists and objects in one another
_OFTEN = 1000  # rows between two looks at the clock


def text_of(raw: bytes, name: str) -> str:
    """Decode UTF-8 with line ends of any system. Raises Unfit, as for an empty file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unfit(f"{name} is not UTF-8 text, in line {line}") from None
    if not text.strip():
        raise Unfit(f"{name} is empty")
    return text.replace("\r\n", "\n")


def lines_of(text: str) -> list[str]:
    """Give the lines without their ends; nothing after the last end is no line."""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def json_of(text: str, name: str) -> Any:
    """Read one JSON document as the standard has it."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        came = "" if error.pos else f"; it begins with {quoted(text)}"
        raise Unfit(f"{name} is not JSON: {error.msg.lower()}, {where}{came}") from None
    except _NotJson as error:
        raise Unfit(f"{name} is not JSON: {error}") from None
    except ValueError:  # Python refuses to read a number of thousands of digits
        raise Unfit(f"{name} holds a number that is too long") from None
    except RecursionError:
        raise _too_deep(name) from None
    if _depth_of(value) > MAX_DEPTH:
        raise _too_deep(name)
    return value


def json_lines_of(text: str, name: str, deadline: Deadline) -> list[Any]:
    """Read JSON Lines: one document a line, empty lines passed over."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if number % _OFTEN == 0:
            deadline.check(name)
        if line.strip():
            rows.append(json_of(line, f"line {number} of {name}"))
    return rows


def table_of(text: str, name: str, deadline: Deadline) -> list[dict[str, str]]:
    """Read CSV: the first row names the columns, every other has a value for each."""
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
        if len(set(header)) < len(header) or not all(one.strip() for one in header):
            text = "the names of its columns are not all there, or not all different"
            raise Unfit(f"{name}: {text}: {quoted(','.join(header))}")
        for number, row in enumerate(reader, 2):
            if number % _OFTEN == 0:
                deadline.check(name)
            if len(row) != len(header) and row:
                counts = f"{len(row)} instead of {len(header)} values"
                raise Unfit(f"{name}, line {reader.line_num}: {counts}")
            if row:
                rows.append(dict(zip(header, row, strict=True)))
    except csv.Error as error:
        raise Unfit(f"{name} is not CSV: line {reader.line_num}, {error}") from None
    return rows


class _NotJson(Exception):
    """Say what Python would read although it is not JSON."""


def _refuse(token: str) -> Any:
    raise _NotJson(f"it holds {token}, which JSON does not know")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _NotJson(f"the key {quoted(key)} stands twice in one object")
            seen.add(key)
    return found


def _depth_of(value: Any) -> int:
    depth, level = 0, [*_containers([value])]
    while level:
        depth += 1
        level = [inner for outer in level for inner in _containers(outer)]
    return depth


def _containers(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, dict) else value
    return (one for one in inner if isinstance(one, dict | list))


def _too_deep(name: str) -> Unfit:
    return Unfit(f"{name} is nested too deeply, over {MAX_DEPTH} levels")
