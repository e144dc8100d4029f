"""Find what a person means by an id."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.model import PATH

ITEM, SESSION, WEEK = "item", "session", "week"
LAB = "lab"  # an item with steps and checks: of several that fit, the one that has
_SHOWN = 12  # candidates listed before "and n more"


class Target(NamedTuple):
    """What an id stands for: a milestone, a session or a week."""

    kind: str
    id: str


def resolve(
    db: sqlite3.Connection,
    course: str,
    text: str,
    *,
    kinds: tuple[str, ...] = (ITEM, SESSION, WEEK),
) -> Target:
    """Find the one thing that a text names.

    The rules in turn: the exact id, a former id, a whole-word tail (`dra` for
    lab-dra), a prefix of three letters or more; the first with one hit wins. Raises
    NotFound with the candidates, or with near matches.
    """
    word = _plain(text)
    number = word.removeprefix("w")  # 2 and w2 are week 2
    is_number = number.isdecimal() and len(number) <= 6
    if WEEK in kinds and is_number and (found := _week(db, course, int(number))):
        return found
    if found := _exact(db, course, word, kinds) or _renamed(db, course, word, kinds):
        return found
    several: dict[Target, None] = {}
    for hits in (_tails(db, course, word, kinds), _prefixes(db, course, word, kinds)):
        if len(hits) == 1:
            return hits[0]
        several |= dict.fromkeys(hits)
    if several:
        raise NotFound(
            f'"{word}" could be any of {len(several)}',
            hint="say which: " + _listed([target.id for target in several]),
        )
    raise _missing(db, course, word, kinds)


def _plain(text: str) -> str:
    """Give the text as an id is written; refuse what cannot be one."""
    word = text.strip().lower()
    if word.startswith("path:"):
        word = word[5:]
    if not word:
        raise UsageError("an id is empty", hint="ids are listed by: aiinfra list")
    if len(word) > 200 or not word.isprintable():
        raise NotFound(
            f"there is no item {text[:40]!r}{'…' if len(text) > 40 else ''}",
            hint="ids are listed by: aiinfra list",
        )
    return word


def _week(db: sqlite3.Connection, course: str, number: int) -> Target | None:
    row = db.execute(
        "SELECT id FROM week WHERE course = ? AND number = ?", (course, number)
    ).fetchone()
    return Target(WEEK, row[0]) if row else None


def _exact(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> Target | None:
    for kind in kinds:
        if db.execute(
            f"SELECT 1 FROM {_TABLES[kind]} WHERE course = ? AND id = ?" + _RULES[kind],
            (course, word),
        ).fetchone():
            return Target(kind, word)
    return None


def _renamed(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> Target | None:
    row = db.execute(
        "SELECT id FROM alias WHERE course = ? AND family = ? AND alias = ?",
        (course, PATH, word),
    ).fetchone()
    of_items = tuple(kind for kind in kinds if _TABLES[kind] == ITEM)
    return _exact(db, course, row[0], of_items) if row else None


def _tails(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    return _matching(
        db, course, kinds, "substr(id, -length(:tail)) = :tail", "-" + word
    )


def _prefixes(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    if len(word) < 3:
        return []
    return _matching(db, course, kinds, "substr(id, 1, length(:tail)) = :tail", word)


def _matching(
    db: sqlite3.Connection, course: str, kinds: tuple[str, ...], rule: str, tail: str
) -> list[Target]:
    return [
        Target(kind, row[0])
        for kind in kinds
        for row in db.execute(
            f"SELECT id FROM {_TABLES[kind]} WHERE course = :course AND {rule}"
            + _RULES[kind]
            + " ORDER BY "
            + ("position" if kind != WEEK else "number"),
            {"course": course, "tail": tail},
        )
    ]


def _missing(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> NotFound:
    from difflib import get_close_matches

    near: dict[str, list[str]] = {}
    for target in _matching(db, course, kinds, ":tail = :tail", ""):
        # "drq" is near to "dra", the tail of lab-dra and study-dra.
        for name in (target.id, target.id.partition("-")[2]):
            near.setdefault(name, []).append(target.id)
    # A slip of one letter needs no list of what is only alike.
    close = get_close_matches(word, near, n=5, cutoff=0.85)
    close = close or get_close_matches(word, near, n=5, cutoff=0.6)
    best = list(dict.fromkeys(id for name in close for id in near[name]))[:3]
    noun = "item" if ITEM in kinds else " or ".join(kinds)
    listed = "ids are listed by: aiinfra list"
    if LAB in kinds:
        listed = "labs are listed by: aiinfra list --kind lab"
    elif ITEM not in kinds:
        listed = "the weeks are listed by: aiinfra status"
    return NotFound(
        f'there is no {noun} "{word}"',
        hint=f"did you mean {' or '.join(best)}?" if best else listed,
    )


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more


_TABLES = {ITEM: "item", LAB: "item", SESSION: "session", WEEK: "week"}
_RULES = {
    ITEM: f" AND family = '{PATH}'",
    LAB: f" AND family = '{PATH}' AND tier IS NOT NULL",
    SESSION: "",
    WEEK: "",
}
