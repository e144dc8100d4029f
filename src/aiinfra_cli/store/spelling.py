"""Mend the words of a query that nothing begins with."""

from __future__ import annotations

import re
import sqlite3

from aiinfra_cli.store.search import ALL, search
from aiinfra_cli.store.search_text import Query

_TOKEN = re.compile(r"[^\W_]+")
_SHORTEST = 3  # letters of a word that can be told from a slip
_MOST = 3000  # words compared, those of most rows first


def mended(db: sqlite3.Connection, course: str, query: Query) -> Query | None:
    """Give a query with near words in place of unknown ones, if that finds them all."""
    # The index is asked for its own words: titles, ids and texts of every family.
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known_word"
        " USING fts5vocab ('main', 'word', 'row')"
    )
    terms = tuple(
        term._replace(text=_TOKEN.sub(lambda found: _near(db, found[0]), term.text))
        for term in query.terms
    )
    better = Query(terms)
    if terms == query.terms:
        return None
    found = search(db, course, better, limit=1)
    return better if found.hits and found.match == ALL else None


def _near(db: sqlite3.Connection, word: str) -> str:
    """Give the known word that is most like a word; itself if it is one, or none is."""
    from difflib import get_close_matches

    low = word.lower()
    if len(low) < _SHORTEST or _begins_one(db, low):
        return word
    # Slips are rare in the first letter: the index is read where it can help.
    rows = db.execute(
        "SELECT term FROM known_word WHERE term >= ? AND term < ?"
        " AND length(term) BETWEEN ? AND ? ORDER BY doc DESC LIMIT ?",
        (low[0], low[0] + _LAST, len(low) - 2, len(low) + 2, _MOST),
    )
    near = get_close_matches(low, [row[0] for row in rows], n=1, cutoff=0.75)
    return near[0] if near else word


def _begins_one(db: sqlite3.Connection, word: str) -> bool:
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM known_word WHERE term >= ? AND term < ?)",
        (word, word + _LAST),
    ).fetchone()
    return bool(row[0])


_LAST = "\U0010ffff"
