"""What stands behind the letters: within the width, and honest about what is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.landscape.clusters import clusters
from aiinfra_cli.landscape.key import key_below, key_beside, key_in_words
from aiinfra_cli.landscape.looks import Line
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.typography import ASCII, cell_width

from .fields import STUDIED, entry, small

words = st.text(st.sampled_from("abc 中文字ö"), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)
fields = st.lists(
    st.tuples(words, st.lists(words, min_size=1, max_size=9)), min_size=1, max_size=5
).map(
    lambda found: landscape_of(
        {
            "id": f"c{n}",
            "title": title,
            "entries": [
                entry(f"e{n}-{m}", 0.5, 0.5, name=name) for m, name in enumerate(names)
            ],
        }
        for n, (title, names) in enumerate(found)
    )
)


def text(lines: list[Line]) -> list[str]:
    """Write lines as they look without styles."""
    return ["".join(part for part, _ in line).rstrip() for line in lines]


def test_key_below_the_map() -> None:
    """A line each: what was met of how many, then the best known names."""
    assert text(key_below(small(), STUDIED, 80)) == [
        "                          met",
        "A  Kernel and runtime  3 of 3  ◆ Vessel  ✓ Kiln  ▸ Glaze ~",
        "B  Gateways & agents   0 of 2  ○ Rumour <&> ? ~  ○ Echo",
    ]
    assert text(key_below(small(), STUDIED, 50)) == [
        "                          met",
        "A  Kernel and runtime  3 of 3  ◆ Vessel …",
        "B  Gateways & agents   0 of 2  ○ Rumour <&>... …",
    ]


def test_narrow_key_has_no_names() -> None:
    """Where nothing can be named, counts remain, and titles give way."""
    assert text(key_below(small(), STUDIED, 28)) == [
        "                         met",
        "A  Kernel and run...  3 of 3",
        "B  Gateways & agents  0 of 2",
    ]


def test_key_beside_the_map() -> None:
    """A title each, and as many lines of names as are asked for."""
    assert text(key_beside(small(), STUDIED, 28, 1)) == [
        "A  Kernel and ru...  3 of 3 met",
        "   ◆ Vessel  ✓ Kiln …",
        "B  Gateways & ag...  2 entries",
        "   ○ Rumour <&> ? ~  ○ Echo",
    ]
    assert text(key_beside(small(), STUDIED, 38, 2)) == [
        "A  Kernel and runtime  3 of 3 met",
        "   ◆ Vessel  ✓ Kiln  ▸ Glaze ~",
        "B  Gateways & agents  2 entries",
        "   ○ Rumour <&> ? ~  ○ Echo",
    ]


def test_key_in_words() -> None:
    """Every entry is named with its place and its state, without any mark."""
    found = clusters(small(), STUDIED)
    assert text(key_in_words(small(), STUDIED, found)) == [
        "A  Kernel and runtime   3 of 3 met",
        "   prototype, middle layers (1): begun or met: Glaze ~",
        "   mature, infrastructure (2): done and reviewed: Vessel; done: Kiln",
        "B  Gateways & agents   2 entries",
        "   prototype, applications (1): not begun: Rumour <&> ? ~",
        "   half-way to mature, applications (1): not begun: Echo",
    ]


@given(fields, st.integers(40, 90))
def test_key_keeps_within_the_width(landscape: Landscape, width: int) -> None:
    """Wide letters and long names never make a line too wide, also without Unicode."""
    for lines in (
        key_below(landscape, {}, width),
        key_beside(landscape, {}, width, 2),
    ):
        for line in text(lines):
            assert cell_width(line) <= width
            assert cell_width(line.translate(ASCII)) <= width
