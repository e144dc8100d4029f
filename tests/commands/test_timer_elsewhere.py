"""Timers of several terminals and of several devices."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from aiinfra_cli.model import Event
from aiinfra_cli.store.connection import connect, write
from aiinfra_cli.store.journal import merge
from tests.commands.asking import data, journal, time_of
from tests.commands.conftest import At
from tests.conftest import Result, Run


def test_several_terminals_at_once(run: Run, program: Run) -> None:
    """However many begin at once, one timer runs in the end, and all is consistent."""
    ids = ["study-map", "lab-setup", "study-claims", "study-history", "capstone"]
    results: list[Result] = []
    threads = [
        threading.Thread(target=lambda id=id: results.append(program("begin", id)))
        for id in ids
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.code for result in results] == [0] * len(ids)
    running = [one["id"] for one in data(run, "list")["items"] if one["timer_at"]]
    assert running == [data(run, "today")["current"]["id"]]
    assert sorted(journal(run)) == sorted(
        [f"begin {id}" for id in ids] + [f"stop {id}" for id in ids if id != running[0]]
    )
    assert run("doctor").code == 0


def _merge(home: Path, *rows: tuple[str, str, str, int]) -> None:
    """Bring in what another device did: item, verb, hour, minutes."""
    with closing(connect(home / "progress.db", create=False)) as db, write(db):
        merge(
            db,
            [
                Event(
                    f"0fffffff-{n:04x}-7000-8000-{n:012x}",
                    f"0fffffff-{n:04x}-7000-9000-{n:012x}",
                    *("mini", "path", item, verb, f"2026-11-25T{hour}:00Z"),
                    *("2026-11-25", "other"),
                    {"timer": True} if verb == "begin" else {"minutes": minutes},
                )
                for n, (item, verb, hour, minutes) in enumerate(rows)
            ],
        )


def test_two_devices(at: At, run: Run, home: Path) -> None:
    """Merged, an item has one timer at most; `stop` ends those of all items."""
    at("20:00", "begin", "study-map")
    _merge(home, ("study-map", "begin", "20:05", 0), ("lab-setup", "begin", "20:10", 0))
    assert time_of(run, "study-map") == (0, "2026-11-25T20:05:00Z")
    result = at("20:30", "stop", "--minutes", "7")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:2] == [
        "stopped lab-setup after 7 min",  # the newest is the one in hand
        "stopped study-map after 25 min",
    ]
    assert run("doctor").code == 0


def test_stop_that_comes_from_elsewhere(at: At, run: Run, home: Path) -> None:
    """The minutes of both devices count; a stop without a timer is a record of them."""
    at("20:00", "begin", "study-map")
    at("20:10", "stop")
    _merge(home, ("study-map", "stop", "20:20", 20), ("study-map", "stop", "20:21", 0))
    assert time_of(run, "study-map") == (30, None)
    assert run("doctor").code == 0
