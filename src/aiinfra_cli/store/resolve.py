"""Find what a person means by an id."""

# No `from __future__ import annotations`: see model.py.

import sqlite3
from typing import NamedTuple

from aiinfra_cli.errors import NotFound, UsageError
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
# What is marked, noted and timed like milestones, though it is not on the path.
BESIDE = (TOPIC, READING)
_SHOWN = 12  # candidates listed before "and n more"


class Target(NamedTuple):
    """What an id stands for: a milestone, a session, a week, or another family."""

    kind: str
    id: str

    @property
    def family(self) -> str:
        """Name the family that the id is unique in."""
        return _FAMILIES.get(self.kind, PATH)


def resolve(
    db: sqlite3.Connection,
    course: str,
    text: str,
    *,
    kinds: tuple[str, ...] = (ITEM, SESSION, WEEK),
    then: tuple[str, ...] = (),
) -> Target:
    """Find the one thing that a text names.

    The rules in turn: the exact id, a former id, a whole-word tail (`dra` for
    lab-dra), a prefix of three letters or more; the first with one hit wins. A family
    before it, as in concept:dra, looks in that one alone. Cards are found by their
    whole ids only, unless nothing else can be meant. The kinds of `then` are looked
    at where by no rule one of `kinds` fits. Raises NotFound with the candidates, or
    with near matches.
    """
    word, family = _plain(text)
    if family:
        kinds, then = _of_family(db, course, (*kinds, *then), family, word), ()
    for some in (kinds, then):
        if found := _found(db, course, word, some):
            return found
    raise _missing(db, course, word, _parts((*kinds, *then)))


def written(
    db: sqlite3.Connection,
    course: str,
    target: Target,
    *,
    kinds: tuple[str, ...] = (ITEM, SESSION, WEEK),
    then: tuple[str, ...] = BESIDE,
) -> str:
    """Write the id of something so that `resolve` finds it: with its family if need be.

    A topic that is called like the tail of a lab is topic:ID in what a person types.
    """
    for some in (kinds, then):
        try:
            if found := _found(db, course, target.id, some):
                return target.id if found == target else f"{target.family}:{target.id}"
        except NotFound:  # several
            break
    return f"{target.family}:{target.id}"


