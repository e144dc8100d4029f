"""`aiinfra calendar --time`: the right moments, whatever the zone and the year."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from tests.commands.calendars import events, parsed
from tests.conftest import Run


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        # What 19:30 in Berlin is in UTC, the day before the hours change and on it.
        ("2026-03-28", (2026, 3, 28, 18, 30), (2026, 3, 29, 17, 30)),
        ("2026-10-24", (2026, 10, 24, 17, 30), (2026, 10, 25, 18, 30)),
        ("2028-02-29", (2028, 2, 29, 18, 30), (2028, 3, 1, 18, 30)),
        ("1990-01-01", (1990, 1, 1, 18, 30), (1990, 1, 2, 18, 30)),
        ("2090-07-01", (2090, 7, 1, 17, 30), (2090, 7, 2, 17, 30)),
    ],
)
def test_hours_that_change(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    first: tuple[int, int, int, int, int],
    last: tuple[int, int, int, int, int],
) -> None:
    """It is the same time on the wall in winter and in summer, in any year."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert run("start", start).code == 0
    event = events(parsed(run("calendar", "--time", "19:30")))["w1-mon-tue"]
    moments = [event["DTSTART"], *event["RDATE"]]
    assert {moment.strftime("%H:%M %Z")[:5] for moment in moments} == {"19:30"}
    assert [moment.astimezone(UTC) for moment in moments] == [
        datetime(*first, tzinfo=UTC),
        datetime(*last, tzinfo=UTC),
    ]


def test_leap_day_all_day(run: Run) -> None:
    """A session over 29 February ends on the first of March."""
    run("start", "2028-02-28")
    event = events(parsed(run("calendar")))["w1-mon-tue"]
    assert (event["DTSTART"], event["DTEND"]) == (date(2028, 2, 28), date(2028, 3, 1))


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("Pacific/Apia", "Pacific/Apia"),
    ],
)
def test_names_of_zones(
    run: Run, monkeypatch: pytest.MonkeyPatch, zone: str, name: str
) -> None:
    """A zone may be named in every way that the system takes."""
    run("start", "2026-11-23")
    monkeypatch.setenv("TZ", zone)
    calendar = parsed(run("calendar", "--time", "19:30"))
    assert calendar.timezones[0].tz_name == name
    start = calendar.events[0]["dtstart"]
    assert start.params["TZID"] == name


@pytest.mark.parametrize(
    ("zone", "hour"), [("CET-1CEST,M3.5.0,M10.5.0/3", 18), ("Nowhere/At-All", 19)]
)
def test_zone_without_a_name(program: Run, run: Run, zone: str, hour: int) -> None:
    """A zone without a known name: the right moments in UTC, and that is said."""
    run("start", "2026-11-23")
    result = program("calendar", "--time", "19:30", env={"TZ": zone})
    assert (result.code, result.err) == (
        0,
        f'the time zone "{zone}" is not known by that name; times are written in UTC\n',
    )
    calendar = Calendar.from_ical(result.out.encode())
    assert calendar.timezones == []
    assert calendar.events[0]["dtstart"].to_ical() == b"20261123T%d3000Z" % hour


def test_zone_of_the_system(
    program: Run, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without TZ the times are those of the system's own zone."""
    run("start", "2026-11-23")
    monkeypatch.delenv("TZ")
    result = program("calendar", "--time", "19:30")
    assert result.code == 0
    ask = "import datetime as d; print(d.datetime(2026,11,23,19,30).timestamp())"
    wanted = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    calendar = Calendar.from_ical(result.out.encode())
    start = events(calendar)["w1-mon-tue"]["DTSTART"]
    assert start.timestamp() == float(wanted.stdout)
