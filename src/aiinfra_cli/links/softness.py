"""Pages that answer 200 and yet say that they are not there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from aiinfra_cli.labs.answer import told

if TYPE_CHECKING:
    from aiinfra_cli.labs.fetch import Answer

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_SAYS_GONE = re.compile(
    r"\b404\b|\b(not|nothing|cannot be|can.t be) found\b|\bno longer (exists|available)"
    r"|\bpage (does not|doesn.t) exist|\bpage (is )?(not available|unavailable)",
    re.IGNORECASE,
)
# The front page, in a language or not.
_HOME = re.compile(r"/?([a-z]{2}([-_][a-zA-Z]{2})?/?)?(index\.\w+)?")


def why_doubtful(url: str, end: str, answer: Answer) -> str:
    """Say why an answer that all is well may not be about the page; "" if it is."""
    title = _title(answer)
    if _SAYS_GONE.search(title):
        return f'its title is "{title}"'
    asked, got = urlsplit(url), urlsplit(end)
    is_same_site = _site(asked) == _site(got)
    if is_same_site and not _is_home(asked) and _is_home(got):
        return "it leads to the front page"
    return ""


def _title(answer: Answer) -> str:
    if "html" not in answer.headers.get("content-type", ""):
        return ""
    found = _TITLE.search(answer.text)
    return told(" ".join(unescape(found[1]).split()), 100) if found else ""


def _site(url: SplitResult) -> tuple[str, int | None]:
    return (url.hostname or "").removeprefix("www."), url.port


def _is_home(url: SplitResult) -> bool:
    return not url.query and bool(_HOME.fullmatch(url.path))
