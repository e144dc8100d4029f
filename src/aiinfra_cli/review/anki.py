"""Cards as a text file that Anki imports: Basic notes with stable guids.

A text file with Anki's own header lines needs no library, can be read before it is
imported, and is the same bytes for the same cards. A package (.apkg) would be a
database in a format that is Anki's own affair, for no more than a note type of ours.
Anki matches notes by guid: importing again updates mended cards, doubles none, and
leaves Anki's own schedule alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from aiinfra_cli.review.model import Card
from aiinfra_cli.review.prompts import warning

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

COLUMNS = ("guid", "Front", "Back", "tags")
TAG = "aiinfra"


def file_of(cards: Iterable[Card], *, course: str, deck: str) -> str:
    """Give the text of the file, for a course's id and the name of a deck.

    It is UTF-8 with newlines alone, whatever the system.
    """
    out = io.StringIO()
    for line in (
        "separator:tab",
        "html:true",
        "notetype:Basic",
        f"deck:{' '.join(deck.split())}",
        "if matches:update current",
        "columns:" + "\t".join(COLUMNS),
        f"guid column:{COLUMNS.index('guid') + 1}",
        f"tags column:{COLUMNS.index('tags') + 1}",
    ):
        out.write(f"#{line}\n")
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    for card in cards:
        front, back = _html(card.question), _html(card.answer)
        if told := warning(card):
            back += f"<br><i>{_html(told)}</i>"
        rows.writerow((guid_of(course, card), front, back, " ".join(tags_of(card))))
    return out.getvalue()


def guid_of(course: str, card: Card) -> str:
    """Name a card for Anki: once for all, and apart from other courses."""
    return f"{TAG}/{course}/{card.id}"


def tags_of(card: Card) -> list[str]:
    """Give a card's tags: area, concept and weeks, below one of our own."""
    weeks = dict.fromkeys(lesson.week for lesson in card.lessons if lesson.week)
    area = [f"area::{card.area}"] if card.area else []
    names = [*area, f"concept::{card.concept}", *weeks]
    return [f"{TAG}::{name}" for name in names]


def _html(text: str) -> str:
    """Write inline Markdown as HTML: code and emphasis; all else stays text."""
    html = _markdown().renderInline(" ".join(text.split()))
    # Anki would play [sound:…], draw [latex] and typeset what stands in \(…\).
    return re.sub(r"[\[\\]", lambda found: f"&#{ord(found[0])};", html)


@lru_cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    rules = ["escape", "backticks", "emphasis", "balance_pairs", "fragments_join"]
    return MarkdownIt("zero").enable(rules)
