"""What holds for any journal: whatever was marked, undone, merged, in any order.

The rules of one device are tried through `main`, in this process: a command takes a
few milliseconds there. Only the merge of two journals has no command yet and is
called as the function that it is, on real stores that `main` filled.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiinfra_cli.main import main
from aiinfra_cli.model import Event
from aiinfra_cli.store import connection as opening
from aiinfra_cli.store import journal, rebuild
from aiinfra_cli.store.steps import steps_in_effect

from .sound import Row, assert_sound, events, opened, states

ITEMS = (
    *("study-map", "lab-setup", "study-claims", "project-w1", "cp-w1-cluster"),
    *("topic-granite", "guide-quarry", "post-lime"),  # beside the path
)


class Step(NamedTuple):
    """One command line, and the moment that the program takes for now."""

    argv: tuple[str, ...]
    now: str


_items = st.sampled_from(ITEMS)
# One of the folders holds what the lab leaves behind, the other nothing.
_folders = st.sampled_from(("--dir=finished", "--dir=."))
_answers = st.sampled_from(("--answer=notes=yes", "--answer=notes=no"))
_commands = st.one_of(
    st.tuples(st.just("begin"), _items),
    st.tuples(st.just("done"), _items),
    st.tuples(st.just("done"), _items, st.just("--note=words")),
    st.tuples(st.just("done"), _items, st.just("--at=yesterday 20:00")),
    st.tuples(st.just("done"), st.just("week-1"), st.just("--yes")),
    st.tuples(st.just("done"), st.just("stone"), st.just("--yes")),  # a pillar
    st.tuples(st.just("log"), _items, st.just("--minutes=5")),
    st.tuples(st.just("stop")),
    st.tuples(st.just("skip"), _items, st.just("--reason=no time")),
    st.tuples(st.just("reopen"), _items),
    st.tuples(st.just("reopen"), st.just("week-1"), st.just("--yes")),
    st.tuples(st.just("note"), _items, st.sampled_from(("one", "two"))),
    st.tuples(st.just("check"), st.just("lab-setup"), _answers, _folders),
    st.tuples(st.just("hint"), st.just("lab-setup")),
    st.tuples(st.just("done"), st.just("lab-setup"), st.just("--override=no cluster")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo"), st.sampled_from(("2", "3"))),
    st.tuples(st.just("redo")),
)
# Any clock: backwards, standing still, years apart.
_moments = st.integers(0, 40 * 365 * 24 * 3600).map(
    lambda seconds: (datetime(1995, 1, 1) + timedelta(seconds=seconds)).isoformat()
)
_steps = st.builds(Step, _commands, _moments)
_histories = st.lists(_steps, max_size=12)

SETTINGS = settings(
    deadline=None,
    database=None,
    derandomize=True,
    # The home is made anew for each example; only its pattern is shared.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def pattern(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with a store in which nothing has happened, and a folder to check."""
    (tmp_path / "finished").mkdir()
    nodes = '{"items": [{"ready": true}]}'
    (tmp_path / "finished" / "nodes.json").write_text(nodes, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert _call("curriculum", "trust", "--yes") == 0
    assert states(home) == []
    return home


class Device:
    """A store of its own, used through `main`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with opened(home) as connection, connection:
            connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'device'", (os.urandom(6).hex(),)
            )

    def run(self, *argv: str, now: str = "2030-01-01T12:00") -> int:
        """Run one command line on this device."""
        os.environ["AIINFRA_HOME"] = str(self.home)
        os.environ["AIINFRA_NOW"] = now
        return _call(*argv)

    def live(self, history: list[Step]) -> None:
        """Run a history; what it is not allowed to do is refused with 1."""
        for step in history:
            assert self.run(*step.argv, now=step.now) in (0, 1), step


def _call(*argv: str) -> int:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return main(list(argv))


@pytest.fixture
def new_device(pattern: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Devices]:
    """Make devices."""
    monkeypatch.setenv("AIINFRA_HOME", "set by each device")
    monkeypatch.setenv("AIINFRA_NOW", "set by each device")
    # In memory where that can be had: a thousand commands wait for no disk there.
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Devices(pattern, Path(folder))


class Devices:
    """Makes devices by copying one."""

    def __init__(self, pattern: Path, folder: Path) -> None:
        self._pattern = pattern
        self._folder = folder
        self._made = 0

    def __call__(self, home: Path | None = None) -> Device:
        """Make a new device, or one that begins with the store of a home."""
        self._made += 1
        target = self._folder / str(self._made)
        target.mkdir()
        shutil.copyfile((home or self._pattern) / "progress.db", target / "progress.db")
        return Device(target)


def test_checks_look_at_something(new_device: Devices) -> None:
    """The checks of the histories below can pass, fail and leave something behind."""
    device = new_device()
    yes = "--answer=notes=yes"
    assert device.run("check", "lab-setup", yes, "--dir=.") == 1
    assert device.run("check", "lab-setup", yes, "--dir=finished") == 0
    assert [event.verb for event in events(device.home)] == ["check", "check"]
    (row,) = states(device.home)
    assert '":' in str(row)  # a run in which all passed


@settings(SETTINGS, max_examples=60)
@given(history=_histories)
def test_state_is_the_fold_of_the_journal(
    new_device: Devices, history: list[Step]
) -> None:
    """After every command the state is what a rebuild makes of the journal."""
    device = new_device()
    for step in history:
        before = events(device.home)
        assert device.run(*step.argv, now=step.now) in (0, 1)
        after = events(device.home)
        # Append-only, and in order whatever the clock said.
        assert after[: len(before)] == before
        assert sorted(event.id for event in after) == [event.id for event in after]
        assert len({event.id for event in after}) == len(after)
        with opened(device.home) as connection:
            assert rebuild.differences(connection) == []
    stored = states(device.home)
    with _writing(device) as db:
        rebuild.rebuild(db)
    assert states(device.home) == stored
    assert_sound(device.home)


@settings(SETTINGS, max_examples=25)
@given(history=_histories)
def test_the_path_is_as_if_nothing_was_beside_it(
    new_device: Devices, history: list[Step]
) -> None:
    """What was done on the path stands the same with and without the rest.

    Timers apart: to begin something else ends the one that runs.
    """
    device, other = new_device(), new_device()
    steps = [step for step in history if step.argv[0] not in ("begin", "undo", "redo")]
    device.live(steps)
    beside = ("topic-granite", "guide-quarry", "post-lime", "stone")
    other.live([step for step in steps if not {*step.argv} & {*beside}])
    mine, theirs = (
        [row for row in states(one.home) if row[1] == "path"] for one in (device, other)
    )
    assert mine == theirs
    assert _open_items(device) == _open_items(other)


@settings(SETTINGS, max_examples=40)
@given(history=_histories)
def test_undo_everything(new_device: Devices, history: list[Step]) -> None:
    """All undone, only what checks have seen is left; all redone, it is as it was."""
    device, other = new_device(), new_device()
    device.live(history)
    _merge(other, _records(device))
    stored, steps = states(device.home), _steps_in_effect(device)
    assert device.run("undo", "10000") == 0
    assert states(device.home) == states(other.home)
    assert _open_items(device) == _open_items(new_device())
    for _ in range(steps):
        assert device.run("redo") == 0
    assert states(device.home) == stored
    assert_sound(device.home)


@settings(SETTINGS, max_examples=40)
@given(history=_histories, count=st.integers(1, 4))
def test_redo_after_undo(new_device: Devices, history: list[Step], count: int) -> None:
    """Some steps undone and as many redone leave the state as it was."""
    device = new_device()
    device.live(history)
    stored = states(device.home)
    undone = min(count, _steps_in_effect(device))
    assert device.run("undo", str(count)) == 0
    seen = [states(device.home)]
    for _ in range(undone):
        assert device.run("redo") == 0
        seen.append(states(device.home))
    assert seen[-1] == stored
    # And back again, one by one, over the very same states.
    for state in reversed(seen[:-1]):
        assert device.run("undo") == 0
        assert states(device.home) == state


@settings(SETTINGS, max_examples=40)
@given(shared=st.lists(_steps, max_size=5), left=_histories, right=_histories)
def test_merge(
    new_device: Devices, shared: list[Step], left: list[Step], right: list[Step]
) -> None:
    """Two journals merged in either order give one state, equal to a rebuild."""
    first = new_device()
    first.live(shared)
    second = new_device(first.home)
    first.live(left)
    second.live(right)
    mine, theirs = events(first.home), events(second.home)
    _merge(first, theirs)
    _merge(second, mine)
    assert events(first.home) == events(second.home)
    assert states(first.home) == states(second.home)
    assert _open_items(first) == _open_items(second)
    assert_sound(first.home)
    assert_sound(second.home)
    # A third that met neither, in another order and twice.
    third = new_device()
    _merge(third, [*reversed(theirs), *mine[::2], *mine[1::2], *theirs])
    assert states(third.home) == states(first.home)
    assert_sound(third.home)


@settings(SETTINGS, max_examples=25)
@given(left=_histories, right=_histories)
def test_undo_is_for_own_steps(
    new_device: Devices, left: list[Step], right: list[Step]
) -> None:
    """After a merge `undo` takes back this device's steps, and no other's."""
    first, second = new_device(), new_device()
    first.live(left)
    second.live(right)
    theirs = events(second.home)
    _merge(second, _records(first))
    _merge(first, theirs)
    assert first.run("undo", "10000") == 0
    assert states(first.home) == states(second.home)
    assert_sound(first.home)


def _merge(device: Device, others: list[Event]) -> None:
    with _writing(device) as db:
        journal.merge(db, others)


@contextmanager
def _writing(device: Device) -> Iterator[sqlite3.Connection]:
    store = device.home / "progress.db"
    with closing(opening.connect(store, create=False)) as db, opening.write(db):
        yield db


def _steps_in_effect(device: Device) -> int:
    with opened(device.home) as connection:
        return len(steps_in_effect(connection, 10_000))


def _records(device: Device) -> list[Event]:
    """Give the events of a device that no undo takes back."""
    return [event for event in events(device.home) if event.verb in ("check", "hint")]


def _open_items(device: Device) -> list[Row]:
    with opened(device.home) as connection:
        rows = connection.execute("SELECT * FROM open_item ORDER BY course, position")
        return [tuple(row) for row in rows]
