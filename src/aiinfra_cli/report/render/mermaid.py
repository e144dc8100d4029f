"""Plan and burn-up as Mermaid diagrams, which GitHub draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from aiinfra_cli.report.model import BurnUp, Point, Report, SessionPart
from aiinfra_cli.report.render.palette import LIGHT
from aiinfra_cli.typography import clean, days_text

# What could end a line of a diagram, or begin something in it, becomes a space. All of
# that is ASCII: letters and marks of other scripts mean nothing to Mermaid.
_SPECIAL = re.compile(r"[^\w\s.,()&+'/!?=@*\u0080-\U0010ffff-]")
_MOST = 16  # points of the burn-up
_MONDAYS = ("  tickInterval 1week", "  weekday monday")
# Blue and vermilion as in the other pictures, seen on white and on black: Mermaid's own
# first colour is all but white.
BAR, LINE = LIGHT.heat[3], "#d55e00"
_COLOURS = (
    '%%{init: {"themeVariables": {"xyChart":'
    f' {{"plotColorPalette": "{BAR}, {LINE}"}}}}}}}}%%'
)


def diagrams(report: Report) -> Iterator[list[str]]:
    """Give the diagrams as blocks of code, those that there is something to draw of."""
    for lines in (gantt(report), burnup(report)):
        if lines:
            yield ["```mermaid", *lines, "```"]


def gantt(report: Report) -> list[str]:
    """Give the sessions of the plan as bars; nothing without a plan."""
    lines = []
    ends: list[str] = []
    for week in report.weeks:
        planned = [one for one in week.sessions if one.dates.first]
        if planned:
            lines.append(f"  section Week {week.number}")
            lines += [_bar(one) for one in planned]
            ends += [day for one in planned for day in one.dates[:2] if day]
    if not lines:
        return []
    head = ["gantt", "  dateFormat YYYY-MM-DD", "  axisFormat %d %b"]
    # Of its own accord Mermaid names so many days that they overlap.
    length = date.fromisoformat(max(ends)) - date.fromisoformat(min(ends))
    few = length < timedelta(14)
    head += ["  tickInterval 1day"] if few else _MONDAYS
    # A line for today would move with the reader's clock.
    return [*head, "  inclusiveEndDates", "  todayMarker off", *lines]


def _bar(session: SessionPart) -> str:
    dates = session.dates
    states = ""
    if not dates.left and dates.planned:
        states = "done, "
    elif dates.late:
        states = "crit, "
    elif dates.done:
        states = "active, "
    # The days come first, so that no title is taken for a word of the language.
    words = f"{days_text(session.days)} · {plain(session.title)}"
    return f"  {words} :{states}{dates.first}, {dates.last}"


def burnup(report: Report) -> list[str]:
    """Give the hours done as bars and those planned as a line; nothing without any."""
    found = report.burnup
    if found is None or not found.total:
        return []
    days = _days(found, date.fromisoformat(report.as_of))
    # Fewer bars than days: Mermaid draws none for the rest, and a stub for a 0, as if
    # a little had been done by a day to come.
    done = _values(found.done, [day for day in days if str(day) <= report.as_of])
    planned = _values(found.planned, days) if found.planned else []
    most = max(found.total, *(p.minutes for p in (*found.done, *found.planned)), 60)
    lines = [
        _COLOURS,
        "xychart-beta",
        f'  title "Hours done (bars){" and planned (line)" if planned else ""}"',
        f"  x-axis [{', '.join(_names(days))}]",
        f'  y-axis "hours" 0 --> {-(-most // 60)}',
    ]
    lines.append(f"  bar [{', '.join(done)}]")
    return [*lines, f"  line [{', '.join(planned)}]"] if planned else lines


def plain(text: str) -> str:
    """Give text that means nothing to Mermaid."""
    words = " ".join(_SPECIAL.sub(" ", clean(text).replace(": ", ", ")).split())
    return words or "untitled"


def _days(found: BurnUp, now: date) -> list[date]:
    """Give the days of the axis: weeks, or longer steps, that of the report, the last.

    What is done is told of the report's own day, so that it stands against what the
    plan asks for on it.
    """
    told = [date.fromisoformat(p.day) for p in (*found.done, *found.planned)]
    first, last = min([*told, now]), max([*told, now])
    length = (last - first).days
    step = 7 if length >= 14 else 1
    while length // step + 3 > _MOST:
        step += 7
    days = {first + timedelta(ahead) for ahead in range(0, length, step)}
    # An axis of one day would have no width.
    return sorted({*days, now, last} if length else {now - timedelta(1), now})


def _values(points: Sequence[Point], days: Sequence[date]) -> list[str]:
    """Give the hours reached by each day."""
    found = []
    for day in days:
        upto = [point.minutes for point in points if point.day <= day.isoformat()]
        hours = (upto[-1] if upto else 0) / 60
        found.append(f"{hours:.1f}".removesuffix(".0"))
    return found


def _names(days: Sequence[date]) -> Iterator[str]:
    """Name the days; two of one name would be one place of the axis."""
    year = "" if days[-1] < days[0] + timedelta(365) else " %Y"
    for day in days:
        yield f'"{day.day} {day:%b{year}}"'
