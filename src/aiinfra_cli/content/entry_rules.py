"""Rules about the entries of the landscape and what they are linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.entries import LONGEST_LABEL
from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.wording import near

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from aiinfra_cli.content.entries import Category, Entry
    from aiinfra_cli.content.loader import Document
    from aiinfra_cli.errors import Problem

    Found = Sequence[tuple[Category, Document]]


def categories_named(found: Found) -> Iterator[Problem]:
    """A category is named like its file, and has a place of its own."""
    places: dict[int, Place] = {}
    for category, document in found:
        if category.id != stem(document.file):
            yield Place(document, ("id",)).problem(
                f'id "{category.id}" does not fit the name of the file',
                f"rename the file to landscape/{category.id}.yaml, or mend the id",
            )
        at = Place(document, ("order",))
        if category.order in places:
            yield at.problem(
                f"order {category.order} is already used at {places[category.order]}",
                "choose another number",
            )
        places.setdefault(category.order, at)


def entries_unique(found: Found) -> Iterator[Problem]:
    """Entries share one set of ids, former ones included, and no two look alike."""
    ids: dict[str, Place] = {}
    labels: dict[str, Place] = {}
    for entry, place in _entries(found):
        aliases = [(alias, ("aliases", n)) for n, alias in enumerate(entry.aliases)]
        for name, way in [(entry.id, ("id",)), *aliases]:
            at = place.below(*way)
            if name in ids:
                text = f'id "{name}" is already used at {ids[name]}'
                yield at.problem(text, "choose another id")
            ids.setdefault(name, at)
        label = (entry.label or entry.name).casefold()
        at = place.below("label" if entry.label else "name")
        if label in labels:
            text = f'"{entry.label or entry.name}" is also written at {labels[label]}'
            yield at.problem(text, "give one of them another label")
        labels.setdefault(label, at)


def labels_fit(found: Found, longest: int) -> Iterator[Problem]:
    """What stands on the map has a name that fits there."""
    for entry, place in _entries(found):
        if entry.place and not entry.label and len(entry.name) > longest:
            yield place.below("name").problem(
                f"the map has room for {longest} characters, not {len(entry.name)}",
                "add a short name as label",
            )


def links_lead_somewhere(
    found: Found,
    known: Mapping[str, Collection[str]],
    may_hide: Callable[[str], bool] = lambda _: False,
) -> Iterator[Problem]:
    """What an entry is linked to exists; `known` has the ids of each kind of link.

    A kind that is left out of `known` is not looked at, nor is an id that may hide
    in a file that could not be read.
    """
    for entry, place in _entries(found):
        for key, ids in known.items():
            for index, name in enumerate(getattr(entry, key)):
                if name not in ids and not may_hide(name):
                    yield place.below(key, index).problem(
                        f'{key} names "{name}", which does not exist',
                        near(name, ids) or "take it out",
                    )


def all_of_entries(
    found: Found,
    known: Mapping[str, Collection[str]],
    may_hide: Callable[[str], bool],
) -> Iterator[Problem]:
    """Hold the landscape to all of these rules."""
    yield from categories_named(found)
    yield from entries_unique(found)
    yield from labels_fit(found, LONGEST_LABEL)
    yield from links_lead_somewhere(found, known, may_hide)


def _entries(found: Found) -> Iterator[tuple[Entry, Place]]:
    for category, document in found:
        for number, entry in enumerate(category.entries):
            yield entry, Place(document, ("entries", number))
