"""Entries near one another form clusters: each entry is in exactly one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.landscape.clusters import clusters, letters
from aiinfra_cli.landscape.model import STATES, Landscape, landscape_of

from .fields import STUDIED, bundled, entry, small

shares = st.floats(0, 1, width=32)
places = st.lists(
    st.tuples(st.integers(0, 3), shares, shares, st.sampled_from(STATES)), max_size=40
)


def field(found: list[tuple[int, float, float, str]]) -> Landscape:
    """Make a landscape of four categories from places."""
    return landscape_of(
        {
            "id": f"c{category}",
            "title": f"Category {category}",
            "entries": [
                entry(f"e{number}", x, y)
                for number, (of, x, y, _) in enumerate(found)
                if of == category
            ],
        }
        for category in range(4)
    )


@given(places)
def test_each_entry_is_in_one_cluster(
    found: list[tuple[int, float, float, str]],
) -> None:
    """None is lost or told twice, and a cluster has one category and one place."""
    landscape = field(found)
    studied = {f"e{number}": state for number, (*_, state) in enumerate(found)}
    made = clusters(landscape, studied)
    inside = Counter(entry.id for one in made for entry in one.entries)
    assert inside == Counter(one.id for one in landscape.placed)
    keys = [(one.category.id, one.across, one.up) for one in made]
    assert keys == sorted(set(keys))
    for one in made:
        assert {entry.category for entry in one.entries} == {one.category.id}
        ranks = [STATES.index(studied[entry.id]) for entry in one.entries]
        assert ranks == sorted(ranks, reverse=True)
        spots = [landscape.spots[entry.id] for entry in one.entries]
        for x, y in spots:
            assert (min(int(x * 3), 2), min(int(y * 3), 2)) == (one.across, one.up)
        assert (
            min(x for x, _ in spots) - 1e-9
            <= one.x
            <= max(x for x, _ in spots) + (1e-9)
        )
        assert (
            min(y for _, y in spots) - 1e-9
            <= one.y
            <= max(y for _, y in spots) + (1e-9)
        )
    assert clusters(field(found), studied) == made


def test_clusters_of_the_small_landscape() -> None:
    """Category by category, from prototype to mature, what is known best first."""
    made = clusters(small(), {**STUDIED, "kiln": "reviewed", "vessel": "some"})
    assert [
        (one.category.id, one.whereabouts, [entry.id for entry in one.entries])
        for one in made
    ] == [
        ("ground", "prototype, middle layers", ["glaze"]),
        ("ground", "mature, infrastructure", ["kiln", "vessel"]),
        ("top", "prototype, applications", ["rumour"]),
        ("top", "half-way to mature, applications", ["echo"]),
    ]


def test_bundled_clusters_are_few() -> None:
    """The whole field is some forty marks, each of one category."""
    made = clusters(bundled(), {})
    assert len(made) <= 40
    assert sum(len(one.entries) for one in made) == 157


def test_letters_go_on_as_numbers() -> None:
    """Each category has its own letter, whatever of it is shown."""
    whole = landscape_of(
        {"id": f"c{n}", "title": "C", "entries": []} for n in range(28)
    )
    assert [*letters(whole).values()][24:] == ["Y", "Z", "27", "28"]
