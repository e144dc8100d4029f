"""Of which days and which week a report is wanted."""

from __future__ import annotations

from datetime import date, timedelta

from aiinfra_cli.app import App
from aiinfra_cli.commands.dates import EARLIEST
from aiinfra_cli.errors import UsageError
from aiinfra_cli.store import queries
from aiinfra_cli.store.ids import WEEK
from aiinfra_cli.store.resolve import resolve


def day_of(option: str, text: str | None, today: date) -> date | None:
    """Read a day that is not to come: a date, today or yesterday.

    Raises UsageError for anything else.
    """
    if text is None:
        return None
    day_long = timedelta(days=1)
    words = {
        "today": today,
        "yesterday": today - day_long,
        "tomorrow": today + day_long,  # to be told that it is still to come
    }
    try:
        day = words.get(text.strip().lower()) or date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"not a date: {text[:60]!r}",
            hint=f"write {option} {today}, or {option} yesterday",
        ) from None
    if day > today:
        raise UsageError(
            f"{day} is still to come",
            hint=f"{option} looks back: {today} at the latest",
        )
    if day.year < EARLIEST:
        raise UsageError(f"{day} is too long ago", hint=f"begin at {EARLIEST}")
    return day


def since_of(text: str | None, as_of: date, today: date) -> str | None:
    """Read the first day of what is told; raise UsageError when it lies after the last.

    Raises UsageError also for what is no day.
    """
    day = day_of("--since", text, today)
    if day and day > as_of:
        raise UsageError(
            f"--since {day} is later than the report's own day, {as_of}",
            hint="begin earlier, or leave --as-of out",
        )
    return day.isoformat() if day else None


def week_of(app: App, text: str | None) -> int | None:
    """Read a week: 2, w2 or week-2; raise NotFound if there is none."""
    if text is None:
        return None
    id = resolve(app.db, app.course, text, kinds=(WEEK,)).id
    week = queries.week_with_id(app.db, app.course, id)
    return week.number if week else None
