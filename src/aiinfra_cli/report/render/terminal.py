"""The report for a terminal, or as plain text: the only format that knows a width."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from aiinfra_cli.console import Line, Out, Span
from aiinfra_cli.report.model import Report
from aiinfra_cli.report.render import terminal_lists as lists
from aiinfra_cli.report.render.abreast import abreast
from aiinfra_cli.report.render.columns import Page
from aiinfra_cli.report.render.sparks import burnup_lines, heat_lines
from aiinfra_cli.report.render.terminal_weeks import weeks
from aiinfra_cli.report.render.words import (
    EXPLAINED,
    PRIVATE,
    beside,
    dates_words,
    day_words,
    gates_noun,
    heatmap_words,
)
from aiinfra_cli.typography import cell_width, minutes_text, pad


def render(report: Report, out: Out) -> None:
    """Print the report; never wider than the terminal, whole in a pipe or file."""
    out.lines(screen(report, Page(out.width, ascii_only=out.ascii_only)))


def screen(report: Report, page: Page) -> Iterable[Line]:
    """Give the lines of the report, fitted to a page."""
    yield from _heading(report, page)
    yield from abreast(page, partial(_progress, report), partial(_days, report))
    yield from weeks(report, page)
    yield from lists.labs(report, page)
    yield from lists.gates(report, page)
    yield from lists.checks(report, page)
    yield from lists.evidence(report, page)
    yield from abreast(
        page, partial(lists.memory, report), partial(lists.practices, report)
    )
    yield from lists.notes(report, page)
    yield from lists.left_out(report, page)
    yield from lists.following(report, page)


def _heading(report: Report, page: Page) -> Iterable[Line]:
    asked = report.asked
    yield from page.flow([report.title], style="head")
    whose = f" of {asked.name}" if asked.name else ""
    day = date.fromisoformat(report.as_of)
    about = [f"Learning report{whose} as of {day.day} {day:%b} {day.year}"]
    path = f"{report.course.title}, " if asked.title else ""
    about.append(f"{path}version {report.course.version}")
    yield from page.flow(about, style="dim")
    only = [f"Only week {asked.week}"] if asked.week else []
    if asked.since:
        since = day_words(asked.since, report.as_of)
        only.append(f"{'only' if only else 'Only'} what was done since {since}")
    yield from page.flow(only, style="dim")
    yield from page.prose(PRIVATE if asked.private else "", indent=0, style="dim")


def _progress(report: Report, page: Page) -> Iterable[Line]:
    """Give the numbers, and what is done against the plan."""
    yield []
    yield from _numbers(report, page)
    planned = dates_words(report.plan, report.as_of)
    told = f"planned for {planned}" if planned else ""
    yield from page.section("Progress", told, burnup_lines(report, page.width))


def _days(report: Report, page: Page) -> Iterable[Line]:
    heat = heat_lines(report, page.width, ascii_only=page.ascii_only)
    told = heatmap_words(report) if report.days else ""
    yield from page.section("Study days", told, heat)


def _numbers(report: Report, page: Page) -> Iterable[Line]:
    """Give the four numbers, how they moved, and what must be told with them."""
    figures = report.figures
    since = f"since {day_words(report.since, report.as_of)}" if report.since else ""
    has_moved = any(one.moved for one in figures)
    moved = max([len(since), *(len(one.moved) for one in figures)]) if has_moved else 0
    names = max((len(one.name) for one in figures), default=0)
    values = max((cell_width(one.text) for one in figures), default=0)
    if has_moved:
        yield [(" " * (names + 2 + values + 3) + since, "dim")]
    for one in figures:
        start: list[Span] = [(pad(one.name, names) + "  ", "")]
        start.append((pad(page.text(one.text), values, right=True), "head"))
        if moved:
            style = "dim" if one.moved == "no change" else ""
            start.append(("   " + pad(page.text(one.moved), moved), style))
        yield from page.beside(start, beside(one, report.tally))
    tally = report.tally
    counts = [
        f"{tally.done} of {tally.items - tally.skipped} milestones",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped}"
        f" {gates_noun(report)}",
        f"{minutes_text(tally.done_minutes)} of "
        f"{minutes_text(tally.minutes - tally.skipped_minutes)}",
    ]
    yield from page.flow(counts)
    for one in figures:
        words = f"{one.name}: {EXPLAINED.get(one.name, '')}"
        yield from page.prose(words, indent=2, style="dim")
