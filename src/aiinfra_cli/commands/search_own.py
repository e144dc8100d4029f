"""What `search` finds of the learner's own: notes, and cells of the chart reworded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.store import practice_queries
from aiinfra_cli.store import search as index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.store.search import Found, Noted, Worded
    from aiinfra_cli.store.search_text import Query


class Own(NamedTuple):
    """What was found of what the learner wrote, and whether it has all the words."""

    words: Sequence[Worded]
    notes: Sequence[Noted]
    is_whole: bool


def own_of(
    app: App, query: Query, limit: int, kinds: Sequence[str], found: Found
) -> Own:
    """Search the learner's words and notes; where none has all words, for some."""
    words = index.worded(
        app.db, app.course, query, _titles(app), limit=limit, kinds=kinds
    )
    notes = [] if kinds else index.notes(app.db, app.course, query, limit)
    is_whole = bool(words or notes)
    if not (is_whole or kinds or (found.hits and found.match == index.ALL)):
        notes = index.notes(app.db, app.course, query, limit, index.ANY)
    return Own(words, notes, is_whole)


def _titles(app: App) -> dict[str, str]:
    """Give the cells of the goal chart that have words of the learner's."""
    edits = practice_queries.edits(app.db, app.course)
    if not edits:
        return {}
    # Only now: most searches are about what the curriculum says.
    from aiinfra_cli.practices.fold import rebuild

    return {id: state.title for id, state in rebuild(edits).items() if state.title}
