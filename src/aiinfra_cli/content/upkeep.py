"""Rules for the writer's folder: nothing stray in it, and no id ever lost.

They do not stand in the way of a course: what is compiled depends on the files
that its digest covers, and an editor's swap file must not stop a learner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.digest import is_file, unreadable, walk
from aiinfra_cli.content.families import known as known_beside
from aiinfra_cli.content.folder import READ, is_read
from aiinfra_cli.content.lab_files import belongs_to_lab
from aiinfra_cli.content.names import named
from aiinfra_cli.content.wording import CONTROL, printable, shown
from aiinfra_cli.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.outline import Outline

IDS = "ids.txt"

# What people keep beside a curriculum that lives in a repository of its own.
_BESIDE = {IDS, "README.md", "LICENSE", ".gitignore", ".gitattributes"}


def stray_files(folder: Path, files: Files) -> Iterator[Problem]:
    """Only known files are in the folder."""
    for name, entry in walk(folder):
        may_stay = (is_read(name) and name.endswith(".yaml")) or name in _BESIDE
        if may_stay and is_file(entry):
            continue
        # Those are looked at with their lab; a link could lead out of the folder.
        if belongs_to_lab(name, files) and not entry.is_symlink():
            continue
        if entry.is_symlink():
            hint = "only links to plain files are followed: put the files here"
        elif name.endswith(".yml"):
            hint = f"rename it to {printable(name[:-4])}.yaml"
        elif may_stay:
            hint = "put a plain file in its place"
        else:
            hint = f"move it away: only {READ} and the files of labs are read"
        yield Problem(printable(name), 1, "stray file: it is not read", hint)


def ids_kept(folder: Path, files: Files, outline: Outline) -> Iterator[Problem]:
    """Every id in ids.txt lives on, and every id that there is is written there."""
    beside = list(known_beside(files))
    ids = dict(named(outline))
    ids |= {one.name: one.place for one in beside if not one.is_alias}
    known = set(ids) | {a for item in outline.items for a in item.model.aliases}
    known |= {one.name for one in beside}
    known |= set(files.path[0].retired) if files.path else set()
    lines = _lines(folder)
    if lines is None:
        return
    for number, name in enumerate(lines, 1):
        if number > 1 and name <= lines[number - 2]:
            text = f"{shown(name)} is out of order or stands twice"
            yield Problem(IDS, number, text, "sort the file: LC_ALL=C sort -u")
        if name not in known and not files.may_hide(name.rpartition(":")[2]):
            yield Problem(
                IDS,
                number,
                f"{shown(name)} is no longer in the curriculum",
                "bring it back, make it an alias of what took its place, "
                "or add it to retired in path.yaml",
            )
    written = set(lines)
    for name, place in ids.items():
        if name not in written:
            yield place.problem(f'"{name}" is not in {IDS}', f"add the line {name}")


def _lines(folder: Path) -> list[str] | None:
    path = folder / IDS
    if not path.is_file():
        return None
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise unreadable(path, error) from error
    return [CONTROL.sub("?", line) for line in text.splitlines()]
