"""What was asked for, of a report that has everything."""

from __future__ import annotations

from dataclasses import replace

from aiinfra_cli.model import Milestone
from aiinfra_cli.report.model import Gate, Report, SessionPart, WeekPart


def scoped(report: Report, week: WeekPart | None) -> Report:
    """Leave out what is of another week, too early, or nobody else's business."""
    asked = report.asked
    if week:
        report = _of_week(report, week)
    if asked.since:
        report = _since(report, asked.since)
    return _private(report) if asked.private else report


def _of_week(report: Report, week: WeekPart) -> Report:
    """Keep one week; the days are the learner's, whatever they worked on."""
    items = [item for session in week.sessions for item in session.items]
    ids = {item.id for item in items} | {gate.item.id for gate in week.checkpoints}
    return replace(
        report,
        weeks=(week,),
        labs=tuple(item for item in report.labs if item.week == week.id),
        assessment=(),
        evidence=tuple(one for one in report.evidence if one.item in ids),
        checks=tuple(one for one in report.checks if one.item in ids),
        notes=tuple(one for one in report.notes if one.item in ids),
        skipped=tuple(item for item in report.skipped if item.week == week.id),
        retired=(),
    )


def _since(report: Report, day: str) -> Report:
    """Keep what was done from a day on; the numbers and the path stay whole."""

    def is_new(item: Milestone) -> bool:
        return bool(item.closed_day and item.closed_day >= day)

    def new_gates(gates: tuple[Gate, ...]) -> tuple[Gate, ...]:
        return tuple(gate for gate in gates if is_new(gate.item))

    return replace(
        report,
        weeks=tuple(
            replace(week, checkpoints=new_gates(week.checkpoints))
            for week in report.weeks
        ),
        labs=tuple(filter(is_new, report.labs)),
        assessment=new_gates(report.assessment),
        evidence=tuple(one for one in report.evidence if one.day >= day),
        checks=tuple(one for one in report.checks if one.day >= day),
        notes=tuple(one for one in report.notes if one.day >= day),
        skipped=tuple(filter(is_new, report.skipped)),
        retired=tuple(filter(is_new, report.retired)),
        days=tuple(one for one in report.days if one.day >= day),
    )


def _private(report: Report) -> Report:
    """Leave out notes, why something was skipped, and where files lay.

    Why a check was overridden stays: who shows such a lab as done says why.
    """
    return replace(
        report,
        weeks=tuple(_quiet_week(week) for week in report.weeks),
        labs=tuple(map(_quiet, report.labs)),
        assessment=tuple(map(_quiet_gate, report.assessment)),
        evidence=tuple(replace(one, path=None) for one in report.evidence),
        notes=(),
        skipped=tuple(map(_quiet, report.skipped)),
        retired=tuple(map(_quiet, report.retired)),
    )


def _quiet(item: Milestone) -> Milestone:
    return item._replace(reason=None)


def _quiet_gate(gate: Gate) -> Gate:
    return replace(gate, item=_quiet(gate.item))


def _quiet_week(week: WeekPart) -> WeekPart:
    return replace(
        week,
        sessions=tuple(map(_quiet_session, week.sessions)),
        checkpoints=tuple(map(_quiet_gate, week.checkpoints)),
    )


def _quiet_session(session: SessionPart) -> SessionPart:
    return replace(session, items=tuple(map(_quiet, session.items)))
