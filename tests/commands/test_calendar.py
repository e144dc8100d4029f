"""`aiinfra calendar`: what the file says, read back by the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from aiinfra_cli.model import Milestone
from aiinfra_cli.report.render.ics import Agenda, Part, Slot, Task, render
from tests.commands.calendars import NOW, events, identity, parsed, properties, todos
from tests.conftest import Run
from tests.content.folders import Mini

BERLIN = ZoneInfo("Europe/Berlin")


def test_whole_events(run: Run) -> None:
    """One event a session, all day, with what there is to do; done is marked so."""
    run("start", "2026-11-23")
    run("done", "study-map")
    run("skip", "lab-setup", "--reason", "have one")
    run("skip", "hands-on-routes", "--reason", "no gateway")
    run("skip", "study-history", "--reason", "no time")
    found = events(parsed(run("calendar")))
    assert list(found) == [
        *("w1-mon-tue", "w1-weekend", "w2-mon-tue", "w2-fri", "w2-weekend")
    ]
    assert found["w1-mon-tue"] == identity("w1-mon-tue") | {
        "SUMMARY": "✓ Week 1: A cluster of one's own",
        "DESCRIPTION": "✓ study-map: Read the map of the field, 30 min, done\n"
        "  Kubernetes documentation: https://kubernetes.io/docs/\n"
        "  A second page: http://example.org/map?part=1#top\n"
        "⊘ lab-setup: Make a cluster on the laptop, 1 h, skipped\n"
        "\n"
        "Total: 30 min, 30 min done\n"
        "Days: Mon 23 Nov 30 min, Tue 24 Nov 0 min",
        "CATEGORIES": ["aiinfra", "done"],
        "DTSTART": date(2026, 11, 23),
        "DTEND": date(2026, 11, 25),
        "TRANSP": "TRANSPARENT",
    }
    assert found["w1-weekend"] == identity("w1-weekend") | {
        "SUMMARY": "Week 1: A first gateway",
        "DESCRIPTION": "⊘ hands-on-routes: Pipes | and [bold]marks[/bold] and"
        " <script>alert(1)</script>, 45 min, skipped\n"
        "○ project-w1: Serve one model behind a gateway, 2 h\n"
        "\n"
        "Total: 2 h\n"
        "Days: Wed 25 Nov 1 h, Thu 26 Nov 1 h",
        "CATEGORIES": ["aiinfra"],
        "DTSTART": date(2026, 11, 25),
        "DTEND": date(2026, 11, 27),
        "TRANSP": "TRANSPARENT",
    }
    assert found["w2-fri"] == identity("w2-fri") | {
        "SUMMARY": "⊘ Week 2: Looking back",
        "DESCRIPTION": "⊘ study-history: How devices were handed out before,"
        " 20 min, skipped\n"
        "  Device plugins: https://example.org/device-plugins\n"
        "\n"
        "Total: 0 min",
        "CATEGORIES": ["aiinfra", "skipped"],
        "DTSTART": date(2026, 11, 29),
        "DTEND": date(2026, 11, 30),
        "TRANSP": "TRANSPARENT",
    }


def test_whole_event_with_a_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a time: that time on each of its days, in the learner's zone."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    run("start", "2026-11-23")
    calendar = parsed(run("calendar", "--time", "19:30", "--alarm", "15m"))
    assert events(calendar)["w2-mon-tue"] == identity("w2-mon-tue") | {
        "SUMMARY": "Week 2: Claims",
        "DESCRIPTION": "○ study-claims: 動的リソース割り当てを読む, 1 h\n"
        "  資源の割り当て: https://kubernetes.io/docs/concepts/dra/\n"
        "○ lab-claims: Ask for two devices, 1 h 30\n"
        "  Example driver: https://example.org/driver\n"
        "\n"
        "Total: 2 h 30\n"
        "Days: Fri 27 Nov 1 h 15, Sat 28 Nov 1 h 15",
        "CATEGORIES": ["aiinfra"],
        "DTSTART": datetime(2026, 11, 27, 19, 30, tzinfo=BERLIN),
        "RDATE": [datetime(2026, 11, 28, 19, 30, tzinfo=BERLIN)],
        "DURATION": timedelta(minutes=75),
        "TRANSP": "OPAQUE",
    }
    alarms = [properties(alarm) for alarm in calendar.events[2].subcomponents]
    assert alarms == [
        {
            "ACTION": "DISPLAY",
            "DESCRIPTION": "Week 2: Claims",
            "TRIGGER": timedelta(minutes=-15),
        }
    ]
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Berlin"]
    assert calendar.get_missing_tzids() == set()


def test_days_of_unlike_length(run: Run) -> None:
    """An event is as long as the longest of its days; the text tells each of them."""
    run("start", "2026-11-23", "--hours-per-day", "1")
    found = events(parsed(run("calendar", "--time", "7:05")))["w1-weekend"]
    assert found["DTSTART"] == datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
    assert found["DURATION"] == timedelta(hours=1)
    assert found["DESCRIPTION"].splitlines()[-1] == (
        "Days: Tue 24 Nov 30 min, Wed 25 Nov 1 h, Thu 26 Nov 1 h, Fri 27 Nov 15 min"
    )


@pytest.mark.parametrize(
    ("alarm", "before"),
    [
        ("0m", timedelta()),
        ("90m", timedelta(minutes=90)),
        ("1h", timedelta(hours=1)),
        ("1d", timedelta(days=1)),
        ("999d", timedelta(days=999)),
    ],
)
def test_alarms(run: Run, alarm: str, before: timedelta) -> None:
    """Each session that is not over reminds so long before; one that is over never."""
    run("start", "2026-11-23")
    run("done", "study-map", "lab-setup")
    calendar = parsed(run("calendar", "--alarm", alarm))
    assert [
        [properties(sub)["TRIGGER"] for sub in event.subcomponents]
        for event in calendar.events
    ] == [[], *[[-before]] * 4]


def test_whole_todos(run: Run, prove: Callable[[], None]) -> None:
    """One thing to do a checkpoint, due when its week ends; done ones say when."""
    prove()
    run("start", "2026-11-23")
    run("done", "study-map", "lab-setup")
    run("done", "cp-w1-cluster", "--at", "yesterday 18:30")
    run("done", "cp-w1-gateway", "--at", "2026-11-24")
    run("skip", "cp-w2-devices", "--reason", "none here")
    found = todos(parsed(run("calendar", "--todos")))
    end = {"CATEGORIES": ["aiinfra"], "DUE": date(2026, 11, 26)}
    assert found == {
        "cp-w1-cluster": identity("cp-w1-cluster")
        | end
        | {
            "SUMMARY": "The cluster answers",
            "DESCRIPTION": "Both checks of the set-up lab passed.\n"
            "Rests on: checks of lab-setup ✓",
            "STATUS": "COMPLETED",
            "COMPLETED": datetime(2026, 11, 24, 18, 30, tzinfo=UTC),
            "PERCENT-COMPLETE": 100,
        },
        "cp-w1-gateway": identity("cp-w1-gateway")
        | end
        | {
            "SUMMARY": "A request goes through the gateway",
            "DESCRIPTION": "Rests on: hands-on-routes ○; and checks of lab-setup ✓ or"
            " project-w1 ○\nClaimed: not all it rests on is done",
            "STATUS": "COMPLETED",
            "COMPLETED": datetime(2026, 11, 24, 12, 0, tzinfo=UTC),
            "PERCENT-COMPLETE": 100,
        },
        "cp-w2-devices": identity("cp-w2-devices")
        | end
        | {
            "SUMMARY": "Devices are handed out by claim",
            "DESCRIPTION": "Rests on: checks of lab-claims ○ or capstone ○",
            "DUE": date(2026, 12, 1),
            "STATUS": "CANCELLED",
        },
        "final-delivery": identity("final-delivery")
        | end
        | {
            "SUMMARY": "The whole runs",
            "DESCRIPTION": "Rests on: checks of lab-claims ○, capstone ○",
            "DUE": date(2026, 12, 1),
            "STATUS": "NEEDS-ACTION",
        },
    }
    assert todos(parsed(run("calendar"))) == {}


def test_a_replan_keeps_the_names(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second plan has the same events under a higher number, on their new days."""
    run("start", "2026-11-23")
    before = events(parsed(run("calendar")))
    monkeypatch.setenv("AIINFRA_NOW", "2026-12-07T09:00:00+00:00")
    assert run("replan", "--extend", "--apply").code == 0
    after = events(parsed(run("calendar")))
    assert list(after) == list(before)
    assert {one["SEQUENCE"] for one in after.values()} == {2}
    assert {one["DTSTAMP"] for one in after.values()} == {
        datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    }
    assert [one["DTSTART"] for one in after.values()] == [
        date(2026, 12, day) for day in (7, 9, 11, 13, 14)
    ]


