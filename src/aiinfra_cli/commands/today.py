"""`aiinfra` and `aiinfra today`: what is due, what is late, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import typer

from aiinfra_cli import memory
from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, planner, recall, rows
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.console import Line
from aiinfra_cli.model import STARTED, Milestone, Session
from aiinfra_cli.planning.numbers import four
from aiinfra_cli.store import gates, queries, tallies
from aiinfra_cli.typography import cell_width, days_text, minutes_text

if TYPE_CHECKING:
    from aiinfra_cli.planning.numbers import Number
    from aiinfra_cli.standing import Standing

# The page fits a terminal of 24 lines, with the prompt below it.
_LINES = 23
_ROWS, _LATE, _READY = 7, 3, 3  # at most, of each block
_FEWEST = 2  # of the session, however full the page


class Page(NamedTuple):
    """What the screen and the document of the front page are made from."""

    at: Milestone | None  # what comes next
    head: str  # of the block below: Today, Next, or the days of the session
    session: Session | None
    items: list[Milestone]
    late: list[Milestone]
    ready: list[Milestone]
    dues: dict[str, planner.Due]
    days_ahead: int | None
    cards_due: int


def command(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show where you are and what is next."""
    app = app_of(ctx)
    page = page_of(app)
    if as_json:
        app.out.json("aiinfra.today/1", app.generated_at(), _document(app, page))
    else:
        app.out.lines(screen(app, page))


def page_of(app: App) -> Page:
    """Gather what the front page tells."""
    db, course, today = app.db, app.course, app.clock.today()
    found = rows.upcoming(app, 1)
    at = found[0] if found else None
    standing = planner.standing(app)
    dues = planner.dues(app) if standing else {}
    id, head = (at.session if at else None), ""
    late: list[Milestone] = []
    if standing:
        id, head = _planned(standing, today, id)
        late = queries.open_of_sessions(
            db, course, [one for one, due in dues.items() if due.last < today]
        )
    session = queries.session_with_id(db, course, id) if id else None
    items = queries.milestones_of_session(db, course, session.id) if session else []
    ready = rows.ready_to_close(app, gates.open_gates(db, course))
    return Page(
        at,
        head or (days_text(session.days) if session else ""),
        session,
        items,
        late,
        [m for m in ready if at is None or m.id != at.id],
        dues,
        standing.on_time().days if standing else None,
        recall.due_today(app, standing.plan.settings.off if standing else ()),
    )


def _planned(
    standing: Standing, today: date, here: str | None
) -> tuple[str | None, str]:
    """Give the session to show, and what stands before it.

    What is planned for today; with that done, or on a day without a plan, the next
    planned session that is open; with none ahead, where the learner is.
    """
    open_ = {work.session for work in standing.work if work.open}
    spans = [span for span in standing.spans if span.block in open_]
    for span in spans:
        if today in span.days:
            return span.block, "Today"
    for span in spans:
        # Not its first day alone: days off may stand in the middle of a session.
        if day := next((day for day in span.days if day > today), None):
            return span.block, f"Next, {planner.day_words(day, today)}"
    return here, ""


def screen(app: App, page: Page) -> list[Line]:
    """Compute the front page."""
    head = [*_head(app, page), []]
    tail = _tail(app, page)
    if page.session:
        room = _LINES - len(head) - len(tail) - 2  # its head, and "and n more"
        most = max(_FEWEST, min(_ROWS, room))
        head += _session_lines(app, page, page.session, most)
    elif page.at:
        head += [[("Checkpoints", "head")]] if page.at.week else []
        head += rows.draw(app.out, [rows.row_of(page.at, today=app.clock.today())])
    return [*head, *tail]


