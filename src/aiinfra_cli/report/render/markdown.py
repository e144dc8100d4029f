"""The report as GitHub-flavoured Markdown: headings, task lists, tables."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from aiinfra_cli.console import Out
from aiinfra_cli.model import DONE, Milestone
from aiinfra_cli.report.model import (
    CLAIMED,
    READY,
    Dates,
    Gate,
    Ground,
    Report,
    WeekPart,
    standing_of,
)
from aiinfra_cli.report.render import markdown_tables as tables
from aiinfra_cli.report.render import mermaid
from aiinfra_cli.report.render.gfm import code, inline, line, table
from aiinfra_cli.report.render.progress import burnup_words
from aiinfra_cli.report.render.words import (
    EXPLAINED,
    PRIVATE,
    beside,
    gates_noun,
    iso_day,
    retained_text,
)
from aiinfra_cli.typography import bar, days_text, minutes_text

_BAR = 10  # cells


def render(report: Report, out: Out, *, level: int = 1) -> None:
    """Print the report; the same report gives the same bytes.

    `level` is that of its first heading, where it stands inside another document.
    """
    between = ""
    for block in _blocks(report):
        lines = list(block)
        if lines[0].startswith("#"):  # text at the start of a line never is one
            lines[0] = "#" * (level - 1) + lines[0]
        out.stdout.write(between + "\n".join(lines) + "\n")
        between = "\n"


def _blocks(report: Report) -> Iterator[Sequence[str]]:
    """Yield headings, paragraphs, lists and tables, to stand an empty line apart."""
    yield [f"# {inline(report.title)}"]
    yield [_about(report)]
    if report.asked.private:
        yield [PRIVATE]
    yield from _numbers(report)
    yield from _progress(report)
    yield from tables.study_days(report)
    unused = _unused(report)
    yield from _weeks_table(report)
    for week in report.weeks:
        yield from _week(week, unused)
    if report.assessment:
        yield ["## Final assessment"]
        yield [_gate(gate) for gate in report.assessment]
    yield from tables.labs(report)
    yield from tables.evidence(report)
    yield from tables.memory(report)
    yield from tables.practices(report)
    yield from tables.notes(report)
    yield from tables.left_out(report)
    yield from tables.following(report)


def _about(report: Report) -> str:
    asked = report.asked
    whose = f" of {inline(asked.name)}" if asked.name else ""
    told = [f"Learning report{whose} as of {report.as_of}."]
    path = inline(report.course.title) + ", version" if asked.title else "Version"
    told.append(f"{path} {inline(report.course.version)} of the path.")
    if asked.week:
        told.append(f"Week {asked.week} alone.")
    if asked.since:
        told.append(f"What was done since {asked.since}.")
    return " ".join(told)


def _progress(report: Report) -> Iterator[Sequence[str]]:
    """Yield plan and burn-up in words and as diagrams."""
    if report.burnup is None and not report.plan.first:
        return
    yield ["## Progress"]
    yield [inline(burnup_words(report, iso_day))]
    yield from mermaid.diagrams(report)


def _numbers(report: Report) -> Iterator[Sequence[str]]:
    figures = report.figures
    rows = [[f"**{figure.text}**" for figure in figures]]
    told = [inline(beside(figure, report.tally)) for figure in figures]
    rows += [cells for cells in (_moved(report), told) if any(cells)]
    rows.append([EXPLAINED.get(figure.name, "") for figure in figures])
    yield table([figure.name for figure in figures], rows)
    tally = report.tally
    counts = [
        f"{tally.done} of {tally.items - tally.skipped} milestones done",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped}"
        f" {gates_noun(report)} closed",
        f"{minutes_text(tally.done_minutes)} of "
        f"{minutes_text(tally.minutes - tally.skipped_minutes)}",
    ]
    yield [", ".join(counts) + "."]


def _moved(report: Report) -> list[str]:
    return [
        f"{one.moved} since {report.since}" if one.moved else ""
        for one in report.figures
    ]


def _unused(report: Report) -> set[str]:
    """Name the columns that stay empty in all tables of this report."""
    unused = set() if report.plan.first else {"Days"}
    if not any(week.dates.actual for week in report.weeks):
        unused.add("Timed:")
    return unused


def _weeks_table(report: Report) -> Iterator[Sequence[str]]:
    if report.weeks:
        yield ["## Weeks"]
        head = ("Week", "Covered", "Done", "Time")
        yield table(head, (_week_row(week, report) for week in report.weeks))


def _week_row(week: WeekPart, report: Report) -> list[str]:
    """Put a week into cells of a few lines: GitHub has no room for more columns."""
    tally, dates = week.tally, week.dates
    beside = {" left": dates.left, " timed": dates.actual}
    beside[" skipped"] = tally.skipped_minutes
    told = [minutes_text(minutes) + word for word, minutes in beside.items() if minutes]
    cells = (
        (f"{week.number}. {inline(week.title)}", _days(dates)),
        (
            week.covered_text,
            f"`{''.join(bar(week.covered or 0.0, _BAR))}`",
            retained_text(week, report),
        ),
        (
            f"{tally.done} of {tally.items - tally.skipped} milestones",
            f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints",
        ),
        (_done(dates), ", ".join(told)),
    )
    return ["<br>".join(filter(None, lines)) for lines in cells]


def _days(dates: Dates) -> str:
    """Give the planned days in figures: a later report writes them the same way."""
    if not dates.first:
        return ""
    last = f" to {dates.last}" if dates.last != dates.first else ""
    return f"{dates.first}{last}{', late' if dates.late else ''}"


def _done(dates: Dates) -> str:
    return f"{minutes_text(dates.done)} of {minutes_text(dates.planned)}"


def _sessions(week: WeekPart, unused: Container[str]) -> list[str]:
    rows = [
        [
            f"{days_text(one.days)}: {inline(one.title)}",
            _days(one.dates),
            _done(one.dates),
            minutes_text(one.dates.actual) if one.dates.actual else "",
            minutes_text(one.dates.left) if one.dates.left else "",
        ]
        for one in week.sessions
    ]
    return table(("Session", "Days", "Done:", "Timed:", "Left:"), rows, unused)


def _week(week: WeekPart, unused: Container[str]) -> Iterator[Sequence[str]]:
    yield [f"## Week {week.number}: {inline(week.title)}"]
    if week.focus:
        yield [line(" ".join(week.focus.split()))]
    if week.sessions:
        yield _sessions(week, unused)
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
    return _box(item, ", ".join(parts) + tables.because(item))


def _gate(gate: Gate) -> str:
    return _box(gate.item, _gate_words(gate) + tables.because(gate.item))


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
