"""The heat map: a column for each week, a square for each day, five shades."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from aiinfra_cli.drawing.measure import text_width
from aiinfra_cli.drawing.svg import number, opening, rect, shown, text
from aiinfra_cli.report.model import Report, StudyDay
from aiinfra_cli.report.render.palette import sheet
from aiinfra_cli.report.render.words import (
    day_words,
    first_shown,
    heatmap_words,
    study_words,
)

MOST = 26  # weeks
HEAD = 34.0
_LEFT, _TOP = 40.0, 24.0
_STEP, _SIDE = 17.0, 14.0  # from one square to the next, and of one
_FOOT = 34.0
_SHADES = ("nothing", "something", "30 min", "1 h", "2 h")
_LETTER = 12.0


class Week(NamedTuple):
    """A column: the Monday that it begins with, and its place."""

    monday: date
    x: float


def heatmap_svg(report: Report, *, alone: bool = True, theme: str = "auto") -> str:
    """Draw the study days; in a page, which has style sheet and heading, not alone."""
    weeks = [*_weeks(report)]
    head = HEAD if alone else 0.0
    top = head + _TOP
    width = max(_LEFT + len(weeks) * _STEP + 12, _legend_width() + _LEFT + 12)
    title = f"Study days · {report.title}"
    if alone:
        width = max(width, _LEFT + text_width(title, 16, bold=True) + 12)
    height = top + 7 * _STEP + _FOOT
    lines = [opening(width, height, title, heatmap_words(report), "heatmap")]
    if alone:
        lines.append(f"<style>{sheet(theme)}</style>")
        lines.append(rect(0, 0, width, height, 'class="page"'))
        lines.append(text(_LEFT, 26, title, "head"))
    if not report.days:  # a grid would say nothing, square by square
        lines.append(text(_LEFT, top, heatmap_words(report), "quiet"))
        return "\n".join([*lines, "</svg>\n"])
    lines += _months(weeks, top)
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
        y = top + row * _STEP + _SIDE - 3
        lines.append(text(_LEFT - 8, y, name, "quiet", at="end"))
    days = {day.day: day for day in report.days}
    first = first_shown(report).isoformat()
    for week in weeks:
        lines += _column(week, days, first, report.as_of, top)
    lines += _legend(top + 7 * _STEP + 10)
    return "\n".join([*lines, "</svg>\n"])


def _weeks(report: Report) -> Iterator[Week]:
    """Give the weeks to draw: from the first study day on, but not too many."""
    now = date.fromisoformat(report.as_of)
    last = now - timedelta(now.weekday())
    first = first_shown(report)
    count = (last - (first - timedelta(first.weekday()))).days // 7 + 1
    count = min(count, MOST)
    for index in range(count):
        monday = last - timedelta(7 * (count - 1 - index))
        yield Week(monday, _LEFT + index * _STEP)


def _months(weeks: list[Week], top: float) -> Iterator[str]:
    named: list[tuple[float, str]] = []
    for week in weeks:
        # A month is named over the first week that holds a first or later of it.
        name = f"{week.monday + timedelta(6):%b}"
        if named and name == named[-1][1]:
            continue
        if named and week.x < named[-1][0] + text_width(named[-1][1], _LETTER) + 6:
            named.pop()  # only the end of a first month is too short for its name
        named.append((week.x, name))
    for x, name in named:
        yield text(x, top - 8, name, "quiet")


def _column(
    week: Week, days: dict[str, StudyDay], first: str, as_of: str, top: float
) -> Iterator[str]:
    for row in range(7):
        day = (week.monday + timedelta(row)).isoformat()
        if day > as_of:
            return
        if day < first:
            continue
        found = days.get(day)
        level = found.level if found else 0
        told = study_words(found) if found else "nothing"
        now = " now" if day == as_of else ""
        sides = f'width="{number(_SIDE)}" height="{number(_SIDE)}" rx="3"'
        yield (
            f'<rect class="heat{level}{now}" x="{number(week.x)}"'
            f' y="{number(top + row * _STEP)}" {sides}>'
            f"<title>{shown(day_words(day, as_of))}: {shown(told)}</title></rect>"
        )


def _legend(y: float) -> Iterator[str]:
    x = _LEFT
    for level, words in enumerate(_SHADES):
        yield rect(x, y, _SIDE, _SIDE, f'rx="3" class="heat{level}"')
        yield text(x + _SIDE + 5, y + _SIDE - 3, words, "quiet")
        x += _legend_step(words)


def _legend_step(words: str) -> float:
    return _SIDE + 5 + text_width(words, _LETTER) + 14


def _legend_width() -> float:
    return sum(map(_legend_step, _SHADES))
