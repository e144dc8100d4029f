"""What can be undone and redone: the steps of this device, newest first."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from aiinfra_cli.model import COMMAND
from aiinfra_cli.store import journal
from aiinfra_cli.store.fold import STEPS
from aiinfra_cli.store.plans import PLAN

# A plan has no id that a person would know; what was done to it is said instead.
_PLANNED = {
    "start": "start the plan",
    "change": "change the plan",
    "pause": "take days off",
}


class Step(NamedTuple):
    """The state-changing events of one command."""

    command_id: str
    verbs: tuple[str, ...]
    items: tuple[str, ...]
    day: str
    way: str | None = None  # of a plan: how it came about

    def in_words(self) -> str:
        """Name the step as a person would: "done lab-dra"."""
        if not self.verbs:
            return "a step that is not in this journal"
        if self.way:
            return plan_words(self.way)
        # Taking up one item stops the timer of another: two verbs, one step.
        parts: dict[str, dict[str, None]] = {}
        for verb, item in zip(self.verbs, self.items, strict=True):
            parts.setdefault(verb, {})[item] = None
        return ", ".join(_told(verb, tuple(items)) for verb, items in parts.items())


def _told(verb: str, items: tuple[str, ...]) -> str:
    if len(items) <= 3:
        return f"{verb} {' '.join(items)}"
    return f"{verb} {len(items)} items ({items[0]} … {items[-1]})"


def plan_words(way: str) -> str:
    """Say how a plan came about: start, change, pause, or a way to plan again."""
    return _PLANNED.get(way, "plan again")


def steps_in_effect(connection: sqlite3.Connection, count: int) -> list[Step]:
    """Give this device's newest steps that are not undone, newest first."""
    found: list[Step] = []
    seen: set[str] = set()
    rows = connection.execute(
        "SELECT command_id, verb FROM event WHERE device = ? ORDER BY id DESC",
        (journal.device_id(connection),),
    )
    for command_id, verb in rows:
        if len(found) == count:
            break
        if verb in STEPS and command_id not in seen:
            seen.add(command_id)
            if not journal.undone_among(connection, {command_id}):
                found.append(step(connection, command_id))
    return found


def step_to_redo(connection: sqlite3.Connection) -> Step | None:
    """Give the step undone last, unless a new step was made since."""
    rows = connection.execute(
        "SELECT item, verb FROM event WHERE device = ? ORDER BY id DESC",
        (journal.device_id(connection),),
    )
    for item, verb in rows:
        if verb in STEPS:
            return None
        if verb == "undo" and journal.undone_among(connection, {item}):
            found = step(connection, item)
            if found.verbs:
                return found
    return None


def step(connection: sqlite3.Connection, command_id: str) -> Step:
    """Read one step from the journal; an empty one if only its undo came here."""
    rows = connection.execute(
        "SELECT verb, item, day, iif(family = ?, detail ->> 'way', NULL) AS way"
        " FROM event WHERE command_id = ? AND family != ? ORDER BY id",
        (PLAN, command_id, COMMAND),
    ).fetchall()
    rows = [row for row in rows if row["verb"] in STEPS]
    return Step(
        command_id,
        tuple(row["verb"] for row in rows),
        tuple(row["item"] for row in rows),
        rows[0]["day"] if rows else "",
        next((row["way"] for row in rows if row["way"]), None),
    )
