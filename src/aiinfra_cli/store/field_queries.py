"""What commands ask about topics, reading and events: plain JSON values.

Each answer is what the room of topics reads: `model.topics_of`, `reading.reading_of`,
`agenda.events_of`.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from aiinfra_cli.model import EVENT, READING, TOPIC
from aiinfra_cli.store.page_queries import details

PILLAR = "pillar"  # the kind of what heads topics


def pillars(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List the pillars of the longer path in order, each with its topics."""
    rows = details(db, course, TOPIC)
    heads = {row["id"]: {**row, "topics": []} for row in rows if row["kind"] == PILLAR}
    for row in rows:
        if row["kind"] != PILLAR:
            heads[row["pillar"]]["topics"].append(row)
    return list(heads.values())


def reading(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List what there is to read, in the order of the list."""
    return details(db, course, READING)


def events(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List the events by date."""
    return details(db, course, EVENT)