def _found(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> Target | None:
    """Apply the rules to some kinds; raise NotFound where several fit."""
    number = word.removeprefix("w")  # 2 and w2 are week 2
    is_number = number.isdecimal() and len(number) <= 6
    if WEEK in kinds and is_number and (found := _week(db, course, int(number))):
        return found
    for whole in (_exact, _renamed):
        hits = whole(db, course, word, kinds)
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise _several(word, hits)
    several: dict[Target, None] = {}
    parts = _parts(kinds)
    for hits in (_tails(db, course, word, parts), _prefixes(db, course, word, parts)):
        if len(hits) == 1:
            return hits[0]
        several |= dict.fromkeys(hits)
    if several:
        raise _several(word, list(several))
    return None


def _parts(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the kinds that are found by a part of their ids: cards only if alone."""
    return tuple(kind for kind in kinds if kind != CARD) or kinds


def _plain(text: str) -> tuple[str, str]:
    """Give the text as an id is written, and the family; refuse what cannot be one."""
    word, family = text.strip().lower(), ""
    for known in (PATH, *_FAMILIES.values()):
        if word.startswith(f"{known}:"):
            word, family = word[len(known) + 1 :], known
    if not word:
        raise UsageError("an id is empty", hint="ids are listed by: aiinfra list")
    if len(word) > 200 or not word.isprintable():
        raise NotFound(
            f"there is no item {text[:40]!r}{'…' if len(text) > 40 else ''}",
            hint="ids are listed by: aiinfra list",
        )
    return word, family


def _of_family(
    db: sqlite3.Connection,
    course: str,
    kinds: tuple[str, ...],
    family: str,
    word: str,
) -> tuple[str, ...]:
    """Keep the kinds of a family; raise NotFound when none of them will do here."""
    kept = _kinds_of(family, kinds)
    if kept:
        return kept
    found = _found(db, course, word, _kinds_of(family, ALL))
    if found is None:
        raise _missing(db, course, word, _kinds_of(family, ALL))
    from aiinfra_cli.store import elsewhere  # most ids are where they belong

    raise NotFound(
        f'"{family}:{word}" is no {_noun(kinds)}',
        hint=elsewhere.hint(db, course, found, kinds),
    )


def _kinds_of(family: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if Target(kind, "").family == family)


def _several(word: str, hits: list[Target]) -> NotFound:
    return NotFound(
        f'"{word}" could be any of {len(hits)}',
        hint="say which: " + _listed(_names(hits)),
    )


def _names(targets: list[Target]) -> list[str]:
    """Write ids so that each of them is found: with the family where there are more."""
    if len({target.family for target in targets}) == 1:
        return [target.id for target in targets]
    ids = [target.id for target in targets]
    return [
        t.id if t.family == PATH and ids.count(t.id) == 1 else f"{t.family}:{t.id}"
        for t in targets
    ]


def _week(db: sqlite3.Connection, course: str, number: int) -> Target | None:
    row = db.execute(
        "SELECT id FROM week WHERE course = ? AND number = ?", (course, number)
    ).fetchone()
    return Target(WEEK, row[0]) if row else None


def _exact(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    found: list[Target] = []
    for kind in kinds:
        # Within a family the first is the only one.
        if (
            not any(t.family == _FAMILIES.get(kind, PATH) for t in found)
            and db.execute(
                f"SELECT 1 FROM {_TABLES[kind]} WHERE course = ? AND id = ?"
                + _RULES[kind],
                (course, word),
            ).fetchone()
        ):
            found.append(Target(kind, word))
    return found


def _renamed(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> list[Target]:
    found: list[Target] = []
    for kind in kinds:
        if kind in (SESSION, WEEK):
            continue
        row = db.execute(
            "SELECT id FROM alias WHERE course = ? AND family = ? AND alias = ?",
            (course, _FAMILIES.get(kind, PATH), word),
        ).fetchone()
        found += _exact(db, course, row[0], (kind,)) if row else []
    return found


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

    from aiinfra_cli.store import elsewhere

    others = tuple(kind for kind in ALL if kind not in kinds)
    for found in (_exact, _renamed):
        if hits := found(db, course, word, others):
            return _no(kinds, word, elsewhere.hint(db, course, hits[0], kinds))
    near: dict[str, list[Target]] = {}
    for target in _matching(db, course, kinds, ":tail = :tail", ""):
        # "drq" is near to "dra", the tail of lab-dra and study-dra.
        for name in (target.id, target.id.partition("-")[2]):
            near.setdefault(name, []).append(target)
    # A slip of one letter needs no list of what is only alike.
    close = get_close_matches(word, near, n=5, cutoff=0.85)
    if not close:
        for parts in (_tails, _prefixes):
            hits = parts(db, course, word, _parts(others))
            if len(hits) == 1:
                return _no(kinds, word, elsewhere.hint(db, course, hits[0], kinds))
    for cutoff in (0.75, 0.6):
        close = close or get_close_matches(word, near, n=5, cutoff=cutoff)
    best = list(dict.fromkeys(target for name in close for target in near[name]))[:3]
    listed = next((_LISTED[kind] for kind in kinds if kind in _LISTED), _LISTED[ITEM])
    meant = f"did you mean {' or '.join(_names(best))}?" if best else listed
    return _no(kinds, word, meant)


def _no(kinds: tuple[str, ...], word: str, hint: str) -> NotFound:
    return NotFound(f'there is no {_noun(kinds)} "{word}"', hint=hint)


def _noun(kinds: tuple[str, ...]) -> str:
    return "item" if ITEM in kinds else " or ".join(kinds)


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more


_LISTED = {
    ITEM: "ids are listed by: aiinfra list",
    LAB: "labs are listed by: aiinfra list --kind lab",
    WEEK: "the weeks are listed by: aiinfra status",
    CONCEPT: "they are listed by: aiinfra concept",
    ENTRY: "they are listed by: aiinfra landscape --list",
    TOPIC: "they are listed by: aiinfra topics --tree",
    PRACTICE: "they are listed by: aiinfra practices --list",
    READING: "they are listed by: aiinfra reading",
    EVENT: "they are listed by: aiinfra events --past",
    CARD: "each is named by: aiinfra review --json",
}
# Of all other kinds: path.
_FAMILIES = {
    kind: kind for kind in (CONCEPT, ENTRY, TOPIC, PRACTICE, READING, EVENT, CARD)
}
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
