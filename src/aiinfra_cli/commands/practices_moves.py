"""What a learner does with the chart: done, skip, edit, hide, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.note import checked
from aiinfra_cli.commands.practices_store import kept_of
from aiinfra_cli.errors import Declined, UsageError
from aiinfra_cli.model import PRACTICE
from aiinfra_cli.practices.cadence import ONGOING
from aiinfra_cli.practices.edits import edit_detail
from aiinfra_cli.practices.looks import LOOKS, percent, this_period
from aiinfra_cli.practices.model import (
    DONE,
    EDIT,
    HIDE,
    SHOW,
    SKIP,
    Pillar,
    Practice,
)
from aiinfra_cli.practices.upcoming import next_step
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.resolve import resolve

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from aiinfra_cli.app import App
    from aiinfra_cli.commands.practices_store import Kept


def done(app: App, texts: Sequence[str], at: str | None) -> None:
    """Note down that practices were done on a day; all of them or none."""
    when = None if at is None else app.clock.parse(at)
    with app.writing() as db:
        kept = kept_of(app)
        day = when.day if when else kept.day
        ids = _practices(app, kept, texts)
        _refuse_hidden(kept, ids)
        _refuse_blank(kept, ids)
        known = [id for id in ids if day in kept.state(id).done]
        fresh = [id for id in ids if id not in known]
        detail = {"done_at": when.in_journal()} if when else {}
        _append(app, db, DONE, dict.fromkeys(fresh, detail), day)
    for id in known:
        app.out.say(f"{id}: already done {_on(day, kept.day)}")
    _tell(app, kept, fresh, "done", day)


def skip(app: App, texts: Sequence[str], reason: str, at: str | None) -> None:
    """Let practices go for a day, with the reason; all of them or none."""
    said = checked(reason, what="a reason")
    when = None if at is None else app.clock.parse(at)
    with app.writing() as db:
        kept = kept_of(app)
        day = when.day if when else kept.day
        ids = _practices(app, kept, texts)
        _refuse_hidden(kept, ids)
        _refuse_blank(kept, ids)
        if was := [id for id in ids if day in kept.state(id).done]:
            raise Declined(
                f"{', '.join(was)} was done {_on(day, kept.day)}; nothing was skipped",
                hint="if it was not: aiinfra undo",
            )
        known = [id for id in ids if (day, said) in kept.state(id).skips]
        fresh = [id for id in ids if id not in known]
        detail = {"reason": said} | ({"day": day.isoformat()} if when else {})
        _append(app, db, SKIP, dict.fromkeys(fresh, detail), day)
    for id in known:
        app.out.say(f"{id}: already skipped {_on(day, kept.day)}")
    _tell(app, kept, fresh, "skipped", day)


def edit(
    app: App, text: str, title: str | None, every: str | None, *, reset: bool
) -> None:
    """Change the wording or the cadence of a cell, or go back to those of the chart."""
    detail = edit_detail(title, every, reset=reset)
    with app.writing() as db:
        kept = kept_of(app)
        id = _cell(app, text)
        cell = kept.chart.cell(id)
        if every is not None and not isinstance(cell, Practice):
            what = f"a pillar like {id}" if isinstance(cell, Pillar) else "the goal"
            raise UsageError(f"{what} has no cadence", hint="leave --every out")
        # To word it as the chart does is to have no words of one's own.
        if cell and detail.get("title") == cell.title:
            detail["title"] = None
        is_fresh = _changes(kept, id, detail)
        if is_fresh:
            _append(app, db, EDIT, {id: detail})
    found = kept_of(app).view.chart.cell(id)
    assert found is not None
    app.out.say(f"{id}  {found.title}")
    told = ["changed" if is_fresh else "already so"]
    if isinstance(found, Practice) and not found.is_blank:
        told.insert(0, found.cadence.words)
    app.out.say(f"  {', '.join(told)}")
    app.out.say(f"next: aiinfra practices {id}")


def hide(app: App, texts: Sequence[str]) -> None:
    """Put practices away; a pillar stands for all of its own."""
    _turn(app, texts, HIDE)


def show(app: App, texts: Sequence[str]) -> None:
    """Bring practices back; a pillar stands for all of its own."""
    _turn(app, texts, SHOW)


def _turn(app: App, texts: Sequence[str], verb: str) -> None:
    """Hide practices or show them; those that are so already are told."""
    with app.writing() as db:
        kept = kept_of(app)
        ids = _practices(app, kept, texts, with_pillars=True)
        known = [id for id in ids if kept.state(id).is_hidden == (verb == HIDE)]
        fresh = [id for id in ids if id not in known]
        _append(app, db, verb, {id: {} for id in fresh})
    word = "hidden" if verb == HIDE else "shown"
    if known:
        app.out.say(f"already {word}: {', '.join(known)}")
    if fresh:
        app.out.say(f"{word}: {', '.join(fresh)}")
    if fresh and verb == HIDE:
        named = dict.fromkeys(_cell(app, text) for text in texts)
        app.out.say(f"bring back: aiinfra practices show {' '.join(named)}")
    app.out.say(f"next: {next_step(kept_of(app).view)}")


def _practices(
    app: App, kept: Kept, texts: Iterable[str], *, with_pillars: bool = False
) -> list[str]:
    """Resolve texts to practices; raise UsageError for another cell of the chart.

    Where pillars are taken, each stands for its practices.
    """
    found: dict[str, None] = {}
    for text in texts:
        id = _cell(app, text)
        cell = kept.chart.cell(id)
        if isinstance(cell, Practice):
            found[id] = None
        elif isinstance(cell, Pillar) and with_pillars:
            found |= dict.fromkeys(one.id for one in cell.practices)
        elif isinstance(cell, Pillar):
            raise UsageError(
                f"{id} is a pillar; its practices are kept one by one",
                hint=f"they are listed by: aiinfra practices {id}",
            )
        else:
            raise UsageError(
                f"{id} is the goal that the chart is for, no practice",
                hint="practices are listed by: aiinfra practices --list",
            )
    return list(found)


def _cell(app: App, text: str) -> str:
    return resolve(app.db, app.course, text, kinds=(PRACTICE,)).id


def _refuse_hidden(kept: Kept, ids: Sequence[str]) -> None:
    """Raise Declined where something would count for nothing."""
    hidden = [id for id in ids if kept.state(id).is_hidden]
    if hidden:
        raise Declined(
            f"{', '.join(hidden)} is hidden; nothing was noted",
            hint=f"bring it back first: aiinfra practices show {' '.join(hidden)}",
        )


def _refuse_blank(kept: Kept, ids: Sequence[str]) -> None:
    """Raise Declined for a cell that says nothing yet."""
    blank = [
        one.id
        for one in kept.chart.practices
        if one.id in ids and one.is_blank and not kept.state(one.id).title
    ]
    if blank:
        raise Declined(
            f"{blank[0]} waits for your words; nothing was noted",
            hint=f'word it first: aiinfra practices edit {blank[0]} --title "..."',
        )


def _changes(kept: Kept, id: str, detail: Mapping[str, Any]) -> bool:
    """Tell whether an edit would leave anything other than it is."""
    state = kept.state(id)
    cadence = state.cadence._asdict() if state.cadence else None
    was = {"title": state.title or None, "cadence": cadence}
    return any(was[key] != value for key, value in detail.items())


def _append(
    app: App,
    db: sqlite3.Connection,
    verb: str,
    details: Mapping[str, Mapping[str, Any]],
    day: date | None = None,
) -> None:
    """Write one event for each practice, in the open transaction."""
    entries = [
        Entry(id, verb, detail, day.isoformat() if day else None, PRACTICE)
        for id, detail in details.items()
    ]
    if entries:
        app.append(db, entries)


def _tell(app: App, old: Kept, ids: Sequence[str], what: str, day: date) -> None:
    """Say of each practice what became of it, and what comes next."""
    of_another_day = [f"{what} {_on(day, old.day)}"] if day != old.day else []
    was, now = old.view, kept_of(app).view
    for id in ids:
        one, former = now.standings[id], was.standings[id].strength
        mark, _, _ = LOOKS[one.status]
        app.out.say(f"{mark} {id}  {one.practice.title}")
        told = [*of_another_day]
        if one.practice.cadence.every != ONGOING:
            told.append(this_period(one))
        if one.strength is not None:
            before = "" if former in (None, one.strength) else f"{percent(former)} → "
            told.append(f"strength {before}{percent(one.strength)}")
        if told:
            app.out.say(f"  {', '.join(told)}")
    app.out.say(f"next: {next_step(now)}")


def _on(day: date, today: date) -> str:
    when = rows.day_text(day.isoformat(), today)
    return when if when in ("today", "yesterday") else f"on {when}"
