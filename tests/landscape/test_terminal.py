"""The map in a terminal: whole names, no overlap, within the width."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from aiinfra_cli.landscape.choice import choose
from aiinfra_cli.landscape.looks import Line, legend, name_of, tally
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.terminal import map_lines
from aiinfra_cli.typography import ASCII, cell_width

from .. import golden
from .fields import STUDIED, bundled, entry, small

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 60, 80, 100, 140, 250)


def text(lines: list[Line]) -> str:
    """Write lines as they look without styles."""
    return "".join("".join(part for part, _ in line).rstrip() + "\n" for line in lines)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_whole_map(width: int) -> None:
    """The map of the small landscape looks like this."""
    golden.check(
        f"small-{width}.txt", text(map_lines(small(), STUDIED, width)), folder=GOLDEN
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_bundled_name_stands_whole(width: int) -> None:
    """Each name stands on the map once, two columns or more from the next one."""
    landscape = bundled()
    lines = text(map_lines(landscape, {}, width)).splitlines()
    assert max(map(cell_width, lines)) <= width
    drawn = lines[1 : lines.index("│ infrastructure, kernel, runtime")]
    # Within a name there is one space at most, so two of them part names.
    names = [one for line in drawn for one in re.split(" {2,}", line[2:].strip())]
    assert sorted(filter(None, names)) == sorted(
        f"○ {name_of(one)}" for one in landscape.placed
    )


def test_map_is_short_enough_to_read() -> None:
    """All names take about two screens at 80 columns, one at 140."""
    landscape = bundled()
    assert len(map_lines(landscape, {}, 80)) <= 52
    assert len(map_lines(landscape, {}, 140)) <= 34


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
    """Every mark has a stand-in; only names may hold other letters."""
    written = text(map_lines(bundled(), STUDIED, 80)).translate(ASCII)
    assert {char for char in written if not char.isascii()} == {"ö"}


def test_empty_map_has_axes() -> None:
    """Where nothing is chosen, the axes and the marks are shown all the same."""
    lines = text(map_lines(Landscape((), (), {}), {}, 40)).splitlines()
    assert lines[0] == "│ application, AI, inference"
    assert lines[1:16] == ["│"] * 15
    assert lines[17] == "─ prototype ────────────────── mature ─▸"


def test_name_wider_than_the_terminal_stays_whole() -> None:
    """A map gets wider than a terminal before a name is cut."""
    long = entry("a", 0.5, 0.5, name="x" * 60)
    landscape = landscape_of([{"id": "a", "title": "A", "entries": [long]}])
    assert "○ " + "x" * 60 in text(map_lines(landscape, {}, 40))


def test_legend_names_every_mark() -> None:
    """Marks are explained in words, in as many lines as the width needs."""
    assert text(legend(80)) == (
        "○ not begun   ▸ begun   ✓ done   ◆ done and reviewed   ~ early stage\n"
        "? not verified\n"
    )
    assert len(legend(20)) == 5


def test_tally_counts_what_is_shown() -> None:
    """The sum of entries, studied, early and unverified ones; zeros are left out."""
    assert tally(small(), STUDIED) == (
        "6 entries · 3 studied · 2 at an early stage · 1 not verified"
    )
    one = choose(small(), {"kiln": "done"}, mine=True)
    assert tally(one, {"kiln": "done"}) == "1 entry · 1 studied"
