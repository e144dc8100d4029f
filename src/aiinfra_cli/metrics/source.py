"""Take a file apart into JSON documents or rows, without more memory than it needs.

Lines are read one at a time: a record file is never held as a whole. What is no text,
is cut off or is no JSON is told in words that its owner can use.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from aiinfra_cli.errors import UsageError

CAP = 256 * 2**20  # bytes of a file

# What other files begin with, for saying what was found.
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive: unpack it first"),
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\xff\xfe", "UTF-16 text: save it as UTF-8"),
    (b"\xfe\xff", "UTF-16 text: save it as UTF-8"),
)


class Entry(NamedTuple):
    """A JSON value or a row, and where it stands: `line 3: `; "" for a whole file."""

    where: str
    value: Any


class Table(NamedTuple):
    """A CSV file: its columns, and its rows as they come."""

    columns: Sequence[str]
    rows: Iterator[Entry]


def entries(stream: BinaryIO) -> Iterator[Entry] | Table:
    """Take a stream apart: JSON, JSON Lines or CSV, seen from its first line.

    Raises UsageError for what is none of them.
    """
    lines = _lines(stream)
    first = next((line for line in lines if line[1].strip()), None)
    if first is None:
        raise UsageError("the file is empty")
    text = first[1].lstrip()
    if text[0] not in "{[":
        return _table(first, lines)
    value = _complete(text)
    if isinstance(value, dict):
        return chain([Entry("", value)], _json_lines(first[0], lines))
    if value is None:
        # Over several lines: one document, and no way but to hold it.
        value = _document("".join(chain([text], (line for _, line in lines))))
    elif leftover := next((line for _, line in lines if line.strip()), ""):
        raise UsageError(f"expected the end after the list, found {_start(leftover)}")
    if isinstance(value, dict):
        return iter([Entry("", value)])
    return (Entry(f"entry {n}: ", one) for n, one in enumerate(value, start=1))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Give the lines of a stream as text, with their numbers."""
    left, number = CAP, 0
    # One byte more than is allowed tells a file at the cap from a larger one.
    while line := stream.readline(left + 1):
        number += 1
        left -= len(line)
        if left < 0:
            raise too_large()
        if number == 1:
            _refuse_other_kinds(line)
            line = line.removeprefix(b"\xef\xbb\xbf")
        text = _text(line, number)
        del line  # a file may be a single line: its bytes are not kept beside its text
        yield number, text


def _text(line: bytes, number: int) -> str:
    if b"\0" in line:
        raise UsageError(f"line {number}: expected text, found binary data")
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        byte = line[error.start]
        raise UsageError(
            f"line {number}: expected UTF-8 text, found the byte 0x{byte:02x}",
            hint="save it as UTF-8; if that is a result at all",
        ) from None


def too_large() -> UsageError:
    """Say that a file is too large."""
    return UsageError(
        f"the file is larger than {CAP // 2**20} MiB",
        hint="the summary alone is enough: run the tool without its detailed form,"
        " or take the requests of a part of the run",
    )


def _refuse_other_kinds(head: bytes) -> None:
    for start, name in _MAGIC:
        if head.startswith(start):
            raise UsageError(f"expected text, found {name}")


def _complete(text: str) -> Any:
    """Give the JSON value of a line; None when it goes on, or is wrong."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _document(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if _is_cut_off(text, error):
            raise UsageError(
                "the JSON is cut off: the file was not written to its end"
            ) from None
        raise UsageError(
            f"not JSON at line {error.lineno}, column {error.colno}: found"
            f" {_start(text[error.pos :])}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise _beyond(error) from None


def _json_lines(before: int, lines: Iterable[tuple[int, str]]) -> Iterator[Entry]:
    for number, line in lines:
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            if _is_cut_off(line, error):
                raise UsageError(
                    f"line {number} is cut off: it was not written to its end",
                    hint="take that line away to read the others",
                ) from None
            raise UsageError(
                f"line {number}: not JSON, found {_start(line[error.pos :])}"
            ) from None
        except (ValueError, RecursionError) as error:
            raise _beyond(error, f"line {number}: ") from None
        yield Entry(f"line {number}: ", value)


def _is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    """Tell whether JSON is wrong only in that it ends too early, or amid a word."""
    if error.msg == "Extra data":
        return False
    rest = text[error.pos :].strip().strip("+-.")
    is_amid = len(rest) < 30 and rest.isalnum()
    return not rest or is_amid or error.msg.startswith("Unterminated")


def _beyond(error: Exception, where: str = "") -> UsageError:
    """Say that JSON holds what nobody measures."""
    deep = isinstance(error, RecursionError)
    found = "values nested too deep" if deep else "a number of thousands of digits"
    return UsageError(f"{where}found {found}")


def _table(header: tuple[int, str], lines: Iterable[tuple[int, str]]) -> Table:
    import csv

    text = header[1]
    delimiter = max(",;\t", key=text.count)
    if delimiter not in text:
        raise UsageError(f"expected JSON or CSV, found text: {_start(text)}")
    reader = csv.reader(chain([text], (line for _, line in lines)), delimiter=delimiter)

    def rows() -> Iterator[list[str]]:
        try:
            yield from reader
        except csv.Error as error:
            where = f"line {header[0] + reader.line_num - 1}: "
            raise UsageError(f"{where}not CSV: {error}") from None

    found = rows()
    columns = [name.strip() for name in next(found)]

    def entries() -> Iterator[Entry]:
        for row in found:
            where = f"line {header[0] + reader.line_num - 1}: "
            if row and len(row) != len(columns):
                raise UsageError(
                    f"{where}expected {len(columns)} values, found {len(row)}"
                )
            if row:  # else a blank line
                yield Entry(where, dict(zip(columns, row, strict=True)))

    return Table(columns, entries())


def _start(text: str) -> str:
    """Quote the beginning of a text."""
    line = text.strip().split("\n", 1)[0]
    return f'"{line[:40]}…"' if len(line) > 40 else f'"{line}"'
