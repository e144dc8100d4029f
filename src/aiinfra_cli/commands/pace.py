"""Planned against actual time, in words: what the rest of a week will really need."""

from __future__ import annotations

from typing import Any, NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import rows
from aiinfra_cli.model import Week
from aiinfra_cli.planning.pace import Need, Pace, paces, scaled
from aiinfra_cli.store import queries, tallies, timing
from aiinfra_cli.typography import minutes_text

_KINDS = {
    "study": "study takes",
    "hands-on": "hands-on work takes",
    "lab": "labs take",
    "project": "projects take",
}


class Measured(NamedTuple):
    """The learner's pace, and what it makes of the week they are in."""

    paces: tuple[Pace, ...]
    week: Week | None
    need: Need | None  # none: no kind of work in the week was measured often enough
    is_whole: bool  # nothing of the week is done yet


def measured(app: App) -> Measured:
    """Compare what was measured with the estimates."""
    db, course = app.db, app.course
    found = paces(timing.samples(db, course))
    at = rows.upcoming(app, 1)
    week = queries.week_with_id(db, course, at[0].week) if at and at[0].week else None
    if week is None:
        return Measured(found, None, None, is_whole=False)
    left = timing.minutes_left_by_kind(db, course, week.id)
    need = scaled(left, found)
    tally = tallies.tally(db, course, week=week.id)
    is_known = set(need.unmeasured) < set(left)
    return Measured(
        found,
        week,
        need if is_known else None,
        is_whole=need.estimated == tally.minutes,
    )


def words(found: Measured) -> list[str]:
    """Say the pace of each kind measured often enough, then what the week needs."""
    told = [
        f"{_KINDS.get(one.kind, f'{one.kind} takes')} you {one.ratio:.1f}x the estimate"
        f" ({one.samples} measured)"
        for one in found.paces
        if one.ratio is not None
    ]
    if told and found.week and found.need:
        part = "" if found.is_whole else "the rest of "
        hours = minutes_text(found.need.minutes)
        told.append(f"{part}week {found.week.number} will need {hours}")
    return told


def document(found: Measured) -> dict[str, Any]:
    """Give the JSON form: all kinds measured, with no ratio where that is too few."""
    need = found.need
    return {
        "kinds": [one._asdict() for one in found.paces],
        "week": found.week.id if found.week else None,
        "estimated": need.estimated if need else None,
        "needed": need.minutes if need else None,
    }
