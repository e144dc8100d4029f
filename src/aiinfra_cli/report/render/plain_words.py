"""Times, days and numbers spelt out, as a voice would read them."""

from __future__ import annotations

from datetime import date

from aiinfra_cli.report.model import Dates, Figure

_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def count(number: int, noun: str) -> str:
    """Write so many of something: 1 card, 2 cards."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def time(minutes: int) -> str:
    """Write a length of time: 1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    return " ".join([*parts, count(rest, "minute")] if rest or not hours else parts)


def day(text: str) -> str:
    """Write a day: 23 November 2026."""
    when = date.fromisoformat(text)
    return f"{when.day} {when:%B} {when.year}"


def span(dates: Dates) -> str:
    """Write the days of a part of the plan; nothing without a plan."""
    if not dates.first or not dates.last:
        return ""
    words = f"for {day(dates.first)}"
    if dates.last != dates.first:
        words = f"from {day(dates.first)} to {day(dates.last)}"
    return f"{words}, late" if dates.late else words


def weekdays(days: str) -> str:
    """Name the days of a session: Monday to Tuesday."""
    names = [_NAMES.get(name, name) for name in days.split()]
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def percent(text: str) -> str:
    """Write a share out: 42 percent."""
    return text.replace(" %", " percent")


def value(figure: Figure) -> str:
    """Write one of the four numbers, or why there is none."""
    if figure.value is None:
        return f"not known, {figure.reason}"
    if figure.name != "On time":
        return percent(figure.text)
    days = int(figure.value)
    if not days:
        return "neither ahead of the plan nor behind"
    return f"{count(abs(days), 'day')} {'ahead of' if days > 0 else 'behind'} the plan"


def moved(figure: Figure) -> str:
    """Write how a number moved: up 8 points."""
    return figure.moved.replace("+", "up ").replace("−", "down ")
