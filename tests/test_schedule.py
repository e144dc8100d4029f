"""Every line of the September 2025 plan's schedule has become work in the path.

`tests/schedule/week-N.csv` maps the lines of the plan to ids: line, section, label,
subject, items, and a note where lines share an item.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.course import Course, CourseItem
from aiinfra_cli.paths import bundled_curriculum
from tests.conftest import TESTS

# The lines of the plan that ask for something, by part: a row that is dropped from
# the table, or one too many, is noticed here.
LINES = {
    "lab-setup": [210, 214, 215, 216, 219, 222, 223],
    "w1-mon-tue": [47, 48, 49, 50],
    "w1-wed-thu": [53, 54, 55, 56, 57],
    "w1-fri": [60, 61, 62, 63, 64],
    "w1-weekend": [67, 68],
    "w2-mon-tue": [76, 77, 78, 79, 80],
    "w2-wed-thu": [83, 84, 85, 86, 87],
    "w2-fri": [90, 91, 92, 93, 94],
    "w2-weekend": [97, 98],
    "w3-mon-tue": [105, 106, 107, 108, 109],
    "w3-wed-thu": [112, 113, 114, 115, 116],
    "w3-fri": [119, 120, 121, 122, 123],
    "w3-weekend": [126, 127],
    "w4-mon-tue": [134, 135, 136, 137, 138],
    "w4-wed-thu": [141, 142, 143, 144, 145],
    "w4-fri": [148, 149, 150, 151, 152],
    "w4-weekend": [155, 156, 157],
    "labs-w1": [229, 230, 231],
    "labs-w2": [234, 235, 236],
    "labs-w3": [239, 240, 241],
    "labs-w4": [244, 245, 246],
    "checkpoints-w1": [253, 254, 255, 256],
    "checkpoints-w2": [259, 260, 261, 262],
    "checkpoints-w3": [265, 266, 267, 268],
    "checkpoints-w4": [271, 272, 273, 274],
    "assessment": [277, 278, 279, 280],
}

# What a line of each label may become.
KINDS = {
    "Setup": {"lab"},
    "Study": {"study", "hands-on"},  # a definition may be read, then measured
    "New": {"study"},
    "Review": {"study"},
    "Hands-on": {"hands-on", "lab"},
    "Lab": {"lab"},
    "Build": {"project"},
    "Document": {"project"},
    "Benchmark": {"project"},
    "Monitor": {"project"},
    "Project": {"project"},
    "Present": {"project"},
    "Checkpoint": {"checkpoint"},
    "Assessment": {"assessment"},
}

# Milestones that no line of the plan asks for -> why they are in the path.
ANNOUNCED = "the learning path notes announce weekly challenges as coming soon"
ADDITIONS = {
    "challenge-w1-slow-chat": ANNOUNCED,
    "challenge-w2-one-gpu": ANNOUNCED,
    "challenge-w3-busy-gpus": ANNOUNCED,
    "challenge-w4-changed-model": ANNOUNCED,
}

LABS = (
    *("lab-setup", "lab-gateway", "lab-agents", "lab-kagent", "lab-autoscaling"),
    *("lab-disaggregation", "lab-caching", "lab-quantization", "lab-dra", "lab-rdma"),
    *("lab-ebpf", "lab-signing", "lab-compliance", "lab-production", "lab-nri"),
    *("lab-hami", "lab-oci"),
)
PROJECTS = ("project-w1", "project-w2", "project-w3", "capstone")


class Row(NamedTuple):
    """One line of the plan, and what it became."""

    line: int
    section: str
    label: str
    subject: str
    items: tuple[str, ...]
    note: str


def _rows() -> list[Row]:
    rows = []
    for number in range(1, 5):
        path = TESTS / "schedule" / f"week-{number}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                line, section, label, subject, items, note = row.values()
                ids = tuple(items.split())
                rows.append(Row(int(line), section, label, subject, ids, note))
    return rows


ROWS = _rows()


@cache
def course() -> Course:
    """Compile the bundled path once."""
    return compile_course(bundled_curriculum())


@cache
def items() -> dict[str, CourseItem]:
    """Give the bundled milestones by id."""
    return {item.id: item for item in course().items}


def test_every_line_is_there_once() -> None:
    """The table has each line of the plan in its part, and no line twice."""
    found: dict[str, list[int]] = {}
    for row in ROWS:
        found.setdefault(row.section, []).append(row.line)
    assert {name: sorted(lines) for name, lines in found.items()} == LINES


def test_every_week_has_rows_in_every_section() -> None:
    """Each session of each week has lines, and so have labs and checkpoints."""
    sessions = {session.id for session in course().sessions}
    weeks = {week.id.removeprefix("week-") for week in course().weeks}
    parts = {f"{part}-w{week}" for part in ("labs", "checkpoints") for week in weeks}
    assert sessions | parts | {"lab-setup", "assessment"} == set(LINES)


def test_every_id_exists() -> None:
    """Each line leads to at least one milestone of the bundled path."""
    assert [row.line for row in ROWS if not row.items] == []
    assert {id for row in ROWS for id in row.items} - items().keys() == set()


def test_every_milestone_is_asked_for_or_explained() -> None:
    """What the plan does not ask for is listed here, with the reason."""
    named = {id for row in ROWS for id in row.items}
    assert items().keys() - named == ADDITIONS.keys()
    assert all(ADDITIONS.values())


def test_lines_stand_where_their_items_are() -> None:
    """A line of a session became items of that session, of the right kind."""
    for row in ROWS:
        for item in (items()[id] for id in row.items):
            assert item.kind in KINDS[row.label], row
            if row.section.startswith("w"):
                assert item.session == row.section, row
            elif row.section.startswith(("labs-", "checkpoints-")):
                assert item.week == f"week-{row.section[-1]}", row


def test_shared_items_say_why() -> None:
    """Where several lines became one item, all but the first say that they share."""
    lines: dict[str, list[Row]] = {}
    for row in ROWS:
        for id in row.items:
            lines.setdefault(id, []).append(row)
    for id, rows in lines.items():
        assert [row.line for row in rows if not row.note][1:] == [], id


@pytest.mark.parametrize("id", [*LABS, *PROJECTS])
def test_required_items(id: str) -> None:
    """The labs and projects that the plan names carry these ids, for good."""
    kind = "lab" if id in LABS else "project"
    assert items()[id].kind == kind


def test_counts() -> None:
    """Twelve labs of the progression, sixteen checkpoints, four criteria."""
    progression = [row for row in ROWS if row.section.startswith("labs-w")]
    assert len({id for row in progression for id in row.items}) == 12
    gates = [item.id for item in items().values() if item.kind == "checkpoint"]
    for number in range(1, 5):
        mine = [id for id in gates if id.startswith(f"cp-w{number}-")]
        assert len(mine) == 4
        of_rows = [r.items for r in ROWS if r.section == f"checkpoints-w{number}"]
        assert sorted(id for ids in of_rows for id in ids) == sorted(mine)
    assert len(gates) == 16
    criteria = [item.id for item in items().values() if item.kind == "assessment"]
    assert criteria == [
        *("final-implementation", "final-performance"),
        *("final-security", "final-documentation"),
    ]
