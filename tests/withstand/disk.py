"""A small disk of our own, in a mount namespace that nobody else sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Result

_UNSHARE = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "-r", "--mount"]
_ENTER = ["-m"] if os.getuid() == 0 else ["-U", "-m", "--preserve-credentials"]
_HOLD = 'mount -t tmpfs -o "size=$1" none "$2" && echo mounted && exec cat'


def assert_no_room(result: Result) -> None:
    """Hold an answer against the one that a full disk is to get."""
    assert (result.code, result.out) == (5, "")
    first, second = result.err.splitlines()
    assert first.startswith("aiinfra: the store could not be written: ")
    assert first.endswith("; nothing was changed")
    assert second == "hint: free some space on that disk, then try again"


class Disk:
    """A file system in memory, as full or as read-only as a test wants it."""

    def __init__(self, pid: int, mount: Path) -> None:
        self._pid = pid
        self.home = mount / "home"  # as the program sees it
        # The same folder as seen from outside the namespace.
        self.seen = Path(f"/proc/{pid}/root{mount}/home")
        self._looks = 0

    def run(self, *argv: str) -> Result:
        """Run the program with its home on this disk."""
        python = [sys.executable, "-m", "aiinfra_cli"]
        return self._enter(*python, *argv, env={"AIINFRA_HOME": str(self.home)})

    def look(self) -> Path:
        """Copy the home out: SQLite does not find its way into the namespace."""
        self._looks += 1
        mount = self.home.parent
        copy = mount.with_name(f"{mount.name}-look-{self._looks}")
        return Path(shutil.copytree(self.seen, copy))

    def fill(self, leave: int = 0) -> None:
        """Write until nothing fits any more, then leave some kilobytes."""
        blob = self.seen.parent / "blob"
        with blob.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                file.truncate(file.tell() // 4096 * 4096 - leave * 1024)

    def make_room(self) -> None:
        """Take the filling away."""
        (self.seen.parent / "blob").unlink()

    def make_read_only(self) -> None:
        """Let nobody write, root included."""
        self._enter("mount", "-o", "remount,ro", str(self.home.parent))

    def _enter(self, *argv: str, env: dict[str, str] | None = None) -> Result:
        done = subprocess.run(
            ["nsenter", "-t", str(self._pid), *_ENTER, *argv],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def mounted(mount: Path, *, size: str, home: Path | None = None) -> Iterator[Disk]:
    """Give a disk of a size, with a copy of a home on it; skip where that cannot be."""
    mount.mkdir()
    holder = subprocess.Popen(
        [*_UNSHARE, "sh", "-c", _HOLD, "sh", size, str(mount)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stderr
    try:
        if holder.stdout.readline() != b"mounted\n":
            why = holder.stderr.read().decode().strip()
            pytest.skip(f"no disk can be mounted in a namespace here: {why}")
        disk = Disk(holder.pid, mount)
        if home:
            shutil.copytree(home, disk.seen)
        yield disk
    finally:
        holder.stdin.close()  # the last process goes, and the disk with it
        holder.wait()
        holder.stdout.close()
        holder.stderr.close()
