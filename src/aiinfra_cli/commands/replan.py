"""`aiinfra replan`: what is not done flows over the study days that are left."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import moves, planner, rows
from aiinfra_cli.commands.context import AsJson, app_of, ask
from aiinfra_cli.errors import UsageError
from aiinfra_cli.planning import reflow
from aiinfra_cli.planning.calendar import PlanningError
from aiinfra_cli.planning.reflow import Reflow
from aiinfra_cli.standing import Standing
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.typography import minutes_text

REASON = "optional; left out when the path was planned again"


def command(
    ctx: typer.Context,
    extend: Annotated[
        bool, typer.Option("--extend", help="Finish later, at the same pace.")
    ] = False,
    compress: Annotated[
        bool, typer.Option("--compress", help="Hold the finish with more a day.")
    ] = False,
    drop_optional: Annotated[
        bool, typer.Option("--drop-optional", help="Leave out what is optional.")
    ] = False,
    cap: Annotated[
        float | None,
        typer.Option("--cap", help="With --compress: at most so many hours a day."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Make it so, without asking.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Plan again what is not done; shows it first, and asks.

    Work that is done stays where it was. Nothing changes without --apply, or a yes on
    a terminal; undo takes it back.
    """
    app = app_of(ctx)
    standing = planner.started(app)
    result = _flowed(app, standing, _way(extend, compress, drop_optional, cap), cap)
    if as_json:
        if apply and _changes(result):
            _put(app, result)
        app.out.json("aiinfra.replan/1", app.generated_at(), _document(result, apply))
        return
    _show(app, result)
    if _changes(result):
        if not apply and not sys.stdin.isatty():
            app.out.stdout.flush()  # the table comes first where both go one way
            app.out.talk("nothing was changed; add --apply to make it so")
            return
        ask("plan it so", yes=apply)
        _put(app, result)
        app.out.say("planned again; take it back: aiinfra undo")
    app.out.say(f"next: {rows.next_step(app)}")


def _put(app: App, result: Reflow) -> None:
    skips = [Entry(id, "skip", {"reason": REASON}) for id in result.dropped]
    new = planner.entry(result.settings, result.after, result.way)
    with app.writing() as db:
        app.append(db, [*skips, new])


def _way(extend: bool, compress: bool, drop: bool, cap: float | None) -> str:
    if extend + compress + drop > 1:
        raise UsageError(
            "only one way at a time", hint="--extend, --compress or --drop-optional"
        )
    if cap is not None and not compress:
        raise UsageError("--cap goes with --compress", hint="add --compress")
    if cap is not None and not 0 < cap <= 24:
        raise UsageError(
            f"a day cannot have {cap:g} hours of study",
            hint="give more than 0 and at most 24",
        )
    if compress:
        return reflow.COMPRESS
    return reflow.DROP_OPTIONAL if drop else reflow.EXTEND


def _flowed(app: App, standing: Standing, way: str, cap: float | None) -> Reflow:
    spans, progress = standing.spans, standing.progress
    settings, today = standing.plan.settings, standing.today
    done = planner.done_today(app)
    try:
        if way == reflow.COMPRESS:
            most = None if cap is None else max(1, round(cap * 60))
            return reflow.compress(
                spans, progress, settings, today, done_today=done, cap=most
            )
        if way == reflow.DROP_OPTIONAL:
            return reflow.drop_optional(
                spans, progress, settings, today, done_today=done
            )
        return reflow.extend(spans, progress, settings, today, done_today=done)
    except PlanningError as error:
        raise UsageError(str(error), hint="see: aiinfra plan") from None


def _show(app: App, result: Reflow) -> None:
    today = app.clock.today()
    lines = rows.joined(app.out, _headline(app, result), ", ", style="head")
    lines += moves.table(app.out, result.moved, today)
    if result.dropped:
        left_out = [f"Left out: {result.dropped[0]}", *result.dropped[1:]]
        lines += [[], *rows.joined(app.out, left_out, ", ")]
    app.out.lines([*lines, []])


def _headline(app: App, result: Reflow) -> list[str]:
    if not _changes(result):
        return ["Nothing has to move."]
    before, after = result.finish_before, result.finish_after
    words = [moves.finish_words(before, after, app.clock.today())]
    if result.way == reflow.COMPRESS and result.settings.minutes_per_day:
        words.append(f"with {minutes_text(result.settings.minutes_per_day)} a day")
        if not result.held:
            words.append("the most allowed")
    return words


def _changes(result: Reflow) -> bool:
    return bool(result.moved or result.dropped)


def _document(result: Reflow, applied: bool) -> dict[str, object]:
    def iso(days: tuple[date, date] | None) -> list[str] | None:
        return [day.isoformat() for day in days] if days else None

    before, after = result.finish_before, result.finish_after
    return {
        "way": result.way,
        "applied": applied and _changes(result),
        "finish_before": before.isoformat() if before else None,
        "finish_after": after.isoformat() if after else None,
        "minutes_per_day": result.settings.minutes_per_day,
        "held": result.held,
        "dropped": list(result.dropped),
        "moved": [
            {"session": move.block, "old": iso(move.old), "new": iso(move.new)}
            for move in result.moved
        ],
    }
