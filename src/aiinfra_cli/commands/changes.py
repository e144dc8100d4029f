"""What done, skip, reopen, begin, note and log share: whom they mean, how they tell.

They work on milestones, and on what is beside the path: topics and readings.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import ask
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import DONE, GATES, PATH, Milestone
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.store import gates, queries, tallies
from aiinfra_cli.store.ids import BESIDE, ITEM, SESSION, WEEK, Target
from aiinfra_cli.store.resolve import resolve, written
from aiinfra_cli.typography import MARKS


class Key(NamedTuple):
    """One thing that can be marked."""

    family: str
    id: str


class Meant(NamedTuple):
    """What a command is about."""

    keys: tuple[Key, ...]
    named: frozenset[Key]  # one by one, not through a week, session or pillar


def meant_by(app: App, texts: Sequence[str] | None) -> Meant:
    """Resolve ids to what is marked; weeks, sessions and pillars stand for theirs.

    Checkpoints are never marked through a week: they are closed one by one. Without
    ids, the milestone begun last is meant.
    """
    if not texts:
        key = Key(PATH, current_id(app))
        return Meant((key,), frozenset((key,)))
    found: dict[Key, None] = {}
    named: set[Key] = set()
    for target in [resolve(app.db, app.course, text, then=BESIDE) for text in texts]:
        several = _below(app, target)
        if several is None:
            key = Key(target.family, target.id)
            several = [key]
            named.add(key)
        found |= dict.fromkeys(several)
    return Meant(tuple(found), frozenset(named))


def meant_one(app: App, text: str | None) -> Key:
    """Resolve an id to one thing that can be marked; no week, session or pillar.

    Without one, the milestone begun last is meant. Raises NotFound as `resolve` does,
    and what `beside.require_one` does.
    """
    if text is None:
        return Key(PATH, current_id(app))
    target = resolve(app.db, app.course, text, kinds=(ITEM,), then=BESIDE)
    if target.kind != ITEM:
        from aiinfra_cli.commands import beside  # most of the time it is the path

        beside.require_one(app, target)
    return Key(target.family, target.id)


def _below(app: App, target: Target) -> list[Key] | None:
    """Give what stands for a group; None for what is marked itself."""
    if target.kind in (WEEK, SESSION):
        of = (
            queries.milestones_of_week
            if target.kind == WEEK
            else queries.milestones_of_session
        )
        found = of(app.db, app.course, target.id)
        return [key_of(m) for m in found if m.kind not in GATES]
    if target.kind == ITEM:
        return None
    from aiinfra_cli.commands import beside  # most of the time it is the path

    return beside.below(app, target)


def key_of(milestone: Milestone) -> Key:
    """Say which thing a milestone, topic or reading is."""
    return Key(milestone.family, milestone.id)


def typed(app: App, milestones: Iterable[Milestone]) -> str:
    """Write ids as a person has to type them."""
    return " ".join(
        m.id if m.family == PATH else written(app.db, app.course, Target(*key_of(m)))
        for m in milestones
    )


def current_id(app: App) -> str:
    """Give the milestone begun last; raise UsageError naming a candidate if none.

    Raises it, too, while the timer of something beside the path runs: the learner
    would rather mean that.
    """
    from aiinfra_cli.store import timing  # hot: most of the time an id is given

    if (found := timing.running(app.db, app.course)) and found[0].family != PATH:
        raise UsageError(
            f"you are at {found[0].item}, which is not on the path",
            hint="name it, or what else you mean",
        )
    if now := queries.current(app.db, app.course):
        return now.id
    open_now = rows.upcoming(app, 1)
    raise UsageError(
        "no item is begun, so name one",
        hint=f"the next one is {open_now[0].id}" if open_now else "see: aiinfra list",
    )


def read(db: sqlite3.Connection, app: App, keys: Iterable[Key]) -> list[Milestone]:
    """Read some things as they stand now."""
    found = (queries.milestone(db, app.course, key.id, key.family) for key in keys)
    return [m for m in found if m]


def read_one(db: sqlite3.Connection, app: App, key: Key) -> Milestone:
    """Read one thing as it stands now."""
    found = queries.milestone(db, app.course, key.id, key.family)
    assert found is not None
    return found


def agree(count: int, verb: str, *, yes: bool) -> None:
    """Ask before a week or session marks several milestones; raise when refused."""
    ask(f"mark {count} items as {verb}", yes=yes or count <= 1)


def is_many(meant: Meant, marked: Sequence[Milestone]) -> int:
    """Count what would be marked through a week, a session or a pillar."""
    return sum(1 for m in marked if key_of(m) not in meant.named)


def tell(app: App, marked: Sequence[Milestone]) -> None:
    """Say what was marked, how far weeks and pillars are, and what comes next."""
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
    ids = [m.id for m in marked if m.family == PATH]
    closed = set(ids)
    for gate in gates.checkpoints_on(app.db, app.course, ids):
        if gate.closed or gate.id in closed:
            continue
        if is_met(gates.rests_of(app.db, app.course, gate.id)):
            say(f"{gate.id}: all it rests on is done. Close it: aiinfra done {gate.id}")
    if others := [m for m in marked if m.family != PATH]:
        from aiinfra_cli.commands import beside  # most of the time it is the path

        for line in beside.sums(app, others):
            say(line)
    tell_next(app, marked)


def tell_next(app: App, about: Sequence[Milestone]) -> None:
    """Say what comes next: on the path, or beside it after work that was there only."""
    if about and all(m.family != PATH for m in about):
        from aiinfra_cli.commands import beside  # most of the time it is the path

        app.out.say(f"next: {beside.next_step(app, about)}")
    else:
        app.out.say(f"next: {rows.next_step(app)}")


def warn_of_needs(app: App, marked: Sequence[Milestone]) -> None:
    """Say which milestones need something that is not closed; nothing is blocked."""
    for milestone in marked:
        if milestone.family == PATH:
            needs = gates.needs_of(app.db, app.course, milestone.id)
            open_needs = [need.id for need in needs if not need.closed]
        else:
            from aiinfra_cli.commands import beside  # most of the time: the path

            open_needs = beside.open_needs(app, milestone)
        if open_needs:
            app.out.talk(f"{milestone.id} needs {', '.join(open_needs)}, still open")


_TOLD = 30  # lines of a long answer before "and n more"
