"""The rows that most screens are made of: milestones, headings, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.clock import study_day
from aiinfra_cli.config import in_effect
from aiinfra_cli.console import Line, Out, Span
from aiinfra_cli.model import DONE, GATES, OPEN, SKIPPED, STARTED, Milestone, Rest
from aiinfra_cli.planning import ahead
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.store import gates, queries
from aiinfra_cli.typography import MARKS, bar, cell_width, minutes_text, pad

if TYPE_CHECKING:
    from aiinfra_cli.commands.planner import Due
    from aiinfra_cli.planning.numbers import Number

_TITLE_AT_LEAST = 16
_TITLE_BESIDE_NOTE = 24
_NOTE = 20


class Row(NamedTuple):
    """One line about one milestone."""

    mark: str
    id: str
    title: str
    right: str  # minutes, mostly
    note: str = ""


def row_of(
    milestone: Milestone,
    *,
    today: date,
    claimed: bool = False,
    due: Due | None = None,
    tells_due: bool = False,
) -> Row:
    """Make the row of a milestone; `due` is when its session is planned."""
    mark = "claimed" if claimed else mark_of(milestone)
    note = note_of(milestone, today=today)
    if due and not milestone.closed:
        late = due.last < today
        if late and milestone.status == OPEN:
            mark = "late"
        if late or tells_due:
            # Only with a plan: `done` does without all that.
            from aiinfra_cli.commands.planner import day_words

            words = f"due {day_words(due.last, today)}"
            note = f"{note}, {words}" if note else words
    elif (
        due
        and milestone.status == DONE
        and (milestone.closed_day or "") < str(due.first)
    ):
        note = "ahead"
    return Row(
        mark,
        milestone.id,
        milestone.title,
        _right_of(milestone, claimed=claimed),
        note,
    )


def mark_of(milestone: Milestone) -> str:
    """Name the mark of a milestone: its status, or that it is verified as well."""
    return "verified" if milestone.verified else milestone.status


def _right_of(milestone: Milestone, *, claimed: bool) -> str:
    # Its mark is that of a checkpoint that is met: the word must never be cut away.
    if claimed:
        return "claimed"
    return "" if milestone.kind in GATES else minutes_text(milestone.minutes)


def note_of(milestone: Milestone, *, today: date) -> str:
    """Say in a few words what the mark alone does not."""
    if milestone.status == STARTED and milestone.timer_at:
        return f"since {moment_text(milestone.timer_at, today)}"
    if milestone.status == SKIPPED:
        return f"skipped: {milestone.reason}" if milestone.reason else "skipped"
    if milestone.status == DONE and milestone.closed_day:
        return "overridden" if milestone.waiver and not milestone.verified else ""
    return "optional" if milestone.optional else ""


def standing_text(milestone: Milestone, *, today: date, claimed: bool = False) -> str:
    """Say where the learner stands on a milestone, with the day and the reason."""
    when = day_text(milestone.closed_day, today)
    if claimed:
        return f"claimed {when}: not all it rests on is done"
    if milestone.status == DONE:
        if milestone.verified:
            return f"done {when}, verified"
        return f"done {when}" + (
            f"; overridden: {milestone.waiver}" if milestone.waiver else ""
        )
    if milestone.status == SKIPPED:
        return f"skipped {when}: {milestone.reason}"
    if milestone.status == STARTED and milestone.begun_at:
        running = ", the timer runs" if milestone.timer_at else ""
        return f"started {moment_text(milestone.begun_at, today)}{running}"
    return milestone.status


def draw(
    out: Out, rows: Sequence[Row], *, indent: int = 2, like: Sequence[Row] = ()
) -> list[Line]:
    """Lay rows out in columns; titles give way first, ids never do.

    The columns are those that `like` needs, so that several groups align.
    """
    if not rows:
        return []
    ids, titles, right = (
        max(map(cell_width, column))
        for column in zip(*(row[1:4] for row in like or rows), strict=True)
    )
    if out.width:
        left = out.width - indent - 2 - ids - 2 - 2 - right
        # A note has its place when a readable title is left beside it.
        notes = max(min(cell_width(row.note), _NOTE) for row in like or rows)
        if notes and left - notes - 2 >= _TITLE_BESIDE_NOTE:
            left -= notes + 2
        titles = max(_TITLE_AT_LEAST, min(titles, left))
    lines: list[Line] = []
    for row in rows:
        title = out.cut(row.title, titles) if out.width else row.title
        spans: list[Span] = [
            (" " * indent, ""),
            (MARKS[row.mark] + " ", _STYLE_OF_MARK.get(row.mark, "")),
            (pad(row.id, ids), "id"),
            ("  " + pad(title, titles), _STYLE_OF_TITLE.get(row.mark, "")),
            ("  " + pad(row.right, right, right=True), "dim"),
        ]
        if row.note:
            spans.append(("  " + _note_that_fits(out, spans, row.note), "dim"))
        lines.append(spans)
    return lines


def _note_that_fits(out: Out, spans: Sequence[Span], note: str) -> str:
    if not out.width:
        return note
    used = sum(cell_width(text) for text, _ in spans) + 2
    return out.cut(note, out.width - used) if out.width - used >= 8 else ""


_STYLE_OF_MARK = {
    "late": "late",
    "done": "done",
    "claimed": "started",
    "verified": "verified",
    "started": "started",
    "skipped": "dim",
    "retired": "dim",
}
_STYLE_OF_TITLE = {"done": "dim", "claimed": "dim", "skipped": "dim", "retired": "dim"}


def claimed_ids(app: App, milestones: Sequence[Milestone]) -> set[str]:
    """Give the closed checkpoints among these that are not met."""
    return {
        m.id
        for m in milestones
        if m.kind in GATES
        and m.status == DONE
        and not is_met(gates.rests_of(app.db, app.course, m.id))
    }


def rests_text(rests: Sequence[Rest]) -> str:
    """Name what a checkpoint rests on, each with its mark."""
    parts: dict[str, dict[str, bool]] = {"all": {}, "any": {}}
    for rest in rests:
        # Checks of one lab are told together: a screen is no place for all of them.
        name = f"checks of {rest.item}" if rest.check else rest.item
        of = parts[rest.mode]
        both = of.get(name, rest.mode == "all")
        of[name] = both and rest.met if rest.mode == "all" else both or rest.met
    texts = []
    for mode, joiner in (("all", ", "), ("any", " or ")):
        marked = [
            f"{item} {MARKS['done' if met else 'open']}"
            for item, met in parts[mode].items()
            if mode == "all" or item not in parts["all"]
        ]
        if marked:
            texts.append(joiner.join(marked))
    return "; and ".join(texts)


def missing_text(rests: Sequence[Rest]) -> str:
    """Name what a checkpoint that is not met still waits for."""
    every = dict.fromkeys(_name(r) for r in rests if r.mode == "all" and not r.met)
    parts = [", ".join(every)] if every else []
    if not is_met(rest for rest in rests if rest.mode == "any"):
        some = dict.fromkeys(_name(rest) for rest in rests if rest.mode == "any")
        parts.append(" or ".join(some))
    return "; and ".join(parts)


def _name(rest: Rest) -> str:
    return f"{rest.item}#{rest.check}" if rest.check else rest.item


def ready_to_close(app: App, milestones: Sequence[Milestone]) -> list[Milestone]:
    """Give the open checkpoints among these that have all they rest on."""
    return [
        m
        for m in milestones
        if m.kind in GATES
        and not m.closed
        and is_met(gates.rests_of(app.db, app.course, m.id))
    ]


def upcoming(app: App, count: int) -> list[Milestone]:
    """Give what comes next: what is begun, then the first open ones not blocked."""
    now = queries.current(app.db, app.course)
    in_order = queries.open_in_order(app.db, app.course)
    return ahead.upcoming(now, in_order, lambda m: is_blocked(app, m), count)


def is_blocked(app: App, milestone: Milestone) -> bool:
    """Tell whether something that a milestone needs is not closed yet."""
    if milestone.kind in GATES:
        return not is_met(gates.rests_of(app.db, app.course, milestone.id))
    needs = gates.needs_of(app.db, app.course, milestone.id)
    return not all(need.closed for need in needs)


def next_step(app: App) -> str:
    """Name the one command that comes next."""
    return ahead.next_step(upcoming(app, 1))


def next_line(app: App) -> Line:
    """Give the last line of every success."""
    return [("next: ", "dim"), (next_step(app), "next")]


def number_lines(out: Out, numbers: Sequence[Number]) -> list[Line]:
    """Give the four numbers on one line, and below it why some are missing."""
    lines = joined(out, [number.text() for number in numbers], "   ", style="head")
    reasons = [n.reason for n in numbers if n.value is None and n.reason]
    if reasons:
        lines += joined(out, [f"–: {reasons[0]}", *reasons[1:]], "; ", style="dim")
    return lines


def joined(
    out: Out, parts: Sequence[str], between: str, *, style: str = ""
) -> list[Line]:
    """Join parts, going to a new line between two where the width asks for it."""
    texts = [""]
    for part in parts:
        longer = f"{texts[-1]}{between}{part}" if texts[-1] else part
        if texts[-1] and out.width and cell_width(longer) > out.width:
            ended = texts[-1] + between.rstrip()
            texts[-1] = ended if cell_width(ended) <= out.width else texts[-1]
            texts.append(part)
        else:
            texts[-1] = longer
    return [[(text, style)] for text in texts]


def bar_line(share: float, words: str, *, width: int = 36) -> Line:
    """Give a progress bar with words after it."""
    full, rest = bar(share, width)
    return [(full, "done"), (rest, "dim"), (f"  {words}", "")]


def day_text(day: str | None, today: date) -> str:
    """Write a day as people do: today, yesterday, 3 May, 3 May 2025.

    Or May 3, or 2025-05-03: as date_format is set.
    """
    if not day:
        return ""
    when = date.fromisoformat(day[:10])
    ago = (today - when).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    form = in_effect().date_format
    if form == "iso":
        return when.isoformat()
    month, has_year = when.strftime("%B"), when.year != today.year
    if form == "month-day":
        return f"{month} {when.day}" + (f", {when.year}" if has_year else "")
    return f"{when.day} {month}" + (f" {when.year}" if has_year else "")


def moment_text(at: str, today: date) -> str:
    """Write a moment of the journal in local time: 20:14 today, 3 May 20:14 else."""
    moment = datetime.fromisoformat(at).astimezone()
    hour = moment.strftime("%H:%M")
    day = study_day(moment, in_effect().day_begins)
    return hour if day == today else f"{day_text(day.isoformat(), today)} {hour}"
