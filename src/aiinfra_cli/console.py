"""Everything that reaches a person's screen passes here.

A screen is a list of lines, a line a list of spans (text, style). It is computed
first and drawn last: plain off a terminal, by Rich on one. Rich is imported only to
draw, so that hot commands in a pipe never pay for it.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from aiinfra_cli.typography import ASCII, clean, cut
from aiinfra_cli.typography import Line as Line
from aiinfra_cli.typography import Span as Span

if TYPE_CHECKING:
    from rich.console import Console


STYLES = {
    "done": "green",
    "verified": "green",
    "started": "yellow",
    "late": "red",
    "failed": "red",
    "dim": "dim",
    "head": "bold",
    "next": "cyan",
    "code": "cyan",
    "id": "",
    "": "",
}


class Out:
    """The two streams of a run, and how they may be drawn upon."""

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        *,
        color: str | None = None,
        ascii_only: bool = False,
    ) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.color = color  # None: not said on the command line; then as set, or auto
        self.terminal = stdout.isatty()
        self.ascii_only = ascii_only or not _can_encode(stdout, "✓◆⊘━")
        self._console: Console | None = None

    @property
    def is_piped(self) -> bool:
        """Tell whether another program reads what is printed (`| head -1`)."""
        try:
            return stat.S_ISFIFO(os.fstat(self.stdout.fileno()).st_mode)
        except OSError:  # no file at all
            return False

    @property
    def width(self) -> int | None:
        """Give the columns of the terminal; None where nothing may be cut."""
        if not self.terminal:
            return None
        return max(shutil.get_terminal_size().columns, 40)

    @property
    def styled(self) -> bool:
        """Tell whether to draw with styles at all."""
        if self.color == "always":
            return True
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.color != "never" and self.terminal and not plain

    def cut(self, text: str, width: int) -> str:
        """Shorten text to a width in cells, with a mark that this output can write."""
        return cut(text, width, mark="..." if self.ascii_only else "…")

    def lines(self, lines: Iterable[Line]) -> None:
        """Print a screen to standard output."""
        if self.styled:
            self._draw(lines)
            return
        for line in lines:
            text = "".join(clean(part) for part, _ in line).rstrip()
            self.stdout.write(self._fit(text) + "\n")

    def text(self, text: str) -> None:
        """Print text to standard output as it stands."""
        self.stdout.write(self._fit(text))

    def say(self, text: str) -> None:
        """Print a line of a short answer to standard output, without styles."""
        self.stdout.write(self._fit(clean(text)) + "\n")

    def talk(self, text: str) -> None:
        """Print a line to standard error: what is said about the data, not the data."""
        self.stderr.write(_encodable(self.stderr, self._marks(clean(text))) + "\n")

    def json(self, schema: str, generated_at: str, data: Any) -> None:
        """Print one JSON document in the form that every `--json` shares."""
        text = document(schema, generated_at, data)
        if not _can_encode(self.stdout, text):  # JSON can say it all in ASCII
            text = document(schema, generated_at, data, ascii_only=True)
        self.stdout.write(text)

    @property
    def console(self) -> Console:
        """Give the one Rich console, made at its first use."""
        if self._console is None:
            from rich.console import Console

            self._console = Console(
                file=self.stdout,
                width=self.width or 100,
                force_terminal=True if self.color == "always" else None,
                no_color=not self.styled,
                highlight=False,
                markup=False,
                emoji=False,
                legacy_windows=False,
            )
        return self._console

    def _draw(self, lines: Iterable[Line]) -> None:
        from rich.text import Text

        console = self.console
        for line in lines:
            text = Text(no_wrap=True, end="")
            for part, style in line:
                text.append(self._fit(clean(part)), style=_rich_style(style))
            text.rstrip()
            console.print(text, soft_wrap=True)

    def _fit(self, text: str) -> str:
        return _encodable(self.stdout, self._marks(text))

    def _marks(self, text: str) -> str:
        return text.translate(ASCII) if self.ascii_only else text


def document(
    schema: str, generated_at: str, data: Any, *, ascii_only: bool = False
) -> str:
    """Write the JSON document that every `--json` shares."""
    import json

    whole = {"schema": schema, "generated_at": generated_at, "data": data}
    return json.dumps(whole, ensure_ascii=ascii_only, indent=2) + "\n"


def _rich_style(style: str) -> str:
    if style.startswith("link "):
        return style
    return STYLES[style]


def _can_encode(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _encodable(stream: TextIO, text: str) -> str:
    """Replace what the stream cannot write; lone surrogates too."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding, "replace")


def standard(*, color: str | None = None, ascii_only: bool = False) -> Out:
    """Give the streams of this process."""
    return Out(sys.stdout, sys.stderr, color=color, ascii_only=ascii_only)
