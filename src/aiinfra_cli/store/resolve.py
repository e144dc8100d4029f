"""Find what a person means by an id."""

# No `from __future__ import annotations`: see model.py.

import sqlite3

from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.model import PATH
from aiinfra_cli.store import ids
from aiinfra_cli.store.ids import ALL, BESIDE, ITEM, SESSION, WEEK, Target

_SHOWN = 12  # candidates listed before "and n more"


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
    raise _missing(db, course, word, ids.parts((*kinds, *then)))


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
    if WEEK in kinds and is_number and (found := ids.week(db, course, int(number))):
        return found
    for whole in (ids.exact, ids.renamed):
        hits = whole(db, course, word, kinds)
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise _several(word, hits)
    several: dict[Target, None] = {}
    parts = ids.parts(kinds)
    for hits in (
        ids.tails(db, course, word, parts),
        ids.prefixes(db, course, word, parts),
    ):
        if len(hits) == 1:
            return hits[0]
        several |= dict.fromkeys(hits)
    if several:
        raise _several(word, list(several))
    return None


def _plain(text: str) -> tuple[str, str]:
    """Give the text as an id is written, and the family; refuse what cannot be one."""
    word, family = text.strip().lower(), ""
    for known in (PATH, *ids.FAMILIES):
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
    from aiinfra_cli.store import elsewhere

    raise NotFound(
        f'"{family}:{word}" is no {ids.noun(kinds)}',
        hint=elsewhere.hint(db, course, found, kinds),
    )


def _kinds_of(family: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if Target(kind, "").family == family)


def _missing(
    db: sqlite3.Connection, course: str, word: str, kinds: tuple[str, ...]
) -> NotFound:
    from aiinfra_cli.store import elsewhere  # most ids lead somewhere

    return elsewhere.missing(db, course, word, kinds)


def _several(word: str, hits: list[Target]) -> NotFound:
    return NotFound(
        f'"{word}" could be any of {len(hits)}',
        hint="say which: " + _listed(ids.names(hits)),
    )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
