"""Moments of every odd kind, in zones with gaps, and a clock that is set wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Run

from .conftest import At
from .refusals import assert_refused, refused_as_json
from .sound import assert_sound, events

In = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[In]:
    """Move to a time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


NO_MOMENT = (
    "",
    "   ",
    "soon",
    "tomorrow evening",
    "2026-02-29",
    "2025-02-29 12:00",
    "2026-13-01",
    "2026-00-10",
    "2026-11-31",
    "2026-1-1",
    "25:00",
    "12:60",
    "yesterday 24:01",
    "0000-01-01",
    "10000-01-01",
    "-2026-01-01",
    "1e9",
    "1732500000",
    "2026-11-25T20:00+99:00",
    "yesterday yesterday",
    "x" * 100_000,
    "2026-11-24 " + "9" * 100_000,
    "🦊",
    "٢٠٢٦-١١-٢٤",
    "2026-11-24\n12:00; DROP TABLE event",
)
FUTURE = (
    "2026-11-26",
    "2026-11-25 20:15",
    "20:15",
    "2027-01-01",
    "9999-12-31",
    "9998-12-31 23:59",
    "2028-02-29",
    "today 23:59",
    "2026-11-25T20:14:00-01:00",
    "20:14:30." + "1" * 100_000,
)
TOO_LONG_AGO = ("0001-01-01", "0001-01-02 12:00", "1600-02-29", "1969-12-31")


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Pacific/Kiritimati"])
def test_refused_moments(
    kept: Path, run: Run, zone: In, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no moment, or one to come, or one before 1970, is refused in words."""
    before = events(kept)
    zone(name)
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-25T20:14:00")  # on the wall
    for text in NO_MOMENT:
        message = f"not a moment: {text[:60]!r}"
        refused = run("done", "study-claims", f"--at={text}")
        assert_refused(refused, 2, message.replace("\n", " "))
    for text in FUTURE:
        refused = run("done", "study-claims", f"--at={text}")
        assert_refused(refused, 2, f"{text[:60]} is in the future")
    for text in TOO_LONG_AGO:
        refused = run("done", "study-claims", f"--at={text}")
        assert_refused(refused, 2, f"{text} is too long ago")
    assert events(kept) == before


@pytest.mark.parametrize(
    ("name", "text", "done_at", "day"),
    [
        # A day that only leap years have.
        ("UTC", "2024-02-29", "2024-02-29", "2024-02-29"),
        # 02:30 was left out that night: the wall clock went from 02:00 to 03:00.
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00Z", "2026-03-28"),
        ("Europe/Berlin", "2026-03-29 03:59", "2026-03-29T01:59:00Z", "2026-03-28"),
        ("Europe/Berlin", "2026-03-29 04:00", "2026-03-29T02:00:00Z", "2026-03-29"),
        # 02:30 came twice that night: the first is meant.
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25 04:00", "2026-10-25T03:00:00Z", "2026-10-25"),
        # A whole day was left out there: the 30th of December 2011.
        ("Pacific/Apia", "2011-12-31 12:00", "2011-12-30T22:00:00Z", "2011-12-31"),
        # Half hours, and the far ends of the world.
        ("Asia/Kathmandu", "2026-11-24 12:00", "2026-11-24T06:15:00Z", "2026-11-24"),
        ("Pacific/Kiritimati", "yesterday", "2026-11-25", "2026-11-25"),
        ("Pacific/Pago_Pago", "yesterday", "2026-11-24", "2026-11-24"),
        # The late end of a study day.
        ("UTC", "2026-11-25 03:59", "2026-11-25T03:59:00Z", "2026-11-24"),
        ("UTC", "yesterday 01:00", "2026-11-25T01:00:00Z", "2026-11-24"),
        ("UTC", "1970-01-01", "1970-01-01", "1970-01-01"),
    ],
)
def test_kept_moments(
    kept: Path,
    run: Run,
    zone: In,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    done_at: str,
    day: str,
) -> None:
    """A moment on the wall is kept as what it was in UTC, on its study day."""
    zone(name)
    monkeypatch.setenv("AIINFRA_NOW", "2026-11-25T20:14:00+00:00")
    result = run("done", "study-claims", "--at", text)
    assert (result.code, result.err) == (0, "")
    event = events(kept)[-1]
    assert (event.detail["done_at"], event.day) == (done_at, day)
    for argv in (["week", "2"], ["show", "study-claims"], ["history"], ["status"]):
        assert run(*argv).code == 0
    assert_sound(kept)


WRONG_NOW = (
    "now",
    "   ",
    "2026-02-29",
    "2026-11-25T25:00",
    "0001-01-01",
    "0001-01-01T00:00+14:00",
    "1969-12-31T00:00:00+00:00",
    "9999-12-31T23:59:59+00:00",
    "9999-12-31T23:59:59-12:00",
    "10000-01-01",
    "1732500000",
    "x" * 10_000,
    "🦊",
)


@pytest.mark.parametrize("text", WRONG_NOW, ids=range(len(WRONG_NOW)))
@pytest.mark.parametrize("name", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_wrong_now(
    kept: Path,
    run: Run,
    zone: In,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
) -> None:
    """A wrong AIINFRA_NOW stops every command that is about progress, in words."""
    before = events(kept)
    zone(name)
    monkeypatch.setenv("AIINFRA_NOW", text)
    for argv in (["next"], ["done", "study-claims"], ["doctor"], ["path"]):
        hint = assert_refused(
            run(*argv), 2, f"AIINFRA_NOW is not a moment: {text[:60]!r}"
        )
        assert hint == "write it like 2026-11-25T20:00, or unset it"
    error = refused_as_json(run("week", "--json"), 2)
    assert error["message"] == f"AIINFRA_NOW is not a moment: {text[:60]!r}"
    assert run("--version").code == 0
    assert events(kept) == before


@pytest.mark.parametrize("now", ["1970-01-02", "1999-12-31T23:59:59", "9998-12-31"])
@pytest.mark.parametrize("name", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_far_now(
    kept: Path,
    run: Run,
    zone: In,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    now: str,
) -> None:
    """A clock far off is believed; marks made under it stay in the journal's order."""
    zone(name)
    monkeypatch.setenv("AIINFRA_NOW", now)
    for argv in (["done", "study-claims"], ["reopen", "lab-setup"], ["undo"]):
        assert run(*argv).code == 0
    for argv in (["today"], ["week"], ["history"], ["status", "--json"], ["doctor"]):
        assert run(*argv).code == 0
    assert [event.verb for event in events(kept)[-3:]] == ["done", "reopen", "undo"]
    assert_sound(kept)


def test_clock_set_back(kept: Path, run: Run, at: At) -> None:
    """A clock that goes backwards reorders nothing."""
    for day in ("2026-11-25", "2020-01-01", "2031-07-01", "2019-05-05"):
        at(day)
        assert run("done", "study-claims").code == 0
        assert run("reopen", "study-claims").code == 0
    found = events(kept)[-8:]
    assert [event.verb for event in found] == ["done", "reopen"] * 4
    assert [event.day for event in found][::2] == [
        *("2026-11-25", "2020-01-01", "2031-07-01", "2019-05-05")
    ]
    assert sorted(event.id for event in found) == [event.id for event in found]
    assert_sound(kept)


def test_system_clock_set_back(
    kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does the clock of the system, which cannot be set back for one test."""
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)  # 2001
    for argv in (["done", "study-claims"], ["reopen", "study-claims"], ["undo"]):
        assert run(*argv).code == 0
    found = events(kept)
    assert [event.verb for event in found[-3:]] == ["done", "reopen", "undo"]
    assert run("show", "study-claims", "--json").document["data"]["item"]["status"] == (
        "done"
    )
    assert_sound(kept)
