"""Rows of the store and the JSON inside them, read and written one way."""

from __future__ import annotations

import sqlite3
from typing import Any

from aiinfra_cli.model import Event


def as_event(row: sqlite3.Row) -> Event:
    """Read one row of the journal."""
    return Event._make((*row[:9], from_json(row[9])))


def as_json(value: object) -> str:
    """Write a value the one way that the store keeps."""
    # Most rows carry nothing, and most commands meet only those: they need not pay
    # for the import.
    if value == {}:
        return "{}"
    if value in ([], ()):
        return "[]"
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """Read a value back."""
    if text == "{}":
        return {}
    if text == "[]":
        return []
    import json

    return json.loads(text)
