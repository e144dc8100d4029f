"""`today`, `week`, `next`, `show` and `status` with a plan: dates, late and ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.commands.planned import go_to
from tests.conftest import Run
from tests.terminal import on_terminal

SCREENS = {
    "today": ["today"],
    "week": ["week", "1"],
    "next": ["next"],
    "show": ["show", "lab-setup"],
    "status": ["status"],
    "session": ["status", "w1-mon-tue"],
    "item": ["status", "lab-setup"],
    "explain": ["status", "--explain"],
}
DOCUMENTS = [name for name in SCREENS if name != "explain"]


def _story(run: Run) -> None:
    """Start on Monday, be late with one item and ahead with another."""
    run("start", "2026-11-23")
    run("done", "study-map", "--at", "2026-11-24")
    run("done", "study-history")
    run("begin", "project-w1")


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, run: Run) -> None:
    """Each screen with a plan is its golden file, at every width."""
    _story(run)
    golden.check(f"plan-{name}.txt", looks(run, SCREENS[name]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(name: str, run: Run) -> None:
    """Each document with a plan is its golden file."""
    _story(run)
    golden.check(f"plan-{name}.json", run(*SCREENS[name], "--json").out)


def test_keys_without_a_plan(run: Run) -> None:
    """Without a plan the same keys are there, and null."""
    without = {name: data(run, *SCREENS[name]) for name in DOCUMENTS}
    _story(run)
    for name in DOCUMENTS:
        assert list(without[name]) == list(data(run, *SCREENS[name]))
    assert without["status"]["planned"] is None
    assert without["status"]["late"] is None
    assert without["next"]["items"][0]["planned"] is None
    assert without["next"]["items"][0]["late"] is False
    assert without["week"]["sessions"][0]["planned"] is None


def test_today_on_a_planned_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is about the session of the day, with the date and what is left."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    run("done", "study-map")
    assert run("today").out == (
        "Monday 23 November · week 1 of 2 · Ground and gateway\n"
        "\n"
        "Today  A cluster of one's own  1 h left of 1 h 30\n"
        "  ✓ study-map  Read the map of the field     30 min\n"
        "  ○ lab-setup  Make a cluster on the laptop     1 h\n"
        "\n"
        "Covered 5 %   Verified 0 %   Retained –   On time 0 days\n"
        "–: nothing has been reviewed\n"
        "3 cards are due: aiinfra review\n"
        "\n"
        "next: aiinfra begin lab-setup\n"
    )


@pytest.mark.parametrize(
    ("argv", "head"),
    [
        (["--off", "2026-11-25..2026-11-26"], "Next, Fri 27 Nov"),  # a day off
        (["--days", "mon,tue"], "Next, Mon 30 Nov"),  # no study day
        (["2026-12-07"], "Next, Mon 7 Dec"),  # before the start
    ],
)
def test_today_without_study(run: Run, argv: list[str], head: str) -> None:
    """On a day without study the page names the next day that has some."""
    run("start", *argv)
    lines = run("today").out.splitlines()
    assert lines[0] == "Wednesday 25 November · week 1 of 2 · Ground and gateway"
    assert lines[2] == f"{head}  A cluster of one's own  1 h 30 left of 1 h 30"


def test_today_when_the_day_is_done(run: Run) -> None:
    """With the session of today done, the next one is shown, and the days ahead."""
    run("start")
    run("done", "w1-mon-tue", "--yes")
    lines = run("today").out.splitlines()
    assert lines[2] == "Next, Fri 27 Nov  A first gateway  2 h 45 left of 2 h 45"
    assert lines[-5] == "Covered 14 %   Verified 0 %   Retained –   On time +1 day"


def test_today_when_late(run: Run) -> None:
    """Late items stand below, oldest first, with the day they were due."""
    run("start", "2026-11-19")
    lines = run("today").out.splitlines()
    at = lines.index("Late  plan it again: aiinfra replan")
    assert lines[at + 1 : at + 5] == [
        "  ! study-map        Read the map of the field"
        "                                     30 min  due Fri 20 Nov",
        "  ! lab-setup        Make a cluster on the laptop"
        "                                     1 h  due Fri 20 Nov",
        "  ! hands-on-routes  Pipes | and [bold]marks[/bold] and"
        " <script>alert(1)</script>  45 min  due Sun 22 Nov",
        "    and 3 more: aiinfra list",
    ]
    assert lines[-1] == "next: aiinfra begin study-map"


def test_today_shows_what_is_begun_elsewhere(run: Run) -> None:
    """An item taken up out of turn is not lost from sight."""
    run("start")
    run("begin", "capstone")
    lines = run("today").out.splitlines()
    at = lines.index("Begun")
    assert lines[at + 1] == "  ▸ capstone  Build the whole  4 h  since 20:14"
    assert lines[2].startswith("Today  A cluster of one's own  ")


def test_today_at_the_end(
    run: Run, monkeypatch: pytest.MonkeyPatch, prove: Callable[[], None]
) -> None:
    """With all sessions done come the checkpoints, and then the page says so."""
    prove()
    run("start")
    run("done", "week-1", "week-2", "--yes")
    go_to(monkeypatch, "2026-12-10")
    lines = run("today").out.splitlines()
    assert lines[:4] == [
        "Thursday 10 December · week 1 of 2 · Ground and gateway",
        "",
        "Checkpoints",
        "  ○ cp-w1-cluster  The cluster answers",
    ]
    run("done", "cp-w1-cluster", "cp-w1-gateway", "cp-w2-devices", "final-delivery")
    assert run("today").out.splitlines()[0] == "The path is done."
    assert data(run, "today")["late"] == []
    assert run("status", "--explain").code == 0
    assert run("replan").out.splitlines()[0] == "Nothing has to move."


def _worst(run: Run, patch: pytest.MonkeyPatch) -> None:
    """Bring everything onto the front page of the bundled path that can be there."""
    patch.setenv("AIINFRA_NOW", "2026-11-16T20:00")
    run("start", "2026-11-16")
    run("done", "w1-mon-tue", "w1-wed-thu", "--yes")
    run("skip", "w3-fri", "--reason", "no time", "--yes")
    run("begin", "capstone")


@pytest.mark.parametrize("day", range(16, 31))
def test_today_fits_24_lines(
    bundled: Path, run: Run, monkeypatch: pytest.MonkeyPatch, day: int
) -> None:
    """However much is late, begun and ready, the page fits with the prompt below."""
    _worst(run, monkeypatch)
    go_to(monkeypatch, f"2026-11-{day}")
    page = on_terminal("--color", "never").out.splitlines()
    assert len(page) <= 24
    assert max(map(len, page)) <= 80
    assert page[-1] == "next: aiinfra done capstone"


def test_started_and_late(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is begun keeps its mark, and says that it is late."""
    run("start", "2026-11-23")
    run("begin", "lab-setup")
    assert run("next", "-n", "1").out.splitlines()[0] == (
        "▸ lab-setup  Make a cluster on the laptop  1 h  since 20:14, due Tue 24 Nov"
    )


