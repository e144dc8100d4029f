"""The dates, weekdays, hours and ranges that the schedule's options take."""

from __future__ import annotations

import pytest

from tests.commands.planned import settings
from tests.conftest import Run

# Today is Wednesday, 25 November 2026.
WORDS = {
    "today": "2026-11-25",
    "TODAY": "2026-11-25",
    "tomorrow": "2026-11-26",
    "monday": "2026-11-30",
    "mon": "2026-11-30",
    "wednesday": "2026-11-25",
    "next wednesday": "2026-12-02",
    "next monday": "2026-11-30",
    "Next  Monday": "2026-11-30",
    "2026-11-30": "2026-11-30",
    " 2026-11-30 ": "2026-11-30",
    "2028-02-29": "2028-02-29",
    "1990-01-01": "1990-01-01",
    "2090-12-31": "2090-12-31",
}
WRONG = [
    *("2026-02-29", "2026-13-01", "30.11.2026", "soon", "", " ", "next", "next today"),
    *("next next monday", "monday next", "2026-11-30 20:00", "٢٠٢٦-11-30", "-1"),
    *("２０２６-１１-３０", "二〇二六-11-30", "2026-11-30; rm", "2026-11-30\x1b[2J"),
]


@pytest.mark.parametrize("text", WORDS)
def test_day(run: Run, text: str) -> None:
    """A start takes dates and the words for days that people use."""
    assert run("start", text).code == 0
    assert settings(run)["start"] == WORDS[text]


def test_day_of_two_words(run: Run) -> None:
    """No quotes are needed around a day of two words."""
    assert run("start", "next", "monday").code == 0
    assert settings(run)["start"] == "2026-11-30"


def test_today_is_the_study_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """At two in the night, today is the day that the evening belonged to."""
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-26T02:00")
    assert run("start", "today").code == 0
    assert settings(run)["start"] == "2026-11-25"


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_day(run: Run, text: str) -> None:
    """Anything else exits 2, says what to write, and plans nothing."""
    result = run("start", "--", text)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"aiinfra: not a date: {text!r}",
        "hint: write 2026-11-30, today, monday or next monday",
    ]
    assert run("plan").code == 2


@pytest.mark.parametrize("text", ["0001-01-01", "1969-12-31", "2201-01-01"])
def test_years_out_of_reach(run: Run, text: str) -> None:
    """Years from 1970 to 2200 can be named."""
    result = run("start", text)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"aiinfra: {text} is out of reach",
        "hint: years go from 1970 to 2200",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mon,tue,sat", ["mon", "tue", "sat"]),
        ("SAT, Monday mon", ["mon", "sat"]),
        ("weekdays", ["mon", "tue", "wed", "thu", "fri"]),
        ("weekend", ["sat", "sun"]),
        ("weekend,wed", ["wed", "sat", "sun"]),
        ("all", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    ],
)
def test_weekdays(run: Run, text: str, found: list[str]) -> None:
    """Study days are named one by one, or as a group."""
    assert run("start", "--days", text).code == 0
    assert settings(run)["weekdays"] == found


@pytest.mark.parametrize("text", ["", ",", " "])
def test_no_study_day(run: Run, text: str) -> None:
    """A week without a study day is refused."""
    result = run("start", "--days", text)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "aiinfra: no study day is left",
        "hint: name at least one weekday, like --days sat",
    ]


@pytest.mark.parametrize("text", ["mon,tuex", "mo", "0", "mon-fri", "月"])
def test_unknown_weekday(run: Run, text: str) -> None:
    """A word that is no weekday is named."""
    result = run("start", "--days", text)
    assert (result.code, result.out) == (2, "")
    wrong = text.split(",")[-1]
    assert result.err.splitlines()[0] == f'aiinfra: there is no weekday "{wrong}"'


@pytest.mark.parametrize(
    ("argv", "minutes"),
    [
        (["--hours-per-day", "0.5"], 30),
        (["--hours-per-day", "24"], 1440),
        (["--hours-per-week", "10"], 85),
        (["--hours-per-week", "10", "--days", "sat,sun"], 300),
        (["--hours-per-week", "168"], 1440),
        (["--hours-per-week", "0.05"], 1),
        ([], None),
    ],
)
def test_hours(run: Run, argv: list[str], minutes: int | None) -> None:
    """Hours of a day stand; those of a week are shared among its study days."""
    assert run("start", *argv).code == 0
    assert settings(run)["minutes_per_day"] == minutes