HOSTILE = 'A, b; c: \\ \\n \\\\, "q" END:VEVENT 🎉 動的'


def test_hostile_titles(run: Run, own: Mini) -> None:
    """Any title that a curriculum may have comes back as it was, lines included."""
    quoted = '"' + HOSTILE.replace("\\", "\\\\").replace('"', '\\"') + '"'
    week = "weeks/week-1.yaml"
    own.replace(week, "Read the map of the field", quoted)
    own.replace(week, "A cluster of one's own", quoted)
    own.replace(week, "The cluster answers", quoted)
    own.replace(week, "Both checks of the set-up lab passed.", '"One;\\n\\ntwo, three"')
    assert run("start", "2026-11-23").code == 0
    calendar = parsed(run("calendar", "--todos", "--alarm", "1h"))
    event = events(calendar)["w1-mon-tue"]
    assert event["SUMMARY"] == f"Week 1: {HOSTILE}"
    assert event["DESCRIPTION"].splitlines()[0] == f"○ study-map: {HOSTILE}, 30 min"
    assert properties(calendar.events[0].subcomponents[0])["DESCRIPTION"] == (
        f"Week 1: {HOSTILE}"
    )
    todo = todos(calendar)["cp-w1-cluster"]
    assert todo["SUMMARY"] == HOSTILE
    assert todo["DESCRIPTION"] == "One;\n\ntwo, three\nRests on: checks of lab-setup ○"
    assert len(calendar.events) == 5


def test_control_characters() -> None:
    """What no curriculum may hold would not break the file either."""
    evil = "a\r\nEND:VEVENT\x00\x1b[2J\x85\u2028\u202e\u2066"
    safe = "a  END:VEVENT��[2J����"
    item = Milestone(
        *("cp", "checkpoint", evil, 0, False, None, None, 1, None, "open"),
        *(None, None, None, None),
    )
    slot = Slot("s", evil, (Part(item, ((evil, evil),)),), (date(2026, 11, 23),), (5,))
    task = Task(item, evil, None)
    calendar = Calendar.from_ical(
        render(Agenda("mini", evil, 1, NOW, (slot,), (task,), timedelta(1)))
    )
    assert calendar.calendar_name == safe
    event = events(calendar)["s"]
    assert event["SUMMARY"] == safe
    assert event["DESCRIPTION"] == (
        f"○ cp: {safe}, 0 min\n  {safe}: {safe}\n\nTotal: 5 min"
    )
    todo = todos(calendar)["cp"]
    assert todo == identity("cp") | {
        "SUMMARY": safe,
        "DESCRIPTION": "a \nEND:VEVENT��[2J����",
        "CATEGORIES": ["aiinfra"],
        "STATUS": "NEEDS-ACTION",
    }
