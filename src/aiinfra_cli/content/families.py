"""What has ids beside the path: concepts, cards, entries, topics, practices …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aiinfra_cli.content.outline import Place
from aiinfra_cli.course import (
    CARD,
    CONCEPT,
    ENTRY,
    EVENT,
    PRACTICE,
    READING,
    TOPIC,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.values import Strictly


class Member(NamedTuple):
    """Anything with an id of its own beside the path, and where it stands."""

    family: str
    model: Any  # has an id; most have aliases, and what they are linked to
    place: Place


class Known(NamedTuple):
    """An id, present or former, and where it stands."""

    family: str
    id: str
    place: Place
    is_alias: bool = False

    @property
    def name(self) -> str:
        """The id as it stands in ids.txt, where those of the path are bare."""
        return f"{self.family}:{self.id}"


def members(files: Files) -> Iterator[Member]:
    """Give all that has an id beside the path, file by file."""
    for area, document in files.areas.values():
        for one in _listed(CONCEPT, area.concepts, Place(document), "concepts"):
            yield one
            yield from _listed(CARD, one.model.cards, one.place, "cards")
    for category, document in files.categories.values():
        yield from _listed(ENTRY, category.entries, Place(document), "entries")
    for pillar, document in files.pillars.values():
        yield Member(TOPIC, pillar, Place(document))
        yield from _listed(TOPIC, pillar.topics, Place(document), "topics")
    if files.chart:
        chart, document = files.chart
        yield Member(PRACTICE, chart.goal, Place(document, ("goal",)))
        for one in _listed(PRACTICE, chart.pillars, Place(document), "pillars"):
            yield one
            yield from _listed(PRACTICE, one.model.practices, one.place, "practices")
    if files.reading:
        found, document = files.reading
        yield from _listed(READING, found.reading, Place(document), "reading")
    if files.events:
        agenda, document = files.events
        yield from _listed(EVENT, agenda.events, Place(document), "events")


def known(files: Files) -> Iterator[Known]:
    """Give each id of the families beside the path, former ones included."""
    for family, model, place in members(files):
        yield Known(family, model.id, place.below("id"))
        for index, alias in enumerate(getattr(model, "aliases", ())):
            yield Known(family, alias, place.below("aliases", index), is_alias=True)


def ids_of(files: Files, family: str) -> set[str]:
    """Give the present ids of a family."""
    return {one.model.id for one in members(files) if one.family == family}


def _listed(
    family: str, models: Iterable[Strictly], place: Place, key: str
) -> Iterator[Member]:
    for number, model in enumerate(models):
        yield Member(family, model, place.below(key, number))
