"""The map in a terminal: whole names, no overlap, within the width."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiinfra_cli.landscape.choice import choose
from aiinfra_cli.landscape.clusters import Cluster, clusters, letters
from aiinfra_cli.landscape.looks import Line, legend, name_of, tally
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.terminal import map_lines, mark_of
from aiinfra_cli.typography import ASCII, cell_width

from .. import golden
from .fields import STUDIED, bundled, entry, small

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 60, 80, 100, 119, 120, 140, 250)
SOME_OF_IT = {
    **dict.fromkeys(("kubernetes", "helm", "dra"), "done"),
    "vllm": "some",
    "kueue": "reviewed",
    "istio": "some",
}
shares = st.floats(0, 1, width=32)
fields = st.lists(
    st.lists(st.tuples(shares, shares), min_size=1, max_size=30),
    min_size=1,
    max_size=6,
).map(
    lambda found: landscape_of(
        {
            "id": f"c{n}",
            "title": f"Category {n}",
            "entries": [
                entry(f"e{n}-{m}", x, y, name="x" * 150)
                for m, (x, y) in enumerate(places)
            ],
        }
        for n, places in enumerate(found)
    )
)


def text(lines: list[Line]) -> str:
    """Write lines as they look without styles."""
    return "".join("".join(part for part, _ in line).rstrip() + "\n" for line in lines)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_whole_map(width: int) -> None:
    """The map of the small landscape looks like this."""
    golden.check(
        f"small-{width}.txt", text(map_lines(small(), STUDIED, width)), folder=GOLDEN
    )


@pytest.mark.parametrize("width", [80, 140])
def test_whole_bundled_map(width: int) -> None:
    """The map of the bundled landscape looks like this, on one screen."""
    lines = map_lines(bundled(), SOME_OF_IT, width)
    assert len(lines) <= (25 if width == 80 else 28)
    golden.check(f"bundled-{width}.txt", text(lines), folder=GOLDEN)


def test_whole_bundled_map_in_words() -> None:
    """Where nothing is cut, each entry is told with its place and state, in words."""
    landscape = bundled()
    written = text(map_lines(landscape, SOME_OF_IT, 100, is_whole=True))
    golden.check("bundled-words.txt", written, folder=GOLDEN)
    told = [
        name
        for line in written.splitlines()
        if (found := re.fullmatch(r"   [\w, -]+ \(\d+\): (.*)", line))
        for states in found[1].split("; ")
        for name in states.partition(": ")[2].split(" · ")
    ]
    assert sorted(told) == sorted(name_of(one) for one in landscape.placed)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_bundled_entry_is_drawn(width: int) -> None:
    """Each entry has its mark on the map, within the width, at any width."""
    landscape = bundled()
    lines = text(map_lines(landscape, {}, width)).splitlines()
    assert max(map(cell_width, lines)) <= width
    end = next(n for n, line in enumerate(lines) if line.startswith("│ infrastr"))
    # The key may stand beside the map, behind at least three spaces and a title.
    left = round(width * 4 / 7) if width >= 120 else width
    drawn = [line[:left] for line in lines[1:end]]
    assert sum(line.count("○") for line in drawn) == len(landscape.placed)


def test_names_stand_on_the_map_where_they_fit() -> None:
    """A part of the landscape has room for whole names, within twenty lines."""
    landscape = bundled()
    early = choose(landscape, {}, early=True)
    few = choose(landscape, {}, category="inference-optimization")
    for part, width in ((early, 60), (early, 140), (few, 80)):
        lines = text(map_lines(part, {}, width)).splitlines()
        drawn = lines[1 : lines.index("│ infrastructure, kernel, runtime")]
        # Within a name there is one space at most, so two of them part names.
        names = [one for line in drawn for one in re.split(" {2,}", line[2:].strip())]
        assert sorted(filter(None, names)) == sorted(
            f"○ {name_of(one)}" for one in part.placed
        )
        assert 15 <= len(drawn) <= 20


@settings(deadline=None, max_examples=40)
@given(fields, st.sampled_from([40, 60, 80, 119, 120, 140]))
def test_no_two_clusters_overlap(landscape: Landscape, width: int) -> None:
    """Marks keep apart from one another and from the axis, wherever they belong."""
    drawn = [
        line for line in map_lines(landscape, {}, width) if line and line[0][0] == "│ "
    ]
    letter = letters(landscape)
    marks = []
    for line in drawn:
        used = 2
        for (space, _), (name, style), (dots, _) in zip(
            line[1::3], line[2::3], line[3::3], strict=False
        ):
            if style != "head" or not dots.startswith("○"):
                break  # the key, beside the map
            assert not space.strip()
            assert len(space) >= 3 or used == 2
            used += len(space) + len(name) + len(dots)
            marks.append(name + dots)
        assert used <= width
    assert sorted(marks) == sorted(
        f"{letter[one.category.id]} "
        + ("○" * len(one.entries) if len(one.entries) <= 24 else f"○{len(one.entries)}")
        for one in clusters(landscape, {})
    )


def test_mark_of_many_entries_counts_them() -> None:
    """More marks than can be seen at once become the number of each."""
    studied = {"e0": "done", "e1": "done", "e2": "some"}
    (found,) = clusters(crowd(24), studied)
    assert spelt(found, studied) == "A ✓✓▸" + "○" * 21
    (found,) = clusters(crowd(250), studied)
    assert spelt(found, studied) == "A ✓2 ▸1 ○247"


def spelt(cluster: Cluster, studied: dict[str, str]) -> str:
    """Write the mark of a cluster without styles."""
    return "".join(part for part, _ in mark_of(cluster, "A", studied))


def crowd(many: int) -> Landscape:
    """Make a landscape whose entries all stand in one place."""
    return landscape_of(
        [
            {
                "id": "a",
                "title": "A",
                "entries": [entry(f"e{n}", 0.5, 0.5) for n in range(many)],
            }
        ]
    )


def test_columns_follow_maturity_and_rows_follow_layers() -> None:
    """A corner of the plane is a corner of the map."""
    corners = {"nw": (0, 1), "ne": (1, 1), "sw": (0, 0), "se": (1, 0)}
    landscape = landscape_of(
        [
            {
                "id": "a",
                "title": "A",
                "entries": [entry(id, x, y) for id, (x, y) in corners.items()],
            }
        ]
    )
    lines = text(map_lines(landscape, {}, 60)).splitlines()
    assert lines[1] == f"│ ○ Nw{' ' * 50}○ Ne"
    assert lines[15] == f"│ ○ Sw{' ' * 50}○ Se"


def test_part_keeps_its_place() -> None:
    """Chosen entries stand in their part of the map, not all over it."""
    landscape = bundled()
    top = text(map_lines(choose(landscape, {}, category="application-data"), {}, 80))
    drawn = [bool(line.strip("│ ")) for line in top.splitlines()[1:16]]
    assert any(drawn[:8])
    assert not any(drawn[8:])


def test_states_are_drawn_with_mark_and_style() -> None:
    """What was studied has its own mark; its colour is never the only sign."""
    spans = [
        (mark[0], mark[1], name[0].strip())
        for line in map_lines(small(), STUDIED, 80)
        for mark, name in pairwise(line)
        if name[0].strip() in ("Vessel", "Kiln", "Glaze ~", "Echo", "Rumour <&> ? ~")
    ]
    assert sorted(spans, key=lambda one: one[2]) == [
        ("○", "", "Echo"),
        ("▸", "started", "Glaze ~"),
        ("✓", "done", "Kiln"),
        ("○", "", "Rumour <&> ? ~"),
        ("◆", "verified", "Vessel"),
    ]


def test_map_can_be_written_in_ascii() -> None:
    """Every mark has a stand-in, no line gets wider; names may hold other letters."""
    for width in (40, 60, 80, 140):
        for line in text(map_lines(bundled(), STUDIED, width)).splitlines():
            assert len(line.translate(ASCII)) <= width
    written = text(map_lines(bundled(), STUDIED, 140)).translate(ASCII)
    assert {char for char in written if not char.isascii()} == {"ö"}


def test_empty_map_has_axes() -> None:
    """Where nothing is chosen, the axes and the marks are shown all the same."""
    lines = text(map_lines(Landscape((), (), {}), {}, 40)).splitlines()
    assert lines[0] == "│ application, AI, inference"
    assert lines[1:16] == ["│"] * 15
    assert lines[17] == "─ prototype ────────────────── mature ─▸"


def test_name_wider_than_the_map_is_told_below_it() -> None:
    """What does not fit is a mark on the map; in words it is never cut."""
    long = entry("a", 0.5, 0.5, name="x" * 60)
    landscape = landscape_of([{"id": "a", "title": "A", "entries": [long]}])
    lines = text(map_lines(landscape, {}, 40)).splitlines()
    assert max(map(len, lines)) <= 40
    assert [line for line in lines if line.endswith("A ○")] == [f"│{' ' * 8}A ○"]
    whole = text(map_lines(landscape, {}, 40, is_whole=True))
    assert f"   prototype, infrastructure (1): not begun: {'x' * 60}\n" in whole


def test_legend_names_every_mark() -> None:
    """Marks are explained in words, in as many lines as the width needs."""
    assert text(legend(80)) == (
        "○ not begun   ▸ begun or met   ✓ done   ◆ done and reviewed   ~ early stage\n"
        "? not verified\n"
    )
    assert len(legend(20)) == 6


def test_tally_counts_what_is_shown() -> None:
    """The sum of entries, met, early and unverified ones; zeros are left out."""
    assert tally(small(), STUDIED) == (
        "6 entries · 3 met · 2 at an early stage · 1 not verified"
    )
    one = choose(small(), {"kiln": "done"}, mine=True)
    assert tally(one, {"kiln": "done"}) == "1 entry · 1 met"
