"""`aiinfra status`: how far you are, for the path or a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli import memory
from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, planner, rows
from aiinfra_cli.commands.context import AsJson, app_of, complete_id
from aiinfra_cli.console import Line
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import DONE, GATES, Tally
from aiinfra_cli.planning.numbers import UNREVIEWED, covered, four, percent
from aiinfra_cli.store import gates, queries, tallies
from aiinfra_cli.typography import bar, days_text, minutes_text, pad, wrap

if TYPE_CHECKING:
    from aiinfra_cli.standing import Standing


def command(
    ctx: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A week, a session or an item; without it, the whole path.",
            autocompletion=complete_id,
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what On time is made of.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how far you are: the four numbers, week by week."""
    app = app_of(ctx)
    if explain:
        _explain(app, scope, as_json=as_json)
        return
    if scope is None:
        _path(app, as_json=as_json)
        return
    from aiinfra_cli.store.ids import SESSION, WEEK
    from aiinfra_cli.store.resolve import resolve  # only for a part

    target = resolve(app.db, app.course, scope)
    if target.kind == WEEK:
        week_page(app, target.id, as_json=as_json)
    elif target.kind == SESSION:
        session_page(app, target.id, as_json=as_json)
    else:
        _item(app, target.id, as_json=as_json)


def _explain(app: App, scope: str | None, *, as_json: bool) -> None:
    """Print what the plan's figures are made of."""
    if scope is not None:
        raise UsageError("--explain is about the whole path", hint="leave the id out")
    from aiinfra_cli.commands import outlook

    standing = planner.started(app)
    found = outlook.outlook(app, standing)
    if as_json:
        data = outlook.document(found)
        app.out.json("aiinfra.outlook/1", app.generated_at(), data)
        return
    texts = [*outlook.explanation(found), *outlook.words(found, standing.today)]
    width = app.out.width or 10_000
    lines: list[Line] = [
        [(part, "")] for text in texts for part in _folded(text, width)
    ]
    app.out.lines([*lines, [], rows.next_line(app)])


def _folded(text: str, width: int) -> list[str]:
    space = "  " if text.startswith(" ") else ""
    return [space + part for part in wrap(text, width - len(space))]


def _path(app: App, *, as_json: bool) -> None:
    db, course = app.db, app.course
    whole, of_week = tallies.tally_with_weeks(db, course)
    weeks = [(w, of_week[w.id]) for w in queries.weeks(db, course)]
    standing = planner.standing(app)
    days = standing.on_time().days if standing else None
    known = memory.memory(db, course, app.clock.today())
    retained = known.whole() if known else UNREVIEWED
    numbers = four(whole, minutes_text(whole.skipped_minutes), days, retained)
    pace_words, pace_document = _pace(app)
    if as_json:
        of_memory = known.by_week() if known else {}
        data = {
            "course": dict(queries.course_head(db, course)),
            "tally": documents.tally(whole),
            "numbers": documents.numbers(numbers),
            "weeks": [
                {
                    **documents.week(w),
                    "tally": documents.tally(t),
                    "retained": documents.share(of_memory.get(w.id)),
                }
                for w, t in weeks
            ],
            "planned": _planned(standing),
            "late": _late(app, standing) if standing else None,
            "pace": pace_document,
            "next": rows.next_step(app),
        }
        app.out.json("aiinfra.status/1", app.generated_at(), data)
        return
    lines: list[Line] = [
        [(str(queries.course_head(db, course)["title"]), "head")],
        [],
        *rows.number_lines(app.out, numbers),
        [],
    ]
    for one, tally in weeks:
        lines.append(_week_line(app, f"Week {one.number}", one.title, tally))
    lines += [[], *rows.joined(app.out, _counts(app, whole), " · ")]
    if standing:
        lines += rows.joined(app.out, _planned_words(app, standing), " · ")
    if pace_words:
        lines += rows.joined(app.out, pace_words, "; ")
    app.out.lines([*lines, [], rows.next_line(app)])


def _pace(app: App) -> tuple[list[str], dict[str, Any]]:
    """Give planned against actual time, for the screen and for the document."""
    if not tallies.has_times(app.db, app.course):
        return [], {"kinds": [], "week": None, "estimated": None, "needed": None}
    from aiinfra_cli.commands import pace  # nothing was measured, most of the time

    found = pace.measured(app)
    return pace.words(found), pace.document(found)


def _week_line(app: App, name: str, title: str, tally: Tally) -> Line:
    share = covered(tally).value
    full, rest = bar(1.0 if share is None else share, 16)
    told = percent(1.0 if share is None else share)
    counts = f"{tally.done} of {tally.items - tally.skipped}"
    room = (app.out.width or 200) - 46
    return [
        (pad(name, 8), "head"),
        (full, "done"),
        (rest, "dim"),
        (f"  {pad(told, 5, right=True)}  {pad(counts, 9, right=True)}", ""),
        (f"  {app.out.cut(title, room)}" if room >= 12 else "", "dim"),
    ]


