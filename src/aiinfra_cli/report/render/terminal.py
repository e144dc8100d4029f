"""The report for a terminal, or as plain text: the only format that knows a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from aiinfra_cli.console import Line, Out
from aiinfra_cli.model import DONE, Milestone
from aiinfra_cli.report.model import (
    CLAIMED,
    READY,
    VERIFIED,
    WAIVED,
    Gate,
    Report,
    WeekPart,
    is_gate,
    reason_of,
    word_of,
)
from aiinfra_cli.report.render.columns import Page, Row, Widths
from aiinfra_cli.report.render.words import labs_text, run_text, verified_minutes
from aiinfra_cli.typography import MARKS, bar, cell_width, minutes_text, pad

_BAR = 36  # cells, where there is room for them


def render(report: Report, out: Out) -> None:
    """Print the report; never wider than the terminal, whole in a pipe or file."""
    out.lines(screen(report, Page(out.width, ascii_only=out.ascii_only)))


def screen(report: Report, page: Page) -> Iterable[Line]:
    """Give the lines of the report, fitted to a page."""
    yield from page.flow([report.course.title], style="head")
    day = date.fromisoformat(report.as_of)
    about = [f"Learning report as of {_day(report.as_of)} {day.year}"]
    yield from page.flow([*about, f"version {report.course.version}"], style="dim")
    yield []
    yield from _numbers(report, page)
    yield from _weeks(report.weeks, page)
    labs = [_row(lab, report, tier=True) for lab in report.labs]
    yield from page.section("Labs", labs_text(report), _labs(report, labs, page))
    checkpoints = [gate for week in report.weeks for gate in week.checkpoints]
    widths = page.widths([_gate_row(gate, report) for gate in report.gates])
    for head, gates in (
        ("Checkpoints", checkpoints),
        ("Final assessment", report.assessment),
    ):
        closed = sum(gate.item.status == DONE for gate in gates)
        told = f"{closed} of {len(gates)} closed"
        yield from page.section(head, told, _gates(gates, report, page, widths))
    yield from page.section("Checked", "", _checks(report, page))
    yield from page.section("Evidence", "", _evidence(report, page))
    yield from page.section("Notes", "", _notes(report, page))
    yield from page.section("Skipped", "", _skipped(report, page))
    gone = [_row(item, report) for item in report.retired]
    told = "left the path; what was done keeps its credit"
    yield from page.section("Retired", told, page.rows(gone))
    following = [_row(item, report) for item in report.upcoming]
    yield from page.section("Next", "", page.rows(following))
    if not report.upcoming:
        yield from ([], [("The path is done.", "head")])
        return
    yield from ([], [("next: ", "dim"), (page.text(report.next), "next")])


def _numbers(report: Report, page: Page) -> Iterable[Line]:
    parts = []
    for one in report.figures:
        beside = ""
        if one.skipped_minutes:
            beside = f" ({minutes_text(one.skipped_minutes)} skipped)"
        elif one.name == "Verified" and one.value is not None:
            beside = f" ({verified_minutes(report.tally)})"
        parts.append(f"{one.name} {one.text}{beside}")
    yield from page.flow(parts, "   ", style="head")
    if reasons := [one.reason for one in report.figures if one.reason]:
        yield from page.flow([f"–: {reasons[0]}", *reasons[1:]], "; ", style="dim")
    tally = report.tally
    left = minutes_text(tally.minutes - tally.skipped_minutes)
    counts = [
        f"{tally.done} of {tally.items - tally.skipped} milestones",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints",
        f"{minutes_text(tally.done_minutes)} of {left}",
    ]
    yield from page.flow(counts)


def _weeks(weeks: Sequence[WeekPart], page: Page) -> Iterable[Line]:
    cells = [_week_cells(week) for week in weeks]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    for week, words in zip(weeks, cells, strict=True):
        yield []
        title = f"Week {week.number} · {week.title}"
        yield from page.flow([title], style="head")
        yield from _week_bar(week, words, widths, page)


def _week_cells(week: WeekPart) -> list[str]:
    tally = week.tally
    left = minutes_text(tally.minutes - tally.skipped_minutes)
    return [
        week.covered_text,
        f"{tally.done} of {tally.items - tally.skipped}",
        f"{minutes_text(tally.done_minutes)} of {left}",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints",
        f"{minutes_text(tally.skipped_minutes)} skipped" if tally.skipped else "",
    ]


def _week_bar(
    week: WeekPart, words: Sequence[str], widths: Sequence[int], page: Page
) -> Iterable[Line]:
    room = _BAR
    # What stands last gives way first, down to the share and the count.
    count = len(words)
    if page.width:
        while count > 2:
            room = page.width - sum(width + 2 for width in widths[:count] if width)
            if room >= 16:
                break
            count -= 1
    full, rest = bar(week.covered or 0.0, max(10, min(_BAR, room)))
    told = "".join(
        "  " + pad(word, width, right=True)
        for word, width in zip(words[:count], widths, strict=False)
        if width
    )
    yield [(full, "done"), (rest, "dim"), (told, "")]
    if words[count:] and any(words[count:]):
        yield from page.flow([word for word in words[count:] if word], style="dim")


def _row(item: Milestone, report: Report, *, tier: bool = False) -> Row:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    standing = "" if item.status == "open" else word_of(item)
    if item.closed_day:
        standing += f" {_day_of(item.closed_day, report)}"
    return Row(
        VERIFIED if item.verified else item.status,
        item.id,
        item.title,
        time,
        standing,
        item.tier or "" if tier else "",
    )


def _gate_row(gate: Gate, report: Report) -> Row:
    plain = _row(gate.item, report)
    if gate.standing == CLAIMED:
        standing = f"claimed {_day_of(gate.item.closed_day, report)}"
        return plain._replace(mark=CLAIMED, standing=standing)
    if gate.standing == READY:
        return plain._replace(standing="ready to close")
    return plain


def _gates(
    gates: Iterable[Gate], report: Report, page: Page, widths: Widths
) -> Iterable[Line]:
    for gate in gates:
        yield from page.row(_gate_row(gate, report), widths)
        grounds = [
            joiner.join(
                f"{'checks of ' if one.by_checks else ''}{one.item}"
                f" {MARKS['done' if one.met else 'open']}"
                for one in gate.grounds(mode)
            )
            for mode, joiner in (("all", ", "), ("any", " or "))
        ]
        words = "; and ".join(text for text in grounds if text)
        yield from page.prose(f"rests on {words}" if words else "", indent=6)


def _labs(report: Report, rows: Sequence[Row], page: Page) -> Iterable[Line]:
    widths = page.widths(rows)
    for item, row in zip(report.labs, rows, strict=True):
        yield from page.row(row, widths)
        if row.standing.startswith(WAIVED):
            yield from page.prose(reason_of(item), indent=6)


def _checks(report: Report, page: Page) -> Iterable[Line]:
    dated = _Dated(report, [one.day for one in report.checks])
    for one in report.checks:
        yield from page.named(one.item, one.title)
        lines = [*page.prose(run_text(one), indent=dated.indent)]
        yield from dated.first(one.day, lines)


def _evidence(report: Report, page: Page) -> Iterable[Line]:
    dated = _Dated(report, [one.day for one in report.evidence])
    last = ""
    for one in report.evidence:
        if one.item != last:
            yield from page.named(one.item, one.title)
        last = one.item
        lines = [*page.folded(one.url or one.path or "", indent=dated.indent)]
        if one.kind != "link":
            about = f"{one.size or 0:,} bytes · sha256 {one.sha256}"
            lines += page.prose(about, indent=dated.indent, style="dim")
        yield from dated.first(one.day, lines)


def _notes(report: Report, page: Page) -> Iterable[Line]:
    dated = _Dated(report, [note.day for note in report.notes])
    last = ""
    for note in report.notes:
        if note.item != last:
            yield from page.named(note.item, note.title)
        last = note.item
        lines: list[Line] = []
        for text in note.text.splitlines():
            lines += [*page.prose(text, indent=dated.indent)] or [[]]
        yield from dated.first(note.day, lines)


class _Dated:
    """A column of days, to the left of lines of text."""

    def __init__(self, report: Report, days: Sequence[str]) -> None:
        self._report = report
        widest = max((len(_day_of(day, report)) for day in days), default=0)
        self.indent = 4 + widest + 2

    def first(self, day: str, lines: Sequence[Line]) -> Iterable[Line]:
        """Put a day into the space before the first of the lines."""
        (text, style), *rest = (lines[0] if lines else ()) or [("", "")]
        shown = pad(f"    {_day_of(day, self._report)}", self.indent)
        yield [(shown, "dim"), (text[self.indent :], style), *rest]
        yield from lines[1:]


def _skipped(report: Report, page: Page) -> Iterable[Line]:
    rows = [_row(item, report) for item in report.skipped]
    widths = page.widths(rows)
    for item, row in zip(report.skipped, rows, strict=True):
        yield from page.row(row, widths)
        yield from page.prose(item.reason or "", indent=6)


def _day_of(day: str | None, report: Report) -> str:
    """Write a day, with its year where that is not the report's."""
    if not day:
        return ""
    year = "" if day[:4] == report.as_of[:4] else f" {day[:4]}"
    return _day(day) + year


def _day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day} {when.strftime('%b')}"
