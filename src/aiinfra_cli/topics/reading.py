"""The reading list: what to read, what is read instead of what nobody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED
from aiinfra_cli.topics.rows import (
    Line,
    Link,
    Row,
    fact_lines,
    head_lines,
    link_lines,
    rows_lines,
    wrapped,
)
from aiinfra_cli.typography import minutes_text

PLACEHOLDER = "placeholder"
# How the kinds are headed, in the order of the list.
KINDS = {
    "paper": "Papers",
    "post": "Posts",
    "article": "Articles",
    "report": "Reports",
    "documentation": "Documentation",
    "repository": "Repositories",
    "group": "Groups",
    "list": "Lists",
    PLACEHOLDER: "Named in 2025, never found",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing to read. Texts that were left out are empty."""

    id: str
    kind: str
    title: str
    description: str = ""
    by: str = ""
    published: str = ""  # a year, month or day
    url: str = ""
    minutes: int = 0
    instead: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    erratum: str = ""
    verified_on: str = ""
    verified_how: str = ""
    unverified: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def is_placeholder(self) -> bool:
        """Tell whether there is nothing to read under this name."""
        return self.kind == PLACEHOLDER


_TEXTS = (
    *("id", "kind", "title", "description", "by", "published", "url"),
    *("erratum", "unverified"),
)
_LISTS = ("instead", "concepts", "items", "topics", "sources", "aliases")


def reading_of(entries: Iterable[Mapping[str, Any]]) -> tuple[Reading, ...]:
    """Read the list from JSON values."""
    return tuple(_reading(data) for data in entries)


def _reading(data: Mapping[str, Any]) -> Reading:
    values: dict[str, Any] = {key: data[key] for key in _TEXTS if data.get(key)}
    values |= {key: tuple(data[key]) for key in _LISTS if key in data}
    if verified := data.get("verified"):
        values["verified_on"] = verified["on"]
        values["verified_how"] = verified["how"]
    return Reading(minutes=data.get("minutes") or 0, **values)


def sum_text(reading: Iterable[Reading], states: Mapping[str, str]) -> str:
    """Count what was read of all that somebody wrote and that is not skipped."""
    left = [
        one
        for one in reading
        if not one.is_placeholder and states.get(one.id) != SKIPPED
    ]
    read = sum(states.get(one.id) == DONE for one in left)
    return f"{read} of {len(left)} read, {minutes_text(sum(o.minutes for o in left))}"


def following(
    reading: Sequence[Reading], states: Mapping[str, str], last: str = ""
) -> Reading | None:
    """Give what to read next: what is begun, or else what is open, from `last` on."""
    by_id = {one.id: one for one in reading}
    begun = [by_id[id] for id in states if states[id] == STARTED and id in by_id]
    if begun:
        return begun[0]
    places = {id: number for number, id in enumerate(by_id)}
    left = [one for one in reading if not one.is_placeholder and one.id not in states]
    here = places.get(last, -1)
    return min(
        left,
        key=lambda one: (places[one.id] <= here, places[one.id]),
        default=None,
    )


def list_lines(
    reading: Sequence[Reading], states: Mapping[str, str], width: int | None
) -> list[Line]:
    """List everything by kind; what nobody wrote comes last, with what to read."""
    lines: list[Line] = []
    for kind, title in KINDS.items():
        found = [one for one in reading if one.kind == kind]
        if found:
            lines += [*([[]] if lines else []), [(title, "head")]]
        if kind == PLACEHOLDER:
            for one in found:
                lines += _missing(one, width)
        else:
            lines += rows_lines([_row(one, states) for one in found], width)
    return lines


def page_lines(
    one: Reading, links: Mapping[str, Link], standing: str, width: int | None
) -> list[Line]:
    """Tell all of an entry.

    Links give titles and states of what it names; standing says where the learner is.
    """
    length = minutes_text(one.minutes) if one.minutes else ""
    here = "nothing to read" if one.is_placeholder else standing
    about = (one.kind, one.by, one.published, length, here)
    lines = head_lines(one.id, one.title, about, width)
    if one.unverified:
        lines += wrapped(f"not verified: {one.unverified}", width, "late")
    lines += [[], *wrapped(one.description, width)]
    if one.url:
        lines += [[], [(one.url, f"link {one.url}")]]
    for title, ids in (
        ("Read instead", one.instead),
        ("Topics", one.topics),
        ("On the four weeks", one.items),
        ("Concepts", one.concepts),
    ):
        lines += link_lines(title, ids, links, width)
    facts = [("Corrected", one.erratum)] if one.erratum else []
    if one.verified_on:
        facts.append(("Checked", f"{one.verified_on}: {one.verified_how}"))
    facts.append(("Sources", "; ".join(one.sources)))
    return [*lines, [], *fact_lines(facts, width)]


def reading_document(one: Reading, status: str) -> dict[str, Any]:
    """Give an entry as JSON values, with the learner's state."""
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "description": one.description,
        "by": one.by or None,
        "published": one.published or None,
        "url": one.url or None,
        "minutes": one.minutes or None,
        "status": None if one.is_placeholder else status,
        "instead": list(one.instead),
        "concepts": list(one.concepts),
        "items": list(one.items),
        "topics": list(one.topics),
        "sources": list(one.sources),
        "erratum": one.erratum or None,
        "unverified": one.unverified or None,
        "verified": {"on": one.verified_on, "how": one.verified_how}
        if one.verified_on
        else None,
    }


def _missing(one: Reading, width: int | None) -> Iterator[Line]:
    told = f"read {', '.join(one.instead)}" if one.instead else "nothing instead"
    room = None if width is None else max(width - 6, 20)
    for indent, text, style in (
        ("  ", one.title, ""),
        ("      ", f"{one.id}: {told}", "dim"),
    ):
        for line in wrapped(text, room, style):
            yield [(indent, ""), *line]


def _row(one: Reading, states: Mapping[str, str]) -> Row:
    length = minutes_text(one.minutes) if one.minutes else ""
    status = states.get(one.id, OPEN)
    return Row(status, one.id, one.title, length, note=one.published, depth=1)
