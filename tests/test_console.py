"""Widths, cuts and marks: what every screen is made of."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aiinfra_cli.console import STYLES, Out
from aiinfra_cli.typography import (
    ASCII,
    MARKS,
    bar,
    cell_width,
    clean,
    cut,
    days_text,
    fold,
    minutes_text,
    pad,
    wrap,
)

ANY = st.text(st.characters(blacklist_categories=["Cs"]))
WIDE = st.text(st.sampled_from("ab 動的リß…–é"))


@given(WIDE)
def test_width_is_that_of_the_terminal(text: str) -> None:
    """Our own count of cells, quick for plain text, is that of Rich."""
    assert cell_width(text) == cell_len(text)


@given(ANY)
def test_clean_leaves_one_harmless_line(text: str) -> None:
    """Nothing that controls a terminal is left, and nothing is lost in length."""
    found = clean(text)
    assert len(found) == len(text)
    assert found.splitlines() in ([found], [])
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in found)


def test_clean_names_what_it_took() -> None:
    """Controls become one visible stand-in; breaks become spaces; the rest stays."""
    assert clean("a\x1b[2J\tb\nc\u202ed é 動") == "a�[2J b c�d é 動"


@given(WIDE, st.integers(0, 12), st.sampled_from(["…", "..."]))
def test_cut_never_goes_over(text: str, width: int, mark: str) -> None:
    """A cut text fits its width; one that fitted is not touched."""
    found = cut(text, width, mark=mark)
    assert cell_width(found) <= max(width, 0)
    if cell_width(text) <= width:
        assert found == text
    elif width >= len(mark):
        assert found.endswith(mark)
        assert text.startswith(found.removesuffix(mark))


@given(WIDE, st.integers(0, 12), st.booleans())
def test_pad_fills_up(text: str, width: int, right: bool) -> None:
    """Padded text has at least the width, and is the text with spaces."""
    found = pad(text, width, right=right)
    assert cell_width(found) == max(width, cell_width(text))
    space = " " * (cell_width(found) - cell_width(text))
    assert found == (space + text if right else text + space)


@given(WIDE, st.integers(2, 12))
def test_wrap_loses_no_word(text: str, width: int) -> None:
    """Wrapped lines fit, and joined they are the words that went in."""
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WIDE, st.integers(2, 12))
def test_fold_is_reversible(text: str, width: int) -> None:
    """Folded lines fit, and joined they are the text."""
    assert "".join(fold(text, width)) == text
    assert all(cell_width(line) <= width for line in fold(text, width))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (665, "11 h 05")],
)
def test_minutes(minutes: int, text: str) -> None:
    """Lengths of time read as people write them."""
    assert minutes_text(minutes) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [("fri", "Fri"), ("mon tue", "Mon–Tue"), ("thu fri sat", "Thu–Sat")],
)
def test_days(days: str, text: str) -> None:
    """The days of a session are its first and last."""
    assert days_text(days) == text


@given(st.floats(0, 1), st.integers(2, 40))
def test_bar_is_honest(share: float, width: int) -> None:
    """A bar is full only at the end and empty only at the start."""
    full, rest = bar(share, width)
    assert len(full) + len(rest) == width
    assert (full == "") is (share == 0)
    assert (rest == "") is (share == 1)


def test_every_mark_is_one_cell_wide() -> None:
    """Marks and their ASCII forms take one cell each, so that columns stay."""
    for mark in MARKS.values():
        assert cell_width(mark) == 1
        assert len(mark.translate(ASCII)) == 1
        assert mark.translate(ASCII).isascii()


def _out(encoding: str) -> tuple[Out, io.BytesIO]:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, write_through=True, newline="")
    return Out(stream, io.StringIO()), raw


def test_screen_off_a_terminal() -> None:
    """In a pipe spans become plain text, without trailing space, controls taken out."""
    out, raw = _out("utf-8")
    out.lines([[("✓ ", "done"), ("a\x1bb", ""), ("  ", "dim")], []])
    assert raw.getvalue().decode() == "✓ a�b\n\n"
    assert out.width is None
    assert not out.styled


def test_stream_that_cannot_write_marks() -> None:
    """An ASCII stream gets ASCII marks; other letters become question marks."""
    out, raw = _out("ascii")
    out.lines([[("✓ déjà – vu", "")]])
    assert raw.getvalue() == b"x d?j? - vu\n"
    assert out.cut("longer than this", 9) == "longer..."


def test_styles_are_known() -> None:
    """A style that is not in the table is a mistake, found at once."""
    out = Out(io.StringIO(), io.StringIO(), color="always")
    for style in STYLES:
        out.lines([[("text", style)]])
    with pytest.raises(KeyError):
        out.lines([[("text", "pink")]])
