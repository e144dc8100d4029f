"""docs/four-weeks.md: four weeks, two missed days, a holiday, and a happy end.

The page is played twice: through the real program for what it shows, and in this
process, study day by study day, for what a person would expect of every screen.
"""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aiinfra_cli.store.rebuild import differences
from aiinfra_cli.typography import cell_width
from tests.conftest import ROOT, Run
from tests.golden import WRITES
from tests.played import Step, played, steps
from tests.terminal import on_terminal

PAGE = ROOT / "docs/four-weeks.md"
FIRST, AFTER = date(2026, 11, 30), date(2027, 1, 2)
OFF = [date(2026, 12, day) for day in (24, 25, 26)]
READS = {"today", "plan", "status", "week", "next", "calendar"}
WORK_2 = "lab-disaggregation lab-split-measure"


class Day(NamedTuple):
    """What a person expects when they sit down, and when they have done their part."""

    session: str | None  # on the front page
    late: str
    ahead: int  # study days; behind is negative
    then: str | None  # the session on the front page at the end of the day
    then_ahead: int
    finish: str


EXPECTED = {
    "2026-11-30": Day(None, "", 0, "w1-mon-tue", 0, "2026-12-27"),
    "2026-12-01": Day("w1-mon-tue", "", 0, "w1-wed-thu", 0, "2026-12-27"),
    "2026-12-02": Day("w1-wed-thu", "", 0, "w1-wed-thu", 0, "2026-12-27"),
    "2026-12-03": Day("w1-wed-thu", "", 0, "w1-fri", 0, "2026-12-27"),
    "2026-12-04": Day("w1-fri", "", 0, "w1-weekend", 0, "2026-12-27"),
    # Both days of the weekend's project on Saturday: Sunday is won.
    "2026-12-05": Day("w1-weekend", "", 0, "w2-mon-tue", 1, "2026-12-27"),
    "2026-12-06": Day("w2-mon-tue", "", 0, "w2-mon-tue", 0, "2026-12-27"),
    "2026-12-07": Day("w2-mon-tue", "", 0, "w2-mon-tue", 0, "2026-12-27"),
    # A day is not missed before it is over; then its session is late.
    "2026-12-08": Day("w2-mon-tue", "", 0, "w2-mon-tue", 0, "2026-12-27"),
    "2026-12-09": Day("w2-wed-thu", WORK_2, -1, "w2-wed-thu", -1, "2026-12-27"),
    # Two days missed, two days later; planned again, nobody is behind.
    "2026-12-10": Day("w2-wed-thu", WORK_2, -2, "w2-wed-thu", 0, "2026-12-29"),
    "2026-12-11": Day("w2-wed-thu", "", 0, "w2-wed-thu", 0, "2026-12-29"),
    "2026-12-12": Day("w2-wed-thu", "", 0, "w2-fri", 0, "2026-12-29"),
    "2026-12-13": Day("w2-fri", "", 0, "w2-weekend", 0, "2026-12-29"),
    "2026-12-14": Day("w2-weekend", "", 0, "w2-weekend", 0, "2026-12-29"),
    "2026-12-15": Day("w2-weekend", "", 0, "w3-mon-tue", 0, "2026-12-29"),
    "2026-12-16": Day("w3-mon-tue", "", 0, "w3-mon-tue", 0, "2026-12-29"),
    "2026-12-17": Day("w3-mon-tue", "", 0, "w3-wed-thu", 0, "2026-12-29"),
    "2026-12-18": Day("w3-wed-thu", "", 0, "w3-wed-thu", 0, "2026-12-29"),
    "2026-12-19": Day("w3-wed-thu", "", 0, "w3-fri", 0, "2026-12-29"),
    "2026-12-20": Day("w3-fri", "", 0, "w3-weekend", 0, "2026-12-29"),
    # Three days off, three days later.
    "2026-12-21": Day("w3-weekend", "", 0, "w3-weekend", 0, "2027-01-01"),
    "2026-12-22": Day("w3-weekend", "", 0, "w4-mon-tue", 0, "2027-01-01"),
    "2026-12-23": Day("w4-mon-tue", "", 0, "w4-mon-tue", 0, "2027-01-01"),
    # On days off the begun session waits, and nothing is late.
    "2026-12-24": Day("w4-mon-tue", "", 0, "w4-mon-tue", 0, "2027-01-01"),
    "2026-12-25": Day("w4-mon-tue", "", 0, "w4-mon-tue", 0, "2027-01-01"),
    "2026-12-26": Day("w4-mon-tue", "", 0, "w4-mon-tue", 0, "2027-01-01"),
    "2026-12-27": Day("w4-mon-tue", "", 0, "w4-wed-thu", 0, "2027-01-01"),
    "2026-12-28": Day("w4-wed-thu", "", 0, "w4-fri", 1, "2027-01-01"),
    "2026-12-29": Day("w4-fri", "", 0, "w4-fri", 0, "2027-01-01"),
    "2026-12-30": Day("w4-fri", "", 0, "w4-weekend", 0, "2027-01-01"),
    "2026-12-31": Day("w4-weekend", "", 0, "w4-weekend", 0, "2027-01-01"),
    "2027-01-01": Day("w4-weekend", "", 0, None, 0, "2027-01-01"),
    "2027-01-02": Day(None, "", 0, None, 0, "2027-01-01"),
}


