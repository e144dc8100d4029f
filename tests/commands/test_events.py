"""`aiinfra events`: conferences by date, and in the calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.calendars import events, identity, parsed
from tests.commands.conftest import At
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini

LIST = """\
To come
? 15–18 March 2027  fair-spring-2027  Lisbon  Spring fair 2027
? 15 March 2027     eve-spring-2027   Lisbon  Eve of the spring fair

1 past event, the latest Autumn fair 2026 (1–3 October 2026)

? announced only: look it up before you book

next: aiinfra calendar --events -o events.ics
"""
AUTUMN = """\
fair-autumn-2026  Autumn fair 2026
1–3 October 2026 · Kraków

Three days of rain.

  Recap      https://example.org/autumn
  Corrected  The notes say Warsaw.
  Checked    2026-11-20: the recap was read
  Sources    Mini notes

next: aiinfra events
"""
EVE = """\
eve-spring-2027  Eve of the spring fair
15 March 2027 · Lisbon · announced only
not verified: the date was only announced

The day before the stalls open.

Beside
  · fair-spring-2027  Spring fair 2027

  Sources    Mini notes

next: aiinfra events
"""


def test_the_list(run: Run) -> None:
    """What is to come by date; past ones are folded into a line."""
    assert run("events") == (0, LIST, "")


def test_past_ones(run: Run) -> None:
    """--past unfolds them, the latest first."""
    assert run("events", "--past").out.splitlines()[3:6] == [
        "",
        "Past",
        "  1–3 October 2026  fair-autumn-2026  Kraków  Autumn fair 2026",
    ]


def test_under_way_and_over(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its days an event is now; once all are over, that is said."""
    monkeypatch.setenv("AIINFRA_NOW", "2027-03-18T12:00:00+00:00")
    assert run("events").out.splitlines()[:2] == [
        "Now",
        "? 15–18 March 2027  fair-spring-2027  Lisbon  Spring fair 2027",
    ]
    monkeypatch.setenv("AIINFRA_NOW", "2027-03-19T12:00:00+00:00")
    lines = run("events").out.splitlines()
    assert lines[0] == "No event to come is known"
    assert lines[-1] == "next: aiinfra events --past"


@pytest.mark.parametrize(
    ("text", "page"), [("autumn-2026", AUTUMN), ("fair-a", AUTUMN), ("eve", EVE)]
)
def test_a_page(run: Run, text: str, page: str) -> None:
    """All that is known of it; `show` gives the same."""
    assert run("events", text) == (0, page, "")
    assert run("show", f"event:{text}") == (0, page, "")
    assert data(run, "show", f"event:{text}") == data(run, "events", text)


def test_every_look(run: Run) -> None:
    """The list stays aligned at any width, with and without colour."""
    golden.check("events.txt", looks(run, ["events", "--past"]))


@pytest.mark.parametrize(
    ("name", "argv"), [("events", ["events"]), ("events-page", ["events", "eve"])]
)
def test_documents(run: Run, name: str, argv: list[str]) -> None:
    """Each document has every key; the list tells past ones, too."""
    golden.check(f"{name}.json", run(*argv, "--json").out)


def test_wrong_use(run: Run) -> None:
    """A list of one event is its page; an unknown one is named as such."""
    assert run("events", "eve", "--past") == (
        2,
        "",
        "aiinfra: --past lists events\nhint: leave the id out\n",
    )
    assert run("events", "xyzzy") == (
        3,
        "",
        'aiinfra: there is no event "xyzzy"\n'
        "hint: they are listed by: aiinfra events --past\n",
    )


@pytest.mark.parametrize("command", ["done", "begin", "note", "history"])
def test_events_are_not_marked(run: Run, command: str) -> None:
    """There is nothing to do about an event: where it is shown is said."""
    assert run(command, "event:eve-spring-2027") == (
        3,
        "",
        'aiinfra: "event:eve-spring-2027" is no item\n'
        "hint: eve-spring-2027 is an event: aiinfra events eve-spring-2027\n",
    )


def test_a_curriculum_without_events(own: Mini, run: Run) -> None:
    """Nothing is listed, and that is said; there is no calendar of nothing."""
    (own.folder / "events.yaml").unlink()
    assert run("events") == (0, "", "this curriculum has no events\n")
    assert parsed(run("calendar", "--events")).events == []


FAIR = {
    "SUMMARY": "Spring fair 2027",
    "LOCATION": "Lisbon",
    "DESCRIPTION": "Four days of stalls.\n"
    "Announced only: look it up before you book.\n"
    "Not verified: the dates were only announced",
    "CATEGORIES": ["aiinfra", "event"],
    "URL": "https://example.org/fair",
    "DTSTART": date(2027, 3, 15),
    "DTEND": date(2027, 3, 19),
    "TRANSP": "TRANSPARENT",
}


def test_calendar_without_a_plan(run: Run) -> None:
    """Conferences to come alone need no plan; the file is as old as what it says."""
    found = events(parsed(run("calendar", "--events")))
    assert set(found) == {"fair-spring-2027.event", "eve-spring-2027.event"}
    checked = datetime(2026, 11, 20, tzinfo=UTC)
    assert found["fair-spring-2027.event"] == {
        **identity("fair-spring-2027.event", number=0, at=checked),
        **FAIR,
    }
    assert "URL" not in found["eve-spring-2027.event"]
    assert run("calendar", "--events", "--todos").code == 2


def test_calendar_with_a_plan(run: Run) -> None:
    """Beside the sessions stand the conferences; no reminder is for them."""
    run("start", "2026-11-23")
    plain = events(parsed(run("calendar", "--alarm", "1h")))
    calendar = parsed(run("calendar", "--alarm", "1h", "--events"))
    both = events(calendar)
    assert {id: both[id] for id in plain} == plain
    assert set(both) - set(plain) == {
        "fair-spring-2027.event",
        "eve-spring-2027.event",
    }
    assert both["fair-spring-2027.event"] == {
        **identity("fair-spring-2027.event"),
        **FAIR,
    }
    fairs = [one for one in calendar.events if "event" in str(one["uid"])]
    assert [one.subcomponents for one in fairs] == [[], []]


def test_names_stay(run: Run, at: At) -> None:
    """What is imported again is known by its name, on whatever day, with what plan."""

    def names() -> set[str]:
        found = events(parsed(run("calendar", "--events")))
        return {id for id in found if id.endswith(".event")}

    first = names()
    run("start", "2026-11-23")
    assert at("28 09:00", "replan", "--apply").code == 0
    assert names() == first


def test_bundled_events(bundled: Path, run: Run) -> None:
    """The conferences of the path are told by date; those to come can be looked up."""
    found = data(run, "events")
    everything = [*found["now"], *found["coming"], *found["past"]]
    assert len(everything) == 28
    assert [one["id"] for one in found["coming"]][:2] == [
        "kcd-hangzhou-2026",
        "kubecon-eu-2027",
    ]
    bare = [one["id"] for one in found["coming"] if not one["url"]]
    assert bare == ["kubecon-na-2027"]
