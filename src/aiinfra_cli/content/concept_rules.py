"""Rules about the cards of concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.families import members
from aiinfra_cli.course import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline
    from aiinfra_cli.errors import Problem


def cards_named(files: Files, outline: Outline) -> Iterator[Problem]:
    """The id of a card begins with that of its concept, present or former."""
    for family, concept, place in members(files):
        if family != CONCEPT:
            continue
        starts = tuple(f"{id}-" for id in (concept.id, *concept.aliases))
        for index, card in enumerate(concept.cards):
            if not card.id.startswith(starts):
                yield place.below("cards", index, "id").problem(
                    f'card "{card.id}" does not belong to {concept.id}',
                    f"start its id with {concept.id}-",
                )
