"""Write output to a file: aside first, then moved in, so that it is whole or old."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from aiinfra_cli.errors import StoreError, UsageError

if TYPE_CHECKING:
    from aiinfra_cli.app import App


class Asked(NamedTuple):
    """The option that asks for a file, and how a file of that kind is called."""

    option: str
    example: str

    def __str__(self) -> str:
        return f"{self.option} {self.example}"


REPORT = Asked("-o", "report.md")


def target_for(app: App, file: str, asked: Asked) -> Path:
    """Give the place that a file name means, as long as it is not the store itself.

    Raises UsageError and StoreError as target_of does.
    """
    if not file:
        raise UsageError(
            f"{asked.option} needs the name of a file", hint=f"for example: {asked}"
        )
    target = target_of(file, asked)
    store = Path(os.path.realpath(app.paths.store))
    if target.parent == store.parent and target.name.startswith(store.name):
        raise UsageError(
            f"{target} is your progress itself", hint=f"name another file: {asked}"
        )
    return target


def target_of(file: str, asked: Asked = REPORT) -> Path:
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
        raise UsageError(f"{file} is a folder", hint=f"give the file a name: {asked}")
    if mode and not stat.S_ISREG(mode):
        # Moving a file in would put it in the place of the device or pipe.
        raise UsageError(
            f"{file} is not a regular file",
            hint=f"write {asked.option} -, and send standard output there",
        )
    if not path.parent.is_dir():
        raise UsageError(
            f"there is no folder {path.parent}", hint="make it first, or name another"
        )
    if mode and not os.access(path, os.W_OK):
        raise _unwritten(path, "it is write-protected")
    return path


def put(app: App, text: str, target: Path | None) -> None:
    """Write a document to a file, or to standard output where there is none.

    Raises StoreError when the file could not be written.
    """
    if target is None:
        stream = app.out.stdout
        if isinstance(stream, io.TextIOWrapper):
            # A document is UTF-8 whatever the terminal's language is.
            stream.reconfigure(encoding="utf-8", errors="replace")
        stream.write(text)
        return
    with written_aside(target) as out:
        out.write(text)
    app.out.talk(f"written: {target} ({target.stat().st_size:,} bytes)")


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
        hint="name another file, or - to print it",
    )
