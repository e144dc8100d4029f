"""Keep compiled courses in the store; they are derived and can be rewritten."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from aiinfra_cli.model import CARD, PATH
from aiinfra_cli.store.records import as_json

if TYPE_CHECKING:
    from aiinfra_cli.course import Course


def compiled_from(
    connection: sqlite3.Connection, folder: str, signature: str
) -> str | None:
    """Give the course compiled from a folder that looked like this, if it is held."""
    row = connection.execute(
        "SELECT s.course FROM source AS s"
        " JOIN course AS c ON c.id = s.course AND c.digest = s.digest"
        " WHERE s.folder = ? AND s.signature = ?",
        (folder, signature),
    ).fetchone()
    return row[0] if row else None


def holds(connection: sqlite3.Connection, digest: str) -> str | None:
    """Give the course that was compiled from these very contents, if any."""
    row = connection.execute(
        "SELECT id FROM course WHERE digest = ?", (digest,)
    ).fetchone()
    return row[0] if row else None


def has_any(connection: sqlite3.Connection) -> bool:
    """Tell whether a course was ever compiled into the store."""
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM course)").fetchone()
    return bool(row[0])


def put_source(
    connection: sqlite3.Connection,
    folder: str,
    *,
    signature: str,
    digest: str,
    course: str,
) -> None:
    """Remember how a folder looked when it was compiled."""
    connection.execute(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)",
        (folder, signature, digest, course),
    )


def put_course(connection: sqlite3.Connection, course: Course) -> None:
    """Rewrite the tables of one course; runs inside the caller's transaction."""
    from aiinfra_cli.store import words  # cold: every command reads this module

    connection.execute("DELETE FROM course WHERE id = ?", (course.id,))
    for table, rows in _tables(course).items():
        _insert(connection, table, rows)
    words.put_words(connection, course)
    _follow_renames(connection, course)
    _list_open_items(connection, course.id)
    connection.execute(
        "UPDATE credit SET (kind, title, minutes) ="
        " (SELECT kind, title, minutes FROM item AS i WHERE i.course = credit.course"
        "   AND i.family = credit.family AND i.id = credit.item)"
        " WHERE course = ? AND EXISTS (SELECT 1 FROM item AS i"
        "   WHERE i.course = credit.course AND i.family = credit.family"
        "   AND i.id = credit.item)",
        (course.id,),
    )


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]
) -> None:
    """Insert rows that all have the columns of the first, without sqlite_utils.

    Importing that takes a tenth of a first run, for what one statement does.
    """
    first = next(rows, None)
    if first is None:
        return
    values = ", ".join(f":{name}" for name in first)
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(first)}) VALUES ({values})",
        chain([first], rows),
    )


def _tables(course: Course) -> dict[str, Iterator[dict[str, Any]]]:
    key = {"course": course.id}
    family = {**key, "family": PATH}
    head = ("id", "title", "version", "summary", "digest")
    return {
        "course": iter([{name: getattr(course, name) for name in head}]),
        "week": (
            {**key, "id": w.id, "number": w.number, "title": w.title, "focus": w.focus}
            for w in course.weeks
        ),
        "session": (
            {
                **key,
                "id": s.id,
                "week": s.week,
                "title": s.title,
                "days": " ".join(s.days),
                "position": s.position,
            }
            for s in course.sessions
        ),
        "item": chain(
            (
                {
                    **family,
                    "id": i.id,
                    "kind": i.kind,
                    "title": i.title,
                    "minutes": i.minutes,
                    "optional": int(i.optional),
                    "week": i.week,
                    "session": i.session,
                    "position": i.position,
                    "tier": i.tier,
                    "detail": as_json(i.detail),
                    "proof": i.proof,
                }
                for i in course.items
            ),
            _page_rows(course),
        ),
        "alias": (
            {**key, "family": of, "alias": alias, "id": id}
            for of, id, alias in _aliases(course)
        ),
        "card": (
            {
                **key,
                "id": card.id,
                "concept": card.concept,
                "question": card.question,
                "answer": card.answer,
                "position": position,
            }
            for position, card in enumerate(course.cards, 1)
        ),
        "link": (
            {
                **key,
                "family": page.family,
                "id": page.id,
                "to_family": link.family,
                "to_id": link.id,
            }
            for page in course.pages
            for link in page.links
        ),
        "tag": (
            {**family, "tag": tag, "item": i.id} for i in course.items for tag in i.tags
        ),
        "need": (
            {**key, "item": i.id, "needs": needs}
            for i in course.items
            for needs in i.needs
        ),
        "rest": (
            {
                **key,
                "checkpoint": i.id,
                "mode": rest.mode,
                "item": rest.item,
                "check_id": rest.check,
            }
            for i in course.items
            for rest in i.rests
        ),
        "lab_check": (
            {
                **key,
                "item": i.id,
                "id": check.id,
                "title": check.title,
                "kind": check.kind,
                "digest": check.digest,
                "position": position,
                "detail": as_json(check.detail),
            }
            for i in course.items
            for position, check in enumerate(i.checks)
        ),
        "tool": (
            {
                **key,
                "name": tool.name,
                "run": as_json(tool.run),
                "find": tool.find,
                "get": tool.get,
                "url": tool.url,
            }
            for tool in course.tools
        ),
    }


def _page_rows(course: Course) -> Iterator[dict[str, Any]]:
    """Give the rows of the families beside the path, numbered within each."""
    numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    for page in course.pages:
        yield {
            "course": course.id,
            "family": page.family,
            "id": page.id,
            "kind": page.kind,
            "title": page.title,
            "minutes": page.minutes,
            "optional": int(page.optional),
            "week": None,
            "session": None,
            "position": next(numbers[page.family]),
            "tier": None,
            "detail": as_json(page.detail),
            "proof": "",
        }


def _aliases(course: Course) -> Iterator[tuple[str, str, str]]:
    """Give family, id and alias of all that was renamed."""
    for item in course.items:
        yield from ((PATH, item.id, alias) for alias in item.aliases)
    for page in course.pages:
        yield from ((page.family, page.id, alias) for alias in page.aliases)
    for card in course.cards:
        yield from ((CARD, card.id, alias) for alias in card.aliases)


def _follow_renames(connection: sqlite3.Connection, course: Course) -> None:
    """Carry the state of renamed items to their new ids."""
    from aiinfra_cli.store import journal  # cold: every command reads this module

    for family, id, alias in _aliases(course):
        known = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM event"
            " WHERE item = ? AND family = ? AND course = ?)",
            (alias, family, course.id),
        ).fetchone()[0]
        if known:
            journal.forget(connection, course.id, family, alias)
            journal.refold(connection, course.id, family, id)


def _list_open_items(connection: sqlite3.Connection, course: str) -> None:
    connection.execute("DELETE FROM open_item WHERE course = ?", (course,))
    connection.execute(
        "INSERT INTO open_item SELECT i.course, i.position, i.id FROM item AS i"
        " LEFT JOIN state AS s ON s.course = i.course AND s.family = i.family"
        "   AND s.item = i.id"
        " WHERE i.course = ? AND i.family = ?"
        "   AND coalesce(s.status, 'open') IN ('open', 'started')",
        (course, PATH),
    )
