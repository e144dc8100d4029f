"""Heat map and burn-up for a terminal, in blocks and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from aiinfra_cli.console import Line
from aiinfra_cli.report.model import Dates, Report
from aiinfra_cli.report.render.progress import (
    by,
    done_so_far,
    finished,
    no_forecast,
    planned_by_now,
    replanned,
)
from aiinfra_cli.report.render.words import (
    dates_words,
    day_words,
    first_shown,
)
from aiinfra_cli.typography import bar, cell_width, minutes_text, pad, wrap

# From nothing to most: read without colour, and without the block characters too.
SHADES = ("·", "░", "▒", "▓", "█")
ASCII_SHADES = (".", "-", "+", "#", "@")
_STYLES = ("dim", "done", "done", "done", "done")
_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_WORDS = ("nothing", "something", "30 min", "1 h", "2 h")
_WEEKS, _CELL = 26, 2  # at most; columns of a week


def heat_lines(
    report: Report, width: int | None, *, ascii_only: bool = False
) -> Iterator[Line]:
    """Draw the study days: a column for each week, Monday on top."""
    if not report.days:
        return
    now = date.fromisoformat(report.as_of)
    this = now - timedelta(now.weekday())
    first = first_shown(report)
    count = (this - (first - timedelta(first.weekday()))).days // 7 + 1
    most = _WEEKS if width is None else max(4, (width - 6) // _CELL)
    count = min(count, most, _WEEKS)
    mondays = [this - timedelta(7 * (count - 1 - index)) for index in range(count)]
    levels = {day.day: day.level for day in report.days}
    shades = ASCII_SHADES if ascii_only else SHADES
    yield [("      " + _months(mondays, width), "dim")]
    for row, name in enumerate(_NAMES):
        line = [(f"  {pad(name, 3)} ", "dim")]
        for monday in mondays:
            day = monday + timedelta(row)
            level = levels.get(day.isoformat(), 0)
            if day > now:
                break
            if day < first:
                line.append((" " * _CELL, ""))
                continue
            line.append((f"{shades[level]} ", _STYLES[level]))
        yield line
    named = "  ".join(map(" ".join, zip(shades, _WORDS, strict=True)))
    brief = f"{_WORDS[0]} {' '.join(shades)} {_WORDS[-1]}"
    fits = width is None or 6 + len(named) <= width  # each takes one cell
    yield [(f"      {named if fits else brief}", "dim")]


def _months(mondays: list[date], width: int | None) -> str:
    room = len(mondays) * _CELL + 3 if width is None else width - 6
    line, told = "", ""
    for index, monday in enumerate(mondays):
        name, at = f"{monday + timedelta(6):%b}", index * _CELL
        if name != told and at <= room - len(name):
            # Only the end of a first month is too short for its name.
            line = (line if len(line) <= at else "").ljust(at) + name + " "
        told = name
    return line.rstrip()


def burnup_lines(report: Report, width: int | None) -> Iterator[Line]:
    """Set what is done against what the plan asks for by now, as two bars."""
    found = report.burnup
    if found is None or not found.total:
        return
    done = done_so_far(found)
    rows = [("done", done, minutes_text(done), "done")]
    if found.planned:
        planned = planned_by_now(found, report.as_of)
        rows.append(
            ("planned", planned, f"{minutes_text(planned)} {by(report)}", "dim")
        )
    longest = max(len(words) for _, _, words, _ in rows)
    room = 36 if width is None else max(10, min(36, width - 14 - longest))
    for name, minutes, words, style in rows:
        full, rest = bar(min(1.0, minutes / found.total), room)
        yield [
            (f"  {pad(name, 8)} ", ""),
            (full, style),
            (rest, "dim"),
            (f"  {words}", ""),
        ]
    if report.finished:
        yield [(f"  {finished(report)}", "")]
    elif found.middle:
        parts = [f"  finish   around {day_words(found.middle, report.as_of)}"]
        if found.early and found.late and found.early != found.late:
            ends = dates_words(Dates(found.early, found.late), report.as_of)
            parts.append(f"likely {ends}")
        whole = ", ".join(parts)
        if width is None or cell_width(whole) <= width:
            yield [(whole, "")]
        else:
            yield [(parts[0] + ",", "")]
            yield [(f"           {parts[1]}", "")]
    elif found.reason:
        told = no_forecast(found)
        yield from ([(f"  {line}", "dim")] for line in wrap(told, (width or 1000) - 2))
    if told := replanned(report):
        yield from ([(f"  {line}", "dim")] for line in wrap(told, (width or 1000) - 2))
