"""`report --as-of`: the report as it was, from the journal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aiinfra_cli.main import main
from aiinfra_cli.store import connection, past
from tests.conftest import MINI, Run
from tests.report.conftest import review

FIRST = date(2026, 11, 20)
ITEMS = ("study-map", "lab-setup", "hands-on-routes", "project-w1", "cp-w1-cluster")
CARDS = ("dra-picks", "layer-low", "node-count-list")

Step = tuple[str, ...]

_item = st.sampled_from(ITEMS)
_steps = st.one_of(
    st.tuples(st.just("done"), _item),
    st.tuples(st.just("done"), _item, st.just("--at"), st.just("yesterday")),
    st.tuples(st.just("done"), _item, st.just("--note"), st.just("it clicked")),
    st.tuples(st.just("skip"), _item, st.just("--reason"), st.just("known")),
    st.tuples(st.just("reopen"), _item),
    st.tuples(st.just("begin"), _item),
    st.tuples(st.just("note"), _item, st.just("a word")),
    st.tuples(st.just("log"), _item, st.just("--minutes"), st.just("30")),
    st.tuples(st.just("review"), st.sampled_from(CARDS), st.sampled_from("1234")),
    st.sampled_from([("undo",), ("undo", "2"), ("redo",), ("start",)]),
)
# The steps of some days, one after the other.
_journals = st.lists(st.lists(_steps, max_size=4), min_size=2, max_size=6)


@settings(max_examples=25)
@given(_journals)
@example([[("done", "study-map")], [("undo",)], [("redo",)]])
@example([[("done", "study-map")], [("done", "lab-setup", "--at", "yesterday")]])
@example([[("review", "layer-low", "3")], [("review", "layer-low", "1")], []])
@example([[("done", "study-map"), ("start",)], [("undo", "2")], []])
def test_report_of_a_day_stays_as_it_was(days: Sequence[Sequence[Step]]) -> None:
    """Whatever happens later, --as-of gives the very report made on that day."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIINFRA_HOME", folder)
        patch.setenv("AIINFRA_CURRICULUM", str(MINI))
        made: dict[date, str] = {}
        for number, steps in enumerate(days):
            day = FIRST + timedelta(days=2 * number)  # days without anything between
            patch.setenv("AIINFRA_NOW", f"{day}T20:14:00+00:00")
            for step in steps:
                _play(Path(folder), day, step)
            made[day] = _printed("report", "--json")
        before = _rows(Path(folder))
        for day, text in made.items():
            assert _printed("report", "--json", "--as-of", str(day)) == text
        assert _rows(Path(folder)) == before


def _play(home: Path, day: date, step: Step) -> None:
    if step[0] != "review":
        _printed(*step)
        return
    _printed("next")  # there is a store
    review(home, step[1], int(step[2]), str(day))


