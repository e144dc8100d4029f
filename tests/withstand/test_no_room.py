"""A disk without room: reading goes on, writing says why not and leaves no half."""

from __future__ import annotations

from pathlib import Path

import pytest

from .disk import assert_no_room, mounted
from .sound import assert_sound, marks, states

pytestmark = pytest.mark.needs_tool("unshare", "nsenter", "mount")


def test_full_disk(kept: Path, tmp_path: Path) -> None:
    """On a full disk every reading command works; each writing one exits 5."""
    before, how_it_stands = marks(kept), states(kept)
    with mounted(tmp_path / "disk", size="2m", home=kept) as disk:
        disk.fill()
        for argv in (["next"], ["week", "--json"], ["history"], ["doctor"]):
            result = disk.run(*argv)
            assert (result.code, bool(result.out)) == (0, True), argv
        for argv in (
            ["done", "study-claims"],
            ["note", "study-map", "no room for this"],
            ["undo"],
        ):
            assert_no_room(disk.run(*argv))
        disk.make_room()
        assert marks(disk.look()) == before
        assert states(disk.look()) == how_it_stands
        assert disk.run("done", "study-claims").code == 0
        assert marks(disk.look()) == [*before, ("done", "study-claims")]
        assert_sound(disk.look())


def test_nearly_full_disk(kept: Path, tmp_path: Path) -> None:
    """With less room than a write needs it fails whole; with enough it is kept."""
    before = marks(kept)
    words = "long words " * 3000  # about 33 kB: more than a page, less than the most
    codes = set()
    for kilobytes in (4, 16, 32, 36, 48, 64, 96, 400):
        mount = tmp_path / f"disk-{kilobytes}"
        with mounted(mount, size="2m", home=kept) as disk:
            disk.fill(leave=kilobytes)
            result = disk.run("done", "study-claims", "--note", words)
            disk.make_room()
            if result.code:
                assert_no_room(result)
            fresh = [("done", "study-claims")] if result.code == 0 else []
            look = disk.look()
        codes.add(result.code)
        assert marks(look) == before + fresh
        assert_sound(look)
        # The copy of the day may have found no room; a part of one is never left.
        names = {path.name for path in (look / "backups").iterdir()}
        assert names == {"daily-2026-11-24.db", "daily-2026-11-25.db"}
    assert codes == {0, 5}


def test_first_run_on_a_full_disk(tmp_path: Path) -> None:
    """A first run without room can be read, writes nothing, and begins anew later."""
    with mounted(tmp_path / "disk", size="1m") as disk:
        disk.fill()
        shown = disk.run("next")
        assert (shown.code, shown.err) == (0, "")
        assert_no_room(disk.run("done", "study-map"))
        disk.make_room()
        result = disk.run("done", "study-map")
        assert (result.code, len(result.err.splitlines())) == (0, 6)
        assert marks(disk.look()) == [("done", "study-map")]
        assert_sound(disk.look())


def test_restore_without_room(kept: Path, tmp_path: Path) -> None:
    """Going back to a backup without room changes nothing, the damage included."""
    store = kept / "progress.db"
    store.write_bytes(store.read_bytes()[:70_000])
    with mounted(tmp_path / "disk", size="2m", home=kept) as disk:
        disk.fill(leave=8)
        assert_no_room(disk.run("doctor", "--restore", "--yes"))
        there = {path.name for path in disk.seen.iterdir()}
        assert there - {"progress.db-wal", "progress.db-shm"} == {
            *("backups", "progress.db")
        }
        assert (disk.seen / "progress.db").read_bytes() == store.read_bytes()
        disk.make_room()
        assert disk.run("doctor", "--restore", "--yes").code == 0
        assert_sound(disk.look())
