"""Labs, checkpoints, evidence, memory, notes and what is next, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aiinfra_cli.console import Line
from aiinfra_cli.model import OPEN, Milestone
from aiinfra_cli.planning.numbers import percent
from aiinfra_cli.report.model import (
    CLAIMED,
    OVERRIDDEN,
    READY,
    VERIFIED,
    Gate,
    Recall,
    Report,
    is_gate,
    reason_of,
    word_of,
)
from aiinfra_cli.report.render.columns import Page, Row, Widths
from aiinfra_cli.report.render.words import (
    day_words,
    excerpt,
    gates_text,
    labs_text,
    meanings,
    others_text,
    recall_text,
    rest_text,
    rests_text,
    run_text,
    share_text,
    taken_up,
    tier_text,
    told_evidence,
    weakest,
)
from aiinfra_cli.typography import minutes_text, pad


def labs(report: Report, page: Page) -> Iterator[Line]:
    """Give the labs that were taken up, and count the others."""
    shown = taken_up(report)
    rows = [_row(lab, report, tier=True) for lab in shown]
    widths = page.widths(rows)

    def lines() -> Iterator[Line]:
        for item, row in zip(shown, rows, strict=True):
            yield from page.row(row, widths)
            yield from page.prose(reason_of(item), indent=6)
        if shown:
            yield from _others(len(report.labs) - len(shown), page)
        for word, meaning in meanings(report):
            yield from page.prose(f"{word}: {meaning}", indent=2, style="dim")

    told = labs_text(report) if report.labs else ""
    yield from page.section("Labs", told, lines())


def gates(report: Report, page: Page) -> Iterator[Line]:
    """Give the checkpoints that are closed or can be, and count the others."""
    checkpoints = [gate for week in report.weeks for gate in week.checkpoints]
    parts = (("Checkpoints", checkpoints), ("Final assessment", report.assessment))
    told_of = [gate for gate in report.gates if _is_told(gate, report)]
    widths = page.widths([_gate_row(gate, report) for gate in told_of])
    for head, found in parts:
        told = gates_text(found, report) if found else ""
        yield from page.section(head, told, _gates(found, report, page, widths))


def _is_told(gate: Gate, report: Report) -> bool:
    return gate.standing != OPEN or report.asked.week is not None


def _gates(
    gates: Sequence[Gate], report: Report, page: Page, widths: Widths
) -> Iterator[Line]:
    shown = [gate for gate in gates if _is_told(gate, report)]
    for gate in shown:
        yield from page.row(_gate_row(gate, report), widths)
        words = rests_text(gate)
        yield from page.prose(f"rests on {words}" if words else "", indent=6)
        yield from page.prose(reason_of(gate.item), indent=6)
    if shown:
        yield from _others(len(gates) - len(shown), page)
    if any(gate.standing == CLAIMED for gate in shown):
        words = f"{CLAIMED}: not all it rests on is done"
        yield from page.prose(words, indent=2, style="dim")


def _others(count: int, page: Page) -> Iterable[Line]:
    return page.prose(others_text(count), indent=2, style="dim")


def _row(item: Milestone, report: Report, *, tier: bool = False) -> Row:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    word = word_of(item)
    standing = "" if item.status == OPEN else word
    if item.closed_day:
        standing += f" {day_words(item.closed_day, report.as_of)}"
    mark = item.status
    if word in (VERIFIED, CLAIMED, OVERRIDDEN):
        mark = VERIFIED if word == VERIFIED else CLAIMED
    level = tier_text(item) if tier else ""
    return Row(mark, item.id, item.title, time, standing, level)


def _gate_row(gate: Gate, report: Report) -> Row:
    plain = _row(gate.item, report)
    if gate.standing == CLAIMED:
        day = gate.item.closed_day
        when = f" {day_words(day, report.as_of)}" if day else ""
        return plain._replace(mark=CLAIMED, standing=f"claimed{when}")
    if gate.standing == READY:
        return plain._replace(standing="ready to close")
    return plain


def checks(report: Report, page: Page) -> Iterator[Line]:
    """Give what runs of checks came to."""

    def lines() -> Iterator[Line]:
        dated = _Dated(report, [one.day for one in report.checks])
        for one in report.checks:
            yield from page.named(one.item, one.title)
            run = [*page.prose(run_text(one), indent=dated.indent)]
            yield from dated.first(one.day, run)

    yield from page.section("Checked", "", lines())


def evidence(report: Report, page: Page) -> Iterator[Line]:
    """Give what was handed in: links, and files with their hashes."""

    def lines() -> Iterator[Line]:
        dated = _Dated(report, [one.day for one in report.evidence])
        last = ""
        for one, place in told_evidence(report):
            if one.item != last:
                yield from page.named(one.item, one.title)
            last = one.item
            found = [*page.folded(place, indent=dated.indent)]
            if one.kind != "link":
                about = f"{one.size or 0:,} bytes · sha256 {one.sha256}"
                found += page.prose(about, indent=dated.indent, style="dim")
            yield from dated.first(one.day, found)

    yield from page.section("Evidence", "", lines())


def memory(report: Report, page: Page) -> Iterator[Line]:
    """Give the concepts that are remembered least."""
    if report.recall:
        rows = [_recall(one) for one in weakest(report)]
        head = ("", "retained", "cards", "due")
        told = recall_text(report)
        yield from page.section("Remembered", told, page.table(head, rows))


def _recall(one: Recall) -> list[str]:
    return [one.title, share_text(one), str(one.cards), str(one.due) if one.due else ""]


def practices(report: Report, page: Page) -> Iterator[Line]:
    """Give the pillars of the goal chart."""
    if report.habits:
        rows = [
            [
                one.title,
                "–" if one.strength is None else percent(one.strength),
                f"{one.begun} of {one.practices}",
            ]
            for one in report.habits
        ]
        head = ("", "strength", "begun")
        yield from page.section(
            "Practices", "by pillar of the goal chart", page.table(head, rows)
        )


def notes(report: Report, page: Page) -> Iterator[Line]:
    """Give the notes below the items that they were kept with."""

    def lines() -> Iterator[Line]:
        dated = _Dated(report, [note.day for note in report.notes])
        last = ""
        for note in report.notes:
            if note.item != last:
                yield from page.named(note.item, note.title)
            last = note.item
            found: list[Line] = []
            for text in excerpt(note.text).splitlines():
                found += [*page.prose(text, indent=dated.indent)] or [[]]
            rest = rest_text(note)
            found += page.prose(rest, indent=dated.indent, style="dim")
            yield from dated.first(note.day, found)

    yield from page.section("Notes", "", lines())


class _Dated:
    """A column of days, to the left of lines of text."""

    def __init__(self, report: Report, days: Sequence[str]) -> None:
        self._as_of = report.as_of
        widest = max((len(day_words(day, self._as_of)) for day in days), default=0)
        self.indent = 4 + widest + 2

    def first(self, day: str, lines: Sequence[Line]) -> Iterable[Line]:
        """Put a day into the space before the first of the lines."""
        (text, style), *rest = (lines[0] if lines else ()) or [("", "")]
        shown = pad(f"    {day_words(day, self._as_of)}", self.indent)
        yield [(shown, "dim"), (text[self.indent :], style), *rest]
        yield from lines[1:]


def left_out(report: Report, page: Page) -> Iterator[Line]:
    """Give what was skipped and why, and what has left the path."""

    def skipped() -> Iterator[Line]:
        rows = [_row(item, report) for item in report.skipped]
        widths = page.widths(rows)
        for item, row in zip(report.skipped, rows, strict=True):
            yield from page.row(row, widths)
            yield from page.prose(item.reason or "", indent=6)

    yield from page.section("Skipped", "", skipped())
    gone = [_row(item, report) for item in report.retired]
    told = "left the path; what was done keeps its credit" if gone else ""
    yield from page.section("Retired", told, page.rows(gone))


def following(report: Report, page: Page) -> Iterator[Line]:
    """Give what comes next, and the command that takes it up."""
    rows = [_row(item, report) for item in report.upcoming]
    yield from page.section("Next", "", page.rows(rows))
    if report.upcoming:
        yield from ([], [("next: ", "dim"), (page.text(report.next), "next")])
    else:
        yield from ([], [("The path is done.", "head")])
