"""Where a learner stands on a plan, against the store and by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from aiinfra_cli.planning.layout import Block, Span
from aiinfra_cli.planning.progress import Progress
from aiinfra_cli.standing import progress_of, stand, standing
from aiinfra_cli.store import plans
from aiinfra_cli.store.plans import Work
from tests.conftest import Run

TODAY = date(2026, 11, 25)


@pytest.fixture
def store(mini: Path, run: Run, home: Path) -> Iterator[sqlite3.Connection]:
    """Give the store of a learner who started on Monday."""
    run("start", "2026-11-23")
    db = sqlite3.connect(home / "progress.db")
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def _span(block: str, first: int, *minutes: int) -> Span:
    days = tuple(date(2026, 11, first + number) for number in range(len(minutes)))
    return Span(block, days, minutes)


def test_no_plan(mini: Path, run: Run, store: sqlite3.Connection) -> None:
    """Without a plan, or after it was undone, nobody stands anywhere."""
    assert standing(store, "other", TODAY) is None
    run("undo")
    assert standing(store, "mini", TODAY) is None


def test_work_and_spans(run: Run, store: sqlite3.Connection) -> None:
    """What is done and skipped counts; a span has the minutes still in the plan."""
    run("done", "study-map")
    run("skip", "hands-on-routes", "--reason", "no gateway")
    run("begin", "project-w1")
    found = standing(store, "mini", TODAY)
    assert found is not None
    assert found.work[:2] == (
        Work("w1-mon-tue", "week-1", "A cluster of one's own", 2, 90, 30, 1, 0),
        Work("w1-weekend", "week-1", "A first gateway", 2, 120, 0, 1, 1),
    )
    assert found.spans[:2] == (
        _span("w1-mon-tue", 23, 45, 45),
        _span("w1-weekend", 25, 60, 60),
    )
    assert (found.start, found.finish) == (date(2026, 11, 23), date(2026, 12, 1))
    assert found.span_of("w2-fri") == _span("w2-fri", 29, 20)
    assert found.span_of("w9") is None
    assert found.span_of(None) is None


def test_on_time(run: Run, store: sqlite3.Connection) -> None:
    """Only what the plan has counts for it; the day does the rest."""
    run("done", "w1-mon-tue", "--yes")
    found = standing(store, "mini", TODAY)
    assert found is not None
    assert found.on_time().days == 0
    assert found._replace(today=date(2026, 11, 23)).on_time().days == 1
    assert found._replace(today=date(2026, 11, 29)).on_time().days == -4
    # Against a plan without that session its minutes are no lead.
    rest = found.plan._replace(spans=found.plan.spans[1:])
    later = stand(store, "mini", TODAY, rest)
    assert (later.on_time().done, later.on_time().days) == (0, 0)


def test_plan_that_counts(run: Run, store: sqlite3.Connection) -> None:
    """Of several plans the newest that is not undone counts, numbered in order."""
    run("start", "--days", "sat")
    run("pause", "2026-11-28")
    run("undo")
    made = plans.made_in_order(store, "mini")
    assert [(one.number, one.detail["way"]) for one in made] == [
        (1, "start"),
        (2, "change"),
    ]
    # Its own number counts every change so far, the undo included.
    assert plans.standing(store, "mini") == made[-1]._replace(number=4)
    assert plans.first(store, "mini") == made[0]
    assert plans.first(store, "other") is None
    found = standing(store, "mini", TODAY)
    assert found is not None
    assert (found.plan.number, found.plan.way) == (4, "change")


def test_progress_of() -> None:
    """Work of the store in the terms of planning."""
    work = Work("w2-fri", "week-2", "Looking back", 1, 80, 60, 1, 0)
    optional = {"w2-fri": [("study-history", 20)]}
    assert progress_of(work, optional) == Progress(
        Block("w2-fri", 1, 80), left=20, open=1, optional=(("study-history", 20),)
    )
