"""The chart in a terminal: a grid from 100 columns on, else a list."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.practices.edits import check_title
from aiinfra_cli.practices.grid import chart_lines, grid_lines
from aiinfra_cli.practices.listing import list_lines
from aiinfra_cli.practices.looks import LOOKS, MARK, fitted, head, percent
from aiinfra_cli.practices.standing import View, view
from aiinfra_cli.typography import ASCII, cell_width

from .. import golden
from .charts import GOLDEN, RULE, TODAY, bundled, lived, lived_view, state, text

WIDTHS = (40, 60, 79, 80, 99, 100, 120, 140, 200, 300)


def widths(lines: str) -> set[int]:
    """Give the widths of lines in cells."""
    return {cell_width(line) for line in lines.splitlines()}


@pytest.mark.parametrize("width", [100, 140])
def test_whole_grid(width: int) -> None:
    """The grid of a learner of some weeks looks like this."""
    found = text(chart_lines(lived_view(), width))
    golden.check(f"grid-{width}.txt", found, folder=GOLDEN)


@pytest.mark.parametrize("width", [60, 80])
def test_whole_list(width: int) -> None:
    """Where the grid does not fit, the chart is a list by pillar."""
    found = text(chart_lines(lived_view(), width))
    golden.check(f"list-{width}.txt", found, folder=GOLDEN)


def test_whole_list_off_a_terminal() -> None:
    """Without a width nothing is cut: every id and every title stands whole."""
    found = text(chart_lines(lived_view(), None))
    golden.check("list.txt", found, folder=GOLDEN)
    for one in lived_view().standings.values():
        if one.status != "hidden":
            assert found.count(f" {one.practice.id} ") == 1
            assert one.practice.title in found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over(width: int) -> None:
    """No line is wider than its terminal, with and without anything done."""
    for one in (lived_view(), view(bundled(), {}, TODAY)):
        assert max(widths(text(chart_lines(one, width)))) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_plain_ascii(width: int) -> None:
    """With the mark of plain ASCII nothing moves: what was aligned stays so."""
    ours = {id: one for id, one in lived().items() if id != "inf-own"}  # is Chinese
    lines = text(chart_lines(view(bundled(), ours, TODAY), width, mark="..."))
    plain = lines.translate(ASCII)
    assert plain.isascii()
    assert [*map(len, plain.splitlines())] == [*map(len, lines.splitlines())]


def test_every_cell_of_the_grid_says_what_it_is() -> None:
    """In 100 columns each label or title stands in its place, unbroken."""
    chart = bundled()
    lines = text(grid_lines(view(chart, {}, TODAY), 100)).splitlines()[:-2]
    rows: list[list[str]] = [[]]
    for line in lines:
        if set(line) <= {"─"} or not line.replace("│", "").strip():
            rows.append([])
        else:
            rows[-1].append(line.ljust(100))
    starts = [number * 11 + number // 3 for number in range(9)]
    for row, column in product(range(9), range(9)):
        cell = chart.at(row, column)
        begin = starts[column]
        found = " ".join(line[begin : begin + 10].strip() for line in rows[row][:-1])
        assert " ".join(found.split()) in (cell.label, cell.title)


def test_colours_only_support() -> None:
    """Every style in the chart is one that the console knows, and stands beside a
    mark or a word of its own."""
    found = {style for line in chart_lines(lived_view(), 140) for _, style in line}
    assert found == {"", "dim", "head", "done", "started"}
    marks = [mark for mark, _, _ in LOOKS.values() if mark.strip()]
    assert len(marks) == len(set(marks))


def test_hidden_practices_are_listed_on_request() -> None:
    """They are left out and counted, or shown and named as such."""
    left_out = text(list_lines(lived_view(), 80, pillar="industry-influence"))
    assert "inf-ambassador" not in left_out
    assert left_out.endswith("\n1 is hidden\n")
    shown = text(list_lines(lived_view(), 80, pillar="industry-influence", hidden=True))
    assert "Serve as an ambassador of a foundation, such as the CNCF (hidden)" in text(
        list_lines(lived_view(), None, hidden=True)
    )
    assert "inf-ambassador" in shown
    assert "hidden\n" not in shown.splitlines()[-1]


def test_a_pillar_alone() -> None:
    """One pillar has the lines of its practices, and no others."""
    found = text(list_lines(lived_view(), 100, pillar="self-management")).splitlines()
    ids = [line.split()[1] for line in found if line.startswith("  ")]
    assert ids == [
        one.id for one in bundled().practices if one.pillar == "self-management"
    ]


def test_head_sums_up() -> None:
    """The goal in the learner's words, what was begun, and the mean of it all."""
    assert text(head(lived_view(), 80)) == (
        "Run AI platforms that people like to work on\n"
        "9 of 63 practices begun · strength 7 %\n"
        "\n"
    )
    assert text(head(view(bundled(), {}, TODAY), None)) == (
        "Lead for cloud native AI infrastructure on Kubernetes\n"
        "0 of 63 practices begun\n"
        "\n"
    )


def test_percent() -> None:
    """What was never begun has no figure; only nothing is 0, and only all is 100."""
    assert [percent(one) for one in (None, 0.0, 0.001, 0.876, 0.999, 1.0)] == [
        *("–", "0 %", "1 %", "88 %", "99 %", "100 %")
    ]


@RULE
@given(
    st.lists(
        st.text(min_size=1, max_size=60).filter(str.split), min_size=1, max_size=3
    ),
    st.integers(4, 20),
    st.integers(1, 4),
    st.sampled_from([MARK, "..."]),
)
def test_words_fit_their_cell(
    texts: list[str], width: int, most: int, mark: str
) -> None:
    """Whatever a learner writes, it takes no more columns and lines than there are."""
    lines = fitted(texts, width, most, mark)
    assert 1 <= len(lines) <= most
    assert all(cell_width(line) <= width for line in lines)


def test_the_first_text_that_fits_is_taken() -> None:
    """The title where there is room, else the label, else what fits of the label."""
    texts = ("Design inference orchestration", "Inference fleets")
    assert fitted(texts, 14, 3) == ["Design", "inference", "orchestration"]
    assert fitted(texts, 10, 3) == ["Inference", "fleets"]
    assert fitted(texts, 10, 1) == ["Inference…"]
    assert fitted(("Orchestration",), 6, 3) == ["Orches", "tratio", "n"]


@RULE
@given(st.text(min_size=1, max_size=80).filter(lambda one: not check_title(one)))
def test_own_words_never_break_the_grid(words: str) -> None:
    """Any wording that an edit accepts leaves every rule of the grid in its column."""
    states = {"self-sleep": state(1, id="self-sleep", title=words)}
    found: View = view(bundled(), states, TODAY)
    rules = [line for line in text(grid_lines(found, 100)).splitlines() if "│" in line]
    row = [line for line in rules if "│" not in words]
    assert all(
        [cell_width(part) for part in line.split("│")[:2]] == [32, 33] for line in row
    )
    assert max(widths(text(grid_lines(found, 100)))) <= 100
