"""Rules about concepts and cards, and what all of them are linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.entry_rules import all_of_entries
from aiinfra_cli.content.families import ids_of, known, unique
from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.wording import near
from aiinfra_cli.course import CARD, CONCEPT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from aiinfra_cli.content.concepts import Concept
    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.errors import Problem


def areas_named(files: Files, outline: Outline) -> Iterator[Problem]:
    """An area is named like its file."""
    for name, (area, document) in files.areas.items():
        if area.id != stem(name):
            yield Place(document, ("id",)).problem(
                f'id "{area.id}" does not fit the name of the file',
                f"rename the file to concepts/{area.id}.yaml, or mend the id",
            )


def concepts_unique(files: Files, outline: Outline) -> Iterator[Problem]:
    """Concepts share one set of ids over all areas, and so do cards."""
    yield from unique(one for one in known(files) if one.family in (CONCEPT, CARD))


def cards_named(files: Files, outline: Outline) -> Iterator[Problem]:
    """The id of a card begins with that of its concept, present or former."""
    for concept, place in _concepts(files):
        starts = tuple(f"{id}-" for id in (concept.id, *concept.aliases))
        for index, card in enumerate(concept.cards):
            if not card.id.startswith(starts):
                yield place.below("cards", index, "id").problem(
                    f'card "{card.id}" does not belong to {concept.id}',
                    f"start its id with {concept.id}-",
                )


def concepts_linked(files: Files, outline: Outline) -> Iterator[Problem]:
    """What a concept is linked to exists, and is not the concept itself."""
    ids = {
        "related": ids_of(files, CONCEPT),
        "items": {item.model.id for item in outline.items},
        "projects": ids_of(files, ENTRY),
    }
    for concept, place in _concepts(files):
        for key, there in ids.items():
            named: tuple[str, ...] = getattr(concept, key)
            yield from _lost(files, place, key, named, there)
        if concept.id in concept.related:
            index = concept.related.index(concept.id)
            yield place.below("related", index).problem(
                "related names the concept itself", "take it out"
            )


def labs_teach_concepts(files: Files, outline: Outline) -> Iterator[Problem]:
    """The concepts that a lab names exist, in a curriculum that has some."""
    if not files.areas:
        return
    there = ids_of(files, CONCEPT)
    for lab, document in files.labs.values():
        yield from _lost(files, Place(document), "concepts", lab.concepts, there)


def entries_sound(files: Files, outline: Outline) -> Iterator[Problem]:
    """The landscape holds together, and what its entries are linked to exists."""
    links = {
        "concepts": ids_of(files, CONCEPT),
        "items": {item.model.id for item in outline.items},
        "weeks": {week.id for week, _ in outline.weeks},
    }
    found = list(files.categories.values())
    yield from all_of_entries(found, links, files.may_hide)


def _concepts(files: Files) -> Iterator[tuple[Concept, Place]]:
    for area, document in files.areas.values():
        for number, concept in enumerate(area.concepts):
            yield concept, Place(document, ("concepts", number))


def _lost(
    files: Files, place: Place, key: str, named: Sequence[str], there: Collection[str]
) -> Iterator[Problem]:
    for index, name in enumerate(named):
        if name not in there and not files.may_hide(name):
            yield place.below(key, index).problem(
                f'{key} names "{name}", which does not exist',
                near(name, there) or "take it out",
            )
