"""`aiinfra replan`: what is not done flows on, shown first, never silently."""

from __future__ import annotations

import pytest

from tests.commands.asking import data, item, journal
from tests.commands.planned import FROM_MONDAY, days, go_to, plans
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

TABLE = (
    "The finish moves from Tue 1 Dec to Thu 3 Dec\n"
    "  w1-mon-tue  Mon 23 – Tue 24 Nov     → Wed 25 – Thu 26 Nov\n"
    "  w1-weekend  Wed 25 – Thu 26 Nov     → Fri 27 – Sat 28 Nov\n"
    "  w2-mon-tue  Fri 27 – Sat 28 Nov     → Sun 29 – Mon 30 Nov\n"
    "  w2-fri      Sun 29 Nov              → Tue 1 Dec\n"
    "  w2-weekend  Mon 30 Nov – Tue 1 Dec  → Wed 2 – Thu 3 Dec\n"
    "\n"
)
WAYS = [[], ["--extend"], ["--compress"], ["--drop-optional"]]


@pytest.fixture(autouse=True)
def _late(run: Run, _greeted: None) -> None:
    """Start on Monday; today is Wednesday, and nothing is done."""
    run("start", "2026-11-23")


def test_shows_and_changes_nothing(run: Run) -> None:
    """Off a terminal the table is all that happens, and how to go on is said."""
    assert run("replan") == (
        0,
        TABLE,
        "nothing was changed; add --apply to make it so\n",
    )
    assert plans(run) == ["plan start"]


def test_apply(run: Run) -> None:
    """With --apply the plan shown is the plan made, as one step."""
    assert run("replan", "--apply") == (
        0,
        TABLE
        + "planned again; take it back: aiinfra undo\nnext: aiinfra begin study-map\n",
        "",
    )
    assert days(run)["w1-mon-tue"] == ["2026-11-25", "2026-11-26"]
    assert data(run, "today")["late"] == []
    assert run("undo").out.splitlines()[0] == "undid: plan again"
    assert days(run) == FROM_MONDAY
    assert run("redo").out.splitlines()[0] == "redid: plan again"
    assert days(run)["w1-mon-tue"] == ["2026-11-25", "2026-11-26"]


def test_yes_on_a_terminal(run: Run) -> None:
    """On a terminal it asks, and a yes makes it so."""
    result = on_terminal("replan", "--color", "never", keys="y\n")
    assert (result.code, result.err) == (0, "Plan it so? [y/N]: ")
    assert result.out == (
        TABLE
        + "planned again; take it back: aiinfra undo\nnext: aiinfra begin study-map\n"
    )
    assert plans(run) == ["plan start", "replan extend"]


@pytest.mark.parametrize("keys", ["n\n", "\n", "\x04"])
def test_no_on_a_terminal(run: Run, keys: str) -> None:
    """Anything but yes changes nothing, and exits 1."""
    result = on_terminal("replan", "--color", "never", keys=keys)
    assert (result.code, result.out) == (1, TABLE)
    assert result.err.replace("\n", "") == (
        "Plan it so? [y/N]: aiinfra: nothing changed"
    )
    assert plans(run) == ["plan start"]


@pytest.mark.parametrize("way", WAYS)
def test_twice_equals_once(run: Run, way: list[str]) -> None:
    """Planning again what was just planned again moves nothing and writes nothing."""
    run("replan", *way, "--apply")
    before = days(run)
    assert run("replan", *way, "--apply") == (
        0,
        "Nothing has to move.\n\nnext: aiinfra begin study-map\n",
        "",
    )
    assert days(run) == before
    assert len(plans(run)) == 2