def _printed(*argv: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = main(list(argv))
    assert code in (0, 1, 2), argv  # some steps are refused, as they would be
    return out.getvalue()


def _rows(home: Path) -> list[tuple[object, ...]]:
    """Give the whole journal and all states, as the file has them."""
    with closing(connection.connect(home / "progress.db", create=False)) as db:
        tables = ("event", "state", "card_state", "open_item", "credit")
        found = (db.execute(f"SELECT * FROM {table}") for table in tables)
        return [tuple(row) for rows in found for row in rows]


def test_before_the_first_event_it_is_empty(run: Run, played: Path) -> None:
    """On a day before anything happened the report is that of a fresh store."""
    data = _data(run, "--as-of", "2026-11-01")
    assert data["as_of"] == "2026-11-01"
    assert [one["status"] for one in _items(data)] == ["open"] * len(_items(data))
    for name in ("evidence", "checks", "notes", "skipped", "retired", "days"):
        assert data[name] == [], name
    assert data["numbers"]["covered"]["value"] == 0
    assert data["burnup"] is None


def test_told_later_is_not_known_yet(
    run: Run, mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done then, but told later with --at, was not in the report of then."""
    assert run("done", "study-map").code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-28T20:14:00+00:00")
    assert run("done", "lab-setup", "--at", "2026-11-25").code == 0
    for day, done in (("2026-11-25", 1), ("2026-11-27", 1), ("2026-11-28", 2)):
        data = _data(run, "--as-of", day)
        assert data["tally"]["done"] == done, day


def test_told_in_another_zone(
    run: Run, mini: Path, program: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The study day of the telling decides, whatever day it was in Greenwich."""
    wednesday = {"TZ": "Asia/Tokyo", "AIINFRA_NOW": "2026-11-24T20:14:00+00:00"}
    assert program("done", "study-map", "--at", "yesterday", env=wednesday).code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-26T20:14:00+00:00")
    for day, done in (("2026-11-24", 0), ("2026-11-25", 1)):
        assert _data(run, "--as-of", day)["tally"]["done"] == done, day


def test_told_before_the_journal_said_when(
    run: Run, mini: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of journals that keep only the moment of the telling, that decides."""
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-28T20:14:00+00:00")
    assert run("done", "study-map", "--at", "2026-11-25").code == 0
    with closing(connection.connect(home / "progress.db", create=False)) as db:
        db.execute("UPDATE event SET detail = json_remove(detail, '$.told_on')")
        db.commit()
    for day, done in (("2026-11-25", 0), ("2026-11-27", 0), ("2026-11-28", 1)):
        assert _data(run, "--as-of", day)["tally"]["done"] == done, day


def test_undone_later_was_done_then(
    run: Run, mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that was taken back later stands in the report of its day."""
    assert run("done", "study-map").code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-26T20:14:00+00:00")
    assert run("undo").code == 0
    assert _data(run, "--as-of", "2026-11-25")["tally"]["done"] == 1
    assert _data(run)["tally"]["done"] == 0


@pytest.mark.parametrize("word", ["2026-11-25", "today"])
def test_today_is_as_without(run: Run, played: Path, word: str) -> None:
    """As of today is the report itself."""
    assert run("report", "--json", "--as-of", word) == run("report", "--json")


def test_yesterday_is_a_day(run: Run, played: Path) -> None:
    """A day may be named by a word."""
    by_word = run("report", "--json", "--as-of", "yesterday")
    assert by_word == run("report", "--json", "--as-of", "2026-11-24")


@pytest.mark.parametrize(
    ("argv", "wrong", "hint"),
    [
        (
            ("--as-of", "2026-11-26"),
            "2026-11-26 is still to come",
            "--as-of looks back: 2026-11-25 at the latest",
        ),
        (
            ("--since", "2027-01-01"),
            "2027-01-01 is still to come",
            "--since looks back: 2026-11-25 at the latest",
        ),
        (
            ("--as-of", "2026-11-23", "--since", "2026-11-24"),
            "--since 2026-11-24 is later than the report's own day, 2026-11-23",
            "begin earlier, or leave --as-of out",
        ),
        (
            ("--since", "tomorrow"),
            "2026-11-26 is still to come",
            "--since looks back: 2026-11-25 at the latest",
        ),
        (
            ("--as-of", "soon"),
            "not a date: 'soon'",
            "write --as-of 2026-11-25, or --as-of yesterday",
        ),
        (("--as-of", "1969-12-31"), "1969-12-31 is too long ago", "begin at 1970"),
        (
            ("--as-of", ""),
            "not a date: ''",
            "write --as-of 2026-11-25, or --as-of yesterday",
        ),
    ],
)
def test_days_that_cannot_be(
    run: Run, mini: Path, argv: tuple[str, ...], wrong: str, hint: str
) -> None:
    """Days to come, days in the wrong order and what is no day are exit code 2."""
    result = run("report", *argv)
    assert result == (2, "", f"aiinfra: {wrong}\nhint: {hint}\n")


def test_numbers_tell_how_they_moved(
    run: Run, mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each number stands beside what it was seven days before, or before --since."""
    assert run("start", "2026-11-25").code == 0
    assert run("done", "study-map").code == 0
    monkeypatch.setenv("AIINFRA_NOW", "2026-12-02T20:14:00+00:00")
    before = _data(run)["numbers"]
    assert run("done", "lab-setup").code == 0
    numbers = _data(run)["numbers"]
    covered = numbers["covered"]
    assert covered["before"] == before["covered"]["value"]
    points = round(covered["value"] * 100) - round(covered["before"] * 100)
    assert covered["moved"] == f"+{points} points"
    assert numbers["verified"]["moved"] == "no change"
    assert numbers["retained"] == {
        "value": None,
        "reason": "nothing has been reviewed",
        "before": None,
        "moved": None,
        "beside": None,
    }
    assert numbers["on_time"]["moved"].startswith("−")
    since = _data(run, "--since", "2026-12-02")
    assert since["since"] == "2026-12-02"
    assert since["numbers"]["covered"] == covered
    # Whatever was done on the first of the seven days is part of the move.
    data = _data(run, "--as-of", "2026-12-01")
    assert data["since"] == "2026-11-25"
    assert data["numbers"]["covered"]["before"] == 0


def test_read_only_home(
    run: Run, played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The past can be looked at where nothing may be written."""
    wanted = run("report", "--json", "--as-of", "2026-11-24").out
    db = connection.connect_readonly(played / "progress.db")
    with closing(db), past.as_of(db, "mini", date(2026, 11, 24)):
        (count,) = db.execute("SELECT count(*) FROM event").fetchone()
    assert count == len(journal_until(played, "2026-11-24"))
    assert run("report", "--json", "--as-of", "2026-11-24").out == wanted


def journal_until(home: Path, day: str) -> list[tuple[object, ...]]:
    """Give the events written by a day."""
    with closing(connection.connect(home / "progress.db", create=False)) as db:
        return [
            tuple(row)
            for row in db.execute("SELECT * FROM event WHERE day <= ?", (day,))
        ]


def test_nothing_is_left_behind(played: Path) -> None:
    """After the block the connection sees the present again, and no table of ours."""
    with closing(connection.connect(played / "progress.db", create=False)) as db:
        before = db.execute("SELECT * FROM state").fetchall()
        with past.as_of(db, "mini", date(2026, 11, 23)):
            assert db.execute("SELECT * FROM state").fetchall() != before
        assert db.execute("SELECT * FROM state").fetchall() == before
        assert db.execute("SELECT * FROM sqlite_temp_schema").fetchall() == []
        assert not db.in_transaction


def test_a_block_inside_another_looks_further_back(played: Path) -> None:
    """Two days back from the day before is where three days back leads."""

    def seen() -> list[list[tuple[object, ...]]]:
        tables = ("event", "state", "card_state", "open_item")
        return [
            [tuple(row) for row in db.execute(f"SELECT * FROM {table}")]
            for table in tables
        ]

    with closing(connection.connect(played / "progress.db", create=False)) as db:
        days = [date(2026, 11, day) for day in (24, 23, 22)]
        wanted = []
        for day in days:
            with past.as_of(db, "mini", day):
                wanted.append(seen())
        with past.as_of(db, "mini", days[0]):
            with past.as_of(db, "mini", days[1]):
                with past.as_of(db, "mini", days[2]):
                    assert seen() == wanted[2]
                assert seen() == wanted[1]
            assert seen() == wanted[0]
        assert wanted[0] != wanted[1] != wanted[2]


def test_families_are_kept_apart(run: Run, mini: Path, home: Path) -> None:
    """A card that was answered later is not the item that has the same id."""
    assert run("done", "study-map").code == 0
    review(home, "study-map", 3, "2026-11-27")
    with closing(connection.connect(home / "progress.db", create=False)) as db:
        now = [tuple(row) for row in db.execute("SELECT * FROM state")]
        with past.as_of(db, "mini", date(2026, 11, 25)):
            assert [tuple(row) for row in db.execute("SELECT * FROM state")] == now
            assert db.execute("SELECT * FROM card_state").fetchall() == []


def test_what_was_renamed_is_found(
    run: Run, home: Path, mini: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done under a former id counts for the present one, then as now."""
    assert run("list").code == 0
    assert run("done", "study-map").code == 0
    with closing(connection.connect(home / "progress.db", create=False)) as db:
        db.execute("UPDATE event SET item = 'study-atlas' WHERE item = 'study-map'")
        db.execute(
            "INSERT INTO alias VALUES ('mini', 'path', 'study-atlas', 'study-map')"
        )
    wanted = _data(run)
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-27T20:14:00+00:00")
    assert run("reopen", "study-map").code == 0
    assert _data(run, "--as-of", "2026-11-25") == wanted


def _data(run: Run, *argv: str) -> dict[str, Any]:
    data: dict[str, Any] = run("report", "--json", *argv).document["data"]
    return data


def _items(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        item
        for week in data["weeks"]
        for session in week["sessions"]
        for item in session["items"]
    ]
