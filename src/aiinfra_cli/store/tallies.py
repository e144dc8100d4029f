"""Minutes and counts of the path or a part of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from aiinfra_cli.model import DONE, GATES, PATH, Milestone, State, Tally
from aiinfra_cli.store.queries import VERIFIED, as_state

_GATE = "i.kind IN ('checkpoint', 'assessment')"
_COUNTED = "(i.proof != '' AND coalesce(s.status, '') != 'skipped')"
_SUMS = (
    "total(i.minutes), total(iif(s.status = 'done', i.minutes, 0)),"
    " total(iif(s.status = 'skipped', i.minutes, 0)),"
    f" total(NOT {_GATE}), total(NOT {_GATE} AND s.status = 'done'),"
    f" total(NOT {_GATE} AND s.status = 'skipped'),"
    f" total({_GATE}), total({_GATE} AND s.status = 'done'),"
    f" total({_GATE} AND s.status = 'skipped'),"
    f" total(iif({_COUNTED}, i.minutes, 0)), total(iif({VERIFIED}, i.minutes, 0)),"
    f" total({_COUNTED}), total(iif({VERIFIED}, 1, 0))"
)
_ITEMS = (
    " FROM item AS i {index} LEFT JOIN state AS s"
    " ON s.course = i.course AND s.family = i.family AND s.item = i.id"
    " WHERE i.course = ? AND i.family = 'path'"
)


def tally(
    db: sqlite3.Connection, course: str, *, week: str = "", session: str = ""
) -> Tally:
    """Add up the minutes and counts of the path, a week or a session.

    Done milestones that have left the curriculum keep their credit in the path's.
    """
    # The index is named because SQLite would read the whole path for one week.
    items, values = _ITEMS.format(index=""), [course]
    if week:
        items = _ITEMS.format(index="INDEXED BY item_of_week") + " AND i.week = ?"
        values.append(week)
    if session:
        items = _ITEMS.format(index="INDEXED BY item_of_session") + " AND i.session = ?"
        values.append(session)
    found = _as_tally(db.execute(f"SELECT {_SUMS}{items}", values).fetchone())
    return found if week or session else _with_credit(db, course, found)


def tally_with_weeks(
    db: sqlite3.Connection, course: str
) -> tuple[Tally, dict[str, Tally]]:
    """Add up the path and each of its weeks in one go; as `tally` does one by one."""
    rows = db.execute(
        f"SELECT i.week, {_SUMS}{_ITEMS.format(index='')} GROUP BY i.week", (course,)
    )
    parts = {row[0]: _as_tally(row[1:]) for row in rows}
    whole = Tally(*map(sum, zip(*parts.values(), strict=True)))
    weeks = {week: part for week, part in parts.items() if week is not None}
    return _with_credit(db, course, whole), weeks


def _as_tally(row: Sequence[float]) -> Tally:
    return Tally(*map(int, row))


def _with_credit(db: sqlite3.Connection, course: str, whole: Tally) -> Tally:
    credit = [m for m, state in retired(db, course) if state.status == DONE]
    minutes = sum(m.minutes for m in credit)
    closed = sum(1 for m in credit if m.kind in GATES)
    return whole._replace(
        minutes=whole.minutes + minutes,
        done_minutes=whole.done_minutes + minutes,
        items=whole.items + len(credit) - closed,
        done=whole.done + len(credit) - closed,
        gates=whole.gates + closed,
        gates_done=whole.gates_done + closed,
    )


# Nothing is left to check, nor to hold a run of its checks against.
_GONE = (False, False, None)


def retired(
    db: sqlite3.Connection, course: str, family: str = PATH
) -> list[tuple[Milestone, State]]:
    """List the touched milestones that have left the curriculum, by their credit."""
    rows = db.execute(
        "SELECT c.item, c.kind, c.title, c.minutes, s.status, s.begun_at,"
        " s.closed_at, s.closed_day, s.reason, s.notes, s.evidence,"
        " s.minutes, s.timer_at, s.proofs, s.waiver"
        " FROM state AS s JOIN credit AS c ON c.course = s.course"
        "   AND c.family = s.family AND c.item = s.item"
        " WHERE s.course = ? AND s.family = ? AND NOT EXISTS (SELECT 1 FROM item AS i"
        "   WHERE i.course = s.course AND i.family = s.family AND i.id = s.item)"
        " ORDER BY c.item",
        (course, family),
    )
    unknown = (False, None, None, -1, None)
    return [
        (
            Milestone._make(
                (*row[:4], *unknown, *row[4:9], *row[11:13], *_GONE, family)
            ),
            as_state(row[4:]),
        )
        for row in rows
    ]


def has_times(db: sqlite3.Connection, course: str) -> bool:
    """Tell whether the learner has measured any work."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM state"
        " WHERE course = ? AND family = ? AND minutes > 0)",
        (course, PATH),
    ).fetchone()
    return bool(row[0])


def has_reviews(db: sqlite3.Connection, course: str) -> bool:
    """Tell whether any card has been answered: until then no screen reads cards."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM card_state"
        " WHERE course = ? AND last_day IS NOT NULL)",
        (course,),
    ).fetchone()
    return bool(row[0])