def test_nothing_to_move(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On time, nothing has to move, on a terminal as elsewhere; nobody is asked."""
    go_to(monkeypatch, "2026-11-23")
    expected = (0, "Nothing has to move.\n\nnext: aiinfra begin study-map\n", "")
    assert run("replan") == expected
    assert on_terminal("replan", "--color", "never") == expected


def test_done_work_stays(run: Run) -> None:
    """Done sessions keep their days, and the done part of an open one its past ones."""
    run("done", "study-map", "hands-on-routes")
    run("replan", "--apply")
    run("done", "lab-setup", "project-w1")
    before = days(run)
    run("start", "--days", "sat,sun")
    after = days(run)
    for session in ("w1-mon-tue", "w1-weekend"):
        assert after[session] == before[session]
    assert after["w2-mon-tue"] == ["2026-11-28", "2026-11-29"]


def test_drop_optional(run: Run) -> None:
    """Optional items are skipped with the reason kept; one undo brings them back."""
    out = run("replan", "--drop-optional", "--apply").out
    assert out.splitlines() == [
        "The finish moves from Tue 1 Dec to Wed 2 Dec",
        "  w1-mon-tue  Mon 23 – Tue 24 Nov     → Wed 25 – Thu 26 Nov",
        "  w1-weekend  Wed 25 – Thu 26 Nov     → Fri 27 – Sat 28 Nov",
        "  w2-mon-tue  Fri 27 – Sat 28 Nov     → Sun 29 – Mon 30 Nov",
        "  w2-fri      Sun 29 Nov              → left out",
        "  w2-weekend  Mon 30 Nov – Tue 1 Dec  → Tue 1 – Wed 2 Dec",
        "",
        "Left out: study-history",
        "",
        "planned again; take it back: aiinfra undo",
        "next: aiinfra begin study-map",
    ]
    found = item(run, "study-history")
    reason = "optional; left out when the path was planned again"
    assert (found["status"], found["reason"]) == ("skipped", reason)
    assert journal(run)[-2:] == ["skip study-history", "replan plan"]
    run("undo")
    assert item(run, "study-history")["status"] == "open"
    assert days(run) == FROM_MONDAY


def test_dropped_item_taken_up_again(run: Run) -> None:
    """A session reopened after it was left out is planned by the next re-plan."""
    run("replan", "--drop-optional", "--apply")
    run("reopen", "study-history")
    assert run("replan", "--apply").out.splitlines()[:3] == [
        "The finish moves from Wed 2 Dec to Thu 3 Dec",
        "  w2-weekend  Tue 1 – Wed 2 Dec  → Wed 2 – Thu 3 Dec",
        "  w2-fri      not planned        → Tue 1 Dec",
    ]


def test_compress(run: Run) -> None:
    """The finish holds with more a day, by as little as does it."""
    out = run("replan", "--compress", "--apply").out
    assert out.splitlines()[0] == "The finish stays on Tue 1 Dec, with 1 h 35 a day"
    assert data(run, "plan")["settings"]["minutes_per_day"] == 95
    assert data(run, "plan")["finish"] == "2026-12-01"
    assert data(run, "replan", "--compress")["moved"] == []


def test_compress_with_a_cap(run: Run) -> None:
    """Where the cap does not hold the date, the new finish is told as it is."""
    out = run("replan", "--compress", "--cap", "1.25").out
    assert out.splitlines()[0] == (
        "The finish moves from Tue 1 Dec to Thu 3 Dec, with 1 h 15 a day,"
        " the most allowed"
    )


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--extend", "--compress"], "only one way at a time"),
        (["--compress", "--drop-optional"], "only one way at a time"),
        (["--cap", "3"], "--cap goes with --compress"),
        (["--compress", "--cap", "0"], "a day cannot have 0 hours of study"),
        (["--compress", "--cap", "-1"], "a day cannot have -1 hours of study"),
        (["--compress", "--cap", "25"], "a day cannot have 25 hours of study"),
        (["--compress", "--cap", "nan"], "a day cannot have nan hours of study"),
        (["--compress", "--cap", "inf"], "a day cannot have inf hours of study"),
    ],
)
def test_wrong_calls(run: Run, argv: list[str], message: str) -> None:
    """Ways exclude each other, and a day has 24 hours."""
    result = run("replan", *argv)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == f"aiinfra: {message}"


@pytest.mark.parametrize("apply", [False, True])
def test_document(run: Run, *, apply: bool) -> None:
    """The document has all moves; it says whether they were made, and never asks."""
    assert data(run, "replan", *["--apply"] * apply) == {
        "way": "extend",
        "applied": apply,
        "finish_before": "2026-12-01",
        "finish_after": "2026-12-03",
        "minutes_per_day": None,
        "held": False,
        "dropped": [],
        "moved": [
            _move("w1-mon-tue", "2026-11-23..2026-11-24", "2026-11-25..2026-11-26"),
            _move("w1-weekend", "2026-11-25..2026-11-26", "2026-11-27..2026-11-28"),
            _move("w2-mon-tue", "2026-11-27..2026-11-28", "2026-11-29..2026-11-30"),
            _move("w2-fri", "2026-11-29..2026-11-29", "2026-12-01..2026-12-01"),
            _move("w2-weekend", "2026-11-30..2026-12-01", "2026-12-02..2026-12-03"),
        ],
    }
    assert len(plans(run)) == 1 + apply


def _move(session: str, old: str, new: str) -> dict[str, object]:
    return {"session": session, "old": old.split(".."), "new": new.split("..")}


def test_document_of_an_error(run: Run) -> None:
    """With --json an error is a document, too."""
    run("undo")
    result = run("replan", "--json")
    assert (result.code, result.out) == (2, "")
    assert '"no plan has been started"' in result.err


@pytest.mark.parametrize("columns", [40, 50])
def test_narrow_terminal(run: Run, columns: int) -> None:
    """Where the table is too wide, what comes after goes to the next line."""
    run("start", "2026-12-20")
    argv = ["pause", "2026-12-24..2027-01-03", "--color", "never"]
    result = on_terminal(*argv, columns=columns)
    assert result.code == 0
    table = [line for line in result.out.splitlines() if line.startswith("  ")]
    assert table[-2:] == [
        "  w2-weekend  Sun 27 – Mon 28 Dec",
        "              → Thu 7 – Fri 8 Jan 2027",
    ]
    assert max(map(len, table)) <= columns


def test_everything_done(run: Run) -> None:
    """When nothing is left, nothing moves."""
    run("done", "week-1", "week-2", "--yes")
    assert run("replan", "--apply").out.splitlines()[0] == "Nothing has to move."


def test_session_that_came_later(own: Mini, run: Run) -> None:
    """A session that the path gained is planned by the next re-plan, where it goes."""
    run("start", "2026-11-23")
    own.replace(
        "weeks/week-2.yaml", "  - id: w2-weekend\n", NEW + "  - id: w2-weekend\n"
    )
    lines = run("replan", "--apply").out.splitlines()
    assert lines[-4] == "  w2-sat      not planned             → Wed 2 Dec"
    assert list(days(run)) == [*list(FROM_MONDAY)[:4], "w2-sat", "w2-weekend"]
    assert days(run)["w2-sat"] == ["2026-12-02"]


NEW = """\
  - id: w2-sat
    title: A late guest
    days: [sat]
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
        sources: ["Mini plan, week 2 Sat"]
        verified: {on: 2026-11-20, how: the page was read}
"""
