"""The pillars of the goal chart."""

from __future__ import annotations

import sqlite3
from datetime import date

from aiinfra_cli.model import PRACTICE
from aiinfra_cli.report.model import Habit
from aiinfra_cli.store import page_queries, practice_queries


def habits(db: sqlite3.Connection, course: str, day: date) -> tuple[Habit, ...]:
    """Give how strong each pillar has become; none before anything was practised."""
    events = practice_queries.events(db, course)
    days = practice_queries.days(db, course)
    if not events and not days:
        return ()
    # Only now: most reports are about the path alone.
    from aiinfra_cli.practices.fold import rebuild
    from aiinfra_cli.practices.model import chart_of_cells
    from aiinfra_cli.practices.standing import view

    chart = chart_of_cells(page_queries.details(db, course, PRACTICE))
    found = view(chart, rebuild(events, days=days), day)
    return tuple(
        Habit(
            side.pillar.id, side.pillar.title, side.strength, side.begun, side.practices
        )
        for side in found.sides.values()
        if side.practices
    )
