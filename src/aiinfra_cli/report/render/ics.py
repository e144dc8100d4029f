"""Print a plan as an iCalendar file (RFC 5545): the one file that knows icalendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event, Todo

from aiinfra_cli import __version__
from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED, Milestone
from aiinfra_cli.typography import MARKS, clean, minutes_text

_DAY = timedelta(days=1)
_LEAST = 15  # minutes: an event without a length is drawn by some as an hour
_STATUS = {
    OPEN: "NEEDS-ACTION",
    STARTED: "IN-PROCESS",
    DONE: "COMPLETED",
    SKIPPED: "CANCELLED",
}


class Part(NamedTuple):
    """A milestone of a session, and the pages to read for it."""

    item: Milestone
    pages: tuple[tuple[str, str], ...]  # name, address


class Slot(NamedTuple):
    """A session on its days."""

    id: str
    title: str  # "Week 2: Caching"
    parts: tuple[Part, ...]
    days: tuple[date, ...]
    minutes: tuple[int, ...]  # planned on each of the days
    starts: tuple[datetime, ...] = ()  # one a day; none: all day

    @property
    def status(self) -> str:
        """Say whether it is over: done, or skipped as a whole."""
        found = {part.item.status for part in self.parts}
        if found == {SKIPPED}:
            return SKIPPED
        return DONE if found and found <= {DONE, SKIPPED} else OPEN


class Task(NamedTuple):
    """A checkpoint, and the day it is due."""

    item: Milestone
    text: str
    due: date | None


class Meeting(NamedTuple):
    """A conference to come."""

    id: str
    title: str
    place: str
    first: date
    last: date
    text: str
    url: str = ""


class Agenda(NamedTuple):
    """What the file says."""

    course: str
    title: str
    number: int  # of the plan: a file of a later one goes before this
    at: datetime  # when the data last changed
    slots: tuple[Slot, ...]
    tasks: tuple[Task, ...] = ()
    alarm: timedelta | None = None  # so long before a session
    meetings: tuple[Meeting, ...] = ()


def render(agenda: Agenda) -> str:
    """Give the text of the file; the same agenda gives the same text."""
    calendar = Calendar()
    calendar.add("prodid", f"-//aiinfra//aiinfra {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = clean(agenda.title)
    for slot in agenda.slots:
        calendar.add_component(_event(agenda, slot))
    for task in agenda.tasks:
        calendar.add_component(_todo(agenda, task))
    for meeting in agenda.meetings:
        calendar.add_component(_meeting(agenda, meeting))
    years = [day.year for slot in agenda.slots for day in slot.days]
    if years:
        # A year more than is needed, for events that are moved by hand later.
        calendar.add_missing_timezones(
            date(min(years), 1, 1), date(max(years) + 2, 1, 1)
        )
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(agenda: Agenda, slot: Slot) -> Event:
    event = Event()
    _add_identity(event, agenda, slot.id)
    over = slot.status != OPEN
    title = clean(slot.title)
    event.add("summary", f"{MARKS[slot.status]} {title}" if over else title)
    event.add("description", "\n".join(_description(slot)))
    event.add("categories", ["aiinfra", slot.status] if over else ["aiinfra"])
    if slot.starts:
        event.add("dtstart", slot.starts[0])
        event.add("duration", timedelta(minutes=max(_LEAST, *slot.minutes)))
        if slot.starts[1:]:
            event.add("rdate", list(slot.starts[1:]))
    else:
        event.add("dtstart", slot.days[0])
        event.add("dtend", slot.days[-1] + _DAY)
    # What is over, or has no hour, keeps nobody from a meeting.
    event.add("transp", "OPAQUE" if slot.starts and not over else "TRANSPARENT")
    if agenda.alarm is not None and not over:
        event.add_component(_alarm(title, agenda.alarm))
    return event


def _meeting(agenda: Agenda, meeting: Meeting) -> Event:
    """Give a conference: all day, keeping nobody busy, with no reminder of ours."""
    event = Event()
    # No id of a session has a dot: the two never get into each other's way.
    _add_identity(event, agenda, f"{meeting.id}.event")
    event.add("summary", clean(meeting.title))
    event.add("location", clean(meeting.place))
    event.add("description", "\n".join(map(clean, meeting.text.split("\n"))))
    event.add("categories", ["aiinfra", "event"])
    if meeting.url:
        event.add("url", meeting.url)
    event.add("dtstart", meeting.first)
    event.add("dtend", meeting.last + _DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm


def _todo(agenda: Agenda, task: Task) -> Todo:
    todo = Todo()
    item = task.item
    _add_identity(todo, agenda, item.id)
    todo.add("summary", clean(item.title))
    if task.text:
        todo.add("description", "\n".join(map(clean, task.text.split("\n"))))
    todo.add("categories", ["aiinfra"])
    if task.due:
        todo.add("due", task.due)
    todo.add("status", _STATUS[item.status])
    if item.status == DONE and item.closed_at:
        todo.add("completed", _moment(item.closed_at))
        todo.add("percent-complete", 100)
    return todo


def _add_identity(component: Event | Todo, agenda: Agenda, id: str) -> None:
    """Say which thing this is, and how new: what is imported again is known by it."""
    component.add("uid", f"{id}@{agenda.course}.aiinfra")
    component.add("sequence", agenda.number)
    component.add("dtstamp", agenda.at)
    component.add("last-modified", agenda.at)


def _moment(closed_at: str) -> datetime:
    """Read a moment of the journal; of a bare day its noon, that day in most zones."""
    if "T" in closed_at:
        return datetime.fromisoformat(closed_at)
    return datetime.combine(date.fromisoformat(closed_at), time(12), UTC)


def _description(slot: Slot) -> Iterator[str]:
    for item, pages in slot.parts:
        words = clean(f"{item.id}: {item.title}, {minutes_text(item.minutes)}")
        standing = "" if item.status == OPEN else f", {item.status}"
        yield f"{MARKS[item.status]} {words}{standing}"
        for name, address in pages:
            yield clean(f"  {name}: {address}")
    if slot.parts:
        yield ""
    done = sum(part.item.minutes for part in slot.parts if part.item.status == DONE)
    of_it = f", {minutes_text(done)} done" if done else ""
    yield f"Total: {minutes_text(sum(slot.minutes))}{of_it}"
    if len(slot.days) > 1:
        days = (
            f"{day:%a} {day.day} {day:%b} {minutes_text(minutes)}"
            for day, minutes in zip(slot.days, slot.minutes, strict=True)
        )
        yield f"Days: {', '.join(days)}"
