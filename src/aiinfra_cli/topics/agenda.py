"""Conferences by date: those to come, and past ones folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from aiinfra_cli.topics.rows import (
    KEY,
    LEAST,
    Line,
    Link,
    fact_lines,
    head_lines,
    link_lines,
    wrapped,
)
from aiinfra_cli.typography import cell_width, cut, pad


@dataclass(frozen=True, slots=True)
class Event:
    """One conference, or a day beside one. Texts that were left out are empty."""

    id: str
    title: str
    place: str
    starts: date
    ends: date
    description: str = ""
    within: str = ""
    announced: bool = False
    url: str = ""
    recap: str = ""
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    erratum: str = ""
    verified_on: str = ""
    verified_how: str = ""
    unverified: str = ""
    aliases: tuple[str, ...] = ()


class Agenda(NamedTuple):
    """Events as seen on a day."""

    now: tuple[Event, ...]  # under way
    coming: tuple[Event, ...]  # the nearest first
    past: tuple[Event, ...]  # the latest first


_TEXTS = (
    *("id", "title", "place", "description", "within", "url", "recap"),
    *("erratum", "unverified"),
)
_LISTS = ("topics", "sources", "aliases")


def events_of(entries: Iterable[Mapping[str, Any]]) -> tuple[Event, ...]:
    """Read events from JSON values."""
    return tuple(_event(data) for data in entries)


def _event(data: Mapping[str, Any]) -> Event:
    values: dict[str, Any] = {key: data[key] for key in _TEXTS if data.get(key)}
    values |= {key: tuple(data[key]) for key in _LISTS if key in data}
    if verified := data.get("verified"):
        values["verified_on"] = verified["on"]
        values["verified_how"] = verified["how"]
    return Event(
        starts=date.fromisoformat(data["starts"]),
        ends=date.fromisoformat(data["ends"]),
        announced=bool(data.get("announced")),
        **values,
    )


def agenda(events: Iterable[Event], today: date) -> Agenda:
    """Sort events by date into what is under way, to come, and past."""
    # A day beside a conference stands behind it, also among past ones.
    ordered = sorted(events, key=lambda one: (one.starts, one.within != "", one.id))
    past = [one for one in ordered if one.ends < today]
    return Agenda(
        tuple(one for one in ordered if one.starts <= today <= one.ends),
        tuple(one for one in ordered if one.starts > today),
        tuple(sorted(past, key=lambda one: one.starts, reverse=True)),
    )


def agenda_lines(
    found: Agenda, today: date, width: int | None, *, past: bool = False
) -> list[Line]:
    """List events by date; past ones are one line unless they are asked for."""
    lines: list[Line] = []
    if found.now:
        lines += [[("Now", "head")], *_rows(found.now, today, width), []]
    if found.coming:
        lines += [[("To come", "head")], *_rows(found.coming, today, width)]
    else:
        lines += [[("No event to come is known", "head")]]
    if found.past:
        lines.append([])
        if past:
            lines += [[("Past", "head")], *_rows(found.past, today, width)]
        else:
            many = len(found.past)
            words = "1 past event" if many == 1 else f"{many} past events"
            latest = found.past[0]
            told = f"{words}, the latest {latest.title} ({days(latest)})"
            lines += wrapped(told, width, "dim")
    shown = (*found.now, *found.coming, *(found.past if past else ()))
    if any(one.announced for one in shown):
        note = "? announced only: look it up before you book"
        lines += [[], *wrapped(note, width, "dim")]
    return lines


def page_lines(one: Event, links: Mapping[str, Link], width: int | None) -> list[Line]:
    """Tell all of an event; links give titles and states of what it names."""
    about = (days(one), one.place, "announced only" if one.announced else "")
    lines = head_lines(one.id, one.title, about, width)
    if one.unverified:
        lines += wrapped(f"not verified: {one.unverified}", width, "late")
    lines += [[], *wrapped(one.description, width)]
    lines += link_lines("Beside", (one.within,) if one.within else (), links, width)
    lines += link_lines("Topics", one.topics, links, width)
    lines.append([])
    for name, url in (("Address", one.url), ("Recap", one.recap)):
        if url:  # never broken, so that it can be opened
            lines.append([(f"  {pad(name, KEY)}", "dim"), (url, f"link {url}")])
    facts = []
    if one.erratum:
        facts.append(("Corrected", one.erratum))
    if one.verified_on:
        facts.append(("Checked", f"{one.verified_on}: {one.verified_how}"))
    facts.append(("Sources", "; ".join(one.sources)))
    return [*lines, *fact_lines(facts, width)]


def days(event: Event) -> str:
    """Write the days of an event: 9–12 November 2026."""
    first, last = event.starts, event.ends
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"


def agenda_document(found: Agenda) -> dict[str, Any]:
    """Give all events as JSON values, by whether they are over."""
    return {
        "now": [document(one) for one in found.now],
        "coming": [document(one) for one in found.coming],
        "past": [document(one) for one in found.past],
    }


def _rows(events: Sequence[Event], today: date, width: int | None) -> Iterator[Line]:
    when = max(cell_width(days(one)) for one in events)
    ids = max(cell_width(one.id) for one in events)
    places = max(cell_width(one.place) for one in events)
    titles = max(cell_width(one.title) for one in events)
    if width is not None:
        room = width - (2 + when + 2 + ids)
        places = places if room >= places + 2 else 0
        room -= places + 4
        titles = min(titles, room) if room >= min(titles, LEAST) else 0
    for one in events:
        style = "" if one.ends >= today else "dim"
        line = [
            (f"{'?' if one.announced else ' '} {pad(days(one), when)}", style),
            (f"  {pad(one.id, ids)}", "id"),
        ]
        if places:
            line.append((f"  {pad(one.place, places)}", style))
        if titles:
            line.append((f"  {cut(one.title, titles)}", style))
        yield line


def document(one: Event) -> dict[str, Any]:
    """Give an event as JSON values."""
    return {
        "id": one.id,
        "title": one.title,
        "place": one.place,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "within": one.within or None,
        "announced": one.announced,
        "url": one.url or None,
        "recap": one.recap or None,
        "description": one.description,
        "topics": list(one.topics),
        "sources": list(one.sources),
        "erratum": one.erratum or None,
        "unverified": one.unverified or None,
        "verified": {"on": one.verified_on, "how": one.verified_how}
        if one.verified_on
        else None,
    }
