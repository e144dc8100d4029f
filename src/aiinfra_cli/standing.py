"""Where a learner stands on their plan: what the store knows, put to planning."""

# No `from __future__ import annotations`: see model.py.

import sqlite3
from datetime import date
from typing import NamedTuple

from aiinfra_cli.planning.layout import Block, Span, finish
from aiinfra_cli.planning.on_time import OnTime, on_time
from aiinfra_cli.planning.progress import Progress, refit
from aiinfra_cli.planning.record import Plan, plan_of
from aiinfra_cli.store import plans


class Standing(NamedTuple):
    """A plan, and what is done of it by a day."""

    plan: Plan
    work: tuple[plans.Work, ...]  # of the sessions in path order
    progress: tuple[Progress, ...]
    spans: tuple[Span, ...]  # with the minutes that are still in the plan
    today: date

    @property
    def start(self) -> date | None:
        """Give the day that the first session begins on."""
        return min((span.first for span in self.spans), default=None)

    @property
    def finish(self) -> date | None:
        """Give the day that the plan ends on."""
        return finish(self.spans)

    def span_of(self, session: str | None) -> Span | None:
        """Give the days of a session; none if it is not in the plan."""
        return next((span for span in self.spans if span.block == session), None)

    def on_time(self) -> OnTime:
        """Count the study days ahead or behind."""
        planned = {span.block for span in self.spans}
        done = sum(part.done for part in self.progress if part.block.id in planned)
        return on_time(self.spans, done, self.today)


def standing(db: sqlite3.Connection, course: str, today: date) -> Standing | None:
    """Give the plan that counts and where the learner stands; none without a plan."""
    made = plans.standing(db, course)
    if made is None:
        return None
    return stand(db, course, today, plan_of(made.detail, made.number))


def stand(db: sqlite3.Connection, course: str, today: date, plan: Plan) -> Standing:
    """Give where the learner stands on a plan."""
    work = tuple(plans.work_by_session(db, course))
    optional = plans.open_optional(db, course)
    progress = tuple(progress_of(one, optional) for one in work)
    of = {part.block.id: part for part in progress}
    spans = tuple(
        refit(span, of[span.block]) for span in plan.spans if span.block in of
    )
    return Standing(plan, work, progress, spans, today)


def progress_of(
    work: plans.Work, optional: dict[str, list[tuple[str, int]]]
) -> Progress:
    """Say what is left of a session in the terms of planning."""
    return Progress(
        Block(work.session, work.days, work.minutes),
        left=work.minutes - work.done,
        open=work.open,
        optional=tuple(optional.get(work.session, ())),
    )
