"""Words of others and of the learner never speak to the terminal."""

from __future__ import annotations

import unicodedata

import pytest

from tests.commands.asking import data
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

TITLE = "Pipes | and [bold]marks[/bold] and <script>alert(1)</script>"

# A cleared screen, a new window title, a link, a bell, text turned round, other lines.
EVIL = (
    "a\x1b[2Jb\x1b]0;owned\x07c\x1b]8;;https://evil.example\x1b\\d"
    "\u202egnp.exe\u2066 \x9b31m \u200f \ufeff \u2028 \r\n\ttail [red]x[/red]"
)
SAFE = "Cc", "Cf", "Zl", "Zp"  # control, format, line and paragraph separators

PAGES = [
    *(["today"], ["week", "1"], ["list"], ["show", "hands-on-routes"]),
    *(["status", "hands-on-routes"], ["status", "w1-weekend"], ["history"], ["next"]),
]


@pytest.fixture
def _evil(run: Run) -> None:
    """Put evil words wherever a learner can put words."""
    run("note", "hands-on-routes", EVIL)
    run("done", "study-map", "--note", EVIL)
    run("skip", "hands-on-routes", "--reason", EVIL)


def _controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in SAFE} - {"\n"}


@pytest.mark.parametrize("argv", PAGES)
@pytest.mark.usefixtures("_evil")
def test_nothing_reaches_the_screen(run: Run, argv: list[str]) -> None:
    """No control or format character of theirs is printed, in a pipe or not."""
    result = run(*argv)
    assert result.code == 0
    assert _controls(result.out + result.err) == set()


@pytest.mark.parametrize("argv", PAGES)
@pytest.mark.usefixtures("_evil")
def test_nothing_reaches_a_terminal(argv: list[str]) -> None:
    """On a terminal without colour there is not one escape sequence."""
    result = on_terminal(*argv, "--color", "never")
    assert result.code == 0
    assert _controls(result.out + result.err) == set()


@pytest.mark.usefixtures("_evil")
def test_styles_are_ours_alone(run: Run) -> None:
    """With colour, the only escapes are those of our own styles."""
    text = run("show", "hands-on-routes", "--color", "always").out
    assert "[red]x[/red]" in text
    assert "\x1b[2J" not in text
    assert "\x1b]0;" not in text
    assert "\x1b[31m" not in text


@pytest.mark.usefixtures("_evil")
def test_words_are_kept_as_they_were(run: Run) -> None:
    """The store and the JSON documents hold the very words: only screens are safe."""
    notes = data(run, "show", "hands-on-routes")["notes"]
    assert [note["text"] for note in notes] == [EVIL]


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("argv", [["list", "pipes"], ["week", "1"], ["show", "routes"]])
def test_markup_in_a_title_is_text(run: Run, argv: list[str], color: str) -> None:
    """Brackets, pipes and tags in a title are printed as they stand."""
    assert TITLE in run(*argv, "--color", color).out


def test_title_that_looks_like_an_option(own: Mini, run: Run) -> None:
    """Titles of any odd kind that the format allows are harmless."""
    odd = "--help %s {0} $(id) `id` \\\\n 👩‍👩‍👧 é́ ﷽"
    own.replace(
        "weeks/week-1.yaml",
        "title: Read the map of the field",
        f'title: "{odd}"',
    )
    shown = odd.replace("\\\\", "\\")
    assert data(run, "show", "study-map")["item"]["title"] == shown
    for argv in PAGES:
        assert run(*argv).code == 0
        assert on_terminal(*argv).code == 0


@pytest.mark.parametrize("title", ["\\e[2J", "a\\nb", "\\u202E", "\\0"])
def test_controls_in_a_title_are_refused(own: Mini, run: Run, title: str) -> None:
    """A curriculum with control characters in a title is wrong, and said to be."""
    own.replace(
        "weeks/week-1.yaml", "title: Read the map of the field", f'title: "{title}"'
    )
    result = run("week")
    assert (result.code, result.out) == (4, "")
    assert _controls(result.err) == set()
