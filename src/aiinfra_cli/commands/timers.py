"""What begin, stop and done share: how a running timer ends, and how it is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

import typer

from aiinfra_cli.app import App
from aiinfra_cli.clock import Moment
from aiinfra_cli.commands import rows
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.model import MOST_MINUTES
from aiinfra_cli.planning.timer import Run, run
from aiinfra_cli.store import queries
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.timing import Timer
from aiinfra_cli.typography import minutes_text

Minutes = Annotated[int, typer.Option("--minutes", help="How many it really were.")]
Answers = Mapping[Timer, int]


class Ending(NamedTuple):
    """The end of a timer, and what is counted of it."""

    timer: Timer
    minutes: int
    ran: Run
    was_asked: bool

    def entry(self) -> Entry:
        """Give the entry that ends the timer in the journal."""
        detail = {"minutes": self.minutes}
        return Entry(self.timer.item, "stop", detail, family=self.timer.family)


def checked(minutes: int) -> int:
    """Give the minutes; raise UsageError for more or fewer than a day can have."""
    if 0 < minutes <= MOST_MINUTES:
        return minutes
    raise UsageError(
        f"--minutes is {minutes}", hint=f"write 1 to {MOST_MINUTES}, which is a day"
    )


def ask(app: App, timers: Iterable[Timer], at: Moment | None = None) -> Answers:
    """Ask how long the work of forgotten timers took; off a terminal nobody is asked.

    It waits for a person, so it must stay outside the transaction.
    """
    if not sys.stdin.isatty() or app.desk.refusal:
        return {}
    return {t: _asked(app, t) for t in timers if _ran(app, t, at).forgotten}


def ending(
    app: App, timer: Timer, answers: Answers, at: Moment | None = None
) -> Ending:
    """Say what is counted of a timer that ends now, or ended at another moment."""
    ran = _ran(app, timer, at)
    if timer in answers:
        return Ending(timer, answers[timer], ran, was_asked=True)
    return Ending(timer, ran.capped(timer.estimate), ran, was_asked=False)


def tell(app: App, end: Ending) -> None:
    """Say which timer was stopped, and on stderr when less of it was counted."""
    item, _, since, family = end.timer
    whole = queries.state_of(app.db, app.course, item, family).minutes
    words = f"stopped {item} after {minutes_text(end.minutes)}"
    if whole != end.minutes:
        words += f", {minutes_text(whole)} in all"
    app.out.say(words)
    if end.ran.forgotten and not end.was_asked:
        app.out.talk(
            f"the timer of {item} has run since {_when(app, since)}; counted "
            f"{minutes_text(end.minutes)}, its estimate"
        )
        app.out.talk("if it was less or more: aiinfra undo; aiinfra stop --minutes N")


def _ran(app: App, timer: Timer, at: Moment | None) -> Run:
    began = datetime.fromisoformat(timer.since).astimezone(UTC)
    day = at.day if at else app.clock.today()
    if day < app.clock.day_of(began):
        return Run(0, forgotten=False)  # the work was over before
    ended = at.at if at and at.at else app.clock.now()
    over = app.clock.day_of(ended) != app.clock.day_of(began)
    return run(began, ended, timer.estimate, over_border=over)


def _asked(app: App, timer: Timer) -> int:
    item, estimate, since, _ = timer
    sys.stderr.write(f"The timer of {item} has run since {_when(app, since)}.\n")
    while True:
        sys.stderr.write(f"How many minutes was it really? [{estimate}]: ")
        sys.stderr.flush()
        answer = b""
        try:
            answer = sys.stdin.buffer.readline()
        finally:
            if not answer.endswith(b"\n"):  # end of input, or ^C: the line is open
                sys.stderr.write("\n")
        if not answer:
            raise Declined("nothing changed")
        text = answer.strip()
        if not text:
            return min(estimate, MOST_MINUTES)
        if text.isdigit() and len(text) < 9 and int(text) <= MOST_MINUTES:
            return int(text)
        sys.stderr.write(f"Write whole minutes, 0 to {MOST_MINUTES}.\n")


def _when(app: App, since: str) -> str:
    return rows.moment_text(since, app.clock.today())
