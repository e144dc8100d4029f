"""`aiinfra pause`: days off that the plan flows around."""

from __future__ import annotations

import pytest

from tests.commands.asking import data
from tests.commands.planned import FROM_MONDAY, days, go_to, plans, settings
from tests.conftest import Run


def test_pause(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood on the days off moves on; the answer shows each move."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    assert run("pause", "2026-11-26..2026-11-27") == (
        0,
        "off: Thu 26 – Fri 27 Nov\n"
        "The finish moves from Tue 1 Dec to Thu 3 Dec\n"
        "  w1-weekend  Wed 25 – Thu 26 Nov     → Wed 25 – Sat 28 Nov\n"
        "  w2-mon-tue  Fri 27 – Sat 28 Nov     → Sun 29 – Mon 30 Nov\n"
        "  w2-fri      Sun 29 Nov              → Tue 1 Dec\n"
        "  w2-weekend  Mon 30 Nov – Tue 1 Dec  → Wed 2 – Thu 3 Dec\n"
        "take it back: aiinfra undo\n"
        "next: aiinfra begin study-map\n",
        "",
    )
    assert days(run)["w1-weekend"] == ["2026-11-25", "2026-11-28"]
    assert plans(run) == ["plan start", "plan pause"]
    run("undo")
    assert days(run) == FROM_MONDAY


def test_pause_of_words(run: Run) -> None:
    """Words for days do, without quotes."""
    run("start")
    out = run("pause", "next", "monday..next", "tuesday").out
    assert out.splitlines()[0] == "off: Mon 30 Nov – Tue 1 Dec"


def test_pause_where_nothing_is_planned(run: Run) -> None:
    """Days off after the plan are kept for later, and move nothing."""
    run("start", "2026-11-25")
    assert run("pause", "2026-12-24").out == (
        "off: Thu 24 Dec\n"
        "nothing has to move\n"
        "take it back: aiinfra undo\n"
        "next: aiinfra begin study-map\n"
    )
    assert settings(run)["off"] == [["2026-12-24", "2026-12-24"]]


def test_overlapping_pauses(run: Run) -> None:
    """Pauses that overlap become one; what is off already writes nothing."""
    run("start")
    run("pause", "2026-12-24..2026-12-26")
    run("pause", "2026-12-25..2026-12-28")
    assert settings(run)["off"] == [["2026-12-24", "2026-12-28"]]
    assert run("pause", "2026-12-25..2026-12-27").out == (
        "Fri 25 – Sun 27 Dec is off already\nnext: aiinfra begin study-map\n"
    )
    assert len(plans(run)) == 3


def test_pause_from_today(run: Run) -> None:
    """Today may be a day off; the page then names the next planned day."""
    run("start")
    run("pause", "today..tomorrow")
    assert days(run)["w1-mon-tue"] == ["2026-11-27", "2026-11-28"]
    assert run("today").out.splitlines()[2].startswith("Next, Fri 27 Nov  ")


def test_done_work_does_not_move(run: Run) -> None:
    """What is done stays on its days, even on days off."""
    run("start", "2026-11-23")
    run("done", "w1-mon-tue", "--yes")
    run("pause", "2026-11-23..2026-11-26")
    found = days(run)
    assert found["w1-mon-tue"] == FROM_MONDAY["w1-mon-tue"]
    assert found["w1-weekend"] == ["2026-11-27", "2026-11-28"]


def test_pause_never_breaks_a_rhythm(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days off are in no count, whether they were said before or after."""
    go_to(monkeypatch, "2026-11-23")
    run("start")
    run("done", "study-map")
    go_to(monkeypatch, "2026-11-24")
    run("done", "lab-setup")
    go_to(monkeypatch, "2026-11-27")
    run("done", "hands-on-routes")
    rhythm = data(run, "plan")["outlook"]["rhythm"]
    assert rhythm == {"kept": 3, "planned": 5, "bonus": 0, "current": 1, "best": 2}
    run("pause", "2026-11-25..2026-11-26")
    rhythm = data(run, "plan")["outlook"]["rhythm"]
    assert rhythm == {"kept": 3, "planned": 3, "bonus": 0, "current": 3, "best": 3}


@pytest.mark.parametrize("argv", [["pause", "today"], ["plan"], ["replan"]])
def test_no_plan(run: Run, argv: list[str]) -> None:
    """Without a plan there is nothing to pause or to show, and it says what to do."""
    result = run(*argv)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "aiinfra: no plan has been started\nhint: start one: aiinfra start\n"
    )


def test_pause_wants_days(run: Run) -> None:
    """Without days it is a slip of the call."""
    run("start")
    assert run("pause").code == 2
