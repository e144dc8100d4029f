"""Concepts, cards and entries of validated files, as a course holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.content.entries import entries_of
from aiinfra_cli.course import (
    CONCEPT,
    ENTRY,
    PATH,
    READING,
    CourseCard,
    CourseLink,
    CoursePage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiinfra_cli.content.concepts import Area, Concept
    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline

# What nobody looks for, and what `search` must not tell: hints are given one by one,
# and a full answer ends a challenge.
_UNSEEN = {
    *("aliases", "cadence", "checks", "concepts", "ends", "estimate", "few_checks"),
    *("files", "full", "gathers", "hints", "id", "instead", "items", "min", "needs"),
    *("order", "part_of", "pillar", "place", "projects", "reading", "recap"),
    *("related", "section", "source", "sources", "starts", "status", "topics"),
    *("unverified", "url", "verified", "weeks", "within"),
}
_LAST = {"erratum", "note"}
_OWN = {"id", "title", "aliases", "cards"}  # columns, or tables, of their own


def concept_pages(files: Files, outline: Outline) -> Iterator[CoursePage]:
    """Give the concepts, area by area."""
    teaching = _teaching(files, outline)
    for area, concept in _concepts(files):
        head = {"id": area.id, "title": area.title}
        dump = concept.model_dump(mode="json", exclude=_OWN, exclude_defaults=True)
        detail: dict[str, Any] = {"area": head, **dump}
        yield CoursePage(
            CONCEPT,
            concept.id,
            CONCEPT,
            concept.title,
            concept.names,
            concept.aliases,
            (
                *links_to(CONCEPT, concept.related),
                *links_to(PATH, teaching[concept.id]),
                *links_to(ENTRY, concept.projects),
            ),
            detail,
            text_of(detail),
        )


def cards(files: Files, outline: Outline) -> tuple[CourseCard, ...]:
    """Give the cards in the order in which the path comes to their concepts."""
    position = {item.model.id: item.position for item in outline.items}
    never = len(outline.items) + 1  # nothing teaches it: those come last
    teaching = _teaching(files, outline)
    found = [concept for _, concept in _concepts(files)]
    found.sort(key=lambda c: min((position[i] for i in teaching[c.id]), default=never))
    return tuple(
        CourseCard(card.id, concept.id, card.question, card.answer, card.aliases)
        for concept in found
        for card in concept.cards
    )


def entry_pages(files: Files) -> Iterator[CoursePage]:
    """Give the entries of the landscape, category by category."""
    for category in entries_of(model for model, _ in files.categories.values()):
        head = {key: category[key] for key in ("id", "title", "order")}
        for entry in category["entries"]:
            aliases = tuple(entry.get("aliases", ()))
            detail = {key: value for key, value in entry.items() if key != "aliases"}
            detail["category"] = head
            yield CoursePage(
                ENTRY,
                entry["id"],
                entry["kind"],
                entry["name"],
                tuple(entry.get("names", ())),
                aliases,
                (
                    *links_to(CONCEPT, entry.get("concepts", ())),
                    *links_to(PATH, entry.get("items", ())),
                    *links_to(READING, entry.get("reading", ())),
                    *links_to(PATH, entry.get("weeks", ())),
                ),
                detail,
                text_of(detail),
            )


def text_of(value: Any) -> str:
    """Join the texts of a JSON value that a person may look for."""
    return " · ".join(" ".join(text.split()) for text in _texts(value) if text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        # What it is comes before what was once said wrongly of it: a snippet of a hit
        # in the title is how the text begins.
        for key in sorted(value, key=_LAST.__contains__):
            if key not in _UNSEEN:
                yield from _texts(value[key])


def _concepts(files: Files) -> Iterator[tuple[Area, Concept]]:
    for area, _ in files.areas.values():
        for concept in area.concepts:
            yield area, concept


def _teaching(files: Files, outline: Outline) -> dict[str, tuple[str, ...]]:
    """Give the milestones of each concept: those it names, and those that name it."""
    named: dict[str, dict[str, None]] = {
        concept.id: dict.fromkeys(concept.items) for _, concept in _concepts(files)
    }
    for item in outline.items:
        for concept in getattr(item.model, "concepts", ()):
            named.get(concept, {})[item.model.id] = None
    return {concept: tuple(items) for concept, items in named.items()}


def links_to(family: str, ids: Iterable[str]) -> Iterator[CourseLink]:
    """Link to items of a family."""
    return (CourseLink(family, id) for id in ids)
