"""How words, marks and widths look on a screen: harmless, aligned, short."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[str, str]  # text and style
Line = Sequence[Span]

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
        "−": "-",
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


_OUR_MARKS = frozenset("○▸✓◆⊘✗·–—−…━─→“”‘’│×�")


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
