"""Find what has the words of a text, the best first; no text is an error."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aiinfra_cli.model import CARD, OPEN, PATH, PRACTICE
from aiinfra_cli.store import ids, resolve
from aiinfra_cli.store.queries import VERIFIED
from aiinfra_cli.store.records import as_json
from aiinfra_cli.store.search_text import Query, loose, words_of
from aiinfra_cli.store.search_text import expression as as_expression
from aiinfra_cli.store.words import GAP, parted

ALL, ANY = "all", "any"  # of the words
_START, _END = "\x02", "\x03"  # around a word that was found
_MARK = re.compile(f"{_START}([^{_END}]*){_END}")


class Part(NamedTuple):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_found: bool


class Hit(NamedTuple):
    """Something that has the words."""

    family: str
    kind: str
    id: str
    name: str  # the id as `show` takes it
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]  # empty where the title says it all
    status: str | None  # None for what cannot be done
    verified: bool


class Found(NamedTuple):
    """The best hits, how many there are, and whether they have all of the words."""

    match: str
    total: int
    hits: list[Hit]


class Noted(NamedTuple):
    """A note of the learner's that has the words."""

    name: str  # of its item, as `show` takes it
    day: str
    text: str


class Worded(NamedTuple):
    """A cell of the goal chart whose own words, the learner's, have all the words."""

    kind: str
    id: str
    name: str  # the id as `show` takes it
    title: str


def search(
    db: sqlite3.Connection,
    course: str,
    query: Query,
    *,
    limit: int,
    kinds: Sequence[str] = (),
    words: int = 24,
) -> Found:
    """Find what has all words of a query; where nothing has, what has any of them.

    Of each hit a snippet of so many words is given, 64 at most. The answers of cards
    are looked through, and never shown.
    """
    held = _held(db, course, kinds)
    parts = loose(query.terms)
    for match, terms in ((ALL, query.terms), (ALL, parts), (ANY, parts)):
        between = " AND " if match == ALL else " OR "
        expression = between.join(map(as_expression, terms))
        total = _count(db, expression, held) if expression else 0
        if total:
            hits = _best(db, query, expression, held, limit, words)
            return Found(match, total, hits)
    return Found(ALL, 0, [])


def kinds(db: sqlite3.Connection, course: str) -> list[str]:
    """List the kinds and families that hits may be held to."""
    rows = db.execute(
        "SELECT kind FROM item WHERE course = :course"
        " UNION SELECT family FROM item WHERE course = :course ORDER BY 1",
        {"course": course},
    )
    return [*(row[0] for row in rows), CARD, ids.SESSION, ids.WEEK]


def notes(
    db: sqlite3.Connection, course: str, query: Query, limit: int, match: str = ALL
) -> list[Noted]:
    """List the newest of the learner's notes that have all words of a query, or any."""
    if not query.terms:
        return []
    values = [course]
    for term in query.terms:
        values += [as_json(term.text)[1:-1], term.text]
    # The JSON is taken apart only where it can have a word at all.
    has = (
        "(instr(lower(s.notes), lower(?))"
        " AND instr(lower(n.value ->> '$.text'), lower(?)))"
    )
    between = " AND " if match == ALL else " OR "
    rows = db.execute(
        "SELECT s.family, s.item, n.value ->> '$.day', n.value ->> '$.text'"
        " FROM state AS s, json_each(s.notes) AS n"
        " WHERE s.course = ? AND s.notes != '[]'"
        f" AND ({between.join([has] * len(query.terms))})"
        f" ORDER BY n.value ->> '$.at' DESC, n.key DESC LIMIT {limit}",
        values,
    )
    return [Noted(_name(db, course, *row[:2]), *row[2:]) for row in rows]


def worded(
    db: sqlite3.Connection,
    course: str,
    query: Query,
    titles: Mapping[str, str],
    *,
    limit: int,
    kinds: Sequence[str] = (),
) -> list[Worded]:
    """List the cells whose own words, given by their ids, have all words of a query."""
    terms = [term.text.lower() for term in query.terms]
    fit = {
        id: title
        for id, title in titles.items()
        if terms and all(term in title.lower() for term in terms)
    }
    rows = db.execute(
        "SELECT kind, id FROM item WHERE course = ? AND family = ?"
        f" AND id IN ({', '.join('?' * len(fit))}) ORDER BY position",
        (course, PRACTICE, *fit),
    )
    return [
        Worded(kind, id, _name(db, course, PRACTICE, id), fit[id])
        for kind, id in rows
        if not kinds or kind in kinds or PRACTICE in kinds
    ][:limit]


class _Held(NamedTuple):
    """What hits must be, beside what they say: a condition, and its values."""

    sql: str
    values: tuple[str, ...]


