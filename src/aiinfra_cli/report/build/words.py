"""What a learner handed in and noted, and what checks saw."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain

from aiinfra_cli.model import Milestone, State
from aiinfra_cli.report.model import CheckRun, Evidence, Note
from aiinfra_cli.store import report_queries
from aiinfra_cli.store.report_queries import Looked, Words

Told = tuple[tuple[Evidence, ...], tuple[Note, ...], tuple[CheckRun, ...]]


def words(
    db: sqlite3.Connection,
    course: str,
    items: Iterable[Milestone],
    gone: Sequence[tuple[Milestone, State]],
) -> Told:
    """Give evidence, notes and runs, in path order; what left the path comes last."""
    titles = {item.id: item.title for item in items}
    titles |= {item.id: item.title for item, _ in gone}
    evidence: list[Evidence] = []
    notes: list[Note] = []
    for one in chain(
        report_queries.words_in_order(db, course),
        (Words(m.id, [*s.notes], [*s.evidence]) for m, s in gone),
    ):
        evidence += _evidence(one, titles[one.item])
        notes += _notes(one, titles[one.item])
    checks = tuple(
        _check_run(one, titles[one.item])
        for one in report_queries.runs_of_checks(db, course)
        if one.item in titles
    )
    return tuple(evidence), tuple(notes), checks


def _evidence(words: Words, title: str) -> Iterable[Evidence]:
    for one in words.evidence:
        details = (one.get(key) for key in ("url", "path", "size", "sha256"))
        yield Evidence(words.item, title, one["day"], one["kind"], *details)


def _notes(words: Words, title: str) -> Iterable[Note]:
    for one in words.notes:
        yield Note(words.item, title, one["day"], one["at"], one["text"])


def _check_run(one: Looked, title: str) -> CheckRun:
    tools = tuple(sorted(one.tools.items()))
    return CheckRun(one.item, title, one.day, one.passed, one.total, tools)
