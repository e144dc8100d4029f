"""Has the curriculum changed? A cheap answer for each command, a sure one after."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aiinfra_cli.errors import CurriculumError

try:
    # Every command asks for the signature, and hashlib costs 4 ms to import
    # because it loads OpenSSL; this is the same function without it.
    from _blake2 import blake2b
except ImportError:  # a Python built without its own hashes
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    # Files by relative path, or why they could not be read.
    Contents = dict[str, bytes | OSError]

# Raise when the same files compile to something else: stores then compile anew.
COMPILER = 5

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 20  # folders in folders

_HINT = "give a folder that holds path.yaml, weeks/ and labs/, and that can be read"


def signature(folder: Path) -> str:
    """Sum up names, sizes and times of the YAML files, without reading them."""
    lines = [f"{COMPILER}"]
    try:
        for name, entry in yaml_files(folder):
            stat = entry.stat()
            lines.append(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}")
    except OSError as error:
        raise unreadable(folder, error) from error
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    return blake2b(text, digest_size=16).hexdigest()


def content_digest(folder: Path) -> str:
    """Hash names and contents of the YAML files, whatever order they come in."""
    return digest_of(read_files(folder))


def whole_digest(folder: Path) -> str:
    """Hash names and contents of all that a curriculum can hand to a learner.

    The examples of checks are left out: they are for the linter alone.
    """
    contents = {
        name: _read(entry.path)
        for name, entry in walk(folder)
        if is_file(entry) and not _is_example(name)
    }
    return digest_of(contents)


def _is_example(name: str) -> bool:
    parts = name.split("/")
    return len(parts) > 3 and (parts[0], parts[2]) == ("labs", "examples")


def digest_of(files: Contents) -> str:
    """Hash files that were read already."""
    from hashlib import sha256

    whole = sha256(f"aiinfra compiler {COMPILER}\n".encode())
    for name, raw in sorted(files.items()):
        if isinstance(raw, OSError):
            raise unreadable(name, raw) from raw
        # Lengths first, so that no two sets of files make the same stream.
        path = name.encode("utf-8", "surrogateescape")
        whole.update(f"{len(path)} {len(raw)}\n".encode())
        whole.update(path)
        whole.update(raw)
    return whole.hexdigest()


def read_files(folder: Path) -> Contents:
    """Read the YAML files of a folder; one that cannot be read hides no other."""
    return {name: _read(entry.path) for name, entry in yaml_files(folder)}


def yaml_files(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """List the YAML files of a folder, sorted by relative path.

    What lies deeper than weeks/ and its like (the files and examples of labs) is no
    part of a course: this is asked by every command.
    """
    found = (pair for pair in walk(folder, depth=1) if pair[0].endswith(".yaml"))
    return [pair for pair in found if is_file(pair[1])]


def is_file(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a file, or a link that leads to one."""
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def walk(folder: Path, *, depth: int = MAX_DEPTH) -> list[tuple[str, os.DirEntry[str]]]:
    """List all entries below a folder that are not folders, sorted by path."""
    try:
        found = _walk(os.fspath(folder), "", depth)
        return sorted(found, key=lambda pair: pair[0])
    except (OSError, ValueError) as error:
        raise unreadable(folder, error) from error


def unreadable(folder: Path | str, error: Exception) -> CurriculumError:
    """Say why a folder cannot be read, with the next step."""
    if isinstance(error, FileNotFoundError):
        why = "it does not exist"
    elif isinstance(error, NotADirectoryError):
        why = "it is not a folder"
    else:
        why = getattr(error, "strerror", None) or "its name is not valid"
        where = getattr(error, "filename", None)
        if where and os.fspath(where) != os.fspath(folder):
            why = f"{why}: {where}"
    return CurriculumError(
        f"cannot read the curriculum in {os.fspath(folder)!r}: {why}", hint=_HINT
    )


def _is_byproduct(folder: str) -> bool:
    """Tell whether a folder is a tool's own: .git, or what pip makes of scripts."""
    return folder.startswith(".") or folder == "__pycache__"


def _read(path: str) -> bytes | OSError:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 pathlib is slow to import
            # One byte more tells the loader that the file is too large.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return error


def _walk(
    folder: str, prefix: str, depth: int
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            # Linked folders could lead in circles; .git and its like are not ours.
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and depth and not _is_byproduct(entry.name):
                yield from _walk(entry.path, f"{prefix}{entry.name}/", depth - 1)
            elif not is_folder:
                yield f"{prefix}{entry.name}", entry
