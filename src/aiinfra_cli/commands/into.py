"""`report --into FILE`: put the report between two marks, and touch nothing else."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from aiinfra_cli.commands.output import replaced_aside, target_of
from aiinfra_cli.console import Out
from aiinfra_cli.errors import StoreError, UsageError
from aiinfra_cli.report.render import markdown

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.report.model import Report

BEGIN, END = b"<!-- aiinfra:begin -->", b"<!-- aiinfra:end -->"
_MARK = re.compile(rb"^[ \t]*<!-- aiinfra:(begin|end) -->[ \t]*\r?$", re.MULTILINE)


def put_into(app: App, file: str, report: Report) -> None:
    """Replace what stands between the marks of a file; raise UsageError without them.

    All other bytes stay as they are, line ends, encoding and mode included.
    """
    target = target_of(file)
    try:
        before = target.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {target}", hint=f"make it, with these two lines: {_TWO}"
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{target} cannot be read: {reason}") from error
    after = between(before, text_of(report), file)
    if after == before:
        app.out.talk(f"{target} is already current")
        return
    replaced_aside(target, after)
    app.out.talk(f"written: {target}, between its marks")
    app.out.talk(f"next: {report.next}")


def text_of(report: Report) -> str:
    """Give the Markdown with its headings one level down: the file has its own."""
    stream = io.StringIO()
    out = Out(stream, stream, color="never")
    markdown.render(report, out, level=2)
    return stream.getvalue()


def between(content: bytes, text: str, name: str) -> bytes:
    """Put text between the two marks of some content, with its line ends."""
    marks = [(m[1], m) for m in _MARK.finditer(content)]
    kinds = [kind for kind, _ in marks]
    if kinds != [b"begin", b"end"]:
        raise UsageError(f"{name} {_wrong(kinds)}", hint=f"it needs, once: {_TWO}")
    first, last = marks[0][1], marks[1][1]
    end = b"\r\n" if first[0].endswith(b"\r") else b"\n"
    body = text.encode("utf-8", "replace").replace(b"\n", end)
    head = content[: first.end()]
    return head + end + end + body + end + content[last.start() :]


def _wrong(kinds: list[bytes]) -> str:
    if not kinds:
        return "has no marks for the report"
    if kinds == [b"end", b"begin"]:
        return "has its marks in the wrong order"
    for kind, name in ((b"begin", "begin"), (b"end", "end")):
        if kinds.count(kind) > 1:
            return f"has the mark aiinfra:{name} {kinds.count(kind)} times"
    missing = "end" if b"begin" in kinds else "begin"
    return f"lacks the mark aiinfra:{missing}"


_TWO = f"{BEGIN.decode()} and {END.decode()}, each on a line of its own"
