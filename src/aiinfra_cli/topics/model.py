"""The records of the longer path, and how they are read from JSON values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TOPIC, GUIDE, OUTLINE, ROADMAP = "topic", "guide", "outline", "roadmap"
KINDS = (TOPIC, GUIDE, OUTLINE, ROADMAP)


class Section(NamedTuple):
    """A heading that groups the items of a long file."""

    id: str
    title: str


class Page(NamedTuple):
    """A page to read."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One item of the longer path. Texts that were left out are empty."""

    id: str
    kind: str
    title: str
    minutes: int
    pillar: str  # the file in which it stands
    description: str = ""
    objectives: tuple[str, ...] = ()
    optional: bool = False
    section: str = ""
    part_of: str = ""
    needs: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    references: tuple[Page, ...] = ()
    erratum: str = ""
    sources: tuple[str, ...] = ()
    verified_on: str = ""
    verified_how: str = ""
    unverified: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar, or one more track; `gathers` names topics that others hold."""

    id: str
    title: str
    about: str = ""
    needs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    gathers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topics:
    """The pillars in order, and their topics in the order of the files."""

    pillars: tuple[Pillar, ...]
    topics: tuple[Topic, ...]

    def topic(self, id: str) -> Topic | None:
        """Find a topic by its id."""
        return next((one for one in self.topics if one.id == id), None)

    def pillar(self, id: str) -> Pillar:
        """Give the pillar with an id; KeyError where there is none."""
        for one in self.pillars:
            if one.id == id:
                return one
        raise KeyError(id)

    def within(self, pillar: Pillar) -> tuple[Topic, ...]:
        """Give the topics of a pillar: its own, then those it gathers in its order."""
        by_id = {one.id: one for one in self.topics}
        own = (one for one in self.topics if one.pillar == pillar.id)
        return (*own, *(by_id[id] for id in pillar.gathers if id in by_id))


def topics_of(pillars: Iterable[Mapping[str, Any]]) -> Topics:
    """Read the longer path from pillars in order, each with its `topics`."""
    found = list(pillars)
    return Topics(
        tuple(_pillar(one) for one in found),
        tuple(
            _topic(data, one["id"]) for one in found for data in one.get("topics", ())
        ),
    )


_TEXTS = ("id", "kind", "title", "description", "section", "part_of", "erratum")
_LISTS = ("objectives", "needs", "concepts", "items", "projects", "sources", "aliases")


def _pillar(data: Mapping[str, Any]) -> Pillar:
    return Pillar(
        id=data["id"],
        title=data["title"],
        about=data.get("about", ""),
        needs=tuple(data.get("needs", ())),
        sections=tuple(
            Section(one["id"], one["title"]) for one in data.get("sections", ())
        ),
        gathers=tuple(data.get("gathers", ())),
    )


def _topic(data: Mapping[str, Any], pillar: str) -> Topic:
    values: dict[str, Any] = {key: data[key] for key in _TEXTS if data.get(key)}
    values |= {key: tuple(data[key]) for key in _LISTS if key in data}
    pages = (Page(one["name"], one["url"]) for one in data.get("references", ()))
    verified = data.get("verified") or {}
    return Topic(
        pillar=pillar,
        minutes=round(data["hours"] * 60),
        optional=bool(data.get("optional")),
        references=tuple(pages),
        verified_on=verified.get("on", ""),
        verified_how=verified.get("how", ""),
        unverified=data.get("unverified") or "",
        **values,
    )
