"""Write the files of a lab into a folder of the learner's, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiinfra_cli import content
from aiinfra_cli.errors import Declined, UsageError

if TYPE_CHECKING:
    from aiinfra_cli.app import App


def write(
    app: App,
    lab: str,
    detail: dict[str, Any],
    folder: Path,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Write all files of a lab; none where one would replace a file of the learner's.

    Raises Declined for files that are there already with other contents, UsageError
    for a folder that cannot be written to, CurriculumError for a file that is gone.
    """
    named = (name for step in detail["steps"] for name in step.get("files", ()))
    names = list(dict.fromkeys(named))
    texts = content.hand_out(
        app.paths.curriculum, lab, names, detail.get("versions", {})
    )
    folder = _writable(folder)
    wanted = {_below(folder, name): text for name, text in texts.items()}
    fresh = {path: text for path, text in wanted.items() if not _holds(path, text)}
    taken = [path for path in fresh if os.path.lexists(path)]
    if taken and not force:
        shown = ", ".join(str(path.relative_to(folder)) for path in taken)
        raise Declined(
            f"nothing was written: {shown} in {folder} would be replaced",
            hint="move them away, name another folder, or add --force",
        )
    _put_all(fresh, may_replace=force)
    kept = [path for path in wanted if path not in fresh]
    if as_json:
        data = {
            "item": lab,
            "written": [str(path) for path in fresh],
            "kept": [str(path) for path in kept],
        }
        app.out.json("aiinfra.lab-files/1", app.generated_at(), data)
        return
    if not names:
        app.out.say(f"{lab} has no files")
    for path in fresh:
        app.out.say(str(path))
    if kept:
        are = "they are" if len(kept) > 1 else "it is"
        app.out.say(f"{len(kept)} already there as {are}")
    app.out.say(f"next: aiinfra lab {lab}")


def _writable(folder: Path) -> Path:
    """Give a folder as it is meant; it need not be there yet."""
    try:
        found = folder.expanduser()
    except RuntimeError as error:  # ~nobody/…
        raise _unwritten(folder, error) from None
    if os.path.lexists(found) and not found.is_dir():
        raise UsageError(f"{found} is no folder", hint="name another: --files DIR")
    return found


def _below(folder: Path, name: str) -> Path:
    """Give the place of a file; what is there already must not lead elsewhere."""
    path = folder / name
    parent = os.path.realpath(path.parent)
    if not Path(parent).is_relative_to(os.path.realpath(folder)):
        raise UsageError(
            f"{path} leads out of {folder}", hint="name a folder without links in it"
        )
    if path.is_dir() and not path.is_symlink():
        raise UsageError(
            f"{path} is a folder, and the lab has a file of that name",
            hint="name another folder",
        )
    return path


def _holds(path: Path, text: str) -> bool:
    try:
        return not path.is_symlink() and path.read_bytes() == text.encode()
    except OSError:
        return False


def _put_all(texts: Mapping[Path, str], *, may_replace: bool) -> None:
    """Write files aside, then move them in: all of them, or nothing is changed."""
    with _folders_for(texts), _written_aside(texts) as aside:
        claimed: list[Path] = []
        try:
            if not may_replace:
                for path in texts:
                    # Fails where somebody has put a file in this very moment.
                    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
                    claimed.append(path)
            for path, temporary in aside.items():
                temporary.replace(path)
        except BaseException as error:
            for one in claimed:
                one.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise _unwritten(path, error) from None
            raise


@contextmanager
def _written_aside(texts: Mapping[Path, str]) -> Iterator[dict[Path, Path]]:
    aside = {
        path: path.with_name(f".aiinfra-{os.urandom(6).hex()}.tmp") for path in texts
    }
    try:
        for path, temporary in aside.items():
            try:
                _write(temporary, texts[path])
            except OSError as error:
                raise _unwritten(path, error) from None
        yield aside
    finally:
        for temporary in aside.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    mode = 0o777 if text.startswith("#!") else 0o666
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
        file.write(text)


@contextmanager
def _folders_for(paths: Iterable[Path]) -> Iterator[None]:
    """Make the folders that files need; they go again when the block fails."""
    made: list[Path] = []
    try:
        for path in paths:
            missing = [one for one in path.parents if not one.exists()]
            for one in reversed(missing):
                try:
                    one.mkdir()
                except FileExistsError:
                    continue
                except OSError as error:
                    raise _unwritten(one, error) from None
                made.append(one)
        yield
    except BaseException:
        for one in reversed(made):
            with suppress(OSError):
                one.rmdir()
        raise


def _unwritten(path: Path, error: Exception) -> UsageError:
    why = (getattr(error, "strerror", None) or "its name is not valid").lower()
    return UsageError(
        f"{path} cannot be written: {why}; nothing was changed",
        hint="name a folder that is yours, with room in it",
    )
