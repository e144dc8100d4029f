"""Pieces of SVG that every picture is put together from."""

from __future__ import annotations

from html import escape

from aiinfra_cli.typography import clean

FONTS = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"


def shown(text: str) -> str:
    """Escape text for an element or an attribute; control characters go."""
    return escape(clean(text))


def number(value: float) -> str:
    """Write a number briefly: 12 for 12.0, one decimal else."""
    return f"{value + 0.0:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, kind: str = "", *, at: str = "start") -> str:
    """Write one line of text; `at` is start, middle or end."""
    anchor = "" if at == "start" else f' text-anchor="{at}"'
    return (
        f'<text class="{kind}" x="{number(x)}" y="{number(y)}"{anchor}>'
        f"{shown(words)}</text>"
    )


def rect(x: float, y: float, width: float, height: float, more: str) -> str:
    """Draw a rectangle; `more` are its other attributes."""
    sides = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {sides} {more}/>'


def opening(width: float, height: float, title: str, told: str, name: str) -> str:
    """Open a picture with its text alternative; `name` keeps its ids its own."""
    size = f"0 0 {number(width)} {number(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"'
        f' width="{number(width)}" height="{number(height)}" class="chart" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{shown(title)}</title>'
        f'<desc id="{name}-desc">{shown(told)}</desc>'
    )
