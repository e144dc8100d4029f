"""Calendar programs that are not ours read the file: khal and todoman."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.conftest import Run

BIN = Path(sys.executable).parent

KHAL = """\
[calendars]
[[plan]]
path = {folder}/calendar
type = calendar
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = plan
"""
TODOMAN = """\
path = "{folder}/lists/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
cache_path = "{folder}/todo.sqlite"
default_list = "plan"
"""


class Desk:
    """A folder with both programs set up in it."""

    def __init__(self, folder: Path, zone: str) -> None:
        self.folder = folder
        for name in ("calendar", "lists/plan"):
            (folder / name).mkdir(parents=True)
        words = {"folder": folder, "zone": zone}
        (folder / "khal.conf").write_text(KHAL.format(**words), encoding="utf-8")
        (folder / "todo.py").write_text(TODOMAN.format(**words), encoding="utf-8")

    def bring_in(self, file: Path) -> None:
        """Import a file into khal; it may have nothing to say about it."""
        assert self._khal("import", "--batch", str(file)) == ""

    def days(self, start: str, span: str = "60d") -> list[str]:
        """List what khal has on each day from a start on."""
        form = "{start-date} {start-time} {end-date} {end-time} {title}"
        found = self._khal("list", "-df", "", "-f", form, start, span)
        return [" ".join(line.split()) for line in found.splitlines() if line]

    def names(self) -> list[str]:
        """Name the events that khal keeps."""
        return sorted(path.stem for path in self.folder.glob("calendar/*.ics"))

    def put_todos(self, file: Path) -> None:
        """Lay the things to do of a file where todoman looks: one in a file each."""
        calendar = Calendar.from_ical(file.read_bytes())
        for todo in calendar.todos:
            one = Calendar()
            one.add("version", "2.0")
            one.add("prodid", "-//tests//EN")
            one.add_component(todo)
            path = self.folder / "lists" / "plan" / f"{todo['uid']}.ics"
            path.write_bytes(one.to_ical())

    def todos(self) -> list[dict[str, Any]]:
        """List what todoman has to do, finished or not, by title."""
        config = str(self.folder / "todo.py")
        argv = ("--config", config, "--porcelain", "list", "--status", "ANY")
        found: list[dict[str, Any]] = json.loads(self._call("todo", *argv))
        return sorted(found, key=lambda todo: str(todo["summary"]))

    def _khal(self, *argv: str) -> str:
        return self._call("khal", "-c", str(self.folder / "khal.conf"), *argv)

    def _call(self, program: str, *argv: str) -> str:
        done = subprocess.run(
            [str(BIN / program), *argv],
            env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, ""), argv
        return done.stdout


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Set both programs up, in the zone that the learner is in."""
    zone = getattr(request, "param", "Europe/Berlin")
    monkeypatch.setenv("TZ", zone)
    return Desk(tmp_path / "desk", zone)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name the file that goes from us to them."""
    return tmp_path / "plan.ics"


def give(run: Run, file: Path, *options: str) -> None:
    """Write the plan into the file."""
    assert run("calendar", "-o", str(file), *options).code == 0


def test_khal_lists_the_conferences(run: Run, desk: Desk, file: Path) -> None:
    """Conferences stand on each of their days; a second import doubles nothing."""
    give(run, file, "--events")
    desk.bring_in(file)
    fair, eve = "2027-03-15 2027-03-18", "2027-03-15 2027-03-15"
    days = [
        f"{eve} Eve of the spring fair",
        *[f"{fair} Spring fair 2027"] * 4,
    ]
    assert sorted(desk.days("2027-03-01")) == days
    names = desk.names()
    run("start", "2026-11-23")
    give(run, file, "--events")
    desk.bring_in(file)
    assert sorted(desk.days("2027-03-01")) == days
    assert set(names) < set(desk.names())


def test_khal_lists_the_sessions(run: Run, desk: Desk, file: Path) -> None:
    """All-day sessions stand on each of their days, things to do beside them or not."""
    run("start", "2026-11-23")
    give(run, file, "--todos", "--alarm", "15m")
    desk.bring_in(file)
    first, second = "2026-11-23 2026-11-24", "2026-11-25 2026-11-26"
    third, last = "2026-11-27 2026-11-28", "2026-11-30 2026-12-01"
    assert desk.days("2026-11-01") == [
        *[f"{first} Week 1: A cluster of one's own"] * 2,
        *[f"{second} Week 1: A first gateway"] * 2,
        *[f"{third} Week 2: Claims"] * 2,
        "2026-11-29 2026-11-29 Week 2: Looking back",
        *[f"{last} Week 2: The capstone"] * 2,
    ]


@pytest.mark.parametrize("desk", ["UTC", "America/Caracas"], indirect=True)
def test_khal_lists_the_hours(run: Run, desk: Desk, file: Path) -> None:
    """With a time a session stands at it on each of its days, as long as planned."""
    run("start", "2026-11-23")
    give(run, file, "--time", "19:30", "--alarm", "1h")
    desk.bring_in(file)
    titles = {
        "23 20:15": "Week 1: A cluster of one's own",
        "24 20:15": "Week 1: A cluster of one's own",
        "25 20:53": "Week 1: A first gateway",
        "26 20:53": "Week 1: A first gateway",
        "27 20:45": "Week 2: Claims",
        "28 20:45": "Week 2: Claims",
        "29 19:50": "Week 2: Looking back",
        "30 21:30": "Week 2: The capstone",
    }
    assert desk.days("2026-11-01") == [
        f"2026-11-{day} 19:30 2026-11-{day} {end} {title}"
        for (day, end), title in ((key.split(), title) for key, title in titles.items())
    ] + ["2026-12-01 19:30 2026-12-01 21:30 Week 2: The capstone"]


@pytest.mark.parametrize("options", [[], ["--time", "19:30"]])
def test_a_replan_changes_them_in_place(
    run: Run,
    desk: Desk,
    file: Path,
    options: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a replan the same events stand on other days, and none of them twice."""
    run("start", "2026-11-23")
    give(run, file, *options)
    desk.bring_in(file)
    before = desk.names()
    assert len(before) == 5
    run("done", "study-map", "lab-setup", "--at", "2026-11-23")
    monkeypatch.setenv("AIINFRA_NOW", "2026-12-07T09:00:00+00:00")
    assert run("replan", "--extend", "--apply").code == 0
    give(run, file, *options)
    for _ in range(2):  # to import the same file again changes nothing
        desk.bring_in(file)
        assert desk.names() == before
        listed = desk.days("2026-11-01")
        days = [line.split()[0] for line in listed]
        titles = [line.partition("Week")[2] for line in listed]
        assert titles == [
            *[" 1: A cluster of one's own"] * 2,
            *[" 1: A first gateway"] * 2,
            *[" 2: Claims"] * 2,
            " 2: Looking back",
            *[" 2: The capstone"] * 2,
        ]
        assert days[:2] == ["2026-11-23", "2026-11-23" if not options else "2026-11-24"]
        assert min(days[2:]) == "2026-12-07"


