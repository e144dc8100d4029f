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
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Span = tuple[str, str]
Line = Sequence[Span]

STYLES = {
    "done": "green",
    "verified": "green",
    "started": "yellow",
    "late": "red",
    "failed": "red",
    "dim": "dim",
    "head": "bold",
    "next": "cyan",
    "id": "",
    "": "",
}

MARKS = {
    "open": "○",
    "started": "▸",
    "done": "✓",
    "claimed": "✓",
    "verified": "◆",
    "skipped": "⊘",
    "retired": "⊘",
    "late": "!",
    "failed": "✗",
}

ASCII = str.maketrans(
    {
        "○": ".",
        "▸": ">",
        "✓": "x",
        "◆": "V",
        "⊘": "-",
        "✗": "F",
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "...",
        "━": "#",
        "─": "-",
        "→": "->",
        "“": '"',
        "”": '"',
        "’": "'",
        "│": "|",
        "×": "x",
    }
)

# Control characters, and the marks that reorder text, would let a title or a note
# speak to the terminal: each becomes one visible stand-in. Newlines and tabs do too,
# because a span is part of one line.
_CONTROLS = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0x061C,
    0xFEFF,
)
_HARMLESS = dict.fromkeys(_CONTROLS, "�") | dict.fromkeys(map(ord, "\n\t\r"), " ")


def clean(text: str) -> str:
    """Make text harmless to print on one line of a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_HARMLESS)


def cell_width(text: str) -> int:
    """Count the terminal cells that text takes; wide (CJK) characters take two."""
    if text.isascii() or all(_is_narrow(char) for char in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _is_narrow(char: str) -> bool:
    # Latin, Greek and Cyrillic, and the typographic marks of our own screens: known
    # to take one cell without asking Rich.
    return char < "\u0300" or "\u0370" <= char < "\u0483" or char in _OUR_MARKS


_OUR_MARKS = frozenset("○▸✓◆⊘✗·–—…━─→“”‘’│×�")


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill text with spaces to a width in cells."""
    space = " " * max(0, width - cell_width(text))
    return space + text if right else text + space


def cut(text: str, width: int, *, mark: str = "…") -> str:
    """Shorten text to a width in cells, with a mark where something is gone."""
    if cell_width(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_width(kept + char) > width - len(mark):
            break
        kept += char
    return (kept.rstrip() + mark)[: max(width, 0)]


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of a width in cells: at spaces, or inside a long word."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cell_width(joined) > width:
            lines += fold(word, width)
        else:
            lines[-1:] = fold(joined, width)
    return lines


def fold(text: str, width: int) -> list[str]:
    """Break text after every so many cells, wherever that is."""
    if cell_width(text) <= width:
        return [text]
    lines, used = [""], 0
    for char in text:
        used += cell_width(char)
        if lines[-1] and used > width:
            lines.append("")
            used = cell_width(char)
        lines[-1] += char
    return lines


def minutes_text(minutes: int) -> str:
    """Write a length of time as people do: 45 min, 2 h, 6 h 10."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def days_text(days: str) -> str:
    """Name the days of a session: Mon–Tue."""
    names = [day.capitalize() for day in days.split()]
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def bar(share: float, width: int) -> tuple[str, str]:
    """Give the filled and the empty part of a progress bar."""
    filled = int(share * width + 0.5)
    if 0 < share < 1:
        filled = min(max(filled, 1), width - 1)  # begun is seen, unfinished too
    return "━" * filled, "─" * (width - filled)


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
