"""The weeks and their sessions on a terminal: planned, done, timed and left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aiinfra_cli.console import Line, Span
from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED
from aiinfra_cli.report.model import Dates, Report, SessionPart, WeekPart
from aiinfra_cli.report.render.columns import STYLES, TITLE_COLUMN, Page, aligned
from aiinfra_cli.report.render.words import begun, dates_words, retained_text
from aiinfra_cli.typography import (
    MARKS,
    bar,
    cell_width,
    days_text,
    minutes_text,
    pad,
    wrap,
)

_BAR = 36  # cells, where there is room for them
_LABEL_AT_LEAST = 18  # cells before the times; with fewer they become words
_TIMES = ("planned", "done", "timed", "left")


class _Grid(NamedTuple):
    """The cells that the columns take."""

    days: int
    title: int  # 0: on a line of its own
    dates: int
    label: int  # all before the times
    times: tuple[int, ...]  # none: they stand below as words


def weeks(report: Report, page: Page) -> Iterator[Line]:
    """Give the weeks, and the sessions of those that have begun."""
    if not report.weeks:
        return
    open_ones = {week.id for week in report.weeks if not begun(week, report)}
    shown = [
        one
        for week in report.weeks
        if week.id not in open_ones
        for one in week.sessions
    ]
    grid = _grid(report, shown, page)
    yield []
    heads = aligned(_kept(_TIMES, report), grid.times) if grid.times else ""
    yield [(pad("Weeks", grid.label), "head"), (heads, "dim")]
    for number, week in enumerate(report.weeks):
        pair = {week.id, report.weeks[number - 1].id}
        if number and not pair <= open_ones:
            yield []
        yield from _week(week, report, grid, page)
        if week.id not in open_ones:
            for session in week.sessions:
                yield from _session(session, report, grid, page)


def _week(week: WeekPart, report: Report, grid: _Grid, page: Page) -> Iterator[Line]:
    yield from page.flow([f"Week {week.number} · {week.title}"], style="head")
    full, rest = bar(week.covered or 0.0, max(10, min(_BAR, grid.label - 7)))
    start = [(full, "done"), (rest, "dim"), (f"  {week.covered_text:>5}", "")]
    yield from _timed(start, week.dates, report, grid, page)
    yield from page.flow(_facts(week, report), style="dim")


def _timed(
    start: Sequence[Span], dates: Dates, report: Report, grid: _Grid, page: Page
) -> Iterator[Line]:
    """Put the times behind the start of a line, in their columns or as words."""
    times = _times(dates, report)
    if grid.times:
        space = " " * (grid.label - sum(cell_width(text) for text, _ in start))
        yield [*start, (space + aligned(times, grid.times), "")]
        return
    yield start
    pairs = zip(_kept(_TIMES, report), times, strict=True)
    words = " · ".join(f"{name} {time}" for name, time in pairs if time)
    yield from page.prose(words, indent=4, style="dim")


def _facts(week: WeekPart, report: Report) -> list[str]:
    tally = week.tally
    facts = [
        _dates(week.dates, report),
        f"{tally.done} of {tally.items - tally.skipped} milestones",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints",
    ]
    if tally.skipped_minutes:
        facts.append(f"{minutes_text(tally.skipped_minutes)} skipped")
    facts.append(retained_text(week, report))
    return [fact for fact in facts if fact]


def _session(
    session: SessionPart, report: Report, grid: _Grid, page: Page
) -> Iterator[Line]:
    mark = _mark(session)
    start = (f"  {MARKS[mark]} ", STYLES.get(mark, ""))
    days = pad(days_text(session.days), grid.days)
    title, dates = page.text(session.title), page.text(_dates(session.dates, report))
    if grid.title:
        first, *rest = wrap(title, grid.title)
        label = f"{days}  {pad(first, grid.title)}  {dates}".rstrip()
        yield from _timed([start, (label, "")], session.dates, report, grid, page)
        yield from ([(" " * (grid.days + 6) + line, "")] for line in rest)
        return
    indent = 4 + grid.days + 2
    first, *rest = wrap(title, (page.width or 0) - indent)
    yield [start, (f"{days}  {first}", "")]
    yield from ([(" " * indent + line, "")] for line in rest)
    label = f"    {dates}".rstrip()
    if cell_width(label) > grid.label:
        yield [(label, "")]
        label = ""
    yield from _timed([(label, "")], session.dates, report, grid, page)


def _mark(session: SessionPart) -> str:
    statuses = {item.status for item in session.items}
    if session.dates.late:
        return "late"
    if statuses == {SKIPPED}:
        return SKIPPED
    if statuses and statuses <= {DONE, SKIPPED}:
        return DONE
    return STARTED if statuses & {DONE, STARTED} else OPEN


def _dates(dates: Dates, report: Report) -> str:
    words = dates_words(dates, report.as_of)
    return f"{words}, late" if words and dates.late else words


def _times(dates: Dates, report: Report) -> Sequence[str]:
    times = (dates.planned, dates.done, dates.actual, dates.left)
    return _kept([minutes_text(one) if one else "" for one in times], report)


def _kept(cells: Sequence[str], report: Report) -> Sequence[str]:
    """Leave the third column out where no time was kept at all."""
    if any(week.dates.actual for week in report.weeks):
        return cells
    return [cell for number, cell in enumerate(cells) if number != 2]


def _grid(report: Report, shown: Sequence[SessionPart], page: Page) -> _Grid:
    parts: list[WeekPart | SessionPart] = [*report.weeks, *shown]
    cells = [_kept(_TIMES, report), *(_times(part.dates, report) for part in parts)]
    times = tuple(max(map(len, column)) for column in zip(*cells, strict=True))
    days = max((cell_width(days_text(one.days)) for one in shown), default=0)
    title = max((cell_width(page.text(one.title)) for one in shown), default=0)
    dates = max((cell_width(_dates(one.dates, report)) for one in shown), default=0)
    around = 4 + days + 2 + (dates + 2 if dates else 0)
    label = max(_BAR + 7, around + title if shown else 0)
    if page.width is None:
        return _Grid(days, title, dates, label, times)
    room = page.width - sum(width + 2 for width in times)
    if room < _LABEL_AT_LEAST:
        return _Grid(days, 0, dates, page.width, ())
    fits = room - around >= min(title, TITLE_COLUMN)
    title = min(title, room - around) if fits else 0
    return _Grid(days, title, dates, min(room, label), times)
