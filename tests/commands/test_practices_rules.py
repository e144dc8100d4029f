"""Whatever is done with the chart, its state is a fold of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiinfra_cli.paths import Paths
from aiinfra_cli.practices.fold import rebuild
from aiinfra_cli.store import journal as journals
from aiinfra_cli.store import rebuild as states
from aiinfra_cli.store.connection import connect, write
from tests.commands.asking import data
from tests.commands.practised import add_chart, practise
from tests.conftest import Run
from tests.content.folders import Mini

CELLS = ("self-sleep", "self-exercise", "inf-own")
DAYS = ("2026-11-20", "2026-11-24", "2026-11-25")
TITLES = ("Seven hours", "写博客")
CADENCES = ("weekly", "3 a week", "daily")
_JOURNAL = "SELECT * FROM event"


class Kept(NamedTuple):
    """What a learner has of one cell, as a person would keep it in a notebook."""

    done: frozenset[str] = frozenset()
    skips: frozenset[tuple[str, str]] = frozenset()
    title: str | None = None
    cadence: str | None = None
    hidden: bool = False

    def seen_skips(self) -> list[tuple[str, str]]:
        """Give the skips of days on which it was not done after all."""
        return sorted(one for one in self.skips if one[0] not in self.done)


class Move(NamedTuple):
    """A command line about one cell, and what it ought to make of it."""

    verb: str
    id: str
    word: str = ""
    day: str = DAYS[-1]

    def argv(self) -> list[str]:
        """Write the command line."""
        if self.verb in ("undo", "redo"):
            return [self.verb]
        options: dict[str, list[str]] = {
            "done": ["--at", self.day],
            "skip": ["--at", self.day, "--reason", self.word],
            "title": ["--title", self.word],
            "every": ["--every", self.word],
            "reset": ["--reset"],
        }
        verb = "edit" if self.verb in ("title", "every", "reset") else self.verb
        return ["practices", verb, self.id, *options.get(self.verb, [])]

    def after(self, kept: Kept) -> Kept | None:
        """Say what it makes of a cell; None where it must be refused."""
        if self.verb in ("done", "skip"):
            is_blank = self.id == "inf-own" and kept.title is None
            if kept.hidden or is_blank:
                return None
        if self.verb == "done":
            return kept._replace(done=kept.done | {self.day})
        if self.verb == "skip":
            if self.day in kept.done:
                return None
            others = {one for one in kept.skips if one[0] != self.day}
            return kept._replace(skips=frozenset({*others, (self.day, self.word)}))
        changes: dict[str, dict[str, Any]] = {
            "title": {"title": self.word},
            "every": {"cadence": self.word},
            "reset": {"title": None, "cadence": None},
            "hide": {"hidden": True},
            "show": {"hidden": False},
        }
        return kept._replace(**changes[self.verb])


def _move(verb: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[Move]:
    cells, days = st.sampled_from(CELLS), st.sampled_from(DAYS)
    return st.builds(Move, st.just(verb), cells, words, days)


NOTHING = st.just("")
MOVES = st.lists(
    st.one_of(
        _move("done", NOTHING),
        _move("skip", st.sampled_from(["A cold", "On call"])),
        _move("title", st.sampled_from(TITLES)),
        _move("every", st.sampled_from(CADENCES)),
        *(_move(verb, NOTHING) for verb in ("reset", "hide", "show")),
        *(_move(verb, NOTHING) for verb in ("undo", "undo", "redo")),
    ),
    max_size=14,
)


@pytest.fixture
def fresh(
    own: Mini, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Path]:
    """Give a function that goes back to a store with a chart and no progress."""
    add_chart(own)
    assert run("practices").code == 0
    numbers = iter(range(10**6))

    def begin() -> Path:
        place = home.with_name(f"home-{next(numbers)}")
        copytree(home, place)
        monkeypatch.setenv("AIINFRA_HOME", str(place))
        return Paths({"AIINFRA_HOME": str(place)}).store

    return begin


def _seen(run: Run) -> dict[str, tuple[object, ...]]:
    """Give what the program says of the cells."""
    chart = data(run, "practices")
    cells = {
        one["id"]: one for pillar in chart["pillars"] for one in pillar["practices"]
    }
    return {
        id: (
            one["days"],
            [(skip["day"], skip["reason"]) for skip in one["skips"]],
            one["title"] if one["chart_title"] else None,
            one["cadence"]["words"] if one["own_cadence"] else None,
            one["status"] == "hidden",
        )
        for id in CELLS
        for one in [cells[id]]
    }


def _expected(kept: dict[str, Kept]) -> dict[str, tuple[object, ...]]:
    return {
        id: (sorted(one.done), one.seen_skips(), one.title, one.cadence, one.hidden)
        for id, one in kept.items()
    }


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(MOVES)
def test_any_moves_are_as_in_a_notebook(
    fresh: Callable[[], Path], run: Run, moves: list[Move]
) -> None:
    """Done, skipped, worded, hidden, undone and redone: state, journal and doctor
    agree, and the state is what a person would have written down."""
    store = fresh()
    kept = dict.fromkeys(CELLS, Kept())
    before: list[dict[str, Kept]] = []  # each step in effect began with this
    undone: list[dict[str, Kept]] = []  # and each undone one had led to this
    for move in moves:
        code = run(*move.argv()).code
        if move.verb == "undo":
            if before:
                undone.append(kept)
                kept = before.pop()
            assert code == 0
            continue
        if move.verb == "redo":
            if undone:
                before.append(kept)
                kept = undone.pop()
            assert code == 0
            continue
        now = move.after(kept[move.id])
        assert code == (1 if now is None else 0)
        if now in (None, kept[move.id]):
            continue  # refused, or no news: nothing is written
        assert now
        before.append(kept)
        undone.clear()
        kept = {**kept, move.id: now}
    assert _seen(run) == _expected(kept)
    assert run("doctor").code == 0
    with closing(sqlite3.connect(store)) as db:
        db.row_factory = sqlite3.Row
        _agrees_with_the_journal(db, kept)


def _agrees_with_the_journal(db: sqlite3.Connection, kept: dict[str, Kept]) -> None:
    events = [journals.as_event(row) for row in db.execute(_JOURNAL)]
    undone = journals.undone_among(db, {event.command_id for event in events})
    folded = rebuild(events, undone)
    for id, one in kept.items():
        assert (id in folded) == (one != Kept())
        if id in folded:
            assert [str(day) for day in folded[id].done] == sorted(one.done)
            assert folded[id].is_hidden == one.hidden
    assert states.differences(db) == []
    assert db.execute("SELECT count(*) FROM state").fetchone()[0] == 0


def test_two_devices_merged(
    fresh: Callable[[], Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their journals put together, in either order, give one and the same chart."""
    here = fresh()
    practise(run)
    there = fresh()
    run("practices", "done", "self-sleep", "--at", "2026-11-21")
    run("practices", "hide", "self-reading")
    run("practices", "edit", "goal", "--title", "Another goal")
    run("undo")
    both = []
    for store in (here, there):
        with closing(sqlite3.connect(store)) as source:
            source.row_factory = sqlite3.Row
            both.append([journals.as_event(row) for row in source.execute(_JOURNAL)])
    for store, events in zip((there, here), both, strict=True):
        with closing(connect(store, create=False)) as db, write(db) as connection:
            assert journals.merge(connection, events) == len(events)
    charts = []
    for store in (here, there):
        monkeypatch.setenv("AIINFRA_HOME", str(store.parent))
        charts.append(data(run, "practices"))
        assert run("doctor").code == 0
    assert charts[0] == charts[1]
    cells = {p["id"]: p for pillar in charts[0]["pillars"] for p in pillar["practices"]}
    assert cells["self-sleep"]["days"] == ["2026-11-21", "2026-11-25"]
    assert cells["self-reading"]["status"] == "hidden"
    assert charts[0]["goal"]["title"] == "Run AI platforms that people like to work on"


def test_completion(own: Mini, run: Run, program: Run) -> None:
    """The shell offers verbs and cells first, then what a verb takes."""
    add_chart(own)
    assert run("practices").code == 0

    def offered(*words: str) -> set[str]:
        line = " ".join(["aiinfra", *words])
        env = {
            "_AIINFRA_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words)),
        }
        return set(program(env=env).out.split())

    assert offered("practices", "s") >= {"skip", "show", "self-sleep"}
    assert "self-management" in offered("practices", "self-")
    assert offered("practices", "self-sl") == {"self-sleep"}
    assert offered("practices", "done", "self-") >= {"self-sleep"}
    assert "self-management" not in offered("practices", "done", "self-")
    assert offered("practices", "edit", "goa") == {"goal"}
    assert offered("show", "self-sl") == {"self-sleep"}
