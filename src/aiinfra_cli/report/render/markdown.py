"""The report as GitHub-flavoured Markdown: headings, task lists, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aiinfra_cli.console import Out
from aiinfra_cli.model import DONE, Milestone, Tally
from aiinfra_cli.report.model import (
    CLAIMED,
    READY,
    Figure,
    Gate,
    Ground,
    Note,
    Report,
    WeekPart,
    is_gate,
    reason_of,
    standing_of,
)
from aiinfra_cli.report.render.gfm import code, inline, line, link, quoted, table
from aiinfra_cli.report.render.words import labs_text, run_text, verified_minutes
from aiinfra_cli.typography import bar, days_text, minutes_text

_BAR = 20  # cells


def render(report: Report, out: Out) -> None:
    """Print the report; the same report gives the same bytes."""
    between = ""
    for block in _blocks(report):
        out.stdout.write(between + "\n".join(block) + "\n")
        between = "\n"


def _blocks(report: Report) -> Iterator[Sequence[str]]:
    """Yield headings, paragraphs, lists and tables, to stand an empty line apart."""
    yield [f"# {inline(report.course.title)}"]
    about = f"Version {inline(report.course.version)} of the path"
    yield [f"Learning report as of {report.as_of}. {about}."]
    yield from _numbers(report)
    yield from _weeks_table(report)
    for week in report.weeks:
        yield from _week(week)
    if report.assessment:
        yield ["## Final assessment"]
        yield [_gate(gate) for gate in report.assessment]
    yield from _labs(report)
    yield from _evidence(report)
    if report.notes:
        yield ["## Notes"]
    for note in report.notes:
        yield from _note(note)
    yield from _left_out(report)
    yield from _next(report)


def _numbers(report: Report) -> Iterator[Sequence[str]]:
    figures = report.figures
    rows = [[f"**{figure.text}**" for figure in figures]]
    beside = [_beside(figure, report.tally) for figure in figures]
    if any(beside):
        rows.append(beside)
    yield table([figure.name for figure in figures], rows)
    tally = report.tally
    counts = [
        f"{tally.done} of {tally.items - tally.skipped} milestones done",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints closed",
        f"{minutes_text(tally.done_minutes)} of "
        f"{minutes_text(tally.minutes - tally.skipped_minutes)}",
    ]
    yield [", ".join(counts) + "."]


def _beside(figure: Figure, tally: Tally) -> str:
    told = []
    if figure.skipped_minutes:
        told.append(f"{minutes_text(figure.skipped_minutes)} skipped")
    if figure.name == "Verified" and figure.value is not None:
        told.append(verified_minutes(tally))
    if figure.reason:
        told.append(inline(figure.reason))
    return "; ".join(told)


def _weeks_table(report: Report) -> Iterator[Sequence[str]]:
    if not report.weeks:
        return
    yield ["## Weeks"]
    head = ("Week:", "Title", "Progress", "Covered:", "Milestones:", "Checkpoints:")
    rows = [_week_row(week) for week in report.weeks]
    yield table([*head, "Time:", "Skipped:"], rows)


def _week_row(week: WeekPart) -> list[str]:
    tally = week.tally
    left = minutes_text(tally.minutes - tally.skipped_minutes)
    return [
        str(week.number),
        inline(week.title),
        f"`{''.join(bar(week.covered or 0.0, _BAR))}`",
        week.covered_text,
        f"{tally.done} of {tally.items - tally.skipped}",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped}",
        f"{minutes_text(tally.done_minutes)} of {left}",
        minutes_text(tally.skipped_minutes) if tally.skipped_minutes else "",
    ]


def _week(week: WeekPart) -> Iterator[Sequence[str]]:
    yield [f"## Week {week.number}: {inline(week.title)}"]
    if week.focus:
        yield [line(" ".join(week.focus.split()))]
    for session in week.sessions:
        if session.items:
            yield [f"### {days_text(session.days)}: {inline(session.title)}"]
            yield [_task(item) for item in session.items]
    if week.checkpoints:
        yield [f"### Checkpoints of week {week.number}"]
        yield [_gate(gate) for gate in week.checkpoints]


def _task(item: Milestone) -> str:
    parts = [item.kind, minutes_text(item.minutes)]
    if item.optional:
        parts.append("optional")
    if item.status != "open":
        parts.append(standing_of(item))
    return _box(item, ", ".join(parts) + _because(item))


def _gate(gate: Gate) -> str:
    return _box(gate.item, _gate_words(gate) + _because(gate.item))


def _gate_words(gate: Gate) -> str:
    words = {
        CLAIMED: f"claimed {gate.item.closed_day}, not all it rests on is done",
        READY: "ready to close",
    }.get(gate.standing, standing_of(gate.item))
    grounds = [
        joiner.join(map(_ground, gate.grounds(mode)))
        for mode, joiner in (("all", ", "), ("any", " or "))
    ]
    rests = "; and ".join(text for text in grounds if text)
    return f"{words}; rests on {rests}" if rests else words


def _ground(one: Ground) -> str:
    checks = "checks of " if one.by_checks else ""
    return f"{checks}{code(one.item)} {'✓' if one.met else '○'}"


def _box(item: Milestone, words: str) -> str:
    tick = "x" if item.status == DONE else " "
    return f"- [{tick}] {code(item.id)} {inline(item.title)} · {words}"


def _because(item: Milestone) -> str:
    reason = reason_of(item)
    return f": {inline(reason)}" if reason else ""


def _labs(report: Report) -> Iterator[Sequence[str]]:
    if not report.labs:
        return
    yield ["## Labs"]
    yield [labs_text(report) + "."]
    yield table(
        ("Lab", "Title", "Tier", "Time:", "Status"),
        (
            [
                code(lab.id),
                inline(lab.title),
                inline(lab.tier or ""),
                minutes_text(lab.minutes),
                standing_of(lab) + _because(lab),
            ]
            for lab in report.labs
        ),
    )


def _evidence(report: Report) -> Iterator[Sequence[str]]:
    if not (report.evidence or report.checks):
        return
    yield ["## Evidence"]
    lines = [
        f"- {code(one.item)}, {one.day}: {inline(run_text(one))}"
        for one in report.checks
    ]
    for one in report.evidence:
        what = link(one.url or "")
        if one.kind != "link":
            what = f"{code(one.path or '')}, {one.size or 0:,} bytes, SHA-256 "
            what += code(one.sha256 or "")
        lines.append(f"- {code(one.item)}, {one.day}: {what}")
    yield lines


def _note(note: Note) -> Iterator[Sequence[str]]:
    yield [f"{code(note.item)} {inline(note.title)}, {note.day}:"]
    yield quoted(note.text)


def _left_out(report: Report) -> Iterator[Sequence[str]]:
    if report.skipped:
        yield ["## Skipped"]
        yield table(
            ("Item", "Title", "Time:", "Day", "Reason"), map(_skip, report.skipped)
        )
    if report.retired:
        yield ["## Retired"]
        yield ["These have left the path since; what was done keeps its credit."]
        yield table(
            ("Item", "Title", "Kind", "Time:", "Status"), map(_gone, report.retired)
        )


def _skip(item: Milestone) -> list[str]:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    reason = inline(item.reason or "")
    return [code(item.id), inline(item.title), time, item.closed_day or "", reason]


def _gone(item: Milestone) -> list[str]:
    time = "" if is_gate(item) else minutes_text(item.minutes)
    title = inline(item.title)
    return [code(item.id), title, inline(item.kind), time, standing_of(item)]


def _next(report: Report) -> Iterator[Sequence[str]]:
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
