"""Reports for tests of pictures, and the boxes of the texts in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.model import Tally
from aiinfra_cli.report.model import BurnUp, Figure, Head, Point, Report, StudyDay

SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """The place that a text takes."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def report_of(
    as_of: str = "2026-11-21",
    *,
    burnup: BurnUp | None = None,
    days: Sequence[StudyDay] = (),
    figures: Sequence[Figure] = (),
    title: str = "A path",
) -> Report:
    """Give a report with nothing in it but what is asked for."""
    return Report(
        course=Head("mini", title, "1", "", "0"),
        as_of=as_of,
        figures=tuple(figures),
        tally=Tally(*[0] * len(Tally._fields)),
        weeks=(),
        labs=(),
        assessment=(),
        evidence=(),
        checks=(),
        notes=(),
        skipped=(),
        retired=(),
        upcoming=(),
        next="aiinfra next",
        burnup=burnup,
        days=tuple(days),
    )


def burnup_of(
    done: Sequence[tuple[str, int]] = (),
    planned: Sequence[tuple[str, int]] = (),
    total: int = 3600,
    ends: tuple[str | None, str | None, str | None] = (None, None, None),
) -> BurnUp:
    """Give a burn-up of points."""
    reason = (
        ""
        if ends[1]
        else "it needs three study days of the plan, and there are two so far"
    )
    past = tuple(Point(*one) for one in done)
    ahead = tuple(Point(*one) for one in planned)
    return BurnUp(total, past, ahead, *ends, reason)


def root_of(picture: str) -> ElementTree.Element:
    """Parse a picture, which must be well-formed."""
    return ElementTree.fromstring(picture)


def boxes_of(picture: str) -> list[Box]:
    """Give the boxes of all texts of a chart."""
    found = []
    for one in root_of(picture).iter(f"{SVG}text"):
        words, kind = one.text or "", one.get("class", "")
        size = 16.0 if kind == "head" else 12.0
        width = text_width(words, size, bold=kind == "head")
        x, y = float(one.get("x", 0)), float(one.get("y", 0))
        anchor = one.get("text-anchor", "start")
        x -= {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        found.append(Box(words, x, y - size * 0.8, x + width, y + size * 0.2))
    return found


def overlapping(boxes: Sequence[Box]) -> list[tuple[str, str]]:
    """Name the pairs of texts that touch."""
    return [
        (a.words, b.words)
        for a, b in combinations(boxes, 2)
        if a.left < b.right
        and b.left < a.right
        and a.top < b.bottom
        and b.top < a.bottom
    ]


def outside(picture: str) -> list[str]:
    """Name the texts that leave the picture."""
    root = root_of(picture)
    width, height = (float(root.get(side, 0)) for side in ("width", "height"))
    return [
        box.words
        for box in boxes_of(picture)
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
    ]
