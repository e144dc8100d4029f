"""`aiinfra review --export`: the cards as a file for another program."""

from __future__ import annotations

import io

from aiinfra_cli.app import App
from aiinfra_cli.commands.output import Asked, target_for, written_aside
from aiinfra_cli.commands.review_queue import named, of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.review import anki
from aiinfra_cli.store import card_queries, queries

_FILE = Asked("-o", "cards.txt")


def write(
    app: App,
    program: str,
    output: str | None,
    *,
    week: str | None = None,
    concept: str | None = None,
) -> None:
    """Write the cards of the path, a week or a concept; to standard output by default.

    Raises UsageError for a program that is not known.
    """
    if program != "anki":
        raise UsageError(
            f'there is no export for "{program[:40]}"', hint="write: --export anki"
        )
    db, course = app.db, app.course
    week, concept = named(app, week, concept)
    target = None if output in (None, "-") else target_for(app, str(output), _FILE)
    cards = of(card_queries.cards(db, course), week=week, concept=concept)
    title = str(queries.course_head(db, course)["title"])
    text = anki.file_of(cards, course=course, deck=title)
    if target is None:
        stream = app.out.stdout
        if isinstance(stream, io.TextIOWrapper):
            # A file for a program is the same bytes whatever the terminal's language.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        stream.write(text)
        return
    with written_aside(target) as file:
        file.write(text)
    noun = "card" if len(cards) == 1 else "cards"
    app.out.talk(f"written: {target} ({len(cards)} {noun}); in Anki: File, Import")
