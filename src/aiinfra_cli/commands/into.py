"""`report --into FILE`: put the report between two marks, and touch nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.commands.output import replaced_aside, target_of
from aiinfra_cli.console import Out
from aiinfra_cli.errors import StoreError, UsageError
from aiinfra_cli.report.render import markdown

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.report.model import Report

BEGIN, END = b"<!-- aiinfra:begin -->", b"<!-- aiinfra:end -->"
_HINT = "name a text file that is yours: --into README.md"
_TWO = f"{BEGIN.decode()} and {END.decode()}, each on a line of its own"
# A byte order mark is no part of the first line.
_MARK = re.compile(rb"(?:\xef\xbb\xbf)? {0,3}<!-- aiinfra:(begin|end) -->[ \t]*")
# Backticks behind backticks are code inside a line, no block.
_FENCE = re.compile(rb" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)")


class Mark(NamedTuple):
    """A line that is a mark: where it starts and ends, and how lines end there."""

    kind: str  # begin | end
    start: int
    end: int  # its line end not included
    newline: bytes


def put_into(app: App, file: str, report: Report) -> None:
    """Replace what stands between the marks of a file; raise UsageError without them.

    All other bytes stay as they are, line ends, encoding and mode included.
    """
    with _hinting():
        target = target_of(file or ".")
    try:
        before = target.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {target}", hint=f"make it, with these two lines: {_TWO}"
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{target} cannot be read: {reason}", hint=_HINT) from error
    after = between(before, text_of(report), file)
    if after == before:
        app.out.talk(f"{target} is already current")
    else:
        with _hinting():
            replaced_aside(target, after)
        app.out.talk(f"written: {target}, between its marks")
    app.out.talk(f"next: {report.next}")


@contextmanager
def _hinting() -> Iterator[None]:
    """Give an error of the file the hint that fits this option."""
    try:
        yield
    except (StoreError, UsageError) as error:
        raise type(error)(error.message, hint=_HINT) from error


def text_of(report: Report) -> str:
    """Give the Markdown with its headings one level down: the file has its own."""
    stream = io.StringIO()
    out = Out(stream, stream, color="never")
    markdown.render(report, out, level=2)
    return stream.getvalue()


def between(content: bytes, text: str, name: str) -> bytes:
    """Put text between the two marks of some content, with its line ends."""
    found = list(marks(content))
    kinds = [mark.kind for mark in found]
    if kinds != ["begin", "end"]:
        raise UsageError(f"{name} {_wrong(kinds)}", hint=f"it needs, once: {_TWO}")
    first, last = found
    newline = first.newline or b"\n"
    body = text.encode("utf-8", "replace").replace(b"\n", newline)
    return b"".join(
        (content[: first.end], newline * 2, body, newline, content[last.start :])
    )


def marks(content: bytes) -> Iterator[Mark]:
    """Find the marks; in a block of code they are an example, not marks.

    Between the marks all is the report's own: no block opened there hides the end.
    """
    at, fence, inside = 0, b"", False
    for whole in content.splitlines(keepends=True):
        line = whole.rstrip(b"\r\n")
        if fence:
            closing = line.strip()
            if closing.startswith(fence) and not closing.strip(fence[:1]):
                fence = b""
        elif match := _MARK.fullmatch(line):
            inside = match[1] == b"begin"
            yield Mark(match[1].decode(), at, at + len(line), whole[len(line) :])
        elif not inside and (opening := _FENCE.fullmatch(line)):
            fence = opening[1] or opening[2]
        at += len(whole)


def _wrong(kinds: list[str]) -> str:
    if not kinds:
        return "has no marks for the report"
    if kinds == ["end", "begin"]:
        return "has its marks in the wrong order"
    for kind in ("begin", "end"):
        if kinds.count(kind) > 1:
            return f"has the mark aiinfra:{kind} {kinds.count(kind)} times"
    return f"lacks the mark aiinfra:{'end' if 'begin' in kinds else 'begin'}"
