"""What done, skip, reopen and begin share: whom they mean, and how they tell it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import ask
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import DONE, GATES, Milestone
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.store import gates, queries, tallies
from aiinfra_cli.store.resolve import ITEM, WEEK, resolve
from aiinfra_cli.typography import MARKS


class Meant(NamedTuple):
    """The milestones that a command is about."""

    ids: tuple[str, ...]
    named: frozenset[str]  # those named one by one, not through a week or session


def meant_by(app: App, texts: Sequence[str] | None) -> Meant:
    """Resolve ids to milestones; weeks and sessions stand for theirs.

    Checkpoints are never marked through a week: they are closed one by one. Without
    ids, the milestone begun last is meant.
    """
    if not texts:
        return Meant((id := current_id(app),), frozenset((id,)))
    found: dict[str, None] = {}
    named: set[str] = set()
    for target in [resolve(app.db, app.course, text) for text in texts]:
        if target.kind == ITEM:
            found[target.id] = None
            named.add(target.id)
            continue
        several = (
            queries.milestones_of_week(app.db, app.course, target.id)
            if target.kind == WEEK
            else queries.milestones_of_session(app.db, app.course, target.id)
        )
        found |= {m.id: None for m in several if m.kind not in GATES}
    return Meant(tuple(found), frozenset(named))


def current_id(app: App) -> str:
    """Give the milestone begun last; raise UsageError naming a candidate if none."""
    if now := queries.current(app.db, app.course):
        return now.id
    found = rows.upcoming(app, 1)
    raise UsageError(
        "no item is begun, so name one",
        hint=f"the next one is {found[0].id}" if found else "see: aiinfra list",
    )


def read(db: sqlite3.Connection, app: App, meant: Meant) -> list[Milestone]:
    """Read the milestones meant, as they stand now."""
    found = (queries.milestone(db, app.course, id) for id in meant.ids)
    return [m for m in found if m]


def agree(count: int, verb: str, *, yes: bool) -> None:
    """Ask before a week or session marks several milestones; raise when refused."""
    ask(f"mark {count} items as {verb}", yes=yes or count <= 1)


def is_many(meant: Meant, marked: Sequence[Milestone]) -> int:
    """Count what would be marked through a week or session."""
    return sum(1 for m in marked if m.id not in meant.named)


def tell(app: App, marked: Sequence[Milestone]) -> None:
    """Say what was marked, how far the weeks are, and what comes next."""
    say = app.out.say
    for milestone in marked[:_TOLD]:
        say(f"{MARKS[rows.mark_of(milestone)]} {milestone.id}  {milestone.title}")
    if len(marked) > _TOLD:
        say(f"  and {len(marked) - _TOLD} more")
    for week in dict.fromkeys(m.week for m in marked if m.week):
        tally = tallies.tally(app.db, app.course, week=week)
        found = queries.week_with_id(app.db, app.course, week)
        say(
            f"Week {found.number if found else week}: {tally.done} of "
            f"{tally.items - tally.skipped} done, {tally.gates_done} of "
            f"{tally.gates - tally.gates_skipped} checkpoints"
        )
    unproved = [
        m.id
        for m in marked
        if m.status == DONE and m.checkable and not (m.verified or m.waiver)
    ]
    if len(unproved) == 1:
        say(f"Not verified yet: aiinfra check {unproved[0]}")
    elif unproved:
        say(f"Not verified yet: {len(unproved)} of these; aiinfra check ID looks")
    on = gates.checkpoints_on(app.db, app.course, [m.id for m in marked])
    closed = {m.id for m in marked}
    for gate in on:
        if gate.closed or gate.id in closed:
            continue
        if is_met(gates.rests_of(app.db, app.course, gate.id)):
            say(f"{gate.id}: all it rests on is done. Close it: aiinfra done {gate.id}")
    say(f"next: {rows.next_step(app)}")


def warn_of_needs(app: App, marked: Sequence[Milestone]) -> None:
    """Say which milestones need something that is not closed; nothing is blocked."""
    for milestone in marked:
        open_needs = [
            need.id
            for need in gates.needs_of(app.db, app.course, milestone.id)
            if not need.closed
        ]
        if open_needs:
            app.out.talk(f"{milestone.id} needs {', '.join(open_needs)}, still open")


_TOLD = 30  # lines of a long answer before "and n more"
