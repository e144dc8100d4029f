"""Colours of the report's pictures and of its page, light and dark.

The hues are those of Okabe and Ito (Color Universal Design, 2008), blue and vermilion,
which people tell apart with every common form of colour blindness; plan and
grid are grey. The shades of the heat map are one hue from pale to deep. What a colour
says is said by a dash, a place or a word as well.
"""

from __future__ import annotations

from typing import NamedTuple

from aiinfra_cli.drawing.svg import FONTS

THEMES = ("auto", "light", "dark")  # auto follows the viewer's own setting


class Palette(NamedTuple):
    """All colours of a theme."""

    page: str
    panel: str  # what stands out from the page a little
    ink: str
    quiet: str  # what is said in passing
    rule: str  # lines between things
    accent: str  # what is done; links
    pale: str  # the area below it
    plan: str
    forecast: str
    warn: str  # late, failed
    heat: tuple[str, str, str, str, str]  # from nothing to most


LIGHT = Palette(
    page="#ffffff",
    panel="#f5f7f9",
    ink="#1c2128",
    quiet="#57606a",
    rule="#d5dae0",
    accent="#00629b",
    pale="#d6e8f5",
    plan="#6b7580",
    forecast="#b34700",
    warn="#b3261e",
    heat=("#ebeef1", "#b7d7ee", "#77b2dd", "#2f84bf", "#004b7a"),
)

DARK = Palette(
    page="#11161c",
    panel="#1a2129",
    ink="#e9edf1",
    quiet="#a3adb8",
    rule="#36404b",
    accent="#62b5ec",
    pale="#17354a",
    plan="#97a2ae",
    forecast="#f0995a",
    warn="#ff8a80",
    heat=("#222a33", "#1d4a69", "#26719f", "#4ba3da", "#b3dcf8"),
)

_SHAPES = (
    f".chart text{{font-family:{FONTS};font-size:12px}}"
    ".chart .head{font-size:16px;font-weight:bold}"
    ".chart .plan,.chart .first,.chart .done,.chart .middle"
    "{fill:none;stroke-linejoin:round}"
    ".chart .done{stroke-width:2.5}"
    ".chart .plan{stroke-width:1.5;stroke-dasharray:5 4}"
    ".chart .first{stroke-width:1;stroke-dasharray:1 3}"
    ".chart .middle{stroke-width:1.5;stroke-dasharray:2 3}"
    ".chart .range{fill-opacity:.16;stroke:none}"
    ".chart .area{stroke:none}"
    ".chart .now{fill:none;stroke-width:1.5}"
)
_FILLS = {
    "page": "page",
    "ink": "ink",
    "head": "ink",
    "quiet": "quiet",
    "area": "pale",
    "dot": "accent",
    "range": "forecast",
    "said-done": "accent",
    "said-plan": "plan",
    "said-first": "plan",
    "said-forecast": "forecast",
}
_STROKES = {
    "grid": "rule",
    "done": "accent",
    "plan": "plan",
    "first": "plan",
    "middle": "forecast",
    "now": "ink",
}


def sheet(theme: str = "auto") -> str:
    """Give the style sheet of the charts, alone or in a page.

    Every colour is written out: many viewers of pictures know no CSS variables.
    """
    if theme != "auto":
        return _SHAPES + _paint(DARK if theme == "dark" else LIGHT)
    dark = f"@media (prefers-color-scheme:dark){{{_paint(DARK)}}}"
    return _SHAPES + _paint(LIGHT) + dark


def variables(palette: Palette) -> str:
    """Give the colours of a theme as CSS variables, for a page."""
    named = {key: value for key, value in palette._asdict().items() if key != "heat"}
    return "".join(f"--{key}:{value};" for key, value in named.items())


def _paint(palette: Palette) -> str:
    fills = {kind: getattr(palette, of) for kind, of in _FILLS.items()}
    fills |= {f"heat{number}": colour for number, colour in enumerate(palette.heat)}
    rules = [f".chart .{kind}{{fill:{colour}}}" for kind, colour in fills.items()]
    rules += [
        f".chart .{kind}{{stroke:{getattr(palette, of)}}}"
        for kind, of in _STROKES.items()
    ]
    return "".join(rules)