def test_the_page_shows_real_output(tmp_path: Path) -> None:
    """Every console block is what the engineer sees at that moment, in that order.

    AIINFRA_GOLDEN=write puts the present output in.
    """
    text = PAGE.read_text(encoding="utf-8")
    home = tmp_path / "you"
    home.mkdir()
    made = played(text, home, str(FIRST))
    if WRITES:
        PAGE.write_text(made, encoding="utf-8")
    assert made == text


def test_every_day_is_as_a_person_expects(
    home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the whole story, each day at both its ends, all screens agree.

    Each command that changes something is undone and brought again on the way.
    """
    of_day = {
        day: list(some)
        for day, some in groupby(steps(PAGE.read_text(), ""), key=_study_day)
    }
    assert of_day.keys() <= {date.fromisoformat(day) for day in EXPECTED}
    monkeypatch.chdir(tmp_path)  # a calendar is written where one stands
    done: set[date] = set()
    for day in _days(FIRST, AFTER):
        expected = EXPECTED[str(day)]
        monkeypatch.setenv("AIINFRA_NOW", f"{day}T08:00")
        if day > FIRST:
            _look(run, day, expected.session, expected.late.split(), expected.ahead)
        else:
            _assert_no_plan(run)
        _assert_fits(day)
        for step in of_day.get(day, []):
            monkeypatch.setenv("AIINFRA_NOW", step.now)
            if _play(run, step):
                done.add(day)
        late = [] if done & {day} else expected.late.split()
        plan = _look(run, day, expected.then, late, expected.then_ahead)
        assert plan["finish"] == expected.finish
        assert _rhythm(plan) == _expected_rhythm(done, day)
    _assert_the_end(run, home)


def _study_day(step: Step) -> date:
    return (datetime.fromisoformat(step.now) - timedelta(hours=4)).date()


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _play(run: Run, step: Step) -> bool:
    """Give a command of the page; say whether it did some work of the path."""
    argv = shlex.split(re.split(r" [|]| 2>|;", step.command)[0])[1:]
    verb = argv[0] if argv else "today"
    before = None if verb in READS else _book(run)
    assert run(*argv).code == 0, step
    if verb in READS:
        return False
    after = _book(run)
    if verb == "undo" or argv == ["replan"]:
        assert (after == before) is (verb == "replan"), step
        return False
    assert after != before, step
    assert run("undo").code == 0
    assert _book(run) == before, f"undo of {step}"
    assert run("redo").code == 0
    assert _book(run) == after, f"redo of {step}"
    if verb in ("replan", "pause"):
        assert _data(run, "replan")["moved"] == [], "planned again, nothing moves"
    return verb == "done"


def _book(run: Run) -> list[Any]:
    """Give all that is known of the plan and of the items.

    Only the number of the plan is left out: it grows with undo and redo, too.
    """
    plan = {key: told for key, told in _data(run, "plan").items() if key != "number"}
    return [plan, _data(run, "list")]


def _data(run: Run, *argv: str) -> Any:
    result = run(*argv, "--json")
    return result.document["data"] if result.code == 0 else json.loads(result.err)


def _assert_no_plan(run: Run) -> None:
    assert _data(run, "plan")["error"]["hint"] == "start one: aiinfra start"
    today = _data(run, "today")
    assert today["numbers"]["on_time"] == {
        "value": None,
        "reason": "no plan has been started",
    }
    assert {item["planned"] for item in today["items"]} == {None}


def _look(
    run: Run, day: date, session: str | None, late: list[str], ahead: int
) -> dict[str, Any]:
    """Look at all screens; give the document of the plan."""
    plan, today = _data(run, "plan"), _data(run, "today")
    assert (today["session"] or {}).get("id") == session, day
    assert [item["id"] for item in today["late"]] == late, day
    assert plan["outlook"]["on_time"]["days"] == ahead, day
    assert today["numbers"]["on_time"]["value"] == ahead
    assert _data(run, "status")["numbers"]["on_time"]["value"] == ahead
    assert _data(run, "status", "--explain") == plan["outlook"]
    spans = {one["id"]: one["days"] for one in plan["sessions"]}
    assert not {str(one) for one in OFF if plan["settings"]["off"]} & {
        one for days in spans.values() for one in days
    }
    listed = _data(run, "list")["items"]
    for item in [*_of_week(run, today), *today["late"], *_data(run, "next")["items"]]:
        days = spans.get(item["session"])
        assert item["planned"] == ([days[0], days[-1]] if days else None)
        is_open = item["status"] in ("open", "started")
        assert item["late"] is bool(days and is_open and days[-1] < str(day))
    left = sum(
        item["minutes"] for item in listed if item["status"] in ("open", "started")
    )
    assert plan["outlook"]["left"] == left
    assert sum(one["left"] for one in plan["sessions"]) == left
    if session:
        _assert_page_of(day, session, spans, today)
    return dict(plan)


def _of_week(run: Run, today: Any) -> list[Any]:
    """Give the items of the front page, and those of its week from the week's page."""
    if not today["session"]:
        return []
    week = _data(run, "week", today["week"]["id"])
    found = [item for session in week["sessions"] for item in session["items"]]
    assert [item for item in found if item["session"] == today["session"]["id"]] == (
        today["items"]
    )
    return found


def _assert_page_of(
    day: date, session: str, spans: dict[str, list[str]], today: Any
) -> None:
    """The session shown is today's, or the next one that has open work."""
    assert any(item["status"] in ("open", "started") for item in today["items"])
    if str(day) not in spans[session]:
        assert any(one > str(day) for one in spans[session])
    assert f"week-{session[1]}" == today["week"]["id"]


def _assert_fits(day: date) -> None:
    """The front page is a page: 24 lines of 80 columns, with the day on top."""
    screen = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("today").out)
    lines = screen.splitlines()
    assert len(lines) <= 24, screen
    assert max(map(cell_width, lines)) <= 80, screen
    if FIRST < day < AFTER:
        assert lines[0].startswith(f"{day:%A} {day.day} {day:%B} · week "), screen
    expected = EXPECTED[str(day)]
    late = [line for line in lines if line.startswith("Late")]
    assert len(late) == bool(expected.late), screen
    if day in OFF:
        assert lines[2].startswith("Next, Sun 27 Dec  Provenance"), screen


def _rhythm(plan: dict[str, Any]) -> tuple[int, int]:
    return plan["outlook"]["rhythm"]["current"], plan["outlook"]["rhythm"]["best"]


def _expected_rhythm(done: set[date], day: date) -> tuple[int, int]:
    """Count the days studied in a row; days off and today break nothing."""
    runs = [0]
    for one in _days(FIRST, min(day, date(2027, 1, 1))):
        if one in done:
            runs[-1] += 1
        elif one not in OFF and one != day:
            runs.append(0)
    return runs[-1], max(runs)


def _assert_the_end(run: Run, home: Path) -> None:
    """All is done, told so, and what is stored is what the journal says."""
    status = _data(run, "status")
    assert status["next"] == "aiinfra report"
    assert status["numbers"]["covered"]["value"] == 1
    assert run("today").out.startswith("The path is done.\n")
    assert _data(run, "replan")["moved"] == []
    assert run("doctor").code == 0
    store = sqlite3.connect(home / "progress.db")
    store.row_factory = sqlite3.Row
    assert differences(store) == []
    store.close()
