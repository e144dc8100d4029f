"""Read what can still be read of a damaged store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from aiinfra_cli.errors import StoreError
from aiinfra_cli.model import Event
from aiinfra_cli.store.connection import connect_readonly
from aiinfra_cli.store.fold import fold


def readable_events(store: Path) -> list[Event]:
    """List the events that can be read, from both ends of the journal.

    A broken page ends a walk, so what lies beyond it is met from the other side.
    """
    found: dict[str, Event] = {}
    with (
        suppress(StoreError, sqlite3.Error, OSError),
        closing(connect_readonly(store, is_damaged=True)) as connection,
    ):
        connection.text_factory = bytes
        for order in ("ASC", "DESC"):
            try:
                for row in connection.execute(
                    f"SELECT * FROM event NOT INDEXED ORDER BY rowid {order}"
                ):
                    if event := _sound(row):
                        found[event.id] = event
            except sqlite3.Error:
                continue
            break  # it was whole
    return list(found.values())


def _sound(row: sqlite3.Row) -> Event | None:
    """Give the event of a row, or None where damage shows in it."""
    try:
        *texts, detail = (str(value, "utf-8") for value in row)
        event = Event._make((*texts, json.loads(detail)))
        for id in (event.id, event.command_id):
            if str(UUID(id)) != id:
                return None
        date.fromisoformat(event.day)
        datetime.fromisoformat(event.at)
        fold([event])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return event if isinstance(event.detail, dict) else None
