"""Calendar files read back by the library, as plain values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Component
from icalendar.prop import vDDDLists

from tests.conftest import Result

NOW = datetime(2026, 11, 25, 20, 14, tzinfo=UTC)  # the tests' AIINFRA_NOW


def parsed(result: Result) -> Calendar:
    """Read a printed file; nothing may have been said about it."""
    assert (result.code, result.err) == (0, "")
    return Calendar.from_ical(result.out.encode())


def properties(component: Component) -> dict[str, Any]:
    """Give all that a component says, as Python values."""
    return {name: _value(value) for name, value in component.items()}


def _value(value: Any) -> Any:
    if hasattr(value, "cats"):
        return [str(one) for one in value.cats]
    if isinstance(value, vDDDLists):
        return [one.dt for one in value.dts]
    if hasattr(value, "dt"):
        return value.dt
    return int(value) if isinstance(value, int) else str(value)


def events(calendar: Calendar) -> dict[str, dict[str, Any]]:
    """Give the events by the id of their session."""
    return {
        str(event["uid"]).removesuffix("@mini.aiinfra"): properties(event)
        for event in calendar.events
    }


def todos(calendar: Calendar) -> dict[str, dict[str, Any]]:
    """Give the things to do by the id of their checkpoint."""
    return {
        str(todo["uid"]).removesuffix("@mini.aiinfra"): properties(todo)
        for todo in calendar.todos
    }


def identity(id: str, number: int = 1, at: datetime = NOW) -> dict[str, Any]:
    """Give what says which thing it is, and how new."""
    return {
        "UID": f"{id}@mini.aiinfra",
        "SEQUENCE": number,
        "DTSTAMP": at,
        "LAST-MODIFIED": at,
    }
