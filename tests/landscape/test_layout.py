"""Names on a plane: none overlaps, none is outside, each is near where it belongs."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.landscape.layout import (
    Field,
    NoRoom,
    Wish,
    line_cost,
    line_up,
    place,
)

FIELD = Field(x=40, y=30, width=400, height=300, row=30, box=24, gap=8)

shares = st.floats(0, 1, width=32)
wishes = st.lists(
    st.tuples(st.integers(10, 120), shares, shares), min_size=0, max_size=24
).map(lambda found: [Wish(str(n), *one) for n, one in enumerate(found)])


@settings(deadline=None)
@given(wishes)
def test_no_two_names_overlap(wanted: list[Wish]) -> None:
    """Boxes keep their width, stay inside the field and apart by the gap."""
    boxes = place(wanted, FIELD)
    assert [(one.id, one.width) for one in boxes] == [
        (one.id, one.width) for one in wanted
    ]
    for box in boxes:
        assert FIELD.x - 0.1 <= box.x
        assert box.x + box.width <= FIELD.x + FIELD.width + 0.1
        assert FIELD.y <= box.y <= box.y + box.height <= FIELD.y + FIELD.height
    # Places are rounded to a tenth, so that a tenth of the gap may be missing.
    wide = [one._replace(width=one.width + FIELD.gap - 0.1) for one in boxes]
    assert [pair for pair in combinations(wide, 2) if pair[0].overlaps(pair[1])] == []


@settings(deadline=None)
@given(wishes)
def test_same_names_same_picture(wanted: list[Wish]) -> None:
    """Nothing but the names decides where they go."""
    assert place(wanted, FIELD) == place(tuple(wanted), FIELD)


def test_lonely_name_stands_where_it_belongs() -> None:
    """A name without neighbours goes exactly to its place: corners are corners."""
    for x, y, left, top in (
        *((0.0, 0.0, 40.0, 303.0), (1.0, 1.0, 340.0, 33.0)),
        (0.5, 1.0, 190.0, 33.0),
    ):
        found = place([Wish("a", 100, x, y)], FIELD)
        assert found == [Box("a", left, top, 100, 24)]


def test_neighbours_share_the_way() -> None:
    """Two short names that want one place stand at both sides of it, in one row."""
    found = place([Wish("a", 20, 0.5, 1), Wish("b", 20, 0.5, 1)], FIELD)
    assert sorted(one.x for one in found) == [216.0, 244.0]
    assert len({one.y for one in found}) == 1


def test_long_names_go_to_the_next_row() -> None:
    """A name that would have to go far to the side goes up or down instead."""
    found = place([Wish(str(n), 90, 0.9, 0.5) for n in range(3)], FIELD)
    assert {one.x for one in found} == {319.0}
    assert sorted(one.y for one in found) == [123.0, 153.0, 183.0]


def test_no_room_is_told() -> None:
    """More names than the field holds raise; as many as it holds do not."""
    many = [Wish(str(n), 96, 0.5, 0.5) for n in range(40)]
    assert len(place(many[:30], FIELD)) == 30
    with pytest.raises(NoRoom):
        place(many, FIELD)
    with pytest.raises(NoRoom):
        place([Wish("wider than the field", 401, 0, 0)], FIELD)


def test_nothing_to_place() -> None:
    """No names need no boxes."""
    assert place([], FIELD) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 9)), max_size=10))
def test_line_keeps_order_and_room(parts: list[tuple[float, float]]) -> None:
    """Middles keep their order, their distance and the ends, whatever they aim at."""
    aims = sorted(aim for aim, _ in parts)
    widths = [width for _, width in parts]
    middles = line_up(aims, widths, 0, 100)
    edges = [
        (middle - width / 2, middle + width / 2)
        for middle, width in zip(middles, widths, strict=True)
    ]
    for (_, end), (start, _) in pairwise(edges):
        assert end <= start + 1e-9
    assert all(start >= -1e-9 and end <= 100 + 1e-9 for start, end in edges)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 9)), max_size=10))
def test_cost_is_that_of_the_line(parts: list[tuple[float, float]]) -> None:
    """What a line costs is told without lining it up, and is the same."""
    aims = sorted(aim for aim, _ in parts)
    widths = [width for _, width in parts]
    middles = line_up(aims, widths, 0, 100)
    ways = [(x - aim) ** 2 for x, aim in zip(middles, aims, strict=True)]
    assert line_cost(aims, widths, 0, 100) == pytest.approx(sum(ways), abs=1e-6)


def test_line_is_the_best_there_is() -> None:
    """Groups stand at the mean of their aims; who is free stands at its aim."""
    assert line_up([10, 50, 52, 90], [8, 8, 8, 8], 0, 100) == [10, 47, 55, 90]
    assert line_up([0, 1, 2], [10, 10, 10], 0, 100) == [5, 15, 25]
    assert line_up([99, 99], [10, 10], 0, 100) == [85, 95]