def test_done_is_seen(run: Run, desk: Desk, file: Path) -> None:
    """What was done since the first import is marked after the second."""
    run("start", "2026-11-23")
    give(run, file)
    desk.bring_in(file)
    run("done", "study-map", "lab-setup")
    give(run, file)
    desk.bring_in(file)
    assert desk.days("2026-11-23", "1d") == [
        "2026-11-23 2026-11-24 ✓ Week 1: A cluster of one's own"
    ]


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24"])
def test_nights_of_other_length(run: Run, desk: Desk, file: Path, day: str) -> None:
    """Over a change of hours a session stays at its time, for khal as well."""
    run("start", day)
    give(run, file, "--time", "19:30")
    desk.bring_in(file)
    following = f"{day[:-2]}{int(day[-2:]) + 1}"
    assert desk.days(day, "2d") == [
        f"{one} 19:30 {one} 20:15 Week 1: A cluster of one's own"
        for one in (day, following)
    ]


@pytest.mark.parametrize("year", ["1990", "2090"])
def test_far_years(run: Run, desk: Desk, file: Path, year: str) -> None:
    """A plan long ago, or far ahead, is read as well."""
    run("start", f"{year}-07-02")
    give(run, file, "--time", "19:30")
    desk.bring_in(file)
    assert desk.days(f"{year}-07-02", "1d") == [
        f"{year}-07-02 19:30 {year}-07-02 20:15 Week 1: A cluster of one's own"
    ]


def test_todoman_lists_the_checkpoints(run: Run, desk: Desk, file: Path) -> None:
    """Each checkpoint is one thing to do; a second file ticks off what is done."""
    run("start", "2026-11-23")
    give(run, file, "--todos")
    desk.put_todos(file)
    titles = [
        "A request goes through the gateway",
        "Devices are handed out by claim",
        "The cluster answers",
        "The whole runs",
    ]
    assert [(todo["summary"], todo["completed"]) for todo in desk.todos()] == [
        (title, False) for title in titles
    ]
    run("done", "study-map", "lab-setup", "cp-w1-cluster")
    give(run, file, "--todos")
    desk.put_todos(file)
    assert [
        (todo["summary"], todo["completed"], todo["percent"]) for todo in desk.todos()
    ] == [
        (title, title == "The cluster answers", 100 * (title == "The cluster answers"))
        for title in titles
    ]
