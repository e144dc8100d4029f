"""Going back to a backup: nothing that can still be read is lost, nothing deleted."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from aiinfra_cli.model import Event
from aiinfra_cli.store.backup import event_count
from tests.conftest import Run

from .children import commands, start
from .conftest import WithHome
from .damage import DAMAGES, break_page_with
from .sound import assert_sound, events, opened

RESTORE = ("doctor", "--restore", "--yes")
LATEST = "daily-2026-11-25.db"


@pytest.fixture
def long(kept: Path, run: Run) -> list[Event]:
    """Give the events of a journal over many pages, the last 40 in no backup."""
    for number in range(40):
        assert run("note", "study-map", f"page {number:03} " + "x" * 1500).code == 0
    return events(kept)


@pytest.mark.parametrize("name", DAMAGES)
def test_back_from_any_damage(kept: Path, run: Run, name: str) -> None:
    """The latest backup takes the place of the store, which is kept beside."""
    store, aside = kept / "progress.db", kept / "progress.db.before-1"
    whole = events(kept)
    DAMAGES[name](store)
    broken = None if store.is_dir() else store.read_bytes()
    result = run(*RESTORE)
    assert (result.code, result.err) == (0, "")
    first, *rest = result.out.splitlines()
    assert first == f"restored {LATEST}: 5 events"
    assert rest[-2:] == [
        f"the store before it is kept as {aside}",
        "next: aiinfra doctor",
    ]
    assert aside.is_dir() if broken is None else aside.read_bytes() == broken
    found = events(kept)
    assert found[:5] == whole[:5]
    assert set(map(repr, found)) <= set(map(repr, whole))
    assert run("doctor").code == 0
    assert run("done", "study-claims").code == 0
    assert_sound(kept)


def test_events_after_a_broken_page(kept: Path, run: Run, long: list[Event]) -> None:
    """Of a broken page in the middle of the journal only its own events are lost."""
    break_page_with(kept / "progress.db", "page 015 ")
    looked = run("doctor")
    assert looked.code == 5
    result = run(*RESTORE)
    assert result.code == 0
    found = events(kept)
    lost = [event for event in long if event not in found]
    assert [event for event in long if event in found] == found
    assert 1 <= len(lost) <= 4  # as many as such a page holds
    assert long[-1] in found
    recovered = len(found) - 5
    assert result.out.splitlines()[1] == (
        f"and {recovered} newer events read from the damaged store"
    )
    assert_sound(kept)


def test_events_before_the_cut(kept: Path, run: Run, long: list[Event]) -> None:
    """Of a file cut short, what stands before the cut is read."""
    store = kept / "progress.db"
    store.write_bytes(store.read_bytes()[: -6 * 4096])
    assert run(*RESTORE).code == 0
    found = events(kept)
    assert found == long[: len(found)]
    assert len(found) > 30
    assert_sound(kept)


def test_sound_store(kept: Path, run: Run) -> None:
    """Going back with a store that is sound loses nothing: its events are newer."""
    before = events(kept)
    assert run(*RESTORE).out.splitlines()[:2] == [
        f"restored {LATEST}: 5 events",
        f"and {len(before) - 5} newer events read from the damaged store",
    ]
    assert events(kept) == before


def test_store_gone(kept: Path, run: Run) -> None:
    """Without any store the backup is put in its place, and nothing set aside."""
    (kept / "progress.db").unlink()
    assert run(*RESTORE).out.splitlines() == [
        f"restored {LATEST}: 5 events",
        "next: aiinfra doctor",
    ]
    assert len(events(kept)) == 5


def test_twice(kept: Path, run: Run) -> None:
    """What was set aside before is never overwritten."""
    store = kept / "progress.db"
    for number in (1, 2, 3):
        store.write_bytes(b"broken %d" % number)
        assert run(*RESTORE).code == 0
    for number in (1, 2, 3):
        aside = kept / f"progress.db.before-{number}"
        assert aside.read_bytes() == b"broken %d" % number


def test_older_backup_by_name(kept: Path, run: Run) -> None:
    """A backup can be chosen; one that is broken or not there is refused."""
    store = kept / "progress.db"
    before = events(kept)
    (kept / "backups" / LATEST).write_bytes(b"broken")
    nowhere = run(*RESTORE, "--backup", "../../etc/passwd")
    assert (nowhere.code, nowhere.err.splitlines()[0]) == (
        3,
        "aiinfra: there is no backup ../../etc/passwd",
    )
    broken = run(*RESTORE, "--backup", LATEST)
    assert (broken.code, broken.err) == (
        5,
        f"aiinfra: {kept / 'backups' / LATEST} cannot be read\n"
        "hint: choose another one\n",
    )
    assert events(kept) == before
    store.write_bytes(b"broken")
    older = "daily-2026-11-24.db"
    # The newest sound one, as the latest is broken.
    assert run(*RESTORE).out.splitlines()[0] == f"restored {older}: 1 events"


def test_undo_of_a_lost_step(kept: Path, run: Run) -> None:
    """An undo whose step was on a broken page is told, and stands in nobody's way."""
    assert run("done", "study-claims").code == 0
    assert run("undo").code == 0
    with opened(kept) as connection, connection:
        connection.execute("DELETE FROM event WHERE item = 'study-claims'")
    assert run("redo").out.splitlines()[0] == "nothing to redo"
    told = run("history", "--count", "1")
    assert (told.code, told.err) == (0, "")
    assert told.out.split(maxsplit=2)[2] == "a step that is not in this journal\n"
    assert run("undo").out.splitlines()[0] == "undid: note lab-setup"
    assert run("redo").out.splitlines()[0] == "redid: note lab-setup"
    assert_sound(kept)


def test_not_without_yes(kept: Path, run: Run, program: Run) -> None:
    """Nobody goes back by mistake: off a terminal it wants --yes."""
    store = kept / "progress.db"
    store.write_bytes(b"broken")
    result = program("doctor", "--restore")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"aiinfra: this would go back to {LATEST} (5 events)\n"
        "hint: add --yes if that is meant\n"
    )
    assert store.read_bytes() == b"broken"


def test_killed_while_going_back(
    kept: Path, tmp_path: Path, run: Run, with_home: WithHome, long: list[Event]
) -> None:
    """Killed at any moment, all is still there: in the store, or set aside."""
    break_page_with(kept / "progress.db", "page 015 ")
    chance = random.Random(3)
    for number in range(20):
        home = with_home(tmp_path / f"killed-{number}")
        shutil.copytree(kept, home)
        child = start(commands([*RESTORE]))
        time.sleep(0.03 * chance.random())
        child.kill()
        assert event_count(home / "backups" / LATEST) == 5
        broken = (kept / "progress.db").read_bytes()
        asides = [home / "progress.db", home / "progress.db.before-1"]
        assert broken in [aside.read_bytes() for aside in asides if aside.exists()]
        assert run(*RESTORE).code == 0
        assert len(events(home)) >= 5
        assert_sound(home)
