"""The picture is well-formed, says what the records say, and can be read."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aiinfra_cli.drawing.palette import DARK, LIGHT, THEMES, Palette
from aiinfra_cli.landscape.model import Landscape, landscape_of
from aiinfra_cli.landscape.svg import draw

from .. import golden
from .fields import STUDIED, bundled, entry, small

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = Path(__file__).parent / "golden"
TITLE = "The field"


def parsed(landscape: Landscape, theme: str = "auto") -> ElementTree.Element:
    """Draw a landscape and read the picture as XML."""
    return ElementTree.fromstring(draw(landscape, STUDIED, title=TITLE, theme=theme))


def groups(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Find the group of each name by what is written in it."""
    found = {}
    for group in (*root.findall(f"{SVG}a"), *root.findall(f"{SVG}g")):
        text = group.find(f"{SVG}text")
        if text is not None:
            found[text.text or ""] = group
    return found


def words(group: ElementTree.Element) -> set[str]:
    """Give the classes of the box of a name."""
    box = group.find(f"{SVG}rect")
    assert box is not None
    return set(box.attrib["class"].split())


def test_whole_picture() -> None:
    """The picture of the small landscape is this text, byte for byte."""
    text = draw(small(), STUDIED, title=TITLE)
    golden.check("small.svg", text, folder=GOLDEN)


def test_every_bundled_name_stands_on_it_once() -> None:
    """No name is lost, doubled or cut."""
    landscape = bundled()
    texts = [one.text for one in parsed(landscape).iter(f"{SVG}text")]
    for one in landscape.placed:
        assert texts.count(one.short) == 1, one.id


def test_boxes_show_stage_and_study() -> None:
    """Early entries are dashed; studied ones have a mark and the colour of it."""
    found = groups(parsed(small()))
    assert {name: words(group) for name, group in found.items()} == {
        "Vessel": {"box", "c0", "reviewed"},
        "Kiln": {"box", "c0", "done"},
        "Glaze": {"box", "c0", "early", "some"},
        "Rumour <&> ?": {"box", "c1", "early"},
        "Echo": {"box", "c1"},
    }
    badges = {
        name: [one.attrib["class"] for one in group.findall(f"{SVG}g")]
        for name, group in found.items()
    }
    assert badges == {
        "Vessel": ["badge reviewed"],
        "Kiln": ["badge done"],
        "Glaze": ["badge some"],
        "Rumour <&> ?": [],
        "Echo": [],
    }


def test_names_lead_to_their_pages() -> None:
    """A name links to its home page, or else to its repository."""
    urls = {"home": "https://a.example/?x=1&y=2", "repository": "o/n"}
    landscape = landscape_of(
        [
            {
                "id": "a",
                "title": "A",
                "entries": [
                    entry("both", 0, 0, **urls),
                    entry("code", 0.5, 0.5, repository="o/n"),
                    entry("neither", 1, 1),
                ],
            }
        ]
    )
    found = groups(parsed(landscape))
    assert {name: one.attrib.get("href") for name, one in found.items()} == {
        "Both": "https://a.example/?x=1&y=2",
        "Code": "https://github.com/o/n",
        "Neither": None,
    }


def test_tooltip_warns() -> None:
    """Pointing at a name tells what it is, and what is to be known before using it."""
    found = groups(parsed(small()))
    tips = {name: group.findtext(f"{SVG}title") for name, group in found.items()}
    assert tips["Vessel"] == "Vessel: Does what vessel does."
    assert tips["Echo"] == "Echo: Does what echo does. Dormant."
    assert tips["Rumour <&> ?"] == (
        "Rumour <of> an & agent: Does what rumour does. Early stage. "
        "Not verified: Nobody looked."
    )


def test_hostile_text_stays_text() -> None:
    """Neither markup nor control characters of a curriculum get into the picture."""
    bad = '</text><script>alert("1")</script>\x1b[31m\x00]]>'
    landscape = landscape_of(
        [
            {
                "id": "a",
                "title": bad,
                "entries": [entry("x", 0, 0, name=bad, description=bad)],
            }
        ]
    )
    text = draw(landscape, {}, title=bad)
    root = ElementTree.fromstring(text)
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {
        *("svg", "title", "desc", "style", "rect", "path", "text", "g", "a", "circle")
    }
    assert "\x1b" not in text
    assert "\x00" not in text


def test_themes() -> None:
    """Light and dark hold one palette; auto holds both and lets the viewer choose."""
    texts = {theme: draw(small(), {}, title=TITLE, theme=theme) for theme in THEMES}
    pages = {
        theme: [p in text for p in (LIGHT.page, DARK.page)]
        for theme, text in texts.items()
    }
    assert pages == {
        "auto": [True, True],
        "light": [True, False],
        "dark": [False, True],
    }
    media = "@media (prefers-color-scheme: dark)"
    assert [media in text for text in texts.values()] == [True, False, False]


def test_every_class_has_a_style() -> None:
    """No part of the picture is left to the viewer's own colours."""
    text = draw(bundled(), STUDIED, title=TITLE, theme="light")
    root = ElementTree.fromstring(text)
    used = {word for one in root.iter() for word in one.attrib.get("class", "").split()}
    styled = set(re.findall(r"\.([a-z]+[0-9]*)", root.findtext(f"{SVG}style") or ""))
    assert used <= styled


def test_more_categories_than_colours() -> None:
    """Beyond the last colour they begin anew."""
    many = [
        {"id": f"c{n}", "title": f"C {n}", "entries": [entry(f"e{n}", n / 9, n / 9)]}
        for n in range(10)
    ]
    found = groups(parsed(landscape_of(many)))
    assert words(found["E9"]) == words(found["E1"]) == {"box", "c1"}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_can_be_read(palette: Palette) -> None:
    """Ink stands out from every background by 7 to 1, quiet text by 4.5 to 1."""
    grounds = [palette.page, *(pair.fill for pair in palette.pairs)]
    assert [one for one in grounds if contrast(palette.ink, one) < 7] == []
    assert [one for one in grounds if contrast(palette.quiet, one) < 4.5] == []
    lines = [palette.some, palette.done, *(pair.line for pair in palette.pairs)]
    assert [one for one in lines if contrast(one, palette.page) < 3] == []


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(
        p * share for p, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )


def test_palettes_differ() -> None:
    """No colour of one theme is left over from the other."""
    light, dark = ({*one[:6], *chain.from_iterable(one.pairs)} for one in (LIGHT, DARK))
    assert light & dark == set()
