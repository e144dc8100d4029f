"""Make any text harmless in GitHub-flavoured Markdown: what is text stays text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import compress
from urllib.parse import quote, urlsplit

from aiinfra_cli.typography import clean

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKUP = re.compile(r"[\\`*_\[\]|~#$]")
# GitHub makes links of bare addresses, and mentions of names behind an at-sign.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_MENTION = re.compile(r"@(?=\w)")
# What would begin a list, a table or a rule at the start of a line.
_BLOCK = re.compile(r"[-+=:](?=\s|[-=:]|$)|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d+[.)]")
_PLAIN_CODE = re.compile(r"[\w.,:;#/@+=%~-]+( [\w.,:;#/@+=%~-]+)*")
_IN_LINKS = ":/?#@!$&'*+,;=%~-._"


def inline(text: str) -> str:
    """Give text for the middle of a line."""
    text = _ADDRESS.sub(r"\\\g<0>", _unmarked(text))
    return _MENTION.sub("@<!-- -->", text)


def _unmarked(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", clean(text).translate(_ENTITIES))


def line(text: str) -> str:
    """Give text for a line of its own, the spaces before it kept."""
    text = text.expandtabs(4).rstrip()
    words = text.lstrip()
    lead = len(text) - len(words)
    number = _NUMBER.match(words)
    at = number.end() - 1 if number else 0
    safe = inline(words)
    if _BLOCK.match(safe, at):
        safe = f"{safe[:at]}\\{safe[at:]}"
    return "&nbsp;" * min(lead, 40) + safe


def code(text: str) -> str:
    """Give an id, a path or a hash as code; as text where that could break out."""
    return f"`{text}`" if _PLAIN_CODE.fullmatch(text) else inline(text)


def link(url: str) -> str:
    """Give a link; what is no plain web address stays text."""
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    if not web or not url.isprintable() or any(char.isspace() for char in url):
        return inline(url)
    target = quote(url, safe=_IN_LINKS).replace("&", "&amp;")
    return f"[{_unmarked(url)}]({target})"  # inside a link, nothing else becomes one


def quoted(text: str) -> list[str]:
    """Give the lines of a quotation that keeps the lines of the text."""
    lines = [line(one) for one in text.splitlines()] or [""]
    # A backslash at the end breaks the line; before an empty one it would be text.
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return [
        f"> {one}\\" if one and after else f"> {one}".rstrip() for one, after in pairs
    ]


def folded(summary: str, block: Iterable[str]) -> list[str]:
    """Fold a block away under a few lines, which are no Markdown but HTML."""
    lines = (clean(one).translate(_ENTITIES) for one in summary.splitlines())
    shown = _MENTION.sub("@<!-- -->", "<br>".join(lines))
    head = f"<summary>{shown}</summary>"
    return ["<details>", head, "", *block, "", "</details>"]


def table(
    head: Iterable[str], rows: Iterable[Iterable[str]], unused: Container[str] = ()
) -> list[str]:
    """Give a table without some columns.

    A colon at the end of a heading aligns its column right.
    """
    names = list(head)
    rules = ["---:" if name.endswith(":") else "---" for name in names]
    body = [[name.removesuffix(":") for name in names], rules, *rows]
    used = [name not in unused for name in names]
    return [f"| {' | '.join(compress(cells, used))} |" for cells in body]
