"""Find and open what a file probe names: below the learner's folder, and a file.

A curriculum says which file is read, so nothing leads out of the folder: neither the
path nor a link anywhere on it. What the learner hands in may lie anywhere.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import BinaryIO, Literal

CAP = 16 << 20  # bytes of a file that is read whole


class Unfit(Exception):
    """Say in plain words why a file cannot be judged.

    `failed`: it was seen, and it is the learner's to mend. `broken`: it was not seen.
    """

    def __init__(self, reason: str, verdict: Literal["failed", "broken"] = "failed"):
        super().__init__(reason)
        self.reason = reason
        self.verdict = verdict


class Deadline:
    """The moment at which looking ends."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self, name: str) -> None:
        """Raise Unfit when the moment has come."""
        if time.monotonic() > self._end:
            text = f"reading {name} took longer than {self.seconds:g} s"
            raise Unfit(text, "broken")


def below(folder: Path, path: str) -> Path:
    """Find what a relative path leads to, all links followed. Raises Unfit."""
    if path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise Unfit(f"{path!r} does not lie below the folder", "broken")
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise Unfit(f"the folder {folder}: {_why(error)}", "broken") from None
    found = real(root / path, path, where=" here")
    if not found.is_relative_to(root):
        raise Unfit(f"{path} is a link that leads out of {folder}")
    return found


def real(path: Path, name: str, *, where: str = "") -> Path:
    """Follow all links of a path. Raises Unfit if it leads nowhere."""
    try:
        return path.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise Unfit(f"{name} is a link that leads nowhere") from None
        raise Unfit(f"there is no {name}{where}") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _unreadable(name, error) from None


def status_of(path: Path, name: str) -> os.stat_result:
    """Look at a path without links; neither file nor folder raises Unfit."""
    try:
        status = path.lstat()
    except OSError as error:
        raise _unreadable(name, error) from None
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise Unfit(f"{name} is neither a file nor a folder")
    return status


def open_file(path: Path, name: str) -> BinaryIO:
    """Open a path without links to read a regular file. Raises Unfit."""
    if stat.S_ISDIR(status_of(path, name).st_mode):
        raise Unfit(f"{name} is a folder, not a file")
    # It may have become a pipe meanwhile: that must not hold us for ever.
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except OSError as error:
        raise _unreadable(name, error) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unfit(f"{name} is no regular file")
    return file


def read_file(path: Path, name: str) -> bytes:
    """Read a whole file of at most 16 MiB. Raises Unfit."""
    with open_file(path, name) as file:
        try:
            # The size says it before anything is read, except of files that have
            # none, like those of the kernel.
            if os.fstat(file.fileno()).st_size <= CAP:
                raw = file.read(CAP + 1)
                if len(raw) <= CAP:
                    return raw
        except OSError as error:
            raise _unreadable(name, error) from None
    text = f"{name} is larger than {CAP >> 20} MiB: more than a check reads"
    raise Unfit(text, "broken")


def _unreadable(name: str, error: OSError | RuntimeError) -> Unfit:
    return Unfit(f"{name} cannot be read: {_why(error)}", "broken")


def _why(error: OSError | RuntimeError) -> str:
    if isinstance(error, RuntimeError):
        return "its links lead in a circle"
    return (error.strerror or "it cannot be looked at").lower()
