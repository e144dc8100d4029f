"""`aiinfra done`: mark milestones done."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import changes, rows
from aiinfra_cli.commands.context import Ids, app_of
from aiinfra_cli.errors import Declined
from aiinfra_cli.model import DONE, GATES, PATH, SKIPPED, Milestone
from aiinfra_cli.planning.gates import is_met
from aiinfra_cli.store import gates
from aiinfra_cli.store.journal import Entry

if TYPE_CHECKING:
    from aiinfra_cli.clock import Moment
    from aiinfra_cli.commands.timers import Answers, Ending
    from aiinfra_cli.store.timing import Timer

# Named, not written into the signature: Typer reads that as text, four times over.
Note = Annotated[
    str | None, typer.Option("--note", "-m", help="A few words to keep with it.")
]
EvidenceList = Annotated[
    list[str] | None,
    typer.Option("--evidence", "-e", help="A link, or a file; may be repeated."),
]
At = Annotated[
    str | None,
    typer.Option("--at", help='When: 2026-11-25, yesterday, "yesterday 20:00".'),
]
Check = Annotated[bool, typer.Option("--check", help="Run the checks of labs first.")]
Override = Annotated[
    str | None,
    typer.Option(
        "--override",
        metavar="REASON",
        help="Done although a check did not pass; every report shows the reason.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask before marking many.")
]


def command(
    ctx: typer.Context,
    ids: Ids = None,
    note: Note = None,
    evidence: EvidenceList = None,
    at: At = None,
    check: Check = False,
    override: Override = None,
    yes: Yes = False,
) -> None:
    """Mark items done, or a whole session or week; all of them or none."""
    app = app_of(ctx)
    detail = _detail(app, note, evidence or [])
    day = moment = None
    if at is not None:
        moment = app.clock.parse(at)
        detail["done_at"] = moment.in_journal()
        day = moment.day.isoformat()
    meant = changes.meant_by(app, ids)
    _, fresh = _sort(app, app.db, meant, has_words=False)
    waived: Mapping[str, str] = {}
    if check or override is not None:
        from aiinfra_cli.commands import proving

        keys = [*meant.named, *map(changes.key_of, fresh)]
        ids_now = list(dict.fromkeys(key.id for key in keys if key.family == PATH))
        waived = proving.waived(app, ids_now, check=check, reason=override)
    changes.agree(changes.is_many(meant, fresh), "done", yes=yes)
    has_words = bool({"note", "evidence"} & detail.keys())
    answers = _ask(app, fresh, moment)
    with app.writing() as db:
        known, fresh = _sort(app, db, meant, has_words=has_words, waived=waived)
        ends = _ends(app, fresh, answers, moment)
        if fresh:
            entries = [
                Entry(
                    m.id,
                    "done",
                    detail
                    | _minutes(ends.get(changes.key_of(m)))
                    | ({"waiver": waived[m.id]} if _is_waived(m, waived) else {}),
                    day,
                    m.family,
                )
                for m in fresh
            ]
            app.append(db, entries)
    _tell(app, known, [changes.key_of(m) for m in fresh], ends)


def _detail(app: App, note: str | None, evidence: Sequence[str]) -> dict[str, Any]:
    detail: dict[str, Any] = {}
    if note is not None:
        from aiinfra_cli.commands.note import checked

        detail["note"] = checked(note)
    if evidence:
        from aiinfra_cli.labs.evidence import evidence_of

        detail["evidence"] = [evidence_of(one) for one in evidence]
    return detail


def _sort(
    app: App,
    db: sqlite3.Connection,
    meant: changes.Meant,
    *,
    has_words: bool,
    waived: Container[str] = (),
) -> tuple[list[Milestone], list[Milestone]]:
    """Give those done already and those to mark; raise when one was skipped.

    A note, evidence or a waiver is news even for a milestone that is done.
    """
    found = changes.read(db, app, meant.keys)
    named = [m for m in found if changes.key_of(m) in meant.named]
    skipped = [m for m in named if m.status == SKIPPED]
    if skipped:
        ids = changes.typed(app, skipped)
        raise Declined(
            f"{', '.join(m.id for m in skipped)} was skipped; nothing was marked",
            hint=f"take it up again first: aiinfra reopen {ids}",
        )
    known = [m for m in found if m.status == DONE]
    fresh = [m for m in found if not m.closed]
    again = [
        m for m in named if m.status == DONE and (has_words or _is_waived(m, waived))
    ]
    if has_words:
        return [], [*again, *fresh]
    return [m for m in known if m not in again], [*again, *fresh]


def _is_waived(milestone: Milestone, waived: Container[str]) -> bool:
    """Tell whether a reason stands for its checks; beside the path there are none."""
    return milestone.family == PATH and milestone.id in waived


def _ask(app: App, fresh: Sequence[Milestone], at: Moment | None) -> Answers:
    """Ask about forgotten timers among the milestones to mark."""
    timed = _timed(fresh)
    if not timed:
        return {}
    from aiinfra_cli.commands import timers  # most of the time none runs

    return timers.ask(app, timed, at)


def _ends(
    app: App, fresh: Sequence[Milestone], answers: Answers, at: Moment | None
) -> dict[changes.Key, Ending]:
    """Give how the timers of the milestones to mark end."""
    timed = _timed(fresh)
    if not timed:
        return {}
    from aiinfra_cli.commands import timers

    return {
        changes.Key(one.family, one.item): timers.ending(app, one, answers, at)
        for one in timed
    }


def _timed(fresh: Sequence[Milestone]) -> list[Timer]:
    running = [m for m in fresh if m.timer_at and not m.closed]
    if not running:
        return []
    from aiinfra_cli.store.timing import Timer

    return [Timer(m.id, m.minutes, str(m.timer_at), m.family) for m in running]


def _minutes(end: Ending | None) -> dict[str, int]:
    return {"minutes": end.minutes} if end and end.minutes else {}


def _tell(
    app: App,
    known: Sequence[Milestone],
    fresh: Sequence[changes.Key],
    ends: Mapping[changes.Key, Ending],
) -> None:
    today = app.clock.today()
    for milestone in known:
        when = rows.day_text(milestone.closed_day, today)
        on = "" if when in ("today", "yesterday") else "on "
        app.out.say(f"{milestone.id}: already done {on}{when}")
    if not fresh:
        changes.tell_next(app, known)
        return
    marked = changes.read(app.db, app, fresh)
    changes.warn_of_needs(app, marked)
    for gate in marked:
        if gate.kind not in GATES:
            continue
        rests = gates.rests_of(app.db, app.course, gate.id)
        if not is_met(rests):
            app.out.talk(
                f"{gate.id} stands as claimed until this is done: "
                + rows.missing_text(rests)
            )
    for end in ends.values():
        if end.minutes or end.ran.forgotten:
            from aiinfra_cli.commands import timers

            timers.tell(app, end)
    changes.tell(app, marked)
