"""Where a learner stands on their plan: what the store knows, put to planning."""

# No `from __future__ import annotations`: see model.py.

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from aiinfra_cli.planning.calendar import merged, study_days_between
from aiinfra_cli.planning.forecast import Forecast, forecast
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


def first_standing(
    db: sqlite3.Connection, course: str, today: date, known: "Record"
) -> Standing | None:
    """Give where the learner stands on the first plan, if another one counts."""
    if len(known.made) < 2:
        return None
    return stand(db, course, today, plan_of(known.made[0].detail))


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


class Record(NamedTuple):
    """What was done day by day, and the plans that stood on those days."""

    done: Mapping[str, int]  # minutes of what was done on each day
    kept: frozenset[date]  # days on which something was done or time was kept
    made: tuple[plans.Made, ...]

    def due(self, today: date) -> list[date]:
        """List the study days so far; today is one once it is kept."""
        found = _planned_days(self.made, today)
        return [day for day in found if day < today or day in self.kept]

    def next_day(self, today: date) -> date:
        """Give the day that what is left begins on."""
        return today + timedelta(days=1) if today in self.kept else today

    def forecast(self, standing: Standing) -> Forecast:
        """Forecast the finish of a plan at the pace so far."""
        today = standing.today
        return forecast(
            [self.done.get(str(day), 0) for day in self.due(today)],
            sum(part.left for part in standing.progress),
            standing.plan.settings,
            self.next_day(today),
        )


def record(db: sqlite3.Connection, course: str) -> Record:
    """Give what was done day by day, and the plans."""
    return Record(
        plans.done_minutes_by_day(db, course),
        frozenset(map(date.fromisoformat, plans.days_of_work(db, course))),
        tuple(plans.made_in_order(db, course)),
    )


def _planned_days(made: Sequence[plans.Made], today: date) -> list[date]:
    """List the study days so far, each by the plan that stood on it.

    Those before the first plan was made are none: whoever joins late has missed
    nothing. Days off count from whenever they were taken.
    """
    found: list[date] = []
    off = plan_of(made[-1].detail).settings.off
    ends = [date.fromisoformat(one.day) - timedelta(days=1) for one in made[1:]]
    for one, last in zip(made, [*ends, today], strict=True):
        settings = plan_of(one.detail).settings
        settings = settings._replace(off=merged((*settings.off, *off)))
        found += study_days_between(settings, date.fromisoformat(one.day), last)
    return sorted(set(found))
