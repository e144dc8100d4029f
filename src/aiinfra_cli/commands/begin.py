"""`aiinfra begin`: take up a milestone."""

from __future__ import annotations

import sqlite3

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import changes, rows, timers
from aiinfra_cli.commands.context import OneMarked, app_of
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.model import GATES, PATH, STARTED, TOPIC, Milestone
from aiinfra_cli.store import queries, timing
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.typography import MARKS, minutes_text


def command(ctx: typer.Context, id: OneMarked = None) -> None:
    """Take up an item; without an id, the next one. A timer runs until it is done."""
    app = app_of(ctx)
    key = _key(app, id)
    answers: timers.Answers = {}
    if _is_fresh(app, app.db, changes.read_one(app.db, app, key)):
        answers = timers.ask(app, timing.running(app.db, app.course))
    ends = []
    with app.writing() as db:
        milestone = changes.read_one(db, app, key)
        if milestone.closed:
            again = changes.typed(app, [milestone])
            raise Declined(
                f"{key.id} is {milestone.status} already",
                hint=f"take it up again: aiinfra reopen {again}",
            )
        fresh = _is_fresh(app, db, milestone)
        if fresh:
            # One thing at a time, from whichever terminal it was begun.
            running = timing.running(db, app.course)
            ends = [timers.ending(app, timer, answers) for timer in running]
            detail = {} if milestone.kind in GATES else {"timer": True}
            begin = Entry(key.id, "begin", detail, family=key.family)
            app.append(db, [*(end.entry() for end in ends), begin])
    for end in ends:
        timers.tell(app, end)
    _tell(app, milestone, fresh=fresh)


def _is_fresh(app: App, db: sqlite3.Connection, milestone: Milestone) -> bool:
    """Tell whether beginning changes anything: the item, or its timer."""
    if milestone.closed:
        return False
    is_timed = bool(milestone.timer_at) or milestone.kind in GATES
    if milestone.family != PATH:
        return not is_timed
    now = queries.current(db, app.course)
    return now is None or now.id != milestone.id or not is_timed


def _key(app: App, id: str | None) -> changes.Key:
    if id is not None:
        return changes.meant_one(app, id)
    found = rows.upcoming(app, 1)
    if not found:
        raise UsageError("nothing is left to begin", hint="see it all: aiinfra report")
    return changes.key_of(found[0])


def _tell(app: App, milestone: Milestone, *, fresh: bool) -> None:
    say = app.out.say
    minutes = "" if milestone.kind in GATES else f"  {minutes_text(milestone.minutes)}"
    say(f"{MARKS[STARTED]} {milestone.id}  {milestone.title}{minutes}")
    if not fresh and milestone.begun_at:
        say(f"begun already, {rows.moment_text(milestone.begun_at, app.clock.today())}")
    changes.warn_of_needs(app, [milestone])
    detail = queries.detail_of(app.db, app.course, milestone.id, milestone.family)
    for reference in detail.get("references", [])[:3]:
        say(f"  {reference['name']}: {reference['url']}")
    if url := detail.get("url"):  # of something to read
        say(f"  {url}")
    typed = changes.typed(app, [milestone])
    if milestone.family == PATH:
        read = "work from: aiinfra lab" if milestone.tier else "read it: aiinfra show"
        say(f"{read} {typed}")
    else:
        command = "topics" if milestone.family == TOPIC else "reading"
        say(f"read it: aiinfra {command} {milestone.id}")
    say(f"next: aiinfra done {typed}")
