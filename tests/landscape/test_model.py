"""Entries are read whole, and places are pulled apart in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.landscape.model import (
    SPREAD,
    Category,
    Entry,
    Release,
    Spot,
    landscape_of,
    spread,
)

from .fields import SMALL, small


def test_entry_is_read_whole() -> None:
    """Every key finds its field; texts that are left out are empty."""
    landscape = small()
    assert landscape.entry("vessel") == Entry(
        id="vessel",
        name="Vessel",
        kind="project",
        layer="platform",
        category="ground",
        description="Does what vessel does.",
        names=("Pot", "Vase"),
        licence="Apache-2.0",
        foundation="CNCF",
        maturity="sandbox",
        since="2025-05-13",
        repository="potters/vessel",
        home="https://vessel.example/",
        release=Release("v1.2.3", "2026-08-12", "tag"),
        place=Spot(0.9, 0.1, "us"),
        concepts=("clay",),
        items=("lab-pot", "study-pot"),
        reading=("paper-clay",),
        weeks=("week-1",),
        note="Two lines are maintained.",
        erratum="The plan writes Vesel.",
        sources=("article outline",),
        verified_on="2026-11-20",
        verified_how="tags read",
    )
    assert landscape.entry("nobody") is None


def test_short_name_warns() -> None:
    """The name on the map is the label, with a mark where nothing was verified."""
    names = {one.id: one.short for one in small().entries}
    assert names["vessel"] == "Vessel"
    assert names["rumour"] == "Rumour <&> ?"


def test_only_what_has_a_place_is_on_the_map() -> None:
    """An entry without a place is in the list, not on the map."""
    landscape = small()
    assert [one.id for one in landscape.placed] == [
        *("vessel", "kiln", "glaze", "rumour", "echo")
    ]
    assert [one.id for one in landscape.entries if one.is_quiet] == ["echo", "ghost"]


def test_categories_are_found_by_id() -> None:
    """A category that does not exist is a mistake of the caller."""
    landscape = small()
    assert landscape.category("top") == Category("top", "Gateways & agents")
    with pytest.raises(KeyError):
        landscape.category("nowhere")


def test_empty_landscape() -> None:
    """Without categories there are no entries and no spots."""
    landscape = landscape_of([])
    assert (landscape.categories, landscape.entries, landscape.spots) == ((), (), {})


@settings(deadline=None)
@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=30))
def test_spreading_keeps_the_order(values: list[float]) -> None:
    """Equal values stay equal, larger ones stay larger, and all stay within 0 to 1."""
    found = spread(values)
    pairs = sorted(zip(values, found, strict=True))
    for (value, spot), (other, next_spot) in pairwise(pairs):
        assert (value == other) == (spot == next_spot)
        assert spot <= next_spot
    assert all(0 <= spot <= 1 + 1e-9 for spot in found)


def test_spreading_pulls_neighbours_apart() -> None:
    """Crowded values get more room, by the share that only their order decides."""
    assert spread([0.0, 0.9, 1.0]) == pytest.approx(
        [0.0, (1 - SPREAD) * 0.9 + SPREAD * 0.5, 1.0]
    )


def test_spots_do_not_depend_on_the_order_of_files() -> None:
    """The same entries have the same spots, whichever comes first."""
    assert landscape_of(SMALL[::-1]).spots == small().spots
