"""A small badge with one of the four numbers, for the top of a README."""

from __future__ import annotations

from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.drawing.svg import FONTS, number, shown
from aiinfra_cli.report.model import Figure, Report

_HIGH, _SIZE, _PAD = 20.0, 11.0, 7.0
# White text stands on both: at least 4.5 against either.
_NAME, _VALUE, _NONE = "#3d4650", "#00629b", "#6b7580"


def badge_svg(report: Report, name: str) -> str:
    """Draw the badge of a number: covered, verified, retained or on-time."""
    figure = figure_of(report, name)
    left = text_width(figure.name, _SIZE) + 2 * _PAD
    right = text_width(figure.text, _SIZE) + 2 * _PAD
    wide = left + right
    colour = _NONE if figure.value is None else _VALUE
    told = shown(f"{figure.name}: {figure.text}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(wide)}"'
        f' height="{number(_HIGH)}" role="img" aria-label="{told}">'
        f"<title>{told}</title>"
        f'<clipPath id="round"><rect width="{number(wide)}" height="{number(_HIGH)}"'
        ' rx="3"/></clipPath><g clip-path="url(#round)">'
        f'<rect width="{number(left)}" height="{number(_HIGH)}" fill="{_NAME}"/>'
        f'<rect x="{number(left)}" width="{number(right)}" height="{number(_HIGH)}"'
        f' fill="{colour}"/></g>'
        f'<g fill="#fff" font-family="{shown(FONTS)}" font-size="{number(_SIZE)}"'
        ' text-anchor="middle">'
        f'<text x="{number(left / 2)}" y="14">{shown(figure.name)}</text>'
        f'<text x="{number(left + right / 2)}" y="14">{shown(figure.text)}</text>'
        "</g></svg>\n"
    )


def figure_of(report: Report, name: str) -> Figure:
    """Find a number by the name that a badge has; KeyError where there is none."""
    for figure in report.figures:
        if figure.name.lower().replace(" ", "-") == name:
            return figure
    raise KeyError(name)
