"""`aiinfra plan`: all sessions on the learner's own calendar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import outlook, planner, rows
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.commands.start import settings_words
from aiinfra_cli.console import Line
from aiinfra_cli.planning.layout import Span
from aiinfra_cli.planning.numbers import days_words
from aiinfra_cli.planning.record import WEEKDAYS
from aiinfra_cli.standing import Standing
from aiinfra_cli.store.plans import Work
from aiinfra_cli.typography import MARKS, bar, cell_width, minutes_text, pad, wrap

_BAR = 10
_TITLE = 8  # cells: where titles would have less, the bars give way


class Entry(NamedTuple):
    """One session as the calendar shows it."""

    week: str
    session: str
    title: str
    status: str
    span: Span | None  # none: it came into the path after the plan was made
    done: int
    left: int


def command(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show all sessions on your calendar: dates, what is done, what is late."""
    app = app_of(ctx)
    standing = planner.started(app)
    if as_json:
        app.out.json("aiinfra.plan/1", app.generated_at(), document(app, standing))
    else:
        app.out.lines(screen(app, standing))


def entries(standing: Standing) -> list[Entry]:
    """Give the sessions of the plan in its order."""
    found = []
    for work in standing.work:
        span = standing.span_of(work.session)
        if span is None and not work.open:
            continue
        status = _status(work, span, standing.today)
        left = work.minutes - work.done
        found.append(
            Entry(work.week, work.session, work.title, status, span, work.done, left)
        )
    return found


def _status(work: Work, span: Span | None, today: date) -> str:
    if span is None:
        return "unplanned"
    if not work.open:
        return "done"
    if span.last < today:
        return "late"
    return "started" if work.done or work.begun else "open"


def screen(app: App, standing: Standing) -> list[Line]:
    """Compute the calendar page."""
    today = standing.today
    found = entries(standing)
    lines = _head(app, standing)
    days = max((cell_width(_days(one, today)) for one in found), default=0)
    sessions = max((cell_width(one.session) for one in found), default=0)
    off = list(standing.plan.settings.off)
    week, marked = "", False
    for one in found:
        if one.week != week:
            week = one.week
            lines.append([])
        while off and one.span and off[0][0] <= one.span.first:
            first, last = off.pop(0)
            words = f"  off  {planner.range_words(first, last, today)}"
            lines.append([(words, "dim")])
        if not marked and one.status in ("open", "started"):
            marked = True
            lines.append(_today_line(app, today))
        lines.append(_line(app, one, today, days, sessions))
    for first, last in off:
        lines.append([(f"  off  {planner.range_words(first, last, today)}", "dim")])
    lines.append([])
    if any(one.status == "unplanned" for one in found):
        lines += [[("Not all is planned: aiinfra replan", "")]]
    for text in outlook.words(outlook.outlook(app, standing), today):
        lines += [[(part, "")] for part in wrap(text, app.out.width or 10_000)]
    return [*lines, [], rows.next_line(app)]


def _head(app: App, standing: Standing) -> list[Line]:
    today, spans = standing.today, standing.spans
    first = min((span.first for span in spans), default=today)
    last = standing.finish or first
    title = f"Plan  {planner.range_words(first, last, today)}"
    ahead = standing.on_time().days
    where = days_words(abs(ahead)).lstrip("+") if ahead else "on time"
    where += " ahead" if ahead > 0 else " behind" if ahead < 0 else ""
    done = sum(one.done for one in standing.work)
    whole = sum(one.minutes for one in standing.work)
    words = [where, f"{minutes_text(done)} of {minutes_text(whole)} done"]
    return [
        [(title, "head")],
        *rows.joined(app.out, words, " · "),
        *rows.joined(
            app.out, [settings_words(standing.plan.settings)], "", style="dim"
        ),
    ]


def _today_line(app: App, today: date) -> Line:
    words = f"── today, {planner.day_words(today, today)} "
    width = min(app.out.width or 72, 72)
    return [(words + "─" * max(0, width - cell_width(words)), "next")]


def _days(one: Entry, today: date) -> str:
    if one.span is None:
        return "not planned"
    return planner.range_words(one.span.first, one.span.last, today)


def _line(app: App, one: Entry, today: date, days: int, sessions: int) -> Line:
    whole = one.done + one.left
    full, rest = bar(one.done / whole if whole else 1.0, _BAR)
    time = minutes_text(whole)
    late = "late" if one.status == "late" else ""
    style = one.status if one.status in ("late", "done", "started") else ""
    spans = [
        (f"  {MARKS.get(one.status, MARKS['open'])} ", style),
        (pad(one.session, sessions), "id"),
        (f"  {pad(_days(one, today), days)}", late),
    ]
    used = 4 + sessions + 2 + days
    if not app.out.width or app.out.width >= used + _BAR + 2 + 9 + 2 + _TITLE:
        spans += [("  ", ""), (full, "done"), (rest, "dim")]
        used += _BAR + 2
    spans.append((f"  {pad(time, 7, right=True)}", "dim"))
    used += 9
    title = f"{late}  {one.title}" if late else one.title
    if app.out.width:
        room = app.out.width - used - 2
        title = app.out.cut(title, room) if room >= 4 else ""
    return [*spans, (f"  {title}", "dim" if one.status == "done" else "")]


def document(app: App, standing: Standing) -> dict[str, object]:
    """Give the document of the plan."""
    settings, first = standing.plan.settings, standing.plan
    return {
        "number": first.number,
        "way": first.way,
        "today": standing.today.isoformat(),
        "settings": {
            "start": settings.start.isoformat(),
            "weekdays": [WEEKDAYS[day] for day in sorted(settings.weekdays)],
            "minutes_per_day": settings.minutes_per_day,
            "off": [[a.isoformat(), b.isoformat()] for a, b in settings.off],
        },
        "finish": standing.finish.isoformat() if standing.finish else None,
        "outlook": outlook.document(outlook.outlook(app, standing)),
        "sessions": [
            {
                "id": one.session,
                "week": one.week,
                "title": one.title,
                "status": one.status,
                "days": [str(day) for day in one.span.days] if one.span else [],
                "minutes": list(one.span.minutes) if one.span else [],
                "done": one.done,
                "left": one.left,
            }
            for one in entries(standing)
        ],
    }
