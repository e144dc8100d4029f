"""The landscape as commands need it: read from the store, with what was studied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli import memory
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.studied import studied
from aiinfra_cli.store import entry_queries

if TYPE_CHECKING:
    from aiinfra_cli.app import App


class Field(NamedTuple):
    """The whole landscape, and what the learner has studied of it."""

    landscape: Landscape
    studied: dict[str, str]


def field_of(app: App) -> Field:
    """Read the landscape of the course."""
    return Field(
        landscape_of(entry_queries.entries(app.db, app.course)), studied_of(app)
    )


def studied_of(app: App) -> dict[str, str]:
    """Give the state of each entry that the learner has begun."""
    db, course = app.db, app.course
    begun = entry_queries.begun(db, course)
    found = memory.memory(db, course, app.clock.today())
    if not found or not any(begun.values()):
        return studied(begun, {}, {})
    retained = {
        concept: number.value or 0.0 for concept, number in found.by_concept().items()
    }
    return studied(begun, entry_queries.concepts_by_entry(db, course), retained)
