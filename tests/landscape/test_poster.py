"""On the picture no text touches another, and every name is near its place."""

from __future__ import annotations

from itertools import combinations
from statistics import correlation

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.landscape.choice import choose
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.poster import (
    BADGE,
    HEIGHT,
    NAME,
    WIDTH,
    Poster,
    poster_of,
)

from .fields import bundled, entry, small

TITLE = "AI infrastructure landscape"


def boxes(poster: Poster) -> list[Box]:
    """List all that takes room: names with their badges, labels, legend, texts."""
    names = [
        name.box._replace(x=name.box.x - BADGE, width=name.box.width + BADGE)
        for name in poster.names
    ]
    labels = [box for one in poster.labels for box in (one.bar, *_boxes(one.lines))]
    legend = [box for one in poster.legend for box in (one.box, one.text.box)]
    texts = [*poster.head, *poster.axes, poster.foot]
    return [*names, *labels, *legend, *_boxes(texts)]


def _boxes(texts: object) -> list[Box]:
    assert isinstance(texts, tuple | list)
    return [text.box for text in texts]


def overlaps(poster: Poster) -> list[tuple[str, str]]:
    """Name every pair of things that share room."""
    return [
        (one.id, other.id)
        for one, other in combinations(boxes(poster), 2)
        if one.overlaps(other)
    ]


def assert_tidy(poster: Poster) -> None:
    """Nothing overlaps, and nothing reaches over the edge of the sheet."""
    assert overlaps(poster) == []
    for box in boxes(poster):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= poster.width, box
        assert box.y + box.height <= poster.height, box


def test_bundled_names_do_not_overlap() -> None:
    """All names of the bundled landscape stand on one A3 sheet without overlap."""
    landscape = bundled()
    poster = poster_of(landscape, {}, title=TITLE)
    assert (poster.width, poster.height) == (WIDTH, HEIGHT)
    assert {name.entry.id for name in poster.names} == set(landscape.spots)
    assert_tidy(poster)


def test_names_fit_their_boxes() -> None:
    """A box is wider than its name would be in a wide font, on both sides."""
    for name in poster_of(bundled(), {}, title=TITLE).names:
        room = name.box.width - text_width(name.entry.short, NAME)
        assert room >= 2 * BADGE, name.entry.id


def test_bundled_places_keep_their_order() -> None:
    """To the right is more mature, above is nearer to the application."""
    landscape = bundled()
    names = poster_of(landscape, {}, title=TITLE).names
    middles = [name.box.middle for name in names]
    spots = [landscape.spots[name.entry.id] for name in names]
    across = correlation([x for x, _ in middles], [x for x, _ in spots])
    down = correlation([y for _, y in middles], [y for _, y in spots])
    assert across > 0.98
    assert down < -0.99


def test_parts_of_the_landscape_are_tidy_too() -> None:
    """Each category alone, and the early entries alone, make a picture."""
    landscape = bundled()
    chosen = [
        choose(landscape, {}, category=one.id) for one in landscape.categories
    ] + [choose(landscape, {}, early=True)]
    for part in chosen:
        assert_tidy(poster_of(part, {}, title=TITLE))


def test_very_many_names_get_a_larger_sheet() -> None:
    """A sheet grows, in its shape, until all names have room on it."""
    crowd = [entry(f"project-{n}", n % 40 / 40, n % 33 / 33) for n in range(700)]
    many = landscape_of([{"id": "a", "title": "Crowd", "entries": crowd}])
    poster = poster_of(many, {}, title=TITLE)
    assert poster.width > WIDTH
    assert round(poster.width / poster.height, 6) == round(WIDTH / HEIGHT, 6)
    assert len(poster.names) == 700
    assert_tidy(poster)


def test_labels_stand_level_with_their_entries() -> None:
    """Categories are named in the order of their entries, with how many there are."""
    poster = poster_of(small(), {}, title=TITLE)
    assert [[line.text for line in one.lines] for one in poster.labels] == [
        ["Gateways &", "agents", "2 on the map"],
        ["Kernel and", "runtime", "3 on the map"],
    ]
    assert [one.number for one in poster.labels] == [1, 0]


def test_head_tells_what_was_met() -> None:
    """The line below the title counts entries, those met, and names the day."""
    told = {
        studied: poster_of(small(), dict(studied), title=TITLE).head[1].text
        for studied in ((), (("kiln", "done"), ("echo", "none"), ("ghost", "done")))
    }
    assert list(told.values()) == [
        "5 projects, standards and techniques · last checked 2026-11-20",
        "5 projects, standards and techniques · 1 met · last checked 2026-11-20",
    ]


def test_empty_landscape_has_a_sheet() -> None:
    """Without entries there is still a tidy sheet."""
    poster = poster_of(Landscape((), (), {}), {}, title=TITLE)
    assert (poster.names, poster.labels) == ((), ())
    assert_tidy(poster)
