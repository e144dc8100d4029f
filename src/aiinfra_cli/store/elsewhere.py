"""What is said of an id that a command does not take: where it belongs, or what is
near."""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches

from aiinfra_cli.errors import NotFound
from aiinfra_cli.model import CARD, CONCEPT, ENTRY, EVENT, PRACTICE, READING, TOPIC
from aiinfra_cli.store import ids, resolve
from aiinfra_cli.store.ids import ALL, ITEM, LAB, SESSION, WEEK, Target


def hint(
    db: sqlite3.Connection,
    course: str,
    target: Target,
    asked: tuple[str, ...],
) -> str:
    """Say what something is, and the command that a learner perhaps meant.

    `asked` are the kinds that the command takes: what is marked on the path is marked
    otherwise elsewhere.
    """
    kind, id = target
    marks = ITEM in asked and TOPIC in asked
    if kind == PRACTICE:
        return _of_chart(db, course, id, marks=marks)
    if kind == CONCEPT and marks and _has_cards(db, course, id):
        return f"{id} is a concept, learnt by its cards: aiinfra review --concept {id}"
    command = _SHOWN.get(kind)
    if command is None:
        name = resolve.written(db, course, target, kinds=ALL, then=())
        command, id = "show", name
    told = _NOUNS[kind]
    if kind == ENTRY and marks:
        told += ", marked by what you study of it"
    return f"{target.id} is {told}: aiinfra {command} {id}"


def _of_chart(db: sqlite3.Connection, course: str, id: str, *, marks: bool) -> str:
    row = db.execute(
        "SELECT kind FROM item WHERE course = ? AND family = ? AND id = ?",
        (course, PRACTICE, id),
    ).fetchone()
    if row[0] == PRACTICE:
        verb = "done " if marks else ""
        return f"{id} is a practice: aiinfra practices {verb}{id}"
    return f"{id} is a cell of the goal chart: aiinfra practices {id}"


def _has_cards(db: sqlite3.Connection, course: str, concept: str) -> bool:
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM card WHERE course = ? AND concept = ?)",
        (course, concept),
    ).fetchone()
    return bool(row[0])


_NOUNS = {
    ITEM: "on the path",
    SESSION: "a session",
    WEEK: "a week",
    CONCEPT: "a concept",
    ENTRY: "on the landscape",
    TOPIC: "on the longer path",
    READING: "on the reading list",
    EVENT: "an event",
    CARD: "a recall card",
}
_SHOWN = {
    WEEK: "week",
    CONCEPT: "concept",
    ENTRY: "landscape",
    TOPIC: "topics",
    READING: "reading",
    EVENT: "events",
}


def missing(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> NotFound:
    """Say that there is no such id, with where it is known, or what is near."""
    others = tuple(kind for kind in ALL if kind not in kinds)
    for found in (ids.exact, ids.renamed):
        if hits := found(db, course, word, others):
            return _no(kinds, word, hint(db, course, hits[0], kinds))
    near: dict[str, list[Target]] = {}
    for target in ids.matching(db, course, kinds, ":tail = :tail", ""):
        # "drq" is near to "dra", the tail of lab-dra and study-dra.
        for name in (target.id, target.id.partition("-")[2]):
            near.setdefault(name, []).append(target)
    # A slip of one letter needs no list of what is only alike.
    close = get_close_matches(word, near, n=5, cutoff=0.85)
    if not close:
        for rule in (ids.tails, ids.prefixes):
            hits = rule(db, course, word, ids.parts(others))
            if len(hits) == 1:
                return _no(kinds, word, hint(db, course, hits[0], kinds))
    for cutoff in (0.75, 0.6):
        close = close or get_close_matches(word, near, n=5, cutoff=cutoff)
    best = list(dict.fromkeys(target for name in close for target in near[name]))[:3]
    listed = next((_LISTED[kind] for kind in kinds if kind in _LISTED), _LISTED[ITEM])
    meant = f"did you mean {' or '.join(ids.names(best))}?" if best else listed
    return _no(kinds, word, meant)


def _no(kinds: tuple[str, ...], word: str, said: str) -> NotFound:
    return NotFound(f'there is no {ids.noun(kinds)} "{word}"', hint=said)


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
