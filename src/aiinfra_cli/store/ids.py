"""The kinds of ids, and the rules by which a word can fit one."""

# No `from __future__ import annotations`: see model.py.

import sqlite3
from typing import NamedTuple

from aiinfra_cli.model import (
    CARD,
    CONCEPT,
    ENTRY,
    EVENT,
    PATH,
    PRACTICE,
    READING,
    TOPIC,
)

ITEM, SESSION, WEEK = "item", "session", "week"
LAB = "lab"  # an item with steps and checks: of several that fit, the one that has
ALL = (ITEM, SESSION, WEEK, CONCEPT, ENTRY, TOPIC, PRACTICE, READING, EVENT, CARD)
FAMILIES = (CONCEPT, ENTRY, TOPIC, PRACTICE, READING, EVENT, CARD)  # beside the path
# What is marked, noted and timed like milestones, though it is not on the path.
BESIDE = (TOPIC, READING)


class Target(NamedTuple):
    """What an id stands for: a milestone, a session, a week, or another family."""

    kind: str
    id: str

    @property
    def family(self) -> str:
        """Name the family that the id is unique in."""
        return _FAMILY_OF.get(self.kind, PATH)


def parts(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the kinds that are found by a part of their ids: cards only if alone."""
    return tuple(kind for kind in kinds if kind != CARD) or kinds


def week(db: sqlite3.Connection, course: str, number: int) -> Target | None:
    """Find a week by its number."""
    row = db.execute(
        "SELECT id FROM week WHERE course = ? AND number = ?", (course, number)
    ).fetchone()
    return Target(WEEK, row[0]) if row else None


def exact(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    """Find what has a word for its id."""
    found: list[Target] = []
    for kind in kinds:
        # Within a family the first is the only one.
        if (
            not any(t.family == _FAMILY_OF.get(kind, PATH) for t in found)
            and db.execute(
                f"SELECT 1 FROM {_TABLES[kind]} WHERE course = ? AND id = ?"
                + _RULES[kind],
                (course, word),
            ).fetchone()
        ):
            found.append(Target(kind, word))
    return found


def renamed(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    """Find what had a word for its id before."""
    found: list[Target] = []
    for kind in kinds:
        if kind in (SESSION, WEEK):
            continue
        row = db.execute(
            "SELECT id FROM alias WHERE course = ? AND family = ? AND alias = ?",
            (course, _FAMILY_OF.get(kind, PATH), word),
        ).fetchone()
        found += exact(db, course, row[0], (kind,)) if row else []
    return found


def tails(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    """Find what a word is the tail of: `dra` of lab-dra."""
    return matching(db, course, kinds, "substr(id, -length(:tail)) = :tail", "-" + word)


def prefixes(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    """Find what begins with a word, of three letters or more."""
    if len(word) < 3:
        return []
    return matching(db, course, kinds, "substr(id, 1, length(:tail)) = :tail", word)


def matching(
    db: sqlite3.Connection, course: str, kinds: tuple[str, ...], rule: str, tail: str
) -> list[Target]:
    """List what a rule in SQL, with :tail in it, holds for."""
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


def names(targets: list[Target]) -> list[str]:
    """Write ids so that each of them is found: with the family where there are more."""
    if len({target.family for target in targets}) == 1:
        return [target.id for target in targets]
    ids = [target.id for target in targets]
    return [
        t.id if t.family == PATH and ids.count(t.id) == 1 else f"{t.family}:{t.id}"
        for t in targets
    ]


def noun(kinds: tuple[str, ...]) -> str:
    """Name kinds in an error."""
    return "item" if ITEM in kinds else " or ".join(kinds)


# Of all other kinds: path.
_FAMILY_OF = {kind: kind for kind in FAMILIES}
_TABLES = {
    ITEM: "item",
    LAB: "item",
    SESSION: "session",
    WEEK: "week",
    CONCEPT: "item",
    ENTRY: "item",
    TOPIC: "item",
    PRACTICE: "item",
    READING: "item",
    EVENT: "item",
    CARD: "card",
}
_RULES = {
    ITEM: f" AND family = '{PATH}'",
    LAB: f" AND family = '{PATH}' AND tier IS NOT NULL",
    SESSION: "",
    WEEK: "",
    CONCEPT: f" AND family = '{CONCEPT}'",
    ENTRY: f" AND family = '{ENTRY}'",
    TOPIC: f" AND family = '{TOPIC}'",
    PRACTICE: f" AND family = '{PRACTICE}'",
    READING: f" AND family = '{READING}'",
    EVENT: f" AND family = '{EVENT}'",
    CARD: "",
}
