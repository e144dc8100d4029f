"""`aiinfra` and `aiinfra today`: where you are and what is next."""

from __future__ import annotations

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, rows
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.console import Line, days_text, minutes_text
from aiinfra_cli.model import Milestone
from aiinfra_cli.planning.numbers import four
from aiinfra_cli.store import gates, queries, tallies


def command(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show where you are and what is next."""
    app = app_of(ctx)
    if as_json:
        app.out.json("aiinfra.today/1", app.generated_at(), _document(app))
    else:
        app.out.lines(screen(app))


def screen(app: App) -> list[Line]:
    """Compute the front page."""
    db, course = app.db, app.course
    at = _here(app)
    lines: list[Line] = []
    if at is None:
        lines.append([("The path is done.", "head")])
    elif at.week and (week := queries.week_with_id(db, course, at.week)):
        count = queries.week_count(db, course)
        lines.append(
            [(f"Week {week.number} of {count}", "head"), (f" · {week.title}", "")]
        )
        lines.append([])
        lines += _session_lines(app, at)
    else:
        lines += [[("Final assessment", "head")], []]
        lines += rows.draw(app.out, [rows.row_of(at, today=app.clock.today())])
    ready = _ready(app, at)
    if ready:
        lines += [[], [("Ready to close", "head")]]
        today = app.clock.today()
        lines += rows.draw(app.out, [rows.row_of(m, today=today) for m in ready])
    tally = tallies.tally(db, course)
    skipped = minutes_text(tally.skipped_minutes)
    lines += [
        [],
        *rows.number_lines(app.out, four(tally, skipped)),
        [],
        rows.next_line(app),
    ]
    return lines


def _here(app: App) -> Milestone | None:
    found = rows.upcoming(app, 1)
    return found[0] if found else None


def _session_lines(app: App, at: Milestone) -> list[Line]:
    db, course = app.db, app.course
    today = app.clock.today()
    session = queries.session_with_id(db, course, at.session) if at.session else None
    if session is None:
        return [
            [("Checkpoints", "head")],
            *rows.draw(app.out, [rows.row_of(at, today=today)]),
        ]
    found = queries.milestones_of_session(db, course, session.id)
    left = sum(m.minutes for m in found if not m.closed)
    whole = sum(m.minutes for m in found)
    days = days_text(session.days)
    words = f"  {minutes_text(left)} left of {minutes_text(whole)}"
    title = f"  {session.title}"
    if app.out.width:
        title = app.out.cut(title, app.out.width - len(days) - len(words))
    return [
        [(days, "head"), (title, ""), (words, "dim")],
        *rows.draw(app.out, [rows.row_of(m, today=today) for m in found]),
    ]


def _ready(app: App, at: Milestone | None) -> list[Milestone]:
    """Give the checkpoints to close, apart from the one the page is about."""
    found = rows.ready_to_close(app, gates.open_gates(app.db, app.course))
    return [m for m in found if at is None or m.id != at.id]


def _document(app: App) -> dict[str, object]:
    db, course = app.db, app.course
    at = _here(app)
    tally = tallies.tally(db, course)
    week = queries.week_with_id(db, course, at.week) if at and at.week else None
    session = (
        queries.session_with_id(db, course, at.session) if at and at.session else None
    )
    items = queries.milestones_of_session(db, course, session.id) if session else []
    return {
        "week": documents.week(week) if week else None,
        "session": documents.session(session) if session else None,
        "items": [documents.milestone(m) for m in items],
        "current": documents.milestone(at) if at else None,
        "ready_to_close": [documents.milestone(m) for m in _ready(app, at)],
        "tally": documents.tally(tally),
        "numbers": documents.numbers(four(tally)),
        "next": rows.next_step(app),
    }
