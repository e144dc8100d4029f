"""Rules about the files beside a lab: labs/ID/files/ and labs/ID/examples/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiinfra_cli.content.digest import is_file, walk
from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.handout import read_text
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.versions import names_in
from aiinfra_cli.content.wording import near, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.lab import Lab
    from aiinfra_cli.content.loader import Document
    from aiinfra_cli.errors import Problem


def files_named(folder: Path, files: Files) -> Iterator[Problem]:
    """Each file that a step names is there, and each file is named by a step."""
    there: dict[str, dict[str, str]] = {}
    for name, entry in walk(folder / "labs"):
        lab, _, rest = name.partition("/files/")
        if rest and "/" not in lab and is_file(entry):
            there.setdefault(lab, {})[rest] = entry.path
    for name, (lab_model, document) in files.labs.items():
        yield from _of_lab(lab_model, document, there.get(stem(name), {}))


def belongs_to_lab(name: str, files: Files) -> bool:
    """Tell whether a relative path lies in a folder of a lab that exists."""
    parts = name.split("/")
    return (
        len(parts) > 3
        and parts[0] == "labs"
        and parts[2] in ("files", "examples")
        and f"labs/{parts[1]}.yaml" in files.names
    )


def _of_lab(lab: Lab, document: Document, there: dict[str, str]) -> Iterator[Problem]:
    named = {name for step in lab.steps for name in step.files}
    for index, step in enumerate(lab.steps):
        for number, name in enumerate(step.files):
            if name not in there:
                place = Place(document, ("steps", index, "files", number))
                hint = near(name, there) or f"write labs/{lab.id}/files/{name}"
                yield place.problem(f'there is no file "{name}" beside the lab', hint)
    data = document.data or {}
    used = {
        n for key, value in data.items() if key != "checks" for n in names_in(value)
    }
    for name, path in sorted(there.items()):
        if name not in named:
            yield Place(document, ("steps",)).problem(
                f"no step names the file {printable(name)}",
                "add it to files of the step that uses it, or move it away",
            )
        text, wrong = read_text(Path(path))
        if wrong:
            place = Place(document, ("steps",))
            yield place.problem(f"the file {printable(name)} {wrong}", "mend it")
        found = set(names_in(text))
        used |= found
        for unknown in sorted(found - lab.versions.keys()):
            yield Place(document, ("versions",)).problem(
                f"{printable(name)} names {{{{{unknown}}}}}, which is no version here",
                near(unknown, lab.versions) or "add it to versions",
            )
    for name in lab.versions:
        if name not in used:
            yield Place(document, ("versions", name)).problem(
                f'version "{name}" is used nowhere',
                f"write {{{{{name}}}}} where it stands in steps and files",
            )
