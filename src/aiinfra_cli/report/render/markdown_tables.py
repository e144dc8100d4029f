"""Labs, evidence, memory, practices and what was left out, as GitHub Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from aiinfra_cli.model import Milestone
from aiinfra_cli.planning.numbers import percent
from aiinfra_cli.report.model import (
    Note,
    Recall,
    Report,
    is_gate,
    reason_of,
    standing_of,
)
from aiinfra_cli.report.render.gfm import code, folded, inline, link, quoted, table
from aiinfra_cli.report.render.sparks import SHADES
from aiinfra_cli.report.render.words import (
    excerpt,
    first_shown,
    heatmap_words,
    is_long,
    iso_day,
    labs_text,
    meanings,
    rest_text,
    run_text,
    share_text,
    tier_text,
    told_evidence,
    weakest,
)
from aiinfra_cli.typography import minutes_text

_WEEKS = 26  # of study days, at most


def labs(report: Report) -> Iterator[Sequence[str]]:
    """Yield the labs, and on what each that is done rests."""
    if not report.labs:
        return
    yield ["## Labs"]
    told = [f"{word.capitalize()}: {meaning}." for word, meaning in meanings(report)]
    yield [" ".join([f"{labs_text(report)}.", *told])]
    yield table(
        ("Lab", "Title", "Runs on", "Time:", "Status"),
        (
            [
                code(lab.id),
                inline(lab.title),
                inline(tier_text(lab)),
                minutes_text(lab.minutes),
                standing_of(lab) + because(lab),
            ]
            for lab in report.labs
        ),
    )


def because(item: Milestone) -> str:
    """Give the reason that stands behind a status, if there is one."""
    reason = reason_of(item)
    return f": {inline(reason)}" if reason else ""


def evidence(report: Report) -> Iterator[Sequence[str]]:
    """Yield what was looked at and what was handed in."""
    if not (report.evidence or report.checks):
        return
    yield ["## Evidence"]
    lines = [
        f"- {code(one.item)}, {one.day}: {inline(run_text(one))}"
        for one in report.checks
    ]
    for one, place in told_evidence(report):
        what = link(place)
        if one.kind != "link":
            name = code(place) if one.path else place
            what = f"{name}, {one.size or 0:,} bytes, SHA-256 {code(one.sha256 or '')}"
        lines.append(f"- {code(one.item)}, {one.day}: {what}")
    yield lines


def study_days(report: Report) -> Iterator[Sequence[str]]:
    """Yield the study days, a row for each week: a later report only adds rows."""
    if not report.days:
        return
    yield ["## Study days"]
    yield [inline(heatmap_words(report, iso_day))]
    now = date.fromisoformat(report.as_of)
    first = first_shown(report)
    monday = max(
        first - timedelta(first.weekday()),
        now - timedelta(now.weekday() + 7 * (_WEEKS - 1)),
    )
    days = {day.day: day for day in report.days}
    rows = []
    while monday <= now:
        week = [(monday + timedelta(n)).isoformat() for n in range(7)]
        found = [days.get(day) for day in week]
        shades = [
            SHADES[one.level]
            if one
            else SHADES[0]
            if first.isoformat() <= day <= report.as_of
            else ""
            for day, one in zip(week, found, strict=True)
        ]
        minutes = sum(one.minutes for one in found if one)
        rows.append([week[0], *shades, minutes_text(minutes) if minutes else ""])
        monday += timedelta(7)
    yield table(("Week of", "M", "T", "W", "T", "F", "S", "S", "Done:"), rows)
    named = ("nothing", "something", "30 min", "1 h", "2 h")
    yield [", ".join(map(" ".join, zip(SHADES, named, strict=True))) + "."]


def memory(report: Report) -> Iterator[Sequence[str]]:
    """Yield what is remembered of each concept."""
    if not report.recall:
        return
    yield ["## Remembered"]
    head = ("Concept", "Retained:", "Cards:", "Due:")
    rows = [_recall(one) for one in report.recall]
    least = weakest(report)
    if least and len(rows) > 2 * len(least):
        yield [f"The {len(least)} that are remembered least:"]
        yield table(head, map(_recall, least))
        yield folded(f"All {len(rows)} concepts", table(head, rows))
    else:
        yield table(head, rows)


def _recall(one: Recall) -> list[str]:
    value = share_text(one)
    return [inline(one.title), value, str(one.cards), str(one.due) if one.due else ""]


def practices(report: Report) -> Iterator[Sequence[str]]:
    """Yield the pillars of the goal chart and how strong they are."""
    if not report.habits:
        return
    yield ["## Practices"]
    rows = [
        [
            inline(one.title),
            "–" if one.strength is None else percent(one.strength),
            f"{one.begun} of {one.practices}",
        ]
        for one in report.habits
    ]
    yield table(("Pillar", "Strength:", "Begun:"), rows)


def notes(report: Report) -> Iterator[Sequence[str]]:
    """Yield the notes with their items."""
    if report.notes:
        yield ["## Notes"]
    for note in report.notes:
        yield from _note(note)


def _note(note: Note) -> Iterator[Sequence[str]]:
    yield [f"{code(note.item)} {inline(note.title)}, {note.day}:"]
    if is_long(note):
        yield folded(f"{excerpt(note.text)}\n{rest_text(note)}", quoted(note.text))
    else:
        yield quoted(note.text)


def left_out(report: Report) -> Iterator[Sequence[str]]:
    """Yield what was skipped, and what has left the path."""
    if report.skipped:
        yield ["## Skipped"]
        yield table(
            ("Milestone", "Title", "Time:", "Day", "Reason"), map(_skip, report.skipped)
        )
    if report.retired:
        yield ["## Retired"]
        yield ["These have left the path since; what was done keeps its credit."]
        yield table(
            ("Milestone", "Title", "Kind", "Time:", "Status"),
            map(_gone, report.retired),
        )


def _skip(item: Milestone) -> list[str]:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    reason = inline(item.reason or "")
    return [code(item.id), inline(item.title), time, item.closed_day or "", reason]


def _gone(item: Milestone) -> list[str]:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    title = inline(item.title)
    return [code(item.id), title, inline(item.kind), time, standing_of(item)]


def following(report: Report) -> Iterator[Sequence[str]]:
    """Yield what comes next, in order."""
    yield ["## Next"]
    if not report.upcoming:
        yield ["The path is done."]
        return
    yield _upcoming(report.upcoming)


def _upcoming(items: Iterable[Milestone]) -> list[str]:
    """List what comes next in order, as `aiinfra next` does."""
    return [
        f"{number}. {code(item.id)} {inline(item.title)}"
        + ("" if is_gate(item) else f", {minutes_text(item.minutes)}")
        + (", started" if item.status == "started" else "")
        for number, item in enumerate(items, 1)
    ]
