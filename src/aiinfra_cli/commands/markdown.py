"""Markdown of the curriculum as lines of a screen.

With styles, marks give way to them: `code` is coloured, links are links. Without,
backticks stay and addresses are written out, so nothing is lost in a pipe.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aiinfra_cli.typography import cell_width, fold

if TYPE_CHECKING:
    from markdown_it.token import Token

    from aiinfra_cli.console import Line, Out, Span

WIDEST = 88  # a line of prose longer than this is hard to read
_UNBROKEN = 10**9
_MARKS = frozenset("`*_[]<>#&\\~|+=")  # a list or heading begins a line


def lines_of(out: Out, text: str, *, indent: int = 0) -> list[Line]:
    """Give a text as lines of a readable width; whole paragraphs off a terminal."""
    page = _Page(out, indent)
    if _MARKS.isdisjoint(text) and "\n" not in text:
        page.paragraph([(text, "")])  # most texts: they need not pay for the parser
        return page.lines
    from markdown_it import MarkdownIt

    page.blocks(MarkdownIt("commonmark").parse(text))
    return page.lines


def command_lines(text: str, *, indent: int = 0) -> list[Line]:
    """Give commands to copy: never broken, and indented only where no shell minds."""
    space = " " * (indent if "\n" not in text or _may_be_indented(text) else 0)
    return [[(space + line, "code")] for line in text.splitlines()]


def _may_be_indented(text: str) -> bool:
    """Tell whether spaces before its lines mean nothing: inside quotes they count."""
    if "<<" in text:  # a here-document
        return False
    try:
        return shlex.split(text) == shlex.split(text.replace("\n", "\n "))
    except ValueError:
        return False


class _Page:
    """Collects lines while walking through the tokens of a text."""

    def __init__(self, out: Out, indent: int) -> None:
        self.out = out
        self.indent = indent
        self.lines: list[Line] = []
        self.lists: list[int | None] = []  # the next number, or None for bullets
        self.mark = ""  # of the list entry that begins
        self.is_tight = False

    def blocks(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                self.gap()
                start = int(token.attrGet("start") or 1)
                self.lists.append(start if kind.startswith("ordered") else None)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
                self.is_tight = bool(self.lists)
            elif kind == "list_item_open":
                self.mark = self.next_mark()
            elif kind == "inline":
                self.paragraph(list(_spans(self.out, token.children or ())))
            elif kind in ("fence", "code_block"):
                self.gap()
                self.lines += command_lines(
                    token.content.rstrip("\n"), indent=self.margin() + 2
                )
                self.is_tight = False
            elif kind == "html_block":
                self.paragraph([(" ".join(token.content.split()), "")])

    def paragraph(self, spans: list[Span]) -> None:
        if not (self.lists and self.is_tight):
            self.gap()
        mark, self.mark = self.mark, ""
        margin = self.margin()
        width = _UNBROKEN
        if self.out.width:
            width = max(min(self.out.width, WIDEST + self.indent) - margin, 16)
        for number, line in enumerate(wrap_spans(spans, width)):
            lead = " " * margin
            if number == 0 and mark:
                lead = " " * (margin - len(mark)) + mark
            self.lines.append([(lead, ""), *line])
        self.is_tight = bool(self.lists)

    def gap(self) -> None:
        if self.lines and self.lines[-1] and not self.is_tight:
            self.lines.append([])

    def margin(self) -> int:
        return self.indent + sum(2 if one is None else 3 for one in self.lists)

    def next_mark(self) -> str:
        number = self.lists[-1]
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "


def _spans(out: Out, tokens: Iterable[Token]) -> Iterable[Span]:
    style, url, since = "", "", ""
    for token in tokens:
        if token.type in ("text", "html_inline"):
            since += token.content
            yield token.content, style
        elif token.type == "code_inline":
            since += token.content
            text = token.content if out.styled else f"`{token.content}`"
            yield text, style if style.startswith("link ") else "code"
        elif token.type in ("softbreak", "hardbreak"):
            yield " ", ""
        elif token.type == "strong_open":
            style = style or "head"
        elif token.type == "strong_close":
            style = "" if style == "head" else style
        elif token.type == "link_open":
            url, since = str(token.attrGet("href") or ""), ""
            style = f"link {url}" if url.startswith(("https://", "http://")) else ""
        elif token.type == "link_close":
            if not out.styled and since != url:
                yield f" ({url})", ""
            style = ""


def wrap_spans(spans: Iterable[Span], width: int) -> list[list[Span]]:
    """Break spans into lines of a width in cells, at spaces."""
    lines: list[list[Span]] = [[]]
    used = 0
    for word in _words(spans):
        size = sum(cell_width(text) for text, _ in word)
        space = 1 if used else 0
        if used and used + space + size > width:
            lines.append([])
            used = space = 0
        if space:
            lines[-1].append(
                (" ", word[0][1] if word[0][1] == lines[-1][-1][1] else "")
            )
        used += space
        for text, style in word:
            # Only a word that is wider than a line is broken inside.
            for part in fold(text, width):
                if used and used + cell_width(part) > width:
                    lines.append([])
                    used = 0
                lines[-1].append((part, style))
                used += cell_width(part)
    return lines


def _words(spans: Iterable[Span]) -> Iterable[list[Span]]:
    """Give the words of spans; one word may have several styles."""
    word: list[Span] = []
    for text, style in spans:
        for number, part in enumerate(text.split(" ")):
            if number and word:
                yield word
                word = []
            if part:
                word.append((part, style))
    if word:
        yield word
