"""Which entries are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.landscape.model import NONE, Landscape

if TYPE_CHECKING:
    from collections.abc import Mapping


def choose(
    landscape: Landscape,
    studied: Mapping[str, str],
    *,
    category: str | None = None,
    early: bool = False,
    mine: bool = False,
) -> Landscape:
    """Keep the entries of a category, the early ones, or those studied at all."""
    entries = tuple(
        one
        for one in landscape.entries
        if (category is None or one.category == category)
        and (one.early or not early)
        and (not mine or studied.get(one.id, NONE) != NONE)
    )
    # Categories stay, also without entries: their order gives them their colours.
    return Landscape(landscape.categories, entries, landscape.spots)
