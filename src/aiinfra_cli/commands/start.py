"""`aiinfra start`: lay the path over the learner's own days."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import dates, moves, planner, rows
from aiinfra_cli.commands.context import app_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.planning.calendar import (
    EVERY_DAY,
    PlanningError,
    Settings,
    check_hours,
    merged,
    minutes_a_day,
)
from aiinfra_cli.planning.layout import Span, finish, lay_out
from aiinfra_cli.planning.record import WEEKDAYS
from aiinfra_cli.planning.reflow import extend
from aiinfra_cli.standing import Standing, progress_of
from aiinfra_cli.store import plans
from aiinfra_cli.typography import minutes_text

NONE = "none"  # days off: takes back those given before


def command(
    ctx: typer.Context,
    when: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DATE]",
            help="2026-11-30, today, monday, next monday; today if left out.",
            show_default=False,
        ),
    ] = None,
    days: Annotated[
        str | None,
        typer.Option("--days", help="Your study days: mon,tue,sat, weekdays, all."),
    ] = None,
    hours_per_day: Annotated[
        float | None, typer.Option("--hours-per-day", help="Hours on a study day.")
    ] = None,
    hours_per_week: Annotated[
        float | None, typer.Option("--hours-per-week", help="Hours in a week.")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(
            "--off", help="Days off: 2026-12-24..2026-12-26; repeatable; none clears."
        ),
    ] = None,
) -> None:
    """Start the path on a day; later, change your days, hours or days off.

    Without options the sessions take the path's own days, in order from the start.
    """
    app = app_of(ctx)
    old = planner.standing(app)
    try:
        settings = _settings(app, old, when, days, hours_per_day, hours_per_week, off)
        if old and settings == old.plan.settings:
            _tell(app, settings, old.spans, "The plan stands")
            app.out.say("change it: aiinfra start --days … --hours-per-day … --off …")
            app.out.say(f"next: {rows.next_step(app)}")
            return
        spans = _laid(app, old, settings)
    except PlanningError as error:
        raise UsageError(str(error), hint="see: aiinfra start --help") from None
    dates.check_end(spans)
    with app.writing() as db:
        app.append(db, [planner.entry(settings, spans, "change" if old else "start")])
    _tell(app, settings, spans, "Changed" if old else "Planned")
    if old:
        moved = moves.moves(old.spans, spans)
        app.out.lines(moves.table(app.out, moved, app.clock.today()))
    app.out.say("see it: aiinfra plan; take it back: aiinfra undo")
    app.out.say(f"next: {rows.next_step(app)}")


def _settings(
    app: App,
    old: Standing | None,
    when: list[str] | None,
    days: str | None,
    per_day: float | None,
    per_week: float | None,
    off: list[str] | None,
) -> Settings:
    today = app.clock.today()
    settings = old.plan.settings if old else Settings(today)
    if when:
        settings = settings._replace(start=dates.day_of(" ".join(when), today))
    if days is not None:
        settings = settings._replace(weekdays=dates.weekdays_of(days))
    if per_day is not None and per_week is not None:
        raise UsageError(
            "--hours-per-day and --hours-per-week exclude each other", hint="give one"
        )
    if per_day is not None:
        a_day = _minutes(per_day, "day", 24)
        check_hours(a_day)
        settings = settings._replace(minutes_per_day=a_day)
    if per_week is not None:
        a_week = _minutes(per_week, "week", 7 * 24)
        a_day = minutes_a_day(a_week, settings.weekdays)
        settings = settings._replace(minutes_per_day=a_day)
    kept = () if off and NONE in off else settings.off
    ranges = [dates.range_of(one, today) for one in off or () if one != NONE]
    return settings._replace(off=merged((*kept, *ranges)))


def _minutes(hours: float, unit: str, most: int) -> int:
    # Also refuses what is no number at all.
    if not 0 < hours <= most:
        raise UsageError(
            f"a {unit} cannot have {hours:g} hours of study",
            hint=f"give more than 0 and at most {most}",
        )
    return round(hours * 60)


def _laid(app: App, old: Standing | None, settings: Settings) -> tuple[Span, ...]:
    """Lay the sessions; what is done keeps its days unless the start is new."""
    if old and settings.start == old.plan.settings.start:
        return extend(
            old.spans,
            old.progress,
            settings,
            app.clock.today(),
            done_today=planner.done_today(app),
            pull=True,
        ).after
    work = plans.work_by_session(app.db, app.course)
    blocks = [progress_of(one, {}).block for one in work]
    return lay_out(blocks, settings)


def _tell(app: App, settings: Settings, spans: tuple[Span, ...], verb: str) -> None:
    today = app.clock.today()
    last = finish(spans)
    whole = sum(sum(span.minutes) for span in spans)
    ends = f" to {planner.day_words(last, today)}" if last else ""
    begins = min((span.first for span in spans), default=settings.start)
    app.out.say(
        f"{verb}: {planner.day_words(begins, today)}{ends}, "
        f"{len(spans)} sessions, {minutes_text(whole)}."
    )
    app.out.say(f"  {settings_words(settings)}")
    for first, end in settings.off:
        app.out.say(f"  off: {planner.range_words(first, end, today)}")


def settings_words(settings: Settings) -> str:
    """Say on which days and how long the learner studies."""
    if settings.weekdays == EVERY_DAY:
        days = "every day"
    else:
        names = [WEEKDAYS[day].capitalize() for day in sorted(settings.weekdays)]
        days = ", ".join(names)
    if settings.minutes_per_day is None:
        return f"{days}; each session takes the days the path gives it"
    return f"{days}; {minutes_text(settings.minutes_per_day)} a day"
