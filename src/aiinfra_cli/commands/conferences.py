"""The conferences to come, as a calendar file takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.commands.events import events
from aiinfra_cli.topics.agenda import agenda

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.report.render.ics import Meeting
    from aiinfra_cli.topics.agenda import Event


def meetings(app: App) -> tuple[Meeting, ...]:
    """Give what is under way or to come, by date."""
    found = agenda(events(app), app.clock.today())
    return tuple(_meeting(one) for one in (*found.now, *found.coming))


def last_checked(app: App) -> str:
    """Give the moment from which the dates are known: the newest day of a look."""
    days = [one.verified_on for one in events(app) if one.verified_on]
    return f"{max(days, default=app.clock.today().isoformat())}T00:00:00Z"


def _meeting(one: Event) -> Meeting:
    from aiinfra_cli.report.render.ics import Meeting  # cold: it brings icalendar in

    lines = [one.description]
    if one.announced:
        lines.append("Announced only: look it up before you book.")
    if one.unverified:
        lines.append(f"Not verified: {one.unverified}")
    return Meeting(
        one.id, one.title, one.place, one.starts, one.ends, "\n".join(lines), one.url
    )
