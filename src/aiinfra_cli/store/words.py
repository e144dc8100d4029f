"""The words that `search` looks through, filled when a course is put."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aiinfra_cli.model import CARD, PATH

if TYPE_CHECKING:
    from aiinfra_cli.course import Course

# Chinese, Japanese and Korean are written without spaces between words, or with
# endings joined to them: each character is made a word of its own, which the index
# then finds in any place. No text of a curriculum holds the mark that parts them.
GAP = "\x1f"
_CJK = (
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
_BESIDE_CJK = re.compile(f"(?<=[^\\s{GAP}])(?={_CJK})|(?<={_CJK})(?=[^\\s{GAP}])")

_Row = tuple[str, str, str, str, str]  # family, id, title, names, text


def parted(text: str) -> str:
    """Part characters that are words of their own from what stands beside them."""
    return text if text.isascii() else _BESIDE_CJK.sub(GAP, text)


def put_words(connection: sqlite3.Connection, course: Course) -> None:
    """Index the words of a course anew; runs inside the caller's transaction."""
    connection.execute("DELETE FROM word WHERE course = ?", (course.id,))
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?, ?, ?)",
        (
            (course.id, family, id, parted(title), parted(names), parted(text))
            for family, id, title, names, text in _rows(course)
        ),
    )


def _rows(course: Course) -> Iterator[_Row]:
    for week in course.weeks:
        yield PATH, week.id, week.title, week.id, week.focus
    for session in course.sessions:
        yield PATH, session.id, session.title, session.id, ""
    for item in course.items:
        names = " ".join((item.id, *item.aliases, *item.tags))
        yield PATH, item.id, item.title, names, item.text
    for page in course.pages:
        # People write in one word what has two, and the other way round: kvcache.
        joined = page.id.replace("-", "")
        names = " ".join((page.id, *page.names, *page.aliases, joined))
        yield page.family, page.id, page.title, names, page.text
    for card in course.cards:
        # What a snippet shows is the text: an answer that was read is not recalled.
        yield CARD, card.id, card.question, f"{card.id} {card.answer}", ""