def _planned(standing: Standing | None) -> list[str] | None:
    if standing is None or standing.start is None:
        return None
    return [str(standing.start), str(standing.finish)]


def _late(app: App, standing: Standing) -> int:
    """Count the open items of sessions that are past."""
    past = [span.block for span in standing.spans if span.last < standing.today]
    return len(queries.open_of_sessions(app.db, app.course, past))


def _planned_words(app: App, standing: Standing) -> list[str]:
    """Say when the path is planned, and how much of it is late."""
    first, last = standing.start, standing.finish
    if first is None or last is None:
        return []
    parts = [f"planned for {planner.range_words(first, last, standing.today)}"]
    if late := _late(app, standing):
        parts.append(f"{late} late: aiinfra replan")
    return parts


def _counts(app: App, tally: Tally) -> list[str]:
    left = tally.minutes - tally.skipped_minutes - tally.done_minutes
    parts = [
        f"{tally.done} of {tally.items - tally.skipped} milestones",
        f"{tally.gates_done} of {tally.gates - tally.gates_skipped} checkpoints"
        + _claimed(app, tally),
        f"{minutes_text(left)} left",
    ]
    if tally.checkable:
        parts.insert(1, f"{tally.verified} of {tally.checkable} labs verified")
    if tally.skipped:
        parts.append(f"{tally.skipped} skipped")
    return parts


def _claimed(app: App, tally: Tally) -> str:
    """Say how many of the checkpoints were closed before they were met."""
    if not tally.gates_done:
        return ""
    closed = queries.milestones(app.db, app.course, kinds=GATES, statuses=(DONE,))
    claimed = len(rows.claimed_ids(app, list(closed)))
    return f" ({claimed} claimed)" if claimed else ""


def week_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of a week."""
    from aiinfra_cli.commands import week  # the whole path does without

    page = week.page_of(app, id)
    if as_json:
        app.out.json("aiinfra.week/1", app.generated_at(), week.document(app, page))
    else:
        app.out.lines(week.screen(app, page))


def session_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of a session."""
    from aiinfra_cli.commands import week  # the whole path does without

    db, course = app.db, app.course
    session = queries.session_with_id(db, course, id)
    assert session is not None
    items = queries.milestones_of_session(db, course, id)
    tally = tallies.tally(db, course, session=id)
    if as_json:
        data = {
            "session": documents.session(session),
            "tally": documents.tally(tally),
            "items": planner.dated(app, [documents.milestone(m) for m in items]),
            "next": rows.next_step(app),
        }
        app.out.json("aiinfra.session/1", app.generated_at(), data)
        return
    today, dues = app.clock.today(), planner.dues(app)
    is_open = any(not m.closed for m in items)
    days = planner.when_words(app, session.id, is_open=is_open)
    days = days or days_text(session.days)
    app.out.lines(
        [
            [(f"{session.week}, {days}", "head")],
            [(session.title, "")],
            week.progress_line(app, tally),
            [],
            *rows.draw(
                app.out,
                [
                    rows.row_of(m, today=today, due=dues.get(m.session or ""))
                    for m in items
                ],
            ),
            [],
            rows.next_line(app),
        ]
    )


def _item(app: App, id: str, *, as_json: bool) -> None:
    db, course = app.db, app.course
    item = queries.milestone(db, course, id)
    assert item is not None
    claimed = bool(rows.claimed_ids(app, [item]))
    state = queries.state_of(db, course, id)
    rests = gates.rests_of(db, course, id) if item.kind in GATES else []
    if as_json:
        data = {
            "item": planner.dated(app, [documents.milestone(item, claimed=claimed)])[0],
            "rests_on": documents.rests(rests),
            **documents.state(state),
            "next": rows.next_step(app),
        }
        app.out.json("aiinfra.item-status/1", app.generated_at(), data)
        return
    today = app.clock.today()
    due = planner.dues(app).get(item.session or "")
    row = rows.row_of(item, today=today, claimed=claimed, due=due)
    lines = rows.draw(app.out, [row._replace(note="")], indent=0)
    width = (app.out.width or 10_000) - 2
    standing = rows.standing_text(item, today=today, claimed=claimed)
    if when := planner.when_words(app, item.session, is_open=not item.closed):
        standing += f"; planned for {when}"
    lines += [[(f"  {part}", "")] for part in wrap(standing, width)]
    if rests:
        text = f"rests on {rows.rests_text(rests)}"
        lines += [[(f"  {part}", "dim")] for part in wrap(text, width)]
    notes, pieces = len(state.notes), len(state.evidence)
    if notes or pieces:
        words = f"{notes} note{'' if notes == 1 else 's'}, "
        words += f"{pieces} piece{'' if pieces == 1 else 's'} of evidence"
        lines.append([(f"  {words}: aiinfra show {id}", "dim")])
    app.out.lines([*lines, [], rows.next_line(app)])
