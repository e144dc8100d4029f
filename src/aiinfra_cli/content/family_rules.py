"""Rules that hold for all families beside the path: ids, and what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.families import ids_of, known, members
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.wording import near
from aiinfra_cli.course import CONCEPT, ENTRY, EVENT, PATH, PRACTICE, READING, TOPIC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.errors import Problem

_WEEKS = "weeks"
# The family whose ids stand below a key.
_NAMED = {
    "related": CONCEPT,
    "concepts": CONCEPT,
    "items": PATH,
    "weeks": _WEEKS,
    "projects": ENTRY,
    "topics": TOPIC,
    "reading": READING,
}
# The keys by which the members of a family name others.
_KEYS = {
    CONCEPT: ("related", "items", "projects"),
    ENTRY: ("concepts", "items", "reading", "weeks"),
    TOPIC: ("concepts", "items", "projects"),
    PRACTICE: ("concepts", "items", "topics"),
    READING: ("concepts", "items", "topics"),
    EVENT: ("topics",),
}


def ids_unique(files: Files, outline: Outline) -> Iterator[Problem]:
    """Each family has one set of ids, former ones included."""
    places: dict[str, Place] = {}
    for one in known(files):
        if one.name in places:
            text = f'id "{one.id}" is already used at {places[one.name]}'
            yield one.place.problem(text, "choose another id")
        places.setdefault(one.name, one.place)


def orders_free(files: Files, outline: Outline) -> Iterator[Problem]:
    """Categories have places of their own among them, and so have pillars."""
    for group in (files.categories, files.pillars):
        places: dict[int, Place] = {}
        for model, document in group.values():
            at = Place(document, ("order",))
            if model.order in places:
                text = f"order {model.order} is already used at {places[model.order]}"
                yield at.problem(text, "choose another number")
            places.setdefault(model.order, at)


def links_lead_somewhere(files: Files, outline: Outline) -> Iterator[Problem]:
    """What a member of a family is linked to exists, and is not itself."""
    families = (CONCEPT, ENTRY, TOPIC, READING)
    there = {family: ids_of(files, family) for family in families}
    there[PATH] = {item.model.id for item in outline.items}
    there[_WEEKS] = {week.id for week, _ in outline.weeks}
    for family, model, place in members(files):
        for key in _KEYS.get(family, ()):
            yield from _lost(files, model, place, key, there[_NAMED[key]])
        if model.id in getattr(model, "related", ()):
            index = model.related.index(model.id)
            yield place.below("related", index).problem(
                "related names the concept itself", "take it out"
            )
    if files.areas:  # what is taught need not have a page, where nothing has one
        for item in outline.items:
            if hasattr(item.model, "concepts"):
                taught = there[CONCEPT]
                yield from _lost(files, item.model, item.place, "concepts", taught)


def _lost(
    files: Files, model: object, place: Place, key: str, there: Collection[str]
) -> Iterator[Problem]:
    named = getattr(model, key, None) or ()
    for index, name in enumerate((named,) if isinstance(named, str) else named):
        if name not in there and not files.may_hide(name):
            at = place.below(key) if isinstance(named, str) else place.below(key, index)
            yield at.problem(
                f'{key} names "{name}", which does not exist',
                near(name, there) or "take it out",
            )
