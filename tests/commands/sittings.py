"""A sitting as a test plays it: what is typed or sent by a script, and kept."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.store import cards
from aiinfra_cli.store.connection import connect
from tests.commands.asking import data
from tests.conftest import Result, Run

Sit = Callable[..., Result]
Exchange = Callable[..., list[dict[str, Any]]]


def typing(run: Run, patch: pytest.MonkeyPatch) -> Sit:
    """Give what runs `aiinfra review` with lines on its standard input."""

    def sit(text: str, *argv: str) -> Result:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return run("review", *argv)

    return sit


def moves(*found: dict[str, Any]) -> str:
    """Write the moves of a script, one a line."""
    return "".join(json.dumps(one) + "\n" for one in found)


def grade(value: int, **more: Any) -> dict[str, Any]:
    """Give the move that grades a card."""
    return {"do": "grade", "grade": value, **more}


def answered(run: Run) -> list[str]:
    """Give what the journal has on cards, oldest first: "verb card [grade]"."""
    events = data(run, "history", "--all")["events"]
    return [
        " ".join([e["verb"], e["item"], *map(str, _grade_of(e))])
        for e in reversed(events)
        if e["family"] == "card" and not e["undone"]
    ]


def _grade_of(event: dict[str, Any]) -> list[int]:
    return [event["detail"]["rating"]] if event["verb"] == "review" else []


def store(home: Path) -> closing[sqlite3.Connection]:
    """Open the store of a home."""
    return closing(connect(home / "progress.db", create=False))


def wrong_states(home: Path) -> list[str]:
    """Name the cards whose state is not what the journal says."""
    with store(home) as db:
        return cards.differences(db)