def _held(db: sqlite3.Connection, course: str, kinds: Sequence[str]) -> _Held:
    """Hold hits to a course and to kinds."""
    marks = ", ".join("?" * len(kinds))
    sql = f" AND (word.family IN ({marks}) OR {_KIND} IN ({marks}))" if kinds else ""
    # Of which course a row is, SQLite knows only by reading it: in most stores there
    # is one course, and nothing to ask.
    if db.execute("SELECT count(*) FROM course").fetchone()[0] == 1:
        return _Held(sql, (*kinds, *kinds))
    return _Held(" AND word.course = ?" + sql, (course, *kinds, *kinds))


def _count(db: sqlite3.Connection, expression: str, held: _Held) -> int:
    row = db.execute(
        f"SELECT count(*) FROM word WHERE word MATCH ?{held.sql}",
        (expression, *held.values),
    ).fetchone()
    return int(row[0])


def _best(
    db: sqlite3.Connection,
    query: Query,
    expression: str,
    held: _Held,
    limit: int,
    words: int,
) -> list[Hit]:
    """Give the best hits.

    First what has the query for its id or title, then titles that begin with it, the
    rest by bm25: a word of the title counts as ten of the text, one of the other names
    as five. Cards count half: what they ask about is the better hit.
    """
    text = parted(" ".join(term.text for term in query.terms))
    slug = "-".join(text.lower().split())
    # What is only ranked may be far down, under the weight of a long text.
    exact = _rows(
        db,
        f'({{title names}} : ^ "{text}") AND ({expression})',
        _Held(
            f"{held.sql} AND (word.id = ? OR word.title = ? COLLATE NOCASE) LIMIT ?",
            (*held.values, slug, text),
        ),
        limit,
        words,
    )
    ranked = _rows(
        db,
        expression,
        _Held(
            f"{held.sql} AND rank MATCH 'bm25(0, 0, 0, 10, 5, 1)'"
            " ORDER BY word.rank LIMIT ?",
            held.values,
        ),
        limit + _MORE,
        words,
    )
    begins = _bare(text)

    def order(row: sqlite3.Row) -> tuple[int, float, int]:
        is_card = row["family"] == CARD
        if row["id"].replace("-", "") == begins.replace(" ", ""):
            level = 0
        else:
            starts = not is_card and _bare(row["plain"]).startswith(begins)
            level = 1 if starts else 2
        return level, row["score"] * (0.5 if is_card else 1), row["row"]

    rows = {row["row"]: row for row in (*exact, *sorted(ranked, key=order))}
    return [_hit(db, row) for row in list(rows.values())[:limit]]


def _bare(text: str) -> str:
    return " ".join(words_of(text.lower()))


_MORE = 50  # looked at beside those that are shown, to put them in order


def _rows(
    db: sqlite3.Connection, expression: str, held: _Held, limit: int, words: int
) -> list[sqlite3.Row]:
    return db.execute(
        "SELECT word.rowid AS row, word.course, word.family, word.id,"
        f" {_KIND} AS kind, word.title AS plain, word.rank AS score,"
        f" highlight(word, 3, '{_START}', '{_END}') AS title,"
        f" snippet(word, 5, '{_START}', '{_END}', '…', {words}) AS snippet,"
        f" s.status, coalesce({VERIFIED}, 0) AS verified,"
        " word.family = 'path' AND i.id IS NOT NULL AS is_milestone FROM word"
        " LEFT JOIN item AS i ON i.course = word.course"
        "  AND i.family = word.family AND i.id = word.id"
        " LEFT JOIN state AS s ON s.course = word.course"
        "  AND s.family = word.family AND s.item = word.id"
        f" WHERE word MATCH ?{held.sql}",
        (expression, *held.values, limit),
    ).fetchall()


_KIND = (
    "coalesce((SELECT kind FROM item AS i WHERE i.course = word.course"
    " AND i.family = word.family AND i.id = word.id),"
    " iif(word.family != 'path', word.family,"
    "  iif(EXISTS (SELECT 1 FROM week AS w WHERE w.course = word.course"
    f"   AND w.id = word.id), '{ids.WEEK}', '{ids.SESSION}')))"
)


def _hit(db: sqlite3.Connection, row: sqlite3.Row) -> Hit:
    return Hit(
        row["family"],
        row["kind"],
        row["id"],
        _name(db, row["course"], row["family"], row["id"], row["kind"]),
        tuple(_parts(row["title"])),
        tuple(_parts(row["snippet"])),
        row["status"] or (OPEN if row["is_milestone"] else None),
        bool(row["verified"]),
    )


def _name(
    db: sqlite3.Connection, course: str, family: str, id: str, kind: str = ""
) -> str:
    """Write an id as `show` takes it."""
    of = kind if kind in (ids.WEEK, ids.SESSION) else ids.ITEM
    target = ids.Target(of if family == PATH else family, id)
    return resolve.written(db, course, target, kinds=ids.ALL, then=())


def _parts(text: str) -> Iterator[Part]:
    """Take a text apart at the marks around what was found."""
    for index, part in enumerate(_MARK.split(text.replace(GAP, ""))):
        if part:
            yield Part(part, index % 2 == 1)
