"""Texts of the curriculum on a screen: no word lost, no line too wide."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiinfra_cli.commands.markdown import lines_of, wrap_spans
from aiinfra_cli.console import Line, Out
from aiinfra_cli.typography import cell_width


class Screen(Out):
    """A screen of a width, with styles or without."""

    def __init__(self, width: int | None, *, styled: bool = False) -> None:
        super().__init__(io.StringIO(), io.StringIO())
        self._width = width
        self._styled = styled

    @property
    def width(self) -> int | None:
        """Give the width of the test."""
        return self._width

    @property
    def styled(self) -> bool:
        """Tell whether the test looks at styles."""
        return self._styled


def plain(lines: list[Line]) -> list[str]:
    """Give lines without their styles."""
    return ["".join(text for text, _ in line) for line in lines]


def shown(text: str, *, width: int | None = None, indent: int = 0) -> list[str]:
    """Give a text as it stands on a screen without styles."""
    return plain(lines_of(Screen(width), text, indent=indent))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One line.", ["One line."]),
        ("One\nline.", ["One line."]),
        ("One.\n\nTwo.", ["One.", "", "Two."]),
        ("A `code`, **bold**, *thin*.", ["A `code`, bold, thin."]),
        ("- a\n- b", ["- a", "- b"]),
        ("3. a\n4. b", ["3. a", "4. b"]),
        ("Text:\n\n- a\n\n- b\n\nMore.", ["Text:", "", "- a", "- b", "", "More."]),
        ("- a\n  - b\n- c", ["- a", "  - b", "- c"]),
        ("```\na  b\n c\n```", ["  a  b", "   c"]),
        ("Run:\n\n```sh\na\n```\n\nThen.", ["Run:", "", "  a", "", "Then."]),
        ("[x](https://example.org/)", ["x (https://example.org/)"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("a <b>c</b>", ["a <b>c</b>"]),
        ("<div>\nx\n</div>", ["<div> x </div>"]),
        ("a & b < c", ["a & b < c"]),
        ("a\\*b", ["a*b"]),
        ("# Head\n\ntext", ["Head", "", "text"]),
        ("> quoted", ["quoted"]),
        ("", [""]),
    ],
)
def test_forms(text: str, lines: list[str]) -> None:
    """Each form of Markdown that labs use has its place on the screen."""
    assert shown(text) == lines


def test_styles() -> None:
    """With styles the marks give way: code and bold are styles, a link leads."""
    text = "A `b c` and **d** of [e f](https://example.org/)."
    (line,) = lines_of(Screen(80, styled=True), text)
    assert "".join(part for part, _ in line) == "A b c and d of e f."
    of = {part: style for part, style in line if part.strip()}
    assert (of["b"], of["d"]) == ("code", "head")
    assert of["e"] == of["f"] == "link https://example.org/"


def test_lists_are_filled_to_the_width() -> None:
    """What does not fit goes on below the beginning of its text."""
    text = "- of many words the first\n  stand here, the last below\n- few"
    assert shown(text, width=40, indent=2) == [
        "  - of many words the first stand here,",
        "    the last below",
        "  - few",
    ]


def test_prose_is_never_very_wide() -> None:
    """On a wide terminal lines keep a length that can be read."""
    lines = shown("word " * 100, width=300)
    assert max(map(len, lines)) <= 88


def test_off_a_terminal_paragraphs_are_whole() -> None:
    """In a pipe nothing is broken."""
    assert len(shown("word " * 100)) == 1


WORDS = st.text(
    st.one_of(st.characters(), st.sampled_from("`*_[]()<>#-1. \n~\\動")), max_size=60
)


@given(WORDS, st.integers(40, 100), st.integers(0, 6))
@example("`" + "x" * 200 + "`", 40, 2)
@example("動" * 60, 41, 3)
def test_any_text(text: str, width: int, indent: int) -> None:
    """Whatever the text, it becomes lines, and prose fits into the width."""
    for styled in (False, True):
        lines = lines_of(Screen(width, styled=styled), text, indent=indent)
        prose = [line for line in lines if not any(s == "code" for _, s in line)]
        assert [one for one in plain(prose) if cell_width(one) > width] == []


@given(st.lists(st.text("ab動 ", max_size=30)), st.integers(4, 30))
def test_wrapping_loses_nothing(texts: list[str], width: int) -> None:
    """Broken at spaces, or inside a long word: all signs are there, in their order."""
    spans = [(text, str(number)) for number, text in enumerate(texts)]
    lines = wrap_spans(spans, width)
    found = "".join("".join(text for text, _ in line) for line in lines)
    assert re.sub(" ", "", found) == re.sub(" ", "", "".join(texts))
