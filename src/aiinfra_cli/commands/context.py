"""Options and arguments that many commands share."""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.console import standard
from aiinfra_cli.errors import AiinfraError, Declined, UsageError

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
SvgFile = Annotated[
    str | None,
    typer.Option(
        "--svg", metavar="FILE", help="Draw a picture to hang up; - prints it."
    ),
]
Theme = Annotated[
    str | None,
    typer.Option(
        "--theme", metavar="NAME", help="Of the picture: auto, light or dark."
    ),
]


def app_of(ctx: typer.Context, *, needs_config: bool = True) -> App:
    """Give the App that the root made for this run, with the settings in effect.

    Raises StoreError for a wrong file of settings; those commands that help to mend
    it go on with the defaults.
    """
    app = ctx.find_object(App)
    assert app is not None
    app.settle(needs_config=needs_config)
    return app


def ask(what: str, *, yes: bool) -> None:
    """Let the learner say yes to something, like "mark 4 items as done".

    Raises Declined for any other answer, and UsageError where nobody can be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(f"this would {what}", hint="add --yes if that is meant")
    sys.stderr.write(f"{what[:1].upper()}{what[1:]}? [y/N]: ")
    sys.stderr.flush()
    answer = b""
    try:
        answer = sys.stdin.buffer.readline()
    finally:
        if not answer.endswith(b"\n"):  # end of input, or ^C: the line is still open
            sys.stderr.write("\n")
    if answer.strip().lower() not in (b"y", b"yes"):
        raise Declined("nothing changed")


def complete_id(incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids that begin with what was typed, each with its title."""
    return _complete(incomplete, _ITEMS, "session", "week")


def complete_any_id(incomplete: str) -> list[tuple[str, str]]:
    """Offer ids of the path, and of all else that has a page."""
    others = (_CONCEPTS, _ENTRIES, _TOPICS, _READING, _EVENTS, _CELLS)
    return _complete(incomplete, _ITEMS, "session", "week", *others)


def complete_concept(incomplete: str) -> list[tuple[str, str]]:
    """Offer the concepts."""
    return _complete(incomplete, _CONCEPTS)


def complete_entry(incomplete: str) -> list[tuple[str, str]]:
    """Offer the entries of the landscape."""
    return _complete(incomplete, _ENTRIES)


def complete_practice(incomplete: str) -> list[tuple[str, str]]:
    """Offer the practices of the goal chart."""
    return _complete(incomplete, f"{_CELLS[:-1]} AND kind = 'practice')")


def complete_cell(incomplete: str) -> list[tuple[str, str]]:
    """Offer the practices and pillars of the goal chart, and its goal."""
    return _complete(incomplete, _CELLS)


def complete_category(incomplete: str) -> list[tuple[str, str]]:
    """Offer the categories of the landscape."""
    return _complete(incomplete, _CATEGORIES)


def complete_marked(incomplete: str) -> list[tuple[str, str]]:
    """Offer what can be marked: ids of the path, topics with their pillars, reading."""
    return _complete(incomplete, _ITEMS, "session", "week", _TOPICS, _READING)


def complete_topic(incomplete: str) -> list[tuple[str, str]]:
    """Offer the topics and pillars of the longer path."""
    return _complete(incomplete, _TOPICS)


def complete_reading(incomplete: str) -> list[tuple[str, str]]:
    """Offer what there is to read."""
    return _complete(incomplete, _READING)


def complete_event(incomplete: str) -> list[tuple[str, str]]:
    """Offer the events."""
    return _complete(incomplete, _EVENTS)


def complete_week(incomplete: str) -> list[tuple[str, str]]:
    """Offer the weeks."""
    return _complete(incomplete, "week")


_ITEMS = "(SELECT * FROM item WHERE family = 'path')"
_CONCEPTS = _ITEMS.replace("path", "concept")
_ENTRIES = _ITEMS.replace("path", "entry")
_TOPICS = _ITEMS.replace("path", "topic")
_READING = _ITEMS.replace("path", "reading")
_EVENTS = _ITEMS.replace("path", "event")
_CATEGORIES = (
    "(SELECT DISTINCT course, detail ->> '$.category.id' AS id,"
    f" detail ->> '$.category.title' AS title FROM {_ENTRIES})"
)
_CELLS = _ITEMS.replace("path", "practice")


def _complete(incomplete: str, *tables: str) -> list[tuple[str, str]]:
    try:
        app = App(os.environ, standard(), completing=True)
    except AiinfraError:
        return []  # a press of the tab key is no place for an error
    try:
        return [
            (row[0], row[1])
            for table in tables
            for row in app.db.execute(
                f"SELECT id, title FROM {table} WHERE course = ?"
                " AND substr(id, 1, length(?)) = ? LIMIT 500",
                (app.course, incomplete, incomplete),
            )
        ]
    except (AiinfraError, sqlite3.Error):
        return []
    finally:
        app.close()


Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help="Items, sessions, weeks, topics or reading; without one, what you began"
        " last.",
        autocompletion=complete_marked,
        show_default=False,
    ),
]
OneId = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="An item; without one, what you are at.",
        autocompletion=complete_id,
        show_default=False,
    ),
]
OneMarked = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="An item, a topic or something to read; without one, what you are at.",
        autocompletion=complete_marked,
        show_default=False,
    ),
]
AnyId = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="An item, or concept:ID, entry:ID, card:ID; without one, what you are at.",
        autocompletion=complete_any_id,
        show_default=False,
    ),
]
