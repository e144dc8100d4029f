"""Entries that stand near one another, by category: what the map draws as one mark."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.landscape.model import NONE, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aiinfra_cli.landscape.model import Category, Entry, Landscape

# The map has three parts either way, so that a place can be told in words.
ACROSS = ("prototype", "half-way to mature", "mature")
UP = ("infrastructure", "middle layers", "applications")


class Cluster(NamedTuple):
    """Entries of one category in one part of the map, the best known ones first."""

    category: Category
    across: int  # which part, from prototype
    up: int  # which part, from infrastructure
    entries: tuple[Entry, ...]
    x: float  # in the middle of its entries, 0 to 1 as their spots
    y: float

    @property
    def whereabouts(self) -> str:
        """Where it stands, in words."""
        return f"{ACROSS[self.across]}, {UP[self.up]}"


def clusters(landscape: Landscape, studied: Mapping[str, str]) -> list[Cluster]:
    """Put each entry that has a place into one cluster, category after category."""
    order = {one.id: number for number, one in enumerate(landscape.categories)}
    found: dict[tuple[int, int, int], list[Entry]] = {}
    for one in landscape.placed:
        x, y = landscape.spots[one.id]
        part = order[one.category], _part(x, len(ACROSS)), _part(y, len(UP))
        found.setdefault(part, []).append(one)
    return [
        Cluster(
            landscape.categories[number],
            across,
            up,
            best_known_first(entries, studied),
            sum(landscape.spots[one.id][0] for one in entries) / len(entries),
            sum(landscape.spots[one.id][1] for one in entries) / len(entries),
        )
        for (number, across, up), entries in sorted(
            found.items(), key=lambda one: one[0]
        )
    ]


def best_known_first(
    entries: Iterable[Entry], studied: Mapping[str, str]
) -> tuple[Entry, ...]:
    """Order entries by what was studied of them, and else leave them as they are."""
    return tuple(
        sorted(entries, key=lambda one: -STATES.index(studied.get(one.id, NONE)))
    )


def letters(landscape: Landscape) -> dict[str, str]:
    """Give each category its letter; beyond the alphabet, its number."""
    return {
        one.id: ascii_uppercase[number]
        if number < len(ascii_uppercase)
        else str(number + 1)
        for number, one in enumerate(landscape.categories)
    }


def _part(share: float, parts: int) -> int:
    return min(int(share * parts), parts - 1)