@pytest.mark.parametrize("hours", ["0", "-1", "25", "nan", "inf", "-inf", "1e300"])
@pytest.mark.parametrize("is_planned", [False, True])
def test_hours_that_no_day_has(run: Run, hours: str, *, is_planned: bool) -> None:
    """Hours beyond a day, or none at all, are refused, with a plan and without."""
    if is_planned:
        run("start")
    result = run("start", "--hours-per-day", hours)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"aiinfra: a day cannot have {float(hours):g} hours of study",
        "hint: give more than 0 and at most 24",
    ]


@pytest.mark.parametrize("hours", ["0", "200", "nan"])
def test_hours_that_no_week_has(run: Run, hours: str) -> None:
    """So are hours beyond a week."""
    result = run("start", "--hours-per-week", hours)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"aiinfra: a week cannot have {float(hours):g} hours of study",
        "hint: give more than 0 and at most 168",
    ]


def test_hours_that_do_not_fit_the_days(run: Run) -> None:
    """A week may have hours that its one study day has not."""
    result = run("start", "--hours-per-week", "30", "--days", "sat")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == "aiinfra: 30 hours do not fit into a day"


def test_less_than_a_minute(run: Run) -> None:
    """A study day has a minute at least."""
    result = run("start", "--hours-per-day", "0.001")
    assert result.err.splitlines()[0] == (
        "aiinfra: a study day needs at least one minute"
    )


@pytest.mark.parametrize("argv", [["0.001"], ["1", "--hours-per-week", "5"]])
def test_hours_twice(run: Run, argv: list[str]) -> None:
    """Hours a day or a week, not both."""
    result = run("start", "--hours-per-day", *argv)
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("argv", "off"),
    [
        (["2026-12-24"], [["2026-12-24", "2026-12-24"]]),
        (["2026-12-24..2026-12-26"], [["2026-12-24", "2026-12-26"]]),
        (["friday..sunday"], [["2026-11-27", "2026-11-29"]]),
        (
            ["2026-12-24..2026-12-26", "2026-12-01"],
            [["2026-12-01", "2026-12-01"], ["2026-12-24", "2026-12-26"]],
        ),
        (
            ["2026-12-24..2026-12-26", "2026-12-26..2026-12-28", "2026-12-29"],
            [["2026-12-24", "2026-12-29"]],
        ),
        (["2026-12-24", "none"], [["2026-12-24", "2026-12-24"]]),
    ],
)
def test_days_off(run: Run, argv: list[str], off: list[list[str]]) -> None:
    """Days off are given singly or as stretches; those that touch become one."""
    assert run("start", *[word for one in argv for word in ("--off", one)]).code == 0
    assert settings(run)["off"] == off


def test_days_off_add_up(run: Run) -> None:
    """Days off given later come on top of the former ones; none takes those back."""
    run("start", "--off", "2026-12-24")
    run("start", "--off", "2026-12-26")
    assert len(settings(run)["off"]) == 2
    run("start", "--off", "none", "--off", "2026-12-31")
    assert settings(run)["off"] == [["2026-12-31", "2026-12-31"]]
    run("start", "--off", "none")
    assert settings(run)["off"] == []


@pytest.mark.parametrize("command", [["start", "--off"], ["pause"]])
def test_days_off_backwards(run: Run, command: list[str]) -> None:
    """A stretch that ends before it begins exits 2."""
    run("start")
    result = run(*command, "2026-12-26..2026-12-24")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "aiinfra: 2026-12-26..2026-12-24 ends before it begins",
        "hint: write FROM..TO, the earlier first",
    ]


@pytest.mark.parametrize("text", ["..", "2026-12-24..", "..2026-12-24", "a..b", ""])
@pytest.mark.parametrize("command", [["start", "--off"], ["pause"]])
def test_days_off_that_are_no_days(run: Run, command: list[str], text: str) -> None:
    """Both ends of a stretch are days."""
    run("start")
    result = run(*command, text)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("aiinfra: not a date: ")


@pytest.mark.parametrize("command", [["start", "--off"], ["pause"]])
def test_everything_off(run: Run, command: list[str]) -> None:
    """When no study day is left, nothing changes and the answer says so."""
    run("start")
    before = settings(run)
    result = run(*command, "2026-11-25..2200-12-31")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "aiinfra: there are too few study days before 2201",
        "hint: take fewer days off, or name more weekdays",
    ]
    assert settings(run) == before
