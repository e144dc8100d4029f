"""`aiinfra curriculum lint`: every mistake, and what has not been looked at lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aiinfra_cli import content
from aiinfra_cli.errors import Declined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from aiinfra_cli.app import App
    from aiinfra_cli.course import Stamp
    from aiinfra_cli.errors import Problem


class Freshness(NamedTuple):
    """What was verified too long ago, oldest first, and what never was."""

    days: int
    today: date
    older: tuple[Stamp, ...]
    unverified: tuple[Stamp, ...]

    def age(self, stamp: Stamp) -> int:
        """Give the days since an item was verified; 0 for one that was not."""
        return (self.today - stamp.on).days if stamp.on else 0


def lint(app: App, folder: Path, days: int | None, *, as_json: bool) -> None:
    """Print every mistake in a folder, and what is older than so many days.

    Raises Declined where there is any of either.
    """
    today = app.clock.today()
    problems = content.lint_folder(folder, today=today)
    fresh = None if days is None else _freshness(folder, days, today)
    if as_json:
        data = {
            "folder": str(folder),
            "problems": [
                {"file": p.file, "line": p.line, "text": p.text, "hint": p.hint or None}
                for p in problems
            ],
            "fresh": _document(fresh) if fresh else None,
        }
        app.out.json("aiinfra.lint/1", app.generated_at(), data)
    else:
        _print(app, problems, fresh)
    if said := _said(problems, fresh):
        raise Declined(f"{said} in {folder}")
    if not as_json:
        app.out.say(f"{folder}: nothing to mend")


def _freshness(folder: Path, days: int, today: date) -> Freshness:
    stamps = content.find_stamps(folder)
    dated = sorted(
        (s.on, s.file, s.line, s) for s in stamps if s.on and (today - s.on).days > days
    )
    return Freshness(
        days,
        today,
        tuple(one[-1] for one in dated),
        tuple(stamp for stamp in stamps if stamp.on is None),
    )


def _print(app: App, problems: Sequence[Problem], fresh: Freshness | None) -> None:
    for problem in problems:
        app.out.say(str(problem))
    if fresh is None:
        return
    if fresh.older:
        app.out.say(f"Older than {_counted(fresh.days, 'day')}:")
    for stamp in fresh.older:
        ago = _counted(fresh.age(stamp), "day")
        text = f"{stamp.id} was verified on {stamp.on}, {ago} ago: {stamp.how}"
        app.out.say(f"{stamp.file}:{stamp.line}: {text}")
    if fresh.unverified:
        app.out.say("Unverified, with the reason:")
    for stamp in fresh.unverified:
        app.out.say(f"{stamp.file}:{stamp.line}: {stamp.id}: {stamp.how}")


def _document(fresh: Freshness) -> dict[str, Any]:
    return {
        "days": fresh.days,
        "today": fresh.today.isoformat(),
        "older": [
            {**_place(one), "on": str(one.on), "days": fresh.age(one), "how": one.how}
            for one in fresh.older
        ],
        "unverified": [{**_place(one), "why": one.how} for one in fresh.unverified],
    }


def _place(stamp: Stamp) -> dict[str, Any]:
    return {"id": stamp.id, "file": stamp.file, "line": stamp.line}


def _said(problems: Sequence[Problem], fresh: Freshness | None) -> str:
    parts = [_counted(len(problems), "problem")] if problems else []
    if fresh and fresh.older:
        older = f"older than {_counted(fresh.days, 'day')}"
        parts.append(f"{_counted(len(fresh.older), 'item')} {older}")
    return " and ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
