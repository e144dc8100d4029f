"""On the picture no text touches another, and every text is inside its cell."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.drawing.box import Box
from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.practices.edits import check_title
from aiinfra_cli.practices.lettering import SIZES, Room, largest, lines_of
from aiinfra_cli.practices.model import PracticeState
from aiinfra_cli.practices.poster import (
    CELL_WIDTH,
    PAD,
    PRACTICES,
    Poster,
    Square,
    poster_of,
)
from aiinfra_cli.practices.standing import View, view

from .charts import RULE, TODAY, bundled, lived, lived_view, state


def fresh() -> View:
    """Give the chart as it came."""
    return view(bundled(), {}, TODAY)


def parts(square: Square) -> list[Box]:
    """List what takes room inside a cell."""
    found = [line.box for line in square.lines]
    if square.strength:
        found += [square.strength.track, square.strength.figure.box]
    return found


def texts(poster: Poster) -> list[Box]:
    """List every text of the picture, and what no text may touch."""
    legend = [box for one in poster.legend for box in (one.box, one.text.box)]
    inside = [box for one in poster.squares for box in parts(one)]
    return [*(text.box for text in poster.head), *legend, *inside]


def assert_tidy(poster: Poster) -> None:
    """Nothing overlaps, cells hold what is theirs, and the sheet holds them all."""
    boxes = texts(poster)
    touching = [
        (one.id, other.id)
        for one, other in combinations(boxes, 2)
        if one.overlaps(other)
    ]
    assert touching == []
    cells = [one.box for one in poster.squares]
    assert not any(one.overlaps(other) for one, other in combinations(cells, 2))
    for square in poster.squares:
        assert [one for one in parts(square) if not _holds(square.box, one)] == []
    sheet = Box("sheet", 0, 0, poster.width, poster.height)
    assert [one for one in (*boxes, *cells) if not _holds(sheet, one)] == []


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@pytest.mark.parametrize("found", [fresh(), lived_view()], ids=["fresh", "lived"])
def test_the_picture_is_tidy(found: View) -> None:
    """As it came, and after some weeks with own words."""
    assert_tidy(poster_of(found))


def test_every_title_stands_whole_in_readable_type() -> None:
    """No title of the bundled chart is cut or torn, in type of 14 of 1680 units or
    more: ten points on A3."""
    for square in poster_of(fresh()).squares:
        words = " ".join(line.text for line in square.lines)
        assert words.replace("- ", "-") == square.cell.title
        assert {line.size >= 14 for line in square.lines} == {True}


def test_titles_fit_their_cells() -> None:
    """A line is no wider than its cell, however wide the viewer's font is."""
    for square in poster_of(lived_view()).squares:
        for line in square.lines:
            room = CELL_WIDTH - 2 * PAD
            assert text_width(line.text, line.size, bold=line.bold) <= room


def test_cells_show_how_they_stand() -> None:
    """A cell is begun, idle or waits; the middle ones are goal and pillars."""
    found = {one.cell.id: one for one in poster_of(lived_view()).squares}
    kinds = {
        id: found[id].kind
        for id in ("goal", "k8s-core", "self-sleep", "gpu-cuda", "inf-ambassador")
    }
    assert kinds == {
        "goal": "goal",
        "k8s-core": "pillar",
        "self-sleep": "begun",
        "gpu-cuda": "idle",
        "inf-ambassador": "waits",
    }
    assert found["inf-ambassador"].lines == ()  # the learner put it away
    assert found["goal"].strength is None


def test_bars_are_as_long_as_strengths() -> None:
    """The filled part is the strength's share of the track; the figure says it too."""
    view = lived_view()
    for square in poster_of(view).squares:
        if square.kind in ("begun", "idle") and square.strength:
            share = square.strength.filled.width / square.strength.track.width
            strength = view.standings[square.cell.id].strength
            assert share == pytest.approx(strength or 0)
            assert (square.strength.figure.text == "–") == (strength is None)


def test_own_words_make_no_other_cell_smaller() -> None:
    """All practices are set in one size; own words that need it alone in another."""
    long = "Longer own words than anybody should write into one cell of a whole chart"
    ours = lived() | {"k8s-dra-nri": state(id="k8s-dra-nri", title=long)}
    squares = poster_of(view(bundled(), ours, TODAY)).squares
    sizes = {
        one.cell.id: {line.size for line in one.lines}
        for one in squares
        if one.kind in PRACTICES and one.lines
    }
    assert sizes.pop("k8s-dra-nri") == {13.0}
    assert set(map(tuple, sizes.values())) == {(14.0,)}


WORDS = st.text(min_size=1, max_size=80).filter(lambda one: not check_title(one))


@RULE
@given(WORDS, WORDS, WORDS)
def test_own_words_keep_the_picture_tidy(one: str, pillar: str, goal: str) -> None:
    """Whatever an edit accepts, in whatever script."""
    words = {"self-sleep": one, "k8s-core": pillar, "goal": goal}
    states = {id: PracticeState(id, title=title) for id, title in words.items()}
    squares = poster_of(view(bundled(), states, TODAY)).squares
    for square in squares:
        if square.cell.id in words:
            inside = parts(square)
            assert [box for box in inside if not _holds(square.box, box)] == []
            assert not any(a.overlaps(b) for a, b in combinations(inside, 2))


@RULE
@given(WORDS, st.sampled_from(SIZES), st.booleans())
def test_breaking_loses_nothing(words: str, size: float, bold: bool) -> None:
    """Lines hold every character; none is wider than its room, single ones aside."""
    lines = lines_of(words, size, Room(149, 10_000, bold))
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    for line in lines:
        assert text_width(line, size, bold=bold) <= 149 or len(line) == 1


@RULE
@given(WORDS, st.sampled_from(SIZES), st.floats(20, 120), st.booleans())
def test_lines_fit_their_room(
    words: str, size: float, height: float, bold: bool
) -> None:
    """However long the words, they take no more lines than there is room for."""
    room = Room(149, height, bold)
    assert len(lines_of(words, size, room)) <= room.rows(size)


def test_words_are_broken_behind_hyphens_first() -> None:
    """A word that is too long by itself is not torn where it has a hyphen."""
    bold, plain = (Room(149, 70, is_bold) for is_bold in (True, False))
    assert lines_of("Self-management", 16, bold) == ["Self-", "management"]
    assert lines_of("Evaluate multi-tenant", 14, plain) == ["Evaluate", "multi-tenant"]
    assert largest("Self-management", bold) == 16


def test_a_torn_word_is_set_smaller_a_script_without_spaces_is_not() -> None:
    """Type shrinks until words stand whole; between wide characters a line may end."""
    room = Room(149, 70, False)
    assert largest("Infrastructurearchitecture", room) == 10
    assert largest("Infrastructure-architecture", room) == 16
    assert largest("写一篇关于推理优化的博客并请同事审阅", room) == 16
    assert largest("word " * 60, room) == 9


def test_what_does_not_fit_ends_with_a_mark() -> None:
    """The reader sees that there was more."""
    assert lines_of("one two three four five", 16, Room(70, 40, False)) == [
        "one two",
        "three…",
    ]
