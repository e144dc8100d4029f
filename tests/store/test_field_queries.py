"""Topics, the chart, reading and events come out of the store as they were written."""

from __future__ import annotations

import sqlite3

import pytest

from aiinfra_cli.content import compile_course
from aiinfra_cli.model import EVENT, PRACTICE, READING, TOPIC
from aiinfra_cli.paths import bundled_curriculum
from aiinfra_cli.practices.model import chart_of_cells
from aiinfra_cli.store import course, field_queries, page_queries
from aiinfra_cli.store.connection import write
from aiinfra_cli.topics.agenda import events_of
from aiinfra_cli.topics.model import topics_of
from aiinfra_cli.topics.reading import reading_of
from tests.practices import charts
from tests.topics import fields


@pytest.fixture
def bundled(db: sqlite3.Connection) -> str:
    """Put the bundled path into the store as well, and give its id."""
    found = compile_course(bundled_curriculum())
    with write(db):
        course.put_course(db, found)
    return found.id


def test_rooms_read_from_the_store_what_the_files_say(
    db: sqlite3.Connection, bundled: str
) -> None:
    """Nothing is lost on the way from YAML through the store into the rooms."""
    assert topics_of(field_queries.pillars(db, bundled)) == fields.bundled()
    cells = page_queries.details(db, bundled, PRACTICE)
    assert chart_of_cells(cells) == charts.bundled()
    reading = reading_of(field_queries.reading(db, bundled))
    assert reading == fields.bundled_reading()
    assert events_of(field_queries.events(db, bundled)) == fields.bundled_events()


def test_courses_are_kept_apart(db: sqlite3.Connection, bundled: str) -> None:
    """Each course has its own, whatever else is in the store."""
    assert [one["id"] for one in field_queries.pillars(db, "mini")] == [
        *("stone", "tower")
    ]
    assert [one["id"] for one in field_queries.reading(db, "mini")] == [
        *("paper-mortar", "post-lime", "ghost-almanac")
    ]


def test_details_have_the_columns_too(db: sqlite3.Connection) -> None:
    """Id, kind, title and minutes stand with what the page tells."""
    found = page_queries.details(db, "mini", TOPIC)
    assert found[1] | {"minutes": 120, "kind": "topic", "pillar": "stone"} == found[1]
    assert [one["id"] for one in found if one.get("optional")] == ["guide-polish"]
    assert page_queries.details(db, "mini", EVENT)[0]["starts"] == "2026-10-01"
    kinds = [one["kind"] for one in page_queries.details(db, "mini", PRACTICE)]
    assert (kinds[0], kinds.count("pillar"), kinds.count("practice")) == ("goal", 8, 64)


def test_a_course_may_have_none(db: sqlite3.Connection) -> None:
    """Without such files there is nothing."""
    assert field_queries.pillars(db, "nowhere") == []
    assert page_queries.details(db, "nowhere", READING) == []
