"""Compute a report from the store, as of one day.

build          puts it together; only what was asked for is left by `scope`
├── figures    the four numbers, and how they moved
├── parts      weeks, sessions, checkpoints, with their `dates`
├── burnup     what was done against the plan, and the forecast
├── days       what happened on each day
├── recall     what is remembered, by concept and by week
├── habits     the pillars of the goal chart
└── words      evidence, notes, runs of checks
"""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext
from datetime import date

from aiinfra_cli.memory import memory
from aiinfra_cli.model import SKIPPED
from aiinfra_cli.report.build import burnup, dates, days, figures, parts, recall, words
from aiinfra_cli.report.build.habits import habits
from aiinfra_cli.report.build.scope import scoped
from aiinfra_cli.report.model import WHOLE, Asked, Report
from aiinfra_cli.standing import first_standing, record, standing
from aiinfra_cli.store import past, queries, report_queries, tallies


def build(
    db: sqlite3.Connection,
    course: str,
    as_of: date,
    asked: Asked = WHOLE,
    *,
    is_past: bool = False,
) -> Report:
    """Give the report: a function of the store and the day, and of nothing else.

    With `is_past` nothing counts that the journal was told after that day.
    """
    then = past.as_of(db, course, as_of) if is_past else nullcontext()
    with report_queries.one_moment(db), then:
        since = figures.first_day(as_of, asked)
        before = figures.before(db, course, since, asked)
        return _build(db, course, as_of, asked, since, before)


def _build(
    db: sqlite3.Connection,
    course: str,
    as_of: date,
    asked: Asked,
    since: date,
    before: figures.Values,
) -> Report:
    items = tuple(queries.milestones(db, course))
    gates = parts.gates(db, course, items)
    gone = tallies.retired(db, course)
    whole, of_week = tallies.tally_with_weeks(db, course)
    plan = standing(db, course, as_of)
    known = record(db, course) if plan else None
    first = first_standing(db, course, as_of, known) if known else None
    remembered = memory(db, course, as_of)
    evidence, notes, checks = words.words(db, course, items, gone)
    following = parts.upcoming(db, course, items, gates)
    found = parts.weeks(db, course, items, gates, of_week, plan)
    week = next((one for one in found if one.number == asked.week), None)
    retired = [item for item, _ in gone]
    tally = week.tally if week else whole
    over = None if week or following else parts.last_closed(items, gates)
    numbers = figures.numbers(tally, plan, remembered, week.id if week else None)
    mine = [i for i in items if i.week == week.id] if week else [*items, *retired]
    by_concept, by_week = recall.recall(db, course, remembered, found, week)
    report = Report(
        course=parts.head(db, course),
        as_of=as_of.isoformat(),
        figures=tuple(figures.figures(numbers, before, tally, is_over=bool(over))),
        tally=tally,
        weeks=found,
        labs=tuple(item for item in items if item.tier is not None),
        assessment=tuple(gate for gate in gates.values() if gate.item.week is None),
        evidence=evidence,
        checks=checks,
        notes=notes,
        skipped=tuple(item for item in items if item.status == SKIPPED),
        retired=tuple(retired),
        upcoming=tuple(following),
        next=parts.next_step(following),
        asked=asked,
        since=since.isoformat(),
        plan=week.dates if week else dates.of_path(items, plan),
        burnup=burnup.burnup(as_of, mine, tally, plan, first, known, week),
        replan=burnup.replan(first, known) if week is None else None,
        finished=over,
        days=days.days(db, course, [*items, *retired], as_of),
        recall=by_concept,
        recall_by_week=by_week,
        habits=habits(db, course, as_of),
    )
    return scoped(report, week)
