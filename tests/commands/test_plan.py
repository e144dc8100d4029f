"""`aiinfra plan`: all sessions on the learner's own calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.commands.planned import go_to
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

GUEST = """\
  - id: w1-fri
    title: A late guest
    days: [fri]
    items:
      - id: study-guest
        kind: study
        title: Hear somebody else
        description: Read what others made of it.
        minutes: 30
        estimate: ours
        tags: [dra]
        references:
          - {name: A page, url: "https://example.org/guest"}
        sources: ["Mini plan, week 1 Fri"]
        verified: {on: 2026-11-20, how: the page was read}
"""


def _story(run: Run) -> None:
    """Start on Monday, be late with one item, and take a day off."""
    run("start", "2026-11-23", "--off", "2026-11-28", "--off", "2027-01-01")
    run("done", "study-map", "--at", "2026-11-24")
    run("done", "study-history")
    run("begin", "hands-on-routes")


def test_calendar(run: Run) -> None:
    """Done, late and started sessions, today's line, days off and bars, at a look."""
    _story(run)
    golden.check("plan-mini.txt", looks(run, ["plan"]))


def test_whole_path(bundled: Path, run: Run) -> None:
    """The four weeks stand below one another, and fit 80 columns."""
    run("start", "2026-11-16", "--off", "2026-12-24..2026-12-26")
    run("done", "w1-mon-tue", "w1-wed-thu", "--yes")
    result = on_terminal("plan", "--color", "never")
    assert max(map(len, result.out.splitlines())) <= 80
    golden.check("plan-bundled.txt", result.out)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_line_is_too_long(bundled: Path, run: Run, columns: int) -> None:
    """Titles give way, and the bars for them; ids and days stay whole."""
    run("start", "2026-12-20", "--days", "mon,wed,sat", "--hours-per-day", "1.5")
    result = on_terminal("plan", "--color", "never", columns=columns)
    assert "w4-weekend" in result.out
    assert max(map(len, result.out.splitlines())) <= columns


def test_document(run: Run) -> None:
    """The document has the settings, the outlook and every session."""
    _story(run)
    golden.check("plan-mini.json", run("plan", "--json").out)


def test_hours_shared_by_sessions(run: Run) -> None:
    """With hours a day, sessions may share one, and the page says the hours."""
    run("start", "--hours-per-day", "2", "--days", "weekdays")
    assert run("plan").out.splitlines()[:6] == [
        "Plan  Wed 25 Nov – Wed 2 Dec",
        "on time · 0 min of 11 h 05 done",
        "Mon, Tue, Wed, Thu, Fri; 2 h a day",
        "",
        "── today, Wed 25 Nov ───────────────────────────────────────────────────",
        "  ○ w1-mon-tue  Wed 25 Nov              ──────────   1 h 30"
        "  A cluster of one's own",
    ]


def test_ahead(run: Run) -> None:
    """Days won by working ahead stand in the head; done sessions keep their days."""
    run("start")
    run("done", "week-1", "--yes")
    lines = run("plan").out.splitlines()
    assert lines[1] == "3 days ahead · 4 h 15 of 11 h 05 done"
    assert lines[4] == (
        "  ✓ w1-mon-tue  Wed 25 – Thu 26 Nov  ━━━━━━━━━━   1 h 30"
        "  A cluster of one's own"
    )


def test_all_done(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end no line says today, and nothing is left to forecast."""
    run("start")
    run("done", "week-1", "week-2", "--yes")
    go_to(monkeypatch, "2026-12-10")
    lines = run("plan").out.splitlines()
    assert lines[1] == "on time · 11 h 05 of 11 h 05 done"
    assert not [line for line in lines if "today" in line]
    assert "No forecast: nothing is left to do" in lines


def test_session_that_came_later(own: Mini, run: Run) -> None:
    """A session that the path gained is shown as not planned, until a re-plan."""
    run("start")
    own.replace(
        "weeks/week-1.yaml", "  - id: w1-weekend\n", GUEST + "  - id: w1-weekend\n"
    )
    lines = run("plan").out.splitlines()
    assert lines[6] == (
        "  ○ w1-fri      not planned          ──────────   30 min  A late guest"
    )
    assert "Not all is planned: aiinfra replan" in lines
    assert _session(run, "w1-fri") == {
        "id": "w1-fri",
        "week": "week-1",
        "title": "A late guest",
        "status": "unplanned",
        "days": [],
        "minutes": [],
        "done": 0,
        "left": 30,
    }
    for argv in (["today"], ["week", "1"], ["next"], ["show", "study-guest"]):
        assert run(*argv).code == 0
    assert data(run, "show", "study-guest")["item"]["planned"] is None
    run("replan", "--apply")
    assert _session(run, "w1-fri")["days"] == ["2026-11-27"]
    assert "Not all is planned: aiinfra replan" not in run("plan").out.splitlines()


def test_session_that_left(own: Mini, run: Run) -> None:
    """A session that left the path leaves the plan; all pages go on."""
    run("start")
    text = own.read("weeks/week-2.yaml")
    friday = text[text.index("  - id: w2-fri") : text.index("  - id: w2-weekend")]
    own.replace("weeks/week-2.yaml", friday, "")
    own.replace("path.yaml", "[study-floppy]", "[study-floppy, study-history]")
    assert [one["id"] for one in data(run, "plan")["sessions"]] == [
        *("w1-mon-tue", "w1-weekend", "w2-mon-tue", "w2-weekend")
    ]
    for argv in (["today"], ["week", "2"], ["replan"], ["status", "--explain"]):
        assert run(*argv).code == 0


def test_minutes_that_changed(own: Mini, run: Run) -> None:
    """The plan has the minutes of the present path on the days it had."""
    run("start")
    own.replace("weeks/week-1.yaml", "minutes: 30", "minutes: 60")
    assert _session(run, "w1-mon-tue")["minutes"] == [60, 60]


def test_title_that_would_speak_to_the_terminal(own: Mini, run: Run) -> None:
    """A session's title is text, whatever stands in it."""
    own.replace(
        "weeks/week-1.yaml", "title: A first gateway", "title: '[red]a[/red] | 動的 %s'"
    )
    run("start")
    for color in ("never", "always"):
        assert "[red]a[/red] | 動的 %s" in run("plan", "--color", color).out


def _session(run: Run, id: str) -> dict[str, Any]:
    sessions = data(run, "plan")["sessions"]
    found: dict[str, Any] = next(one for one in sessions if one["id"] == id)
    return found
