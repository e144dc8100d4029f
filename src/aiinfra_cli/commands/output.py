"""Write output to a file: aside first, then moved in, so that it is whole or old."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from aiinfra_cli.errors import StoreError, UsageError


def target_of(file: str) -> Path:
    """Give the place that a file name means, links followed.

    Raises UsageError for what no report can be written to, and StoreError for a
    file that must not be changed.
    """
    try:
        path = Path(os.path.realpath(Path(file).expanduser()))
        mode = path.stat().st_mode if path.exists() else None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(
            f"cannot write to {file[:200]!r}: {reason.lower()}",
            hint="give a file in a folder that is yours",
        ) from None
    if file.endswith(("/", os.sep)) or (mode and stat.S_ISDIR(mode)):
        raise UsageError(
            f"{file} is a folder", hint="give the file a name: -o report.md"
        )
    if mode and not stat.S_ISREG(mode):
        # Moving a file in would put it in the place of the device or pipe.
        raise UsageError(
            f"{file} is not a regular file",
            hint="leave -o out, and send standard output there",
        )
    if not path.parent.is_dir():
        raise UsageError(
            f"there is no folder {path.parent}", hint="make it first, or name another"
        )
    if mode and not os.access(path, os.W_OK):
        raise _unwritten(path, "it is write-protected")
    return path


@contextmanager
def written_aside(path: Path) -> Iterator[TextIO]:
    """Give a stream whose text becomes the file once the block ends without error.

    Raises StoreError when that fails; a file that was there before is left whole.
    """
    aside = path.with_name(f".aiinfra-{os.urandom(6).hex()}.tmp")
    try:
        # "replace": a lone surrogate in a note is no reason to lose the report.
        with aside.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            aside.chmod(stat.S_IMODE(path.stat().st_mode))
        aside.replace(path)
    except OSError as error:
        raise _unwritten(path, (error.strerror or str(error)).lower()) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def replaced_aside(path: Path, content: bytes) -> None:
    """Give a file other bytes, all at once; raises StoreError as `written_aside`."""
    with written_aside(path) as file:
        file.buffer.write(content)


def _unwritten(path: Path, reason: str) -> StoreError:
    before = "; the old file is as it was" if path.exists() else ""
    return StoreError(
        f"{path} could not be written: {reason}{before}",
        hint="name another file, or leave -o out to print the report",
    )
