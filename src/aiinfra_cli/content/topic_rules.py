"""Rules about topics, reading and events, and what they name of their own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.wording import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.content.topics import Topic
    from aiinfra_cli.errors import Problem


def parts_fit(files: Files, outline: Outline) -> Iterator[Problem]:
    """A part lies in a topic of its file that is no part itself, or in a section."""
    for pillar, document in files.pillars.values():
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


def needs_lead_somewhere(files: Files, outline: Outline) -> Iterator[Problem]:
    """Needs name pillars or topics that exist, and never go in circles."""
    found = list(files.pillars.values())
    topics = {one.id: one.needs for one, _ in _topics(files)}
    pillars = {one.id: one.needs for one, _ in found}
    for one, place in _topics(files):
        yield from _needs(files, one.id, topics, place)
    for pillar, document in found:
        yield from _needs(files, pillar.id, pillars, Place(document))
        own = {one.id for one in pillar.topics}
        for number, name in enumerate(pillar.gathers):
            is_lost = name not in topics and not files.may_hide(name)
            if is_lost or name in own:
                yield Place(document, ("gathers", number)).problem(
                    f'gathers names "{name}", which is no topic of another file',
                    near(name, topics.keys() - own) or "take it out",
                )


def urls_once(files: Files, outline: Outline) -> Iterator[Problem]:
    """A topic names a page once."""
    for topic, place in _topics(files):
        seen: dict[str, Place] = {}
        for index, reference in enumerate(topic.references):
            at = place.below("references", index, "url")
            if reference.url in seen:
                first = f"first on line {seen[reference.url].line}"
                text = f"{reference.url} is named twice, {first}"
                yield at.problem(text, "keep one of them")
            seen.setdefault(reference.url, at)


def instead_is_real(files: Files, outline: Outline) -> Iterator[Problem]:
    """What is read instead of something has an address."""
    if files.reading is None:
        return
    found, document = files.reading
    real = {one.id for one in found.reading if one.url}
    for number, one in enumerate(found.reading):
        for index, name in enumerate(one.instead):
            if name not in real - {one.id}:
                place = Place(document, ("reading", number, "instead", index))
                yield place.problem(
                    f'instead names "{name}", which is nothing to read',
                    near(name, real - {one.id}) or "take it out",
                )


def events_within(files: Files, outline: Outline) -> Iterator[Problem]:
    """A day beside a conference lies by its days."""
    if files.events is None:
        return
    found, document = files.events
    wholes = {one.id: one for one in found.events if one.within is None}
    for number, one in enumerate(found.events):
        if one.within is None:
            continue
        whole = wholes.get(one.within)
        at = Place(document, ("events", number, "within"))
        if whole is None:
            text = f'within names "{one.within}", which is no event of its own'
            yield at.problem(text, near(one.within, wholes) or "take it out")
        elif not whole.starts <= one.starts <= one.ends <= whole.ends:
            days = f"{whole.starts} to {whole.ends}"
            yield at.problem(f'"{one.within}" is on {days}', "mend the dates")


def _topics(files: Files) -> Iterator[tuple[Topic, Place]]:
    for pillar, document in files.pillars.values():
        for number, topic in enumerate(pillar.topics):
            yield topic, Place(document, ("topics", number))


def _needs(
    files: Files, id: str, known: Mapping[str, tuple[str, ...]], place: Place
) -> Iterator[Problem]:
    for number, name in enumerate(known[id]):
        at = place.below("needs", number)
        if name not in known:
            if not files.may_hide(name):
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
