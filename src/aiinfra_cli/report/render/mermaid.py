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
    for week in report.weeks:
        planned = [one for one in week.sessions if one.dates.first]
        if planned:
            lines.append(f"  section Week {week.number}")
            lines += [_bar(one) for one in planned]
    if not lines:
        return []
    head = ["gantt", "  dateFormat YYYY-MM-DD", "  axisFormat %d %b"]
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
    first, step = _grid(found, report.as_of)
    days = [first + timedelta(step * number) for number in range(_count(found, report))]
    known = [day for day in days if _known(day, step, report)]
    done = _values(found.done, known)
    done += ["0"] * (len(days) - len(known))  # each day of the axis has its bar
    planned = _values(found.planned, days) if found.planned else []
    most = max(found.total, *(p.minutes for p in (*found.done, *found.planned)), 60)
    lines = [
        _COLOURS,
        "xychart-beta",
        f'  title "Hours done (bars){" and planned (line)" if planned else ""}"',
        f"  x-axis [{', '.join(_day(day) for day in days)}]",
        f'  y-axis "hours" 0 --> {-(-most // 60)}',
    ]
    lines.append(f"  bar [{', '.join(done)}]")
    return [*lines, f"  line [{', '.join(planned)}]"] if planned else lines


def plain(text: str) -> str:
    """Give text that means nothing to Mermaid."""
    words = " ".join(_SPECIAL.sub(" ", clean(text).replace(": ", ", ")).split())
    return words or "untitled"


def _grid(found: BurnUp, as_of: str) -> tuple[date, int]:
    """Give the first day and the step in days: weeks, as long as they are few."""
    days = [date.fromisoformat(p.day) for p in (*found.done, *found.planned)]
    first = min([*days, date.fromisoformat(as_of)])
    length = (max([*days, first]) - first).days
    step = 7 if length >= 14 else 1
    while length // step + 2 > _MOST:
        step += 7
    return first, step


def _count(found: BurnUp, report: Report) -> int:
    first, step = _grid(found, report.as_of)
    days = [date.fromisoformat(p.day) for p in (*found.done, *found.planned)]
    last = max([*days, date.fromisoformat(report.as_of)])
    return max(2, -(-(last - first).days // step) + 1)


def _known(day: date, step: int, report: Report) -> bool:
    """Tell whether a point is no further ahead than the end of the present step."""
    return day - timedelta(step) < date.fromisoformat(report.as_of)


def _values(points: Sequence[Point], days: Sequence[date]) -> list[str]:
    """Give the hours reached by each day."""
    found = []
    for day in days:
        upto = [point.minutes for point in points if point.day <= day.isoformat()]
        hours = (upto[-1] if upto else 0) / 60
        found.append(f"{hours:.1f}".removesuffix(".0"))
    return found


def _day(day: date) -> str:
    return f'"{day.day} {day:%b}"'
