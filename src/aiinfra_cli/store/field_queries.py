"""What commands ask about topics, practices, reading and events: plain JSON values.

Each answer is what the room of that name reads: `topics.model.topics_of`,
`practices.model.chart_of`, `topics.reading.reading_of`, `topics.agenda.events_of`.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from aiinfra_cli.model import EVENT, PRACTICE, READING, TOPIC
from aiinfra_cli.store.page_queries import details

PILLAR, GOAL = "pillar", "goal"  # kinds of what heads others


def pillars(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List the pillars of the longer path in order, each with its topics."""
    return _grouped(details(db, course, TOPIC), "topics")


def chart(db: sqlite3.Connection, course: str) -> dict[str, Any] | None:
    """Give the goal chart: its goal, its pillars and their practices; none is None."""
    cells = details(db, course, PRACTICE)
    goal = next((one for one in cells if one["kind"] == GOAL), None)
    if goal is None:
        return None
    head = goal.pop("chart")
    around = [one for one in cells if one["kind"] != GOAL]
    return {**head, "goal": goal, "pillars": _grouped(around, "practices")}


def reading(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List what there is to read, in the order of the list."""
    return details(db, course, READING)


def events(db: sqlite3.Connection, course: str) -> list[dict[str, Any]]:
    """List the events by date."""
    return details(db, course, EVENT)


def _grouped(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Put what belongs to a pillar below it."""
    heads = {row["id"]: {**row, key: []} for row in rows if row["kind"] == PILLAR}
    for row in rows:
        if row["kind"] != PILLAR:
            heads[row["pillar"]][key].append(row)
    return list(heads.values())
