"""What comes next on the chart: of what was begun, what its period still asks for."""

from __future__ import annotations

from aiinfra_cli.practices.cadence import ONGOING
from aiinfra_cli.practices.standing import (
    BEGUN,
    BLANK,
    HIDDEN,
    OPEN,
    Standing,
    View,
)


def upcoming(view: View) -> Standing | None:
    """Give the practice to do next; None when the running periods ask for no more.

    What was never begun is not asked for, nor what the day has seen already. The
    shortest rhythm comes first.
    """
    waiting = (
        one
        for one in view.standings.values()
        if one.strength is not None
        and one.status in (OPEN, BEGUN)
        and one.practice.cadence.every != ONGOING
        and view.day not in one.state.done
        and view.day not in (skip.day for skip in one.state.skips)
    )
    return min(waiting, key=lambda one: one.practice.cadence.spacing, default=None)


def next_step(view: View) -> str:
    """Name the one command about the chart that comes next."""
    if found := upcoming(view):
        return f"aiinfra practices done {found.practice.id}"
    counted = [one for one in view.standings.values() if one.counts]
    if counted and all(one.strength is None for one in counted):
        return f"aiinfra practices {counted[0].practice.id}"
    return "aiinfra practices --review"


def next_step_of(view: View, standing: Standing) -> str:
    """Name the one command about a practice that comes next."""
    id = standing.practice.id
    if standing.status == HIDDEN:
        return f"aiinfra practices show {id}"
    if standing.status == BLANK:
        return f'aiinfra practices edit {id} --title "..."'
    if standing.status in (OPEN, BEGUN) and view.day not in standing.state.done:
        return f"aiinfra practices done {id}"
    return "aiinfra practices"
