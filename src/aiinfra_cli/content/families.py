"""What has ids beside the path: concepts, their cards, entries of the landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.content.outline import Place
from aiinfra_cli.course import CARD, CONCEPT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.errors import Problem


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


def known(files: Files) -> Iterator[Known]:
    """Give each id of the families beside the path, former ones included."""
    for area, document in files.areas.values():
        for number, concept in enumerate(area.concepts):
            place = Place(document, ("concepts", number))
            yield from _named(CONCEPT, concept.id, concept.aliases, place)
            for index, card in enumerate(concept.cards):
                below = place.below("cards", index)
                yield from _named(CARD, card.id, card.aliases, below)
    for category, document in files.categories.values():
        for number, entry in enumerate(category.entries):
            place = Place(document, ("entries", number))
            yield from _named(ENTRY, entry.id, entry.aliases, place)


def ids_of(files: Files, family: str) -> set[str]:
    """Give the present ids of a family."""
    return {o.id for o in known(files) if o.family == family and not o.is_alias}


def unique(found: Iterable[Known]) -> Iterator[Problem]:
    """Tell each id that stands twice in its family."""
    places: dict[str, Place] = {}
    for one in found:
        if one.name in places:
            text = f'id "{one.id}" is already used at {places[one.name]}'
            yield one.place.problem(text, "choose another id")
        places.setdefault(one.name, one.place)


def _named(
    family: str, id: str, aliases: Iterable[str], place: Place
) -> Iterator[Known]:
    yield Known(family, id, place.below("id"))
    for index, alias in enumerate(aliases):
        yield Known(family, alias, place.below("aliases", index), is_alias=True)
