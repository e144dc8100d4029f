"""A folder as a list of its files, each with its hash."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from aiinfra_cli.labs.opening import (
    Deadline,
    Unfit,
    open_file,
    real,
    status_of,
)

MAX_FILES = 10_000
MAX_BYTES = 16 << 30  # of all files together
MAX_DEPTH = 100  # folders in folders
_CHUNK = 1 << 20


def files_of(folder: Path, root: Path, name: str, deadline: Deadline) -> list[Any]:
    """List the files below a folder, sorted by name. Raises Unfit.

    A link to a file below `root` counts as that file. Any other link, and whatever
    is neither file nor folder, is refused: passed over, it would be out of sight.
    """
    if not stat.S_ISDIR(status_of(folder, name).st_mode):
        raise Unfit(f"{name} is a file, not a folder")
    found: dict[str, tuple[Path, os.stat_result]] = {}
    waiting = [("", folder)]
    size = 0
    while waiting:
        prefix, here = waiting.pop()
        deadline.check(name)
        for entry in _entries(here, f"{name}/{prefix}".rstrip("/")):
            inner = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if inner.count("/") >= MAX_DEPTH:
                    raise Unfit(f"{name}/{inner} is nested too deeply", "broken")
                waiting.append((f"{inner}/", here / entry.name))
                continue
            path, status = _file(here / entry.name, root, f"{name}/{inner}")
            found[inner] = path, status
            size += status.st_size
            if len(found) > MAX_FILES or size > MAX_BYTES:
                most = f"{MAX_FILES:,} files or {MAX_BYTES >> 30} GiB"
                raise Unfit(f"{name} holds more than {most}", "broken")
    return [
        {
            "name": inner,
            "size": status.st_size,
            "sha256": sha256_of(path, f"{name}/{inner}", deadline),
            "mode": mode_of(status),
        }
        for inner, (path, status) in sorted(found.items())
    ]


def sha256_of(path: Path, name: str, deadline: Deadline) -> str:
    """Hash a file piece by piece. Raises Unfit."""
    from hashlib import sha256

    whole = sha256()
    with open_file(path, name) as file:
        try:
            while piece := file.read(_CHUNK):
                whole.update(piece)
                deadline.check(name)
        except OSError as error:
            text = f"{name} cannot be read: {(error.strerror or '').lower()}"
            raise Unfit(text, "broken") from None
    return whole.hexdigest()


def mode_of(status: os.stat_result) -> str:
    """Give the permissions as `chmod` takes them, like 600."""
    return f"{stat.S_IMODE(status.st_mode):03o}"


def _entries(folder: Path, name: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        text = f"{name} cannot be read: {(error.strerror or '').lower()}"
        raise Unfit(text, "broken") from None


def _file(path: Path, root: Path, name: str) -> tuple[Path, os.stat_result]:
    """Give the file that an entry of a folder is, or leads to."""
    found = real(path, name)
    status = status_of(found, name)
    if path.is_symlink():
        if not found.is_relative_to(root):
            raise Unfit(f"{name} is a link that leads out of the folder")
        if stat.S_ISDIR(status.st_mode):
            raise Unfit(f"{name} is a link to a folder: links to files are followed")
    return found, status
