"""`aiinfra week`: one week of the path, session by session."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

import typer

from aiinfra_cli import memory
from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, planner, rows
from aiinfra_cli.commands.context import AsJson, app_of, complete_week
from aiinfra_cli.console import Line
from aiinfra_cli.model import GATES, Milestone, Session, Tally, Week
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.planning.numbers import Number
from aiinfra_cli.store import gates, queries, tallies
from aiinfra_cli.store.ids import WEEK
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.typography import cell_width, days_text, minutes_text, wrap


class Page(NamedTuple):
    """What the screen and the document of a week are made from."""

    week: Week
    sessions: list[Session]
    items: list[Milestone]
    tally: Tally
    claimed: set[str]
    dues: dict[str, planner.Due]
    retained: Number | None  # once something was reviewed, of what it has covered


def command(
    ctx: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="[WEEK]",
            help="2, w2 or week-2; without it, the week you are in.",
            autocompletion=complete_week,
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a week: its sessions, labs and checkpoints."""
    app = app_of(ctx)
    if number is None:
        id = _here(app)
    else:
        id = resolve(app.db, app.course, number, kinds=(WEEK,)).id
    page = page_of(app, id)
    if as_json:
        app.out.json("aiinfra.week/1", app.generated_at(), document(app, page))
    else:
        app.out.lines(screen(app, page))


def page_of(app: App, id: str) -> Page:
    """Gather what the page of a week tells."""
    db, course = app.db, app.course
    week = queries.week_with_id(db, course, id)
    assert week is not None
    items = queries.milestones_of_week(db, course, id)
    return Page(
        week,
        queries.sessions_of(db, course, id),
        items,
        tallies.tally(db, course, week=id),
        rows.claimed_ids(app, items),
        planner.dues(app),
        _retained(app, id),
    )


def _retained(app: App, id: str) -> Number | None:
    found = memory.memory(app.db, app.course, app.clock.today())
    return found.by_week().get(id) if found else None


def _here(app: App) -> str:
    found = rows.upcoming(app, 1)
    if found and found[0].week:
        return found[0].week
    return queries.weeks(app.db, app.course)[-1].id


def screen(app: App, page: Page) -> list[Line]:
    """Compute the page of a week."""
    today = app.clock.today()
    drawn = {
        m.id: rows.row_of(
            m,
            today=today,
            claimed=m.id in page.claimed,
            due=page.dues.get(m.session or ""),
        )
        for m in page.items
    }
    like = list(drawn.values())
    title = f"Week {page.week.number} · {page.week.title}"
    head = [title, *_dates(page, today)]
    lines: list[Line] = rows.joined(app.out, head, "   ", style="head")
    lines.append(progress_line(app, page.tally, page.retained))
    for session in page.sessions:
        lines += [[], _session_line(app, page, session)]
        mine = [drawn[m.id] for m in page.items if m.session == session.id]
        lines += rows.draw(app.out, mine, like=like)
    closing = [m for m in page.items if m.kind in GATES]
    if closing:
        lines += [[], [("Checkpoints", "head")]]
    for gate in closing:
        lines += rows.draw(app.out, [drawn[gate.id]], like=like)
        lines += _rests_lines(app, page, gate)
    return [*lines, [], rows.next_line(app)]


def _dates(page: Page, today: date) -> list[str]:
    """Say when the week is planned."""
    dues = [page.dues[s.id] for s in page.sessions if s.id in page.dues]
    if not dues:
        return []
    first, last = min(due.first for due in dues), max(due.last for due in dues)
    return [planner.range_words(first, last, today)]


def _planned(due: planner.Due | None) -> list[str] | None:
    return [str(due.first), str(due.last)] if due else None


def _session_line(app: App, page: Page, session: Session) -> Line:
    days, style = days_text(session.days), "head"
    if due := page.dues.get(session.id):
        today = app.clock.today()
        days = planner.range_words(due.first, due.last, today)
        left = any(m.session == session.id and not m.closed for m in page.items)
        if left and due.last < today:
            days, style = f"{days}, late", "late"
        elif left and due.first <= today:
            days = f"{days}, today"
    title = f"  {session.title}"
    if app.out.width:
        title = app.out.cut(title, app.out.width - cell_width(days))
    return [(days, style), (title, "")]


def progress_line(app: App, tally: Tally, retained: Number | None = None) -> Line:
    """Give the bar of a group of milestones, with counts and minutes."""
    counted = tally.minutes - tally.skipped_minutes
    share = tally.done_minutes / counted if counted else 1.0
    words = (
        f"{tally.done} of {tally.items - tally.skipped}"
        f" · {minutes_text(tally.done_minutes)} of {minutes_text(counted)}"
    )
    if tally.verified:
        words += f" · {tally.verified} verified"
    if tally.skipped:
        words += f" · {minutes_text(tally.skipped_minutes)} skipped"
    if retained and retained.value is not None:
        words += f" · {retained.shown()} retained"
    room = (app.out.width or 80) - len(words) - 2
    return rows.bar_line(share, words, width=max(10, min(36, room)))


def _rests_lines(app: App, page: Page, gate: Milestone) -> list[Line]:
    """Say what a checkpoint still rests on, or how to close it."""
    if gate.closed and gate.id not in page.claimed:
        return []
    rests = gates.rests_of(app.db, app.course, gate.id)
    if not gate.closed and is_met(rests):
        words = f"all it rests on is done: aiinfra done {gate.id}"
    else:
        words = f"rests on {rows.rests_text(rests)}"
    width = (app.out.width or 10_000) - 6
    return [[("      " + part, "dim")] for part in wrap(words, width)]


def document(app: App, page: Page) -> dict[str, object]:
    """Give the document of a week."""
    return {
        "week": documents.week(page.week),
        "tally": documents.tally(page.tally),
        "retained": documents.share(page.retained),
        "sessions": [
            {
                **documents.session(session),
                "planned": _planned(page.dues.get(session.id)),
                "items": planner.dated(
                    app,
                    [
                        documents.milestone(m)
                        for m in page.items
                        if m.session == session.id
                    ],
                ),
            }
            for session in page.sessions
        ],
        "checkpoints": [
            {
                **documents.milestone(m, claimed=m.id in page.claimed),
                "rests_on": documents.rests(gates.rests_of(app.db, app.course, m.id)),
            }
            for m in page.items
            if m.kind in GATES
        ],
        "next": rows.next_step(app),
    }
