"""What tests ask the program about what it keeps, through its own commands."""

from __future__ import annotations

from typing import Any

from tests.conftest import Run


def data(run: Run, *argv: str) -> Any:
    """Give the data of a command's JSON document."""
    result = run(*argv, "--json")
    assert (result.code, result.err) == (0, "")
    return result.document["data"]


def journal(run: Run) -> list[str]:
    """Give the journal, oldest first, as "verb item"; undo and redo without item."""
    events = data(run, "history", "--all")["events"]
    return [
        event["verb"] + (f" {event['item']}" if event["family"] != "command" else "")
        for event in reversed(events)
    ]


def item(run: Run, id: str) -> dict[str, Any]:
    """Give where the learner stands on one item."""
    found: dict[str, Any] = data(run, "show", id)["item"]
    return found


def statuses(run: Run, *ids: str) -> list[str]:
    """Give the status of each item."""
    return [str(item(run, id)["status"]) for id in ids]


def time_of(run: Run, id: str) -> tuple[int, str | None]:
    """Give the minutes an item took so far, and when its running timer began."""
    found = item(run, id)
    return found["minutes_actual"], found["timer_at"]
