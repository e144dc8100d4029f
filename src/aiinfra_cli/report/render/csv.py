"""The report as a table of items: one row each, as RFC 4180 writes them.

A spreadsheet takes a cell that begins like a formula for one, and a formula may send
the sheet elsewhere: such a cell gets an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from aiinfra_cli.console import Out
from aiinfra_cli.model import RETIRED, Milestone
from aiinfra_cli.report.model import Report, reason_of, word_of

# Line ends and tabs may stand in a cell; no other control character, no mark that
# turns the direction of text, no half of a pair.
_HARMLESS = {
    code: "\ufffd"
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    )
    if chr(code) not in "\t\n\r"
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """One item; the names are those of the columns."""

    id: str
    kind: str
    title: str
    week: str
    session: str
    tier: str
    optional: str  # yes | no
    minutes: int
    actual: int
    status: str
    standing: str
    closed_day: str
    reason: str
    evidence: int


def render(report: Report, out: Out) -> None:
    """Print the table: the path in order, then what has left it."""
    writer = csv.writer(out.stdout, lineterminator="\r\n")
    writer.writerow(Row._fields)
    for row in rows(report):
        writer.writerow([_cell(value) for value in row])


def rows(report: Report) -> Iterator[Row]:
    """Yield the rows; with `since`, of what was closed from that day on."""
    handed_in = Counter(one.item for one in report.evidence)
    for item, standing in _items(report):
        if not report.asked.since or (item.closed_day or "") >= report.asked.since:
            yield _row(item, standing, handed_in[item.id])


def _items(report: Report) -> Iterator[tuple[Milestone, str]]:
    for week in report.weeks:
        for session in week.sessions:
            yield from ((item, word_of(item)) for item in session.items)
        yield from ((gate.item, gate.standing) for gate in week.checkpoints)
    yield from ((gate.item, gate.standing) for gate in report.assessment)
    yield from ((item, RETIRED) for item in report.retired)


def _row(item: Milestone, standing: str, evidence: int) -> Row:
    return Row(
        id=item.id,
        kind=item.kind,
        title=item.title,
        week=item.week or "",
        session=item.session or "",
        tier=item.tier or "",
        optional="yes" if item.optional else "no",
        minutes=item.minutes,
        actual=item.actual,
        status=item.status,
        standing=standing,
        closed_day=item.closed_day or "",
        reason=reason_of(item),
        evidence=evidence,
    )


def _cell(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    text = value.translate(_HARMLESS)
    return f"'{text}" if text.startswith(_FORMULA) else text
