"""The picture is well-formed, says what the records say, and can be read."""

from __future__ import annotations

import re
from itertools import chain
from xml.etree import ElementTree

import pytest

from aiinfra_cli.drawing.palette import DARK, LIGHT, THEMES, Palette
from aiinfra_cli.practices.model import PracticeState
from aiinfra_cli.practices.standing import View, view
from aiinfra_cli.practices.svg import draw

from .. import golden
from .charts import GOLDEN, TODAY, bundled, lived_view

SVG = "{http://www.w3.org/2000/svg}"


def parsed(found: View, theme: str = "auto") -> ElementTree.Element:
    """Draw a chart and read the picture as XML."""
    return ElementTree.fromstring(draw(found, theme=theme))


def tips(root: ElementTree.Element) -> list[str]:
    """List what pointing at each cell tells."""
    return [group.findtext(f"{SVG}title") or "" for group in root.findall(f"{SVG}g")]


def test_whole_picture() -> None:
    """The picture of a learner of some weeks is this text, byte for byte."""
    golden.check("chart.svg", draw(lived_view()), folder=GOLDEN)


@pytest.mark.parametrize("theme", THEMES)
def test_every_cell_is_drawn(theme: str) -> None:
    """81 cells, each with its rectangle, on a sheet of A3 size."""
    root = parsed(lived_view(), theme)
    assert (root.attrib["width"], root.attrib["height"]) == ("420mm", "297mm")
    assert len(root.findall(f"{SVG}g")) == 81


def test_pointing_at_a_cell_tells_more() -> None:
    """Cadence and strength of a practice, how a pillar stands, what the goal says."""
    found = tips(parsed(lived_view()))
    assert "Exercise three times a week: 3 a week, strength 52 %" in found
    assert "Learn GPU architecture and CUDA: ongoing, strength –" in found
    assert found.count("Self-management: 4 of 8 begun, strength 25 %") == 2
    assert found[40].startswith("Run AI platforms that people like to work on. The one")
    hidden = "Serve as an ambassador of a foundation, such as the CNCF (hidden)"
    assert hidden in found
    assert "A practice of your own (blank)" in tips(parsed(view(bundled(), {}, TODAY)))


def test_hostile_text_stays_text() -> None:
    """Neither markup nor control characters of a wording get into the picture."""
    bad = '</text><script>alert("1")</script>\x1b[31m\x00]]>'
    states = {"self-sleep": PracticeState("self-sleep", title=bad)}
    root = parsed(view(bundled(), states, TODAY))
    assert [one.tag for one in root.iter() if "script" in one.tag] == []
    written = "".join(root.itertext())
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", written)
    assert '<script>alert("1")' in written


def test_the_same_values_give_the_same_picture() -> None:
    """Nothing of the moment or the machine is in it."""
    assert draw(lived_view()) == draw(lived_view())


def test_themes() -> None:
    """One theme has its colours only; auto has both and lets the viewer choose."""
    drawn = {theme: draw(lived_view(), theme=theme) for theme in THEMES}
    for theme, text in drawn.items():
        assert (LIGHT.page in text) == (theme != "dark")
        assert (DARK.ink in text) == (theme != "light")
        assert ("prefers-color-scheme" in text) == (theme == "auto")


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(palette: Palette) -> None:
    """Words and figures stand out from page and fills, bars from the page."""
    fills = [palette.page, *(fill for fill, _ in palette.pairs)]
    assert len(palette.pairs) == len(bundled().pillars)
    texts = [contrast(ink, on) for ink in (palette.ink, palette.quiet) for on in fills]
    assert min(texts) >= 4.5
    bars = chain.from_iterable(
        (contrast(line, fill), contrast(line, palette.page))
        for fill, line in palette.pairs
    )
    assert min(bars) >= 2.5