def test_done_ahead(run: Run) -> None:
    """What was done before its days stands as ahead in the week."""
    run("start")
    run("done", "hands-on-routes")
    line = next(
        line for line in run("week", "1").out.splitlines() if "hands-on" in line
    )
    assert line.endswith("45 min  ahead")


def test_done_is_never_late(run: Run) -> None:
    """What is closed is not late, whenever its days were."""
    run("start", "2026-11-02")
    run("done", "w1-mon-tue", "--yes")
    run("skip", "hands-on-routes", "--reason", "no gateway")
    for id in ("study-map", "hands-on-routes"):
        found: dict[str, Any] = data(run, "show", id)["item"]
        assert found["late"] is False
    head = run("week", "1").out.splitlines()[3]
    assert head == "Mon 2 – Tue 3 Nov  A cluster of one's own"


@pytest.mark.parametrize("form", ["iso", "month-day"])
def test_date_format(run: Run, home: Path, form: str) -> None:
    """Dates of the plan are written as the learner has set it."""
    (home / "config.toml").write_text(f'date_format = "{form}"\n')
    run("start", "2026-11-23", "--off", "2027-01-01")
    words = {
        "iso": ["Mon 2026-11-23 – Tue 2026-11-24", "Fri 2027-01-01"],
        "month-day": ["Mon Nov 23 – Tue Nov 24", "Fri Jan 1, 2027"],
    }
    out = run("plan").out
    assert [one for one in words[form] if one not in out] == []
