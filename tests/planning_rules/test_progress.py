"""What is done and what is open of a session."""

from __future__ import annotations

import pytest

from aiinfra_cli.model import DONE, OPEN, SKIPPED, STARTED, Milestone
from aiinfra_cli.planning.layout import Block
from aiinfra_cli.planning.progress import (
    Progress,
    done_before,
    is_late,
    open_parts,
    progress_of,
    refit,
)
from aiinfra_cli.planning.stream import Part
from tests.planning_rules.plans import day, span


def milestone(name: str, minutes: int, status: str, *, optional: bool) -> Milestone:
    """Make a milestone of which only these four things matter."""
    kind = "study" if minutes else "checkpoint"
    closed = (None, None, None, None)
    return Milestone(
        *(name, kind, name, minutes, optional, "week-1", "s", 1, None, status), *closed
    )


def test_progress_is_read_from_milestones() -> None:
    """Skipped minutes leave the plan; a checkpoint is open without minutes."""
    items = [
        milestone("a", 45, DONE, optional=False),
        milestone("b", 30, STARTED, optional=False),
        milestone("c", 20, OPEN, optional=True),
        milestone("d", 60, SKIPPED, optional=False),
        milestone("e", 25, DONE, optional=True),
        milestone("gate", 0, OPEN, optional=False),
    ]
    found = progress_of("s", 2, items)
    assert found == Progress(Block("s", 2, 120), 50, 3, (("c", 20),))
    assert found.done == 70
    assert found.without_optional() == Progress(Block("s", 2, 100), 30, 2)


@pytest.mark.parametrize(
    ("done", "open_", "kept"),
    [
        (0, [(day(1), 50), (day(2), 40), (day(3), 10)], []),
        (20, [(day(1), 30), (day(2), 40), (day(3), 10)], [(day(1), 20)]),
        (50, [(day(2), 40), (day(3), 10)], [(day(1), 50)]),
        (90, [(day(3), 10)], [(day(1), 50), (day(2), 40)]),
        (100, [(day(3), 0)], [(day(1), 50), (day(2), 40)]),
    ],
)
def test_what_is_done_fills_the_days_in_order(
    done: int, open_: list[Part], kept: list[Part]
) -> None:
    """On day 3, days 1 and 2 keep what fills them; the rest is open."""
    plan = span("a", (1, 50), (2, 40), (3, 10))
    assert open_parts(plan, done) == open_
    assert done_before(plan, done, day(3)) == kept


def test_days_without_minutes_are_open_until_all_is_done() -> None:
    """A session of checkpoints is open on both of its days, as a short one is."""
    gate, short = span("gate", (1, 0), (2, 0)), span("short", (1, 1), (2, 0))
    assert open_parts(gate, 0) == [(day(1), 0), (day(2), 0)]
    assert open_parts(short, 0) == [(day(1), 1), (day(2), 0)]
    assert open_parts(short, 1) == [(day(2), 0)]


@pytest.mark.parametrize(
    ("parts", "today", "late"),
    [
        ([(day(2), 40), (day(3), 10)], 2, False),
        ([(day(2), 40), (day(3), 10)], 3, True),
        ([(day(2), 0), (day(3), 0)], 3, False),
        ([(day(2), 0), (day(3), 0)], 4, True),
    ],
)
def test_open_minutes_on_a_past_day_are_late(
    parts: list[Part], today: int, late: bool
) -> None:
    """Without minutes it is late once its last day is past."""
    assert is_late(parts, day(today)) is late


@pytest.mark.parametrize(
    ("done", "left", "minutes"),
    [
        (0, 100, (50, 40, 10)),
        (0, 50, (25, 20, 5)),
        (50, 25, (50, 20, 5)),  # day 1 is done; days 2 and 3 share what is left
        (60, 0, (50, 10, 0)),
        (60, 60, (50, 10 + 45, 15)),
        (120, 30, (50, 40, 60)),  # more is done than was planned
        (0, 0, (0, 0, 0)),
    ],
)
def test_a_span_follows_its_session(
    done: int, left: int, minutes: tuple[int, ...]
) -> None:
    """After a skip what is done stays, and the open days keep their shares."""
    plan = span("a", (1, 50), (2, 40), (3, 10))
    now = Progress(Block("a", 2, done + left), left, 1)
    assert refit(plan, now) == plan._replace(minutes=minutes)
