"""`aiinfra calendar`: the plan as a file that calendar programs read."""

from __future__ import annotations

import gc
import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import planner, rows
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.commands.output import Asked, target_for, written_aside
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import DONE, GATES, Milestone
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.store import history, plans, queries, report_queries

if TYPE_CHECKING:
    from aiinfra_cli.report.render.ics import Slot, Task
    from aiinfra_cli.standing import Standing

_FILE = Asked("-o", "plan.ics")
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")
_ALARM = re.compile(r"([0-9]{1,3})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def command(
    ctx: typer.Context,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to a file."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--time",
            metavar="HH:MM",
            help="When you study, in your time zone; all day if left out.",
        ),
    ] = None,
    alarm: Annotated[
        str | None,
        typer.Option(
            "--alarm",
            metavar="15m",
            help="Remind so long before each session: 15m, 1h, 1d.",
        ),
    ] = None,
    todos: Annotated[
        bool, typer.Option("--todos", help="Add the checkpoints as things to do.")
    ] = False,
    events: Annotated[
        bool,
        typer.Option("--events", help="Add the conferences to come; needs no plan."),
    ] = False,
) -> None:
    """Give the plan as a calendar file (.ics): one event per session."""
    gc.enable()  # a long path makes many objects; main turned it off
    app = app_of(ctx)
    hour = None if at is None else _hour(at)
    before = None if alarm is None else _before(alarm)
    target = None if output in (None, "-") else target_for(app, str(output), _FILE)
    text = _text(app, hour, before, todos=todos, events=events)
    if target is None:
        _print(app, text)
        return
    with written_aside(target) as file:
        file.write(text)
    app.out.talk(f"written: {target} ({target.stat().st_size:,} bytes)")
    app.out.talk(f"next: {rows.next_step(app)}")


def _text(
    app: App,
    hour: time | None,
    before: timedelta | None,
    *,
    todos: bool,
    events: bool,
) -> str:
    # Cold: they bring icalendar in, and the room of events.
    from aiinfra_cli.commands import conferences
    from aiinfra_cli.report.render import ics

    with report_queries.one_moment(app.db):
        # Conferences alone need no plan.
        needs_plan = todos or not events
        standing = planner.started(app) if needs_plan else planner.standing(app)
        changed = [event.at for event in history.newest(app.db, app.course, limit=1)]
        if made := plans.standing(app.db, app.course):
            changed.append(made.at)
        if events:
            changed.append(conferences.last_checked(app))
        agenda = ics.Agenda(
            course=app.course,
            title=queries.course_head(app.db, app.course)["title"],
            number=standing.plan.number if standing else 0,
            at=datetime.fromisoformat(max(changed)),
            slots=tuple(_slots(app, standing, hour)) if standing else (),
            tasks=tuple(_tasks(app, standing)) if standing and todos else (),
            meetings=conferences.meetings(app) if events else (),
            alarm=before,
        )
    return ics.render(agenda)


def _slots(app: App, standing: Standing, hour: time | None) -> Iterator[Slot]:
    """Yield the sessions of the plan in path order."""
    from aiinfra_cli.report.render.ics import Part, Slot

    numbers = {week.id: week.number for week in queries.weeks(app.db, app.course)}
    zone = None if hour is None else _zone(app)
    for work in standing.work:
        span = standing.span_of(work.session)
        if span is None:  # it came into the path after the plan was made
            continue
        items = queries.milestones_of_session(app.db, app.course, work.session)
        yield Slot(
            work.session,
            f"Week {numbers[work.week]}: {work.title}",
            tuple(Part(item, _pages(app, item)) for item in items),
            span.days,
            span.minutes,
            () if hour is None else tuple(_start(d, hour, zone) for d in span.days),
        )


def _pages(app: App, item: Milestone) -> tuple[tuple[str, str], ...]:
    detail = queries.detail_of(app.db, app.course, item.id)
    return tuple((page["name"], page["url"]) for page in detail.get("references", ()))


def _tasks(app: App, standing: Standing) -> Iterator[Task]:
    """Yield the checkpoints, each due when its week is planned to end."""
    from aiinfra_cli.report.render.ics import Task

    ends: dict[str | None, date] = {}
    if standing.finish:
        ends[None] = standing.finish  # the final assessment
    for work in standing.work:
        if span := standing.span_of(work.session):
            ends[work.week] = max(span.last, ends.get(work.week, span.last))
    rests = report_queries.rests_by_checkpoint(app.db, app.course)
    for item in queries.milestones(app.db, app.course, kinds=GATES):
        grounds = rests.get(item.id, [])
        detail = queries.detail_of(app.db, app.course, item.id)
        lines = [str(detail.get("description") or "")]
        if grounds:
            lines.append(f"Rests on: {rows.rests_text(grounds)}")
        if item.status == DONE and not is_met(grounds):
            lines.append("Claimed: not all it rests on is done")
        yield Task(item, "\n".join(filter(None, lines)), ends.get(item.week))


def _hour(text: str) -> time:
    if not _TIME.fullmatch(text):
        raise UsageError(
            f"--time is no time of day: {text[:60]!r}", hint="write it like 19:30"
        )
    return time.fromisoformat(text.rjust(5, "0"))


def _before(text: str) -> timedelta:
    found = _ALARM.fullmatch(text)
    if not found:
        raise UsageError(
            f"--alarm is no length of time: {text[:60]!r}",
            hint="write 15m, 1h or 1d, at most 999 of them",
        )
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _start(day: date, hour: time, zone: ZoneInfo | None) -> datetime:
    if zone:
        return datetime.combine(day, hour, zone)
    # The system may know a zone that has no name, such as TZ=CET-1CEST.
    return datetime.combine(day, hour).astimezone(UTC)


def _zone(app: App) -> ZoneInfo | None:
    """Give the learner's time zone; none, and say so, where it has no name."""
    name = _zone_name()
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, no name at all, a folder
        called = f'the time zone "{name[:60]}" is not known by that name'
        app.out.talk(
            f"{called if name else 'the time zone has no name here'};"
            " times are written in UTC"
        )
        return None


def _zone_name() -> str:
    """Name the time zone as the system does: TZ first, then what /etc says."""
    if (name := os.environ.get("TZ")) is not None:
        name = name.removeprefix(":")
        return _below_zoneinfo(name) or name or "UTC"
    if name := _below_zoneinfo(os.path.realpath("/etc/localtime")):
        return name
    try:
        return Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _below_zoneinfo(path: str) -> str:
    """Give the name of a zone from the path of its file."""
    _, _, name = path.rpartition("/zoneinfo/")
    if name == path:
        return ""
    return name.removeprefix("posix/").removeprefix("right/")


def _print(app: App, text: str) -> None:
    stream = app.out.stdout
    if isinstance(stream, io.TextIOWrapper):
        # The format asks for UTF-8 and its own ends of lines, whatever the terminal.
        stream.reconfigure(encoding="utf-8", errors="replace", newline="")
    stream.write(text)
