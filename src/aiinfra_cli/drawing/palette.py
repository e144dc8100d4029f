"""Colours of the picture, light and dark; text on them is easy to read."""

from __future__ import annotations

from typing import NamedTuple

THEMES = ("auto", "light", "dark")  # auto follows the viewer's own setting


class Pair(NamedTuple):
    """The colours of a category: of its boxes, and of their outline."""

    fill: str
    line: str


class Palette(NamedTuple):
    """All colours of a theme."""

    page: str
    ink: str
    quiet: str  # what is said in passing
    rule: str  # axes
    some: str  # marks of what was studied
    done: str
    pairs: tuple[Pair, ...]  # by the place of the category


LIGHT = Palette(
    page="#ffffff",
    ink="#1c2128",
    quiet="#57606a",
    rule="#9aa4af",
    some="#9a6700",
    done="#1a7f37",
    pairs=(
        Pair("#e8ecfb", "#5566c4"),
        Pair("#e3f4e7", "#3f9158"),
        Pair("#e2effc", "#3a7fc0"),
        Pair("#fdf0d5", "#b98217"),
        Pair("#fde8df", "#c9663a"),
        Pair("#dcf3f2", "#2a8e8b"),
        Pair("#f1e8fa", "#8a5bbd"),
        Pair("#fbe6ef", "#c0527f"),
    ),
)

DARK = Palette(
    page="#11161c",
    ink="#e9edf1",
    quiet="#a3adb8",
    rule="#596573",
    some="#e3b341",
    done="#56d364",
    pairs=(
        Pair("#252b4d", "#8391e6"),
        Pair("#1c3926", "#62b37c"),
        Pair("#18344f", "#63a5e2"),
        Pair("#41310f", "#d6a340"),
        Pair("#47271a", "#e18a61"),
        Pair("#133a39", "#4fb6b2"),
        Pair("#36264c", "#ad84da"),
        Pair("#45212f", "#dd7fa5"),
    ),
)
