"""The terminal page as a picture: whole, offline, and in its columns."""

from __future__ import annotations

import re

from aiinfra_cli.report.render.svg import COLUMNS, draw
from tests.conftest import Run
from tests.report.pictures import SVG, report_of, root_of


def texts(picture: str) -> list[str]:
    """Give the runs of text of a picture in order, without heading."""
    return [one.text or "" for one in root_of(picture).iter(f"{SVG}text")][1:]


def test_needs_nothing_from_outside(run: Run, mini: object) -> None:
    """The picture names no address but that of its own format."""
    picture = run("report", "--svg").out
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", picture))
    assert "http://www.w3.org/2000/svg" in addresses
    assert not re.search(r"@import|@font-face|url\(|href=|<script|<image", picture)
    assert root_of(picture).get("role") == "img"


def test_says_what_the_page_says(run: Run, mini: object) -> None:
    """Every word of the text page stands in the picture, in the same order."""
    words = " ".join(texts(run("report", "--svg").out)).split()
    page = run("report").out.split()
    assert [word for word in words if word in page][:40] == page[:40]


def test_every_run_stands_in_its_cells() -> None:
    """Wide characters take two cells, and what follows them is not pushed."""
    line = [("  動的  ", "dim"), ("next", "next"), ("   ", "")]
    found = root_of(draw(report_of(), [line]))
    wide, narrow = list(found.iter(f"{SVG}text"))[1:]
    assert (wide.text, narrow.text) == ("動的", "next")
    cell = float(wide.get("textLength", 0)) / 4
    assert float(narrow.get("textLength", 0)) == 4 * cell
    assert abs(float(narrow.get("x", 0)) - float(wide.get("x", 0)) - 6 * cell) < 0.11


def test_hostile_text_stays_text() -> None:
    """No title and no note becomes an element, nor speaks to a terminal."""
    line = [('</text><script>alert(1)</script>"&\x1b[31m\u202e', "")]
    root = root_of(draw(report_of(title="</title><b>"), [line]))
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        *("svg", "title", "style", "rect", "circle", "text"),
    }
    assert "\x1b" not in "".join(root.itertext())


def test_lines_fit_their_window(run: Run, mini: object) -> None:
    """No run of text leaves the window, whose width does not depend on the terminal."""
    root = root_of(run("report", "--svg").out)
    width = float(root.get("width", 0))
    ends = [
        float(one.get("x", 0)) + float(one.get("textLength", 0))
        for one in root.iter(f"{SVG}text")
    ]
    assert max(ends) <= width - 20
    assert width > COLUMNS * 8
