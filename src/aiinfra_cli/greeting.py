"""What a first run says, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.desk import Desk
from aiinfra_cli.paths import for_people
from aiinfra_cli.store import backup, queries, tallies
from aiinfra_cli.typography import minutes_text

if TYPE_CHECKING:
    from aiinfra_cli.app import App


def greet(app: App, desk: Desk) -> None:
    """Say what this is, what the path holds, and how to begin."""
    db, course = desk.connection, desk.course
    tally = tallies.tally(db, course)
    weeks = len(queries.weeks(db, course))
    talk = app.out.talk
    talk("aiinfra takes you through a learning path on AI infrastructure, offline.")
    talk(
        f"The path: {weeks} weeks, {tally.items} milestones with {tally.checkable}"
        f" labs, {tally.gates} checkpoints, about {minutes_text(tally.minutes)}."
    )
    talk("  aiinfra week 1       see the first week")
    talk("  aiinfra next         see what comes next; aiinfra begin takes it up")
    talk(f"  aiinfra done ID      mark it done; kept in {for_people(app.paths.home)}")
    if backup.backups(app.paths.backups):
        talk("There are backups of an earlier store: aiinfra doctor --restore")
    talk("")
