"""Events by date: what is under way and to come, with past ones folded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.console import STYLES
from aiinfra_cli.model import DONE
from aiinfra_cli.topics.agenda import (
    Agenda,
    agenda,
    agenda_document,
    agenda_lines,
    days,
    events_of,
    page_lines,
)
from aiinfra_cli.topics.rows import Link
from aiinfra_cli.typography import cell_width

from .fields import bundled_events, text_of


def event(id: str, starts: str, ends: str, **more: Any) -> dict[str, Any]:
    """Give an event as JSON values."""
    return {
        "id": id,
        "title": f"{id.capitalize()} Con",
        "place": "Paris",
        "starts": starts,
        "ends": ends,
        "description": "A meeting.",
        "sources": ["agenda"],
        "verified": {"on": "2026-11-20", "how": "read"},
        **more,
    }


VALUES = [
    event("spring", "2026-03-30", "2026-04-02"),
    event("day", "2026-03-30", "2026-03-30", within="spring"),
    event("summer", "2026-06-10", "2026-06-12", url="https://summer.example/"),
    event("autumn", "2026-10-01", "2026-10-01", announced=True),
    event("winter", "2026-12-30", "2027-01-02", announced=True),
]


def seen(today: str) -> Agenda:
    """Sort the events as on a day."""
    return agenda(events_of(VALUES), date.fromisoformat(today))


def names(found: Agenda) -> tuple[list[str], ...]:
    """Give the ids of each part."""
    return tuple([one.id for one in part] for part in found)


def test_events_are_sorted_by_the_day() -> None:
    """First and last day belong to an event; a day beside one stands behind it."""
    assert names(seen("2026-03-30")) == (
        ["spring", "day"],
        ["summer", "autumn", "winter"],
        [],
    )
    assert names(seen("2026-04-02"))[::2] == (["spring"], ["day"])
    assert names(seen("2026-06-11")) == (
        ["summer"],
        ["autumn", "winter"],
        ["spring", "day"],
    )
    assert names(seen("2027-01-03")) == (
        [],
        [],
        ["winter", "autumn", "summer", "spring", "day"],
    )


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_every_event_is_in_one_part(today: date) -> None:
    """None is lost on any day, and none told twice."""
    parts = agenda(events_of(VALUES), today)
    assert sorted(one.id for part in parts for one in part) == sorted(
        one["id"] for one in VALUES
    )


def test_past_events_are_folded() -> None:
    """One line stands for all that is over, unless they are asked for."""
    today = date(2026, 6, 11)
    found = agenda(events_of(VALUES), today)
    assert text_of(agenda_lines(found, today, None)) == [
        "Now",
        "  10–12 June 2026  summer  Paris  Summer Con",
        "",
        "To come",
        "? 1 October 2026                     autumn  Paris  Autumn Con",
        "? 30 December 2026 – 2 January 2027  winter  Paris  Winter Con",
        "",
        "2 past events, the latest Spring Con (30 March – 2 April 2026)",
        "",
        "? announced only: look it up before you book",
    ]
    assert text_of(agenda_lines(found, today, None, past=True))[7:10] == [
        "Past",
        "  30 March – 2 April 2026  spring  Paris  Spring Con",
        "  30 March 2026            day     Paris  Day Con",
    ]


def test_nothing_to_come() -> None:
    """An agenda that has run out says so."""
    today = date(2028, 1, 1)
    found = agenda(events_of(VALUES[:1]), today)
    assert text_of(agenda_lines(found, today, None)) == [
        "No event to come is known",
        "",
        "1 past event, the latest Spring Con (30 March – 2 April 2026)",
    ]
    empty = agenda([], today)
    assert text_of(agenda_lines(empty, today, None)) == ["No event to come is known"]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-11-28", "2026-11-28", "28 November 2026"),
        ("2026-11-09", "2026-11-12", "9–12 November 2026"),
        ("2026-03-30", "2026-04-02", "30 March – 2 April 2026"),
        ("2026-12-30", "2027-01-02", "30 December 2026 – 2 January 2027"),
    ],
)
def test_days_are_written_as_people_do(starts: str, ends: str, words: str) -> None:
    """Month and year are said once where they are the same."""
    assert days(events_of([event("x", starts, ends)])[0]) == words


def test_page() -> None:
    """An event's page has its address whole, and what was corrected."""
    values = event(
        "spring",
        "2026-03-30",
        "2026-04-02",
        url="https://a-long-address.example/with/a/path",
        recap="https://recap.example/",
        topics=["stair"],
        within="year",
        erratum="The plan says London.",
    )
    [one] = events_of([values])
    assert text_of(page_lines(one, {"stair": Link(DONE, "About stairs")}, 40)) == [
        "spring  Spring Con",
        "30 March – 2 April 2026 · Paris",
        "",
        "A meeting.",
        "",
        "Beside",
        "  · year",
        "",
        "Topics",
        "  ✓ stair  About stairs",
        "",
        "  Address    https://a-long-address.example/with/a/path",
        "  Recap      https://recap.example/",
        "  Corrected  The plan says London.",
        "  Checked    2026-11-20: read",
        "  Sources    agenda",
    ]


def test_document() -> None:
    """JSON has every key of every event, with days as dates."""
    found = agenda_document(seen("2026-06-11"))
    assert [len(found[key]) for key in ("now", "coming", "past")] == [1, 2, 2]
    assert found["now"][0] == {
        "id": "summer",
        "title": "Summer Con",
        "place": "Paris",
        "starts": "2026-06-10",
        "ends": "2026-06-12",
        "within": None,
        "announced": False,
        "url": "https://summer.example/",
        "recap": None,
        "description": "A meeting.",
        "topics": [],
        "sources": ["agenda"],
        "erratum": None,
        "unverified": None,
        "verified": {"on": "2026-11-20", "how": "read"},
    }


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("months", [0, 12, 24])
def test_list_keeps_to_the_width(width: int, months: int) -> None:
    """No line of the bundled agenda is wider than the terminal; styles are known."""
    today = date(2025, 11, 11) + timedelta(days=30 * months)
    lines = agenda_lines(
        agenda(bundled_events(), today), today, width, past=bool(months)
    )
    assert [one for one in text_of(lines) if cell_width(one) > width] == []
    assert {style for line in lines for _, style in line} <= set(STYLES)
