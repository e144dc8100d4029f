"""Rules about topics, reading and events, and what they name of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.wording import near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from aiinfra_cli.content.challenges import Challenges
    from aiinfra_cli.content.events import EventList
    from aiinfra_cli.content.loader import Document
    from aiinfra_cli.content.reading import ReadingList
    from aiinfra_cli.content.topics import Pillar, Topic
    from aiinfra_cli.errors import Problem

    Found = Sequence[tuple[Pillar, Document]]

T = TypeVar("T")


class Named(Protocol):
    """Anything with an id and former ids."""

    @property
    def id(self) -> str:
        """The id of today."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """The ids of the past."""
        ...


def pillars_named(found: Found) -> Iterator[Problem]:
    """A pillar is named like its file, and has a place of its own."""
    places: dict[int, Place] = {}
    for pillar, document in found:
        if pillar.id != stem(document.file):
            yield Place(document, ("id",)).problem(
                f'id "{pillar.id}" does not fit the name of the file',
                f"rename the file to topics/{pillar.id}.yaml, or mend the id",
            )
        at = Place(document, ("order",))
        if pillar.order in places:
            yield at.problem(
                f"order {pillar.order} is already used at {places[pillar.order]}",
                "choose another number",
            )
        places.setdefault(pillar.order, at)


def topics_unique(found: Found) -> Iterator[Problem]:
    """Pillars and topics share one set of ids, former ones included."""
    seen: dict[str, Place] = {}
    for pillar, document in found:
        seen.setdefault(pillar.id, Place(document, ("id",)))
    yield from _unique(_topics(found), seen)


def parts_fit(found: Found) -> Iterator[Problem]:
    """A part lies in a topic of its file that is no part itself, or in a section."""
    for pillar, document in found:
        whole = {one.id for one in pillar.topics if one.part_of is None}
        sections = {one.id for one in pillar.sections}
        for number, topic in enumerate(pillar.topics):
            place = Place(document, ("topics", number))
            if topic.part_of and topic.part_of not in whole - {topic.id}:
                yield place.below("part_of").problem(
                    f'part_of names "{topic.part_of}", no whole topic of this file',
                    near(topic.part_of, whole) or "take it out",
                )
            if topic.section and topic.section not in sections:
                yield place.below("section").problem(
                    f'section names "{topic.section}", which this file has not',
                    near(topic.section, sections) or "add it to sections",
                )


def needs_lead_somewhere(found: Found) -> Iterator[Problem]:
    """Needs name pillars or topics that exist, and never go in circles."""
    topics = {one.id: one.needs for one, _ in _topics(found)}
    pillars = {one.id: one.needs for one, _ in found}
    for one, place in _topics(found):
        yield from _needs(one.id, topics, place)
    for pillar, document in found:
        yield from _needs(pillar.id, pillars, Place(document))
        own = {one.id for one in pillar.topics}
        for number, name in enumerate(pillar.gathers):
            if name not in topics or name in own:
                yield Place(document, ("gathers", number)).problem(
                    f'gathers names "{name}", which is no topic of another file',
                    near(name, topics.keys() - own) or "take it out",
                )


def reading_unique(found: ReadingList, document: Document) -> Iterator[Problem]:
    """No id of the reading list stands twice, and what is read instead is real."""
    entries = _placed(found.reading, document, "reading")
    yield from _unique(entries, {})
    real = {one.id for one in found.reading if one.url}
    for one, place in entries:
        for number, name in enumerate(one.instead):
            if name not in real - {one.id}:
                yield place.below("instead", number).problem(
                    f'instead names "{name}", which is nothing to read',
                    near(name, real) or "take it out",
                )


def events_unique(found: EventList, document: Document) -> Iterator[Problem]:
    """No id of an event stands twice; a day beside a conference lies by its days."""
    entries = _placed(found.events, document, "events")
    yield from _unique(entries, {})
    known = {one.id: one for one in found.events if one.within is None}
    for one, place in entries:
        if one.within is None:
            continue
        whole = known.get(one.within)
        at = place.below("within")
        if whole is None:
            text = f'within names "{one.within}", which is no event of its own'
            yield at.problem(text, near(one.within, known) or "take it out")
        elif not whole.starts <= one.starts <= one.ends <= whole.ends:
            days = f"{whole.starts} to {whole.ends}"
            yield at.problem(f'"{one.within}" is on {days}', "mend the dates")


def challenges_unique(found: Challenges, document: Document) -> Iterator[Problem]:
    """No id of a challenge stands twice, and each week has one."""
    entries = _placed(found.challenges, document, "challenges")
    yield from _unique(entries, {})
    weeks: dict[str, Place] = {}
    for one, place in entries:
        at = place.below("week")
        if one.week in weeks:
            text = f'"{one.week}" has a challenge already, at {weeks[one.week]}'
            yield at.problem(text, "one week, one challenge")
        weeks.setdefault(one.week, at)


def links_lead_somewhere(
    entries: Iterable[tuple[Named, Place]], known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """What an entry is linked to exists; `known` has the ids of each kind of link.

    A kind that is left out of `known`, or that an entry has not, is not looked at.
    """
    for entry, place in entries:
        for key, ids in known.items():
            value = getattr(entry, key, ())
            for index, name in enumerate((value,) if isinstance(value, str) else value):
                if name not in ids:
                    way = (key,) if isinstance(value, str) else (key, index)
                    yield place.below(*way).problem(
                        f'{key} names "{name}", which does not exist',
                        near(name, ids) or "take it out",
                    )


def urls_once(entries: Iterable[tuple[Topic, Place]]) -> Iterator[Problem]:
    """A topic names a page once."""
    for topic, place in entries:
        seen: dict[str, int] = {}
        for index, reference in enumerate(topic.references):
            at = place.below("references", index, "url")
            if reference.url in seen:
                first = f"first on line {seen[reference.url]}"
                text = f"{reference.url} is named twice, {first}"
                yield at.problem(text, "keep one of them")
            seen.setdefault(reference.url, at.line)


def topics_placed(found: Found) -> list[tuple[Topic, Place]]:
    """Give every topic with its place."""
    return list(_topics(found))


def reading_placed(found: ReadingList, document: Document) -> list[tuple[Named, Place]]:
    """Give every entry of the reading list with its place."""
    return [*_placed(found.reading, document, "reading")]


def events_placed(found: EventList, document: Document) -> list[tuple[Named, Place]]:
    """Give every event with its place."""
    return [*_placed(found.events, document, "events")]


def _topics(found: Found) -> Iterator[tuple[Topic, Place]]:
    for pillar, document in found:
        yield from _placed(pillar.topics, document, "topics")


def _placed(
    entries: Iterable[T], document: Document, key: str
) -> list[tuple[T, Place]]:
    return [(one, Place(document, (key, n))) for n, one in enumerate(entries)]


def _unique(
    entries: Iterable[tuple[Named, Place]], seen: dict[str, Place]
) -> Iterator[Problem]:
    for entry, place in entries:
        former = [(alias, ("aliases", n)) for n, alias in enumerate(entry.aliases)]
        for name, way in [(entry.id, ("id",)), *former]:
            at = place.below(*way)
            if name in seen:
                text = f'id "{name}" is already used at {seen[name]}'
                yield at.problem(text, "choose another id")
            seen.setdefault(name, at)


def _needs(
    id: str, known: Mapping[str, tuple[str, ...]], place: Place
) -> Iterator[Problem]:
    for number, name in enumerate(known[id]):
        at = place.below("needs", number)
        if name not in known:
            text = f'needs names "{name}", which does not exist'
            yield at.problem(text, near(name, known) or "take it out")
        elif id in _reached(name, known):
            text = f'needs names "{name}", which needs "{id}" itself'
            yield at.problem(text, "take one of these needs out")


def _reached(start: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Give an id and all that it needs, directly or through others."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += known.get(name, ())
    return found
