"""`aiinfra history`: the journal, newest first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, rows
from aiinfra_cli.commands.context import AsJson, OneMarked, app_of
from aiinfra_cli.console import Line
from aiinfra_cli.model import COMMAND, PATH, PRACTICE, Event
from aiinfra_cli.store import history, journal, queries
from aiinfra_cli.store.ids import BESIDE, ITEM
from aiinfra_cli.store.plans import PLAN
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.store.steps import plan_words, step
from aiinfra_cli.typography import minutes_text, pad


def command(
    ctx: typer.Context,
    id: OneMarked = None,
    count: Annotated[
        int,
        typer.Option("-n", "--count", min=1, max=1_000_000, help="How many events."),
    ] = 20,
    whole: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what happened, the newest first; of one item if you name it."""
    app = app_of(ctx)
    items: list[str] = []
    family = PATH
    if id is not None:
        target = resolve(
            app.db, app.course, id, kinds=(ITEM,), then=(*BESIDE, PRACTICE)
        )
        family, item = target.family, target.id
        items = [item, *queries.aliases_of(app.db, app.course, item, family)]
    limit = -1 if whole else count
    events = history.newest(app.db, app.course, items=items, family=family, limit=limit)
    undone = journal.undone_among(app.db, {event.command_id for event in events})
    if as_json:
        data = [documents.event(e, undone=e.command_id in undone) for e in events]
        app.out.json("aiinfra.history/1", app.generated_at(), {"events": data})
    elif events:
        app.out.lines([_line(app, e, undone=e.command_id in undone) for e in events])
    else:
        app.out.lines([[("Nothing has happened yet.", "")], [], rows.next_line(app)])


def _line(app: App, event: Event, *, undone: bool) -> Line:
    when = rows.moment_text(event.at, app.clock.today())
    if event.family == COMMAND:
        words = step(app.db, event.item).in_words()
    elif event.family == PLAN:
        words = plan_words(event.detail["way"])
    else:
        words = " ".join([event.item, *_told(event)])
    if app.out.width:
        words = app.out.cut(words, app.out.width - 28 - 9 * undone)
    return [
        (pad(when, 18), "dim"),
        (pad(event.verb, 7) + " ", "dim" if undone else ""),
        (words, "dim" if undone else ""),
        ("  undone" if undone else "", "dim"),
    ]


def _told(event: Event) -> list[str]:
    """Give the words that an event carries."""
    detail = event.detail
    minutes = detail.get("minutes")
    told = [minutes_text(minutes)] if isinstance(minutes, int) else []
    if event.verb == "review":
        told += _graded(detail)
    if event.family == PRACTICE:
        told += _practised(event)
    elif "done_at" in detail:
        told.append(f"for {detail['done_at'][:10]}")
    told += [
        f"“{detail[key]}”" for key in ("note", "text", "reason") if detail.get(key)
    ]
    if waiver := detail.get("waiver"):
        told.append(f"although not all checks passed: “{waiver}”")
    for one in detail.get("evidence", []):
        told.append(one.get("url") or one.get("path", ""))
    if event.verb == "check":
        told.append(_run(detail))
    elif event.verb == "hint":
        told.append(f"step {detail.get('step')}, hint {detail.get('tier')} of 3")
    return told


def _graded(detail: dict[str, Any]) -> list[str]:
    """Say how a recall card was answered."""
    from aiinfra_cli.review.model import GRADE_NAMES  # only with cards

    told = [GRADE_NAMES.get(detail.get("rating", 0), "")]
    if part := detail.get("test_out"):
        told.append(f"testing out {part}")
    return told


def _practised(event: Event) -> list[str]:
    """Say for which day something was put down, or what a cell was changed to."""
    from aiinfra_cli.practices.edits import edit_words  # only with the goal chart

    is_dated = event.detail.keys() & {"done_at", "day"}
    return [f"for {event.day}"] if is_dated else edit_words(event.detail)


def _run(detail: dict[str, Any]) -> str:
    """Say what a run of checks came to."""
    checks = detail.get("checks", ())
    words = {"passed": "passed", "failed": "failed", "broken": "could not look"}
    parts = []
    for verdict in (*words, "skipped"):
        ids = [str(one.get("id")) for one in checks if one.get("verdict") == verdict]
        if ids:
            named = f" ({', '.join(ids)})" if verdict == "failed" else ""
            parts.append(f"{len(ids)} {words.get(verdict, 'not looked at')}{named}")
    return ", ".join(parts)
