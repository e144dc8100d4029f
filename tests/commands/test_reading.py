"""`aiinfra reading`: what to read, by kind, and what nobody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini

LIST = """\
Reading · 0 of 2 read, 1 h 50

Papers
  ○ paper-mortar  On mortar  1 h 30  2023-11

Posts
  ○ post-lime  Lime, again  20 min  2024

Named in 2025, never found
  Almanac of masons
      ghost-almanac: read paper-mortar

next: aiinfra begin paper-mortar
"""
MORTAR = """\
paper-mortar  On mortar
paper · A. Mason · 2023-11 · 1 h 30 · ○ open

Why walls stay up.

https://example.org/mortar

Topics
  ✓ topic-granite  Granite

  Checked    2026-11-20: it was read
  Sources    Mini notes

next: aiinfra begin paper-mortar
"""
GHOST = """\
ghost-almanac  Almanac of masons
placeholder · nothing to read
not verified: nobody has seen it

It was announced and never printed.

Read instead
  ○ paper-mortar  On mortar

  Corrected  The notes name an almanac of 2025.
  Sources    Mini notes

next: aiinfra reading paper-mortar
"""


def test_the_list(run: Run) -> None:
    """All is listed by kind with the learner's marks; what nobody wrote comes last."""
    assert run("reading") == (0, LIST, "")


@pytest.mark.parametrize("text", ["paper-mortar", "mortar", "pap", "reading:mortar"])
def test_a_page(run: Run, text: str) -> None:
    """All that is known of it, with the state of what it names."""
    run("done", "topic-granite")
    assert run("reading", text) == (0, MORTAR, "")
    assert run("show", text) == (0, MORTAR, "")
    assert data(run, "show", text) == data(run, "reading", text)


def test_a_placeholder(run: Run) -> None:
    """It has no address and no state, and says what to read instead."""
    assert run("reading", "ghost-almanac") == (0, GHOST, "")
    assert run("show", "almanac") == (0, GHOST, "")
    found = data(run, "reading", "ghost-almanac")["reading"]
    assert (found["url"], found["status"]) == (None, None)
    assert found.keys() == data(run, "reading", "post-lime")["reading"].keys()


def test_own_marks(run: Run) -> None:
    """Read, begun and skipped show; what is left is counted without the skipped."""
    run("done", "paper-mortar", "--note", "good")
    run("begin", "post-chalk")
    lines = run("reading").out.splitlines()
    assert lines[0] == "Reading · 1 of 2 read, 1 h 50"
    assert "  ✓ paper-mortar  On mortar  1 h 30  2023-11" in lines
    assert "  ▸ post-lime  Lime, again  20 min  2024" in lines
    assert lines[-1] == "next: aiinfra done post-lime"
    page = run("reading", "mortar").out.splitlines()
    assert page[1] == "paper · A. Mason · 2023-11 · 1 h 30 · ✓ done today"
    assert page[-4:-1] == ["Note, today", "  good", ""]
    run("skip", "post-lime", "-r", "known")
    assert run("reading").out.splitlines()[0] == "Reading · 1 of 1 read, 1 h 30"


def test_every_look(run: Run) -> None:
    """The list stays aligned and whole at any width, with and without colour."""
    run("done", "paper-mortar")
    golden.check("reading.txt", looks(run, ["reading"]))


@pytest.mark.parametrize(
    ("name", "argv"),
    [("reading", ["reading"]), ("reading-page", ["reading", "lime"])],
)
def test_documents(run: Run, name: str, argv: list[str]) -> None:
    """Each document has every key, null where nothing is known."""
    run("begin", "post-lime")
    golden.check(f"{name}.json", run(*argv, "--json").out)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("paper-motar", "did you mean paper-mortar?"),
        ("xyzzy", "they are listed by: aiinfra reading"),
        ("study-map", "study-map is on the path: aiinfra show study-map"),
    ],
)
def test_no_such_reading(run: Run, text: str, hint: str) -> None:
    """What is not on the list ends with 3 and near matches, or where it is listed."""
    assert run("reading", text) == (
        3,
        "",
        f'aiinfra: there is no reading "{text}"\nhint: {hint}\n',
    )


def test_a_curriculum_without_reading(own: Mini, run: Run) -> None:
    """Nothing is listed, and that is said."""
    (own.folder / "reading.yaml").unlink()
    assert run("reading") == (0, "", "this curriculum has no reading list\n")
    assert data(run, "reading")["reading"] == []


def test_bundled_placeholders_are_no_links(bundled: Path, run: Run) -> None:
    """What the documents of 2025 named and nobody wrote never has an address."""
    found = data(run, "reading")["reading"]
    ghosts = [one for one in found if one["kind"] == "placeholder"]
    assert len(ghosts) == 10
    assert {one["url"] for one in ghosts} == {None}
    assert {one["status"] for one in ghosts} == {None}
    for one in ghosts:
        assert "http" not in run("reading", one["id"]).out
        assert run("done", one["id"]).code == 1
