"""What is shown, and what has grown old."""

from __future__ import annotations

from datetime import date

import pytest

from aiinfra_cli.landscape.choice import choose
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.stale import months_before, stale

from .fields import STUDIED, entry, small


def ids(landscape: Landscape) -> list[str]:
    """Name the entries that are shown."""
    return [one.id for one in landscape.entries]


def test_choices_narrow_each_other() -> None:
    """A category, the early ones, the learner's own: each leaves fewer entries."""
    whole = small()
    assert ids(choose(whole, STUDIED)) == [
        *("vessel", "kiln", "glaze", "rumour", "echo", "ghost")
    ]
    assert ids(choose(whole, STUDIED, category="top")) == ["rumour", "echo", "ghost"]
    assert ids(choose(whole, STUDIED, early=True)) == ["glaze", "rumour"]
    assert ids(choose(whole, STUDIED, mine=True)) == ["vessel", "kiln", "glaze"]
    assert ids(choose(whole, STUDIED, early=True, mine=True)) == ["glaze"]
    assert ids(choose(whole, STUDIED, category="nowhere")) == []


def test_what_is_chosen_keeps_its_place_and_colour() -> None:
    """Spots and the order of categories come from the whole landscape."""
    whole = small()
    chosen = choose(whole, STUDIED, category="top")
    assert (chosen.spots, chosen.categories) == (whole.spots, whole.categories)


def test_old_entries_are_listed_with_their_dates() -> None:
    """What was released or looked at too long ago is listed, the oldest first."""
    release = {"version": "1", "how": "tag"}
    old = {"on": "2024-01-02", "how": "read"}
    found = landscape_of(
        [
            {
                "id": "a",
                "title": "A",
                "entries": [
                    entry("fresh", 0, 0, release={**release, "on": "2026-05-20"}),
                    entry("old", 0, 0, release={**release, "on": "2026-05-19"}),
                    entry("older", 0, 0, release={**release, "on": "2024-03-01"}),
                    entry("undated", 0, 0, release=release),
                    entry("unseen", 0, 0, verified=old),
                    entry("never", 0, 0, verified=None, unverified="Nobody looked."),
                ],
            }
        ]
    )
    listed = stale(found.entries, date(2026, 11, 20), 6)
    assert [
        (one.entry.id, one.released, one.verified, one.is_unverified) for one in listed
    ] == [
        ("unseen", "", "2024-01-02", False),
        ("older", "2024-03-01", "", False),
        ("old", "2026-05-19", "", False),
        ("never", "", "", True),
    ]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-20", 6, "2026-05-20"),
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 25, "2024-11-30"),
        ("2026-11-20", 30_000, "0001-01-01"),
    ],
)
def test_months_go_back_by_the_calendar(day: str, months: int, before: str) -> None:
    """A day that a month lacks becomes its last; there is nothing before year 1."""
    found = months_before(date.fromisoformat(day), months)
    assert found == date.fromisoformat(before)
