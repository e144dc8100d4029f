"""What a person types to look for something, made an expression of FTS5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import normalize

from aiinfra_cli.store.words import parted

MOST_WORDS, MOST_LETTERS = 32, 1000  # that are looked for; of a longer text the first

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


class Term(NamedTuple):
    """One word to look for, or a phrase."""

    text: str
    is_whole: bool  # quoted: exactly that; else words may go on after it


class Query(NamedTuple):
    """What a person looks for."""

    terms: tuple[Term, ...]
    is_cut: bool = False  # it was too long to look for all of it

    def __str__(self) -> str:
        return " ".join(f'"{t.text}"' if t.is_whole else t.text for t in self.terms)


def query_of(text: str) -> Query:
    """Read what a person looks for: words, and phrases between double quotes."""
    beginning = text = text.strip()
    if len(text) > MOST_LETTERS:  # not in the middle of a word, if it can be
        beginning = text[: MOST_LETTERS + 1].rsplit(maxsplit=1)[0][:MOST_LETTERS]
    letters = "".join(c if c.isprintable() else " " for c in beginning)
    pieces = _PIECE.findall(normalize("NFC", letters).translate(_QUOTES))
    terms = dict.fromkeys(
        Term(" ".join((quoted or word).split()), bool(quoted))
        for quoted, word in pieces
        if any(char.isalnum() for char in quoted or word)
    )
    is_cut = len(text) > MOST_LETTERS or len(terms) > MOST_WORDS
    return Query(tuple(terms)[:MOST_WORDS], is_cut)


def loose(terms: Sequence[Term]) -> list[Term]:
    """Take words apart that are joined by other marks than letters and digits."""
    parts = (
        [term]
        if term.is_whole
        else [Term(word, is_whole=False) for word in words_of(term.text)]
        for term in terms
    )
    return list(dict.fromkeys(chain.from_iterable(parts)))[:MOST_WORDS]


def expression(term: Term) -> str:
    """Write a term for FTS5; inside its quotes nothing has a meaning of its own."""
    quoted = f'"{parted(term.text)}"'
    # The word itself counts beside what only begins with it: dra before drain.
    return quoted if term.is_whole else f"({quoted} OR {quoted} *)"


def words_of(text: str) -> list[str]:
    """Give the words of a text, without what stands between them."""
    return _WORD.findall(text)