def _tail(app: App, page: Page) -> list[Line]:
    """Give what stands below the session: begun elsewhere, late, ready, numbers."""
    lines: list[Line] = []
    shown = {m.id for m in (*page.items, *page.late[:_LATE])}
    is_begun = page.at is not None and page.at.status == STARTED
    if page.session and page.at and is_begun and page.at.id not in shown:
        lines += [[], [("Begun", "head")], *_block(app, page, [page.at], 1)]
    if page.late:
        lines += [[], [("Late", "late"), ("  plan it again: aiinfra replan", "dim")]]
        lines += _block(app, page, page.late, _LATE)
    if page.ready:
        lines += [[], [("Ready to close", "head")]]
        lines += _block(app, page, page.ready, 1 if page.late else _READY)
    tally = tallies.tally(app.db, app.course)
    skipped = minutes_text(tally.skipped_minutes)
    numbers = four(tally, skipped, page.days_ahead, _retained(app))
    due = [[(recall.due_words(page.cards_due), "")]] if page.cards_due else []
    return [
        *lines,
        [],
        *rows.number_lines(app.out, numbers),
        *due,
        [],
        rows.next_line(app),
    ]


def _retained(app: App) -> Number:
    return memory.retained(app.db, app.course, app.clock.today())


def _head(app: App, page: Page) -> list[Line]:
    if page.at is None:
        return [[("The path is done.", "head")]]
    today = app.clock.today()
    parts = [f"{today:%A} {today.day} {today:%B}"] if page.dues else []
    week_id = page.session.week if page.session else page.at.week
    week = queries.week_with_id(app.db, app.course, week_id) if week_id else None
    if week is None:
        return rows.joined(app.out, [*parts, "Final assessment"], " · ", style="head")
    count = queries.week_count(app.db, app.course)
    words = f"{'week' if parts else 'Week'} {week.number} of {count}"
    parts.append(words)
    used = cell_width(" · ".join(parts))
    title = f" · {week.title}"
    if app.out.width:
        title = app.out.cut(title, app.out.width - used)
    return [[(" · ".join(parts), "head"), (title, "")]]


def _session_lines(app: App, page: Page, session: Session, most: int) -> list[Line]:
    left = sum(m.minutes for m in page.items if not m.closed)
    whole = sum(m.minutes for m in page.items)
    words = f"  {minutes_text(left)} left of {minutes_text(whole)}"
    title = f"  {session.title}"
    if app.out.width:
        room = app.out.width - cell_width(page.head) - cell_width(words)
        title = app.out.cut(title, room)
    return [
        [(page.head, "head"), (title, ""), (words, "dim")],
        *_block(app, page, page.items, most),
    ]


def _block(app: App, page: Page, items: Sequence[Milestone], most: int) -> list[Line]:
    """Give rows of milestones, the open ones first to stay when there are many."""
    today = app.clock.today()
    shown = list(items)
    if len(shown) > most:
        open_ = [m for m in shown if not m.closed][:most]
        closed = [m for m in shown if m.closed][: most - len(open_)]
        kept = {m.id for m in (*open_, *closed)}
        shown = [m for m in shown if m.id in kept]
    lines = rows.draw(
        app.out,
        [
            rows.row_of(m, today=today, due=page.dues.get(m.session or ""))
            for m in shown
        ],
    )
    if len(shown) < len(items):
        more = len(items) - len(shown)
        lines.append([(f"    and {more} more: aiinfra list", "dim")])
    return lines


def _document(app: App, page: Page) -> dict[str, object]:
    db, course = app.db, app.course
    tally = tallies.tally(db, course)
    week_id = page.session.week if page.session else page.at.week if page.at else None
    week = queries.week_with_id(db, course, week_id) if week_id else None
    return {
        "week": documents.week(week) if week else None,
        "session": documents.session(page.session) if page.session else None,
        "items": _dated(app, page.items),
        "late": _dated(app, page.late),
        "current": _dated(app, [page.at])[0] if page.at else None,
        "ready_to_close": [documents.milestone(m) for m in page.ready],
        "tally": documents.tally(tally),
        "numbers": documents.numbers(
            four(tally, days=page.days_ahead, retained=_retained(app))
        ),
        "cards_due": page.cards_due,
        "next": rows.next_step(app),
    }


def _dated(app: App, items: Sequence[Milestone]) -> list[dict[str, object]]:
    return planner.dated(app, [documents.milestone(m) for m in items])
