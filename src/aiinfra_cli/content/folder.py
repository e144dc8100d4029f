"""The files of a curriculum, read and validated one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from aiinfra_cli.content.concepts import Area
from aiinfra_cli.content.entries import Category
from aiinfra_cli.content.lab import Lab, Tools
from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.content.plain import problems_of
from aiinfra_cli.content.schema import FORMAT, Headed, Path, Week
from aiinfra_cli.errors import Problem

if TYPE_CHECKING:
    from aiinfra_cli.content.digest import Contents

TOOLS = "tools.yaml"

M = TypeVar("M", bound=Headed)


@dataclass(slots=True)
class Files:
    """What could be read, by file name, and what was wrong in the rest."""

    names: set[str]
    path: tuple[Path, Document] | None = None
    weeks: dict[str, tuple[Week, Document]] = field(default_factory=dict)
    labs: dict[str, tuple[Lab, Document]] = field(default_factory=dict)
    areas: dict[str, tuple[Area, Document]] = field(default_factory=dict)
    categories: dict[str, tuple[Category, Document]] = field(default_factory=dict)
    tools: tuple[Tools, Document] | None = None
    problems: list[Problem] = field(default_factory=list)
    # Ids seen in files that could not be used, and whether one could not even be
    # parsed: both keep us from calling an id unknown because of another mistake.
    hidden: set[str] = field(default_factory=set)
    is_blind: bool = False

    def may_hide(self, name: str) -> bool:
        """Tell whether an id may stand in a file that could not be used."""
        return self.is_blind or name in self.hidden


def read(contents: Contents) -> Files:
    """Validate each known file of a curriculum on its own."""
    files = Files(set(contents))
    for name, raw in contents.items():
        if name == "path.yaml":
            files.path = _validated(files, Path, name, raw)
        elif name == TOOLS:
            files.tools = _validated(files, Tools, name, raw)
        elif is_week(name):
            if week := _validated(files, Week, name, raw):
                files.weeks[name] = week
        elif is_area(name):
            if area := _validated(files, Area, name, raw):
                files.areas[name] = area
        elif is_category(name):
            if category := _validated(files, Category, name, raw):
                files.categories[name] = category
        elif is_lab(name) and (lab := _validated(files, Lab, name, raw)):
            files.labs[name] = lab
    if "path.yaml" not in contents:
        files.is_blind = True
        hint = "write it: format, id, title, version, summary, weeks"
        files.problems.append(Problem("path.yaml", 1, "the file is missing", hint))
    return files


def is_week(name: str) -> bool:
    """Tell whether a relative path is that of a week."""
    return name.startswith("weeks/") and name.count("/") == 1


def is_lab(name: str) -> bool:
    """Tell whether a relative path is that of a lab."""
    return name.startswith("labs/") and name.count("/") == 1


def is_area(name: str) -> bool:
    """Tell whether a relative path is that of an area of concepts."""
    return name.startswith("concepts/") and name.count("/") == 1


def is_category(name: str) -> bool:
    """Tell whether a relative path is that of a category of the landscape."""
    return name.startswith("landscape/") and name.count("/") == 1


def stem(name: str) -> str:
    """Give the id that a file name stands for."""
    return name.rpartition("/")[2].removesuffix(".yaml")


def _validated(
    files: Files, model: type[M], name: str, raw: bytes | OSError
) -> tuple[M, Document] | None:
    document = load(name, raw)
    files.problems += document.problems
    if document.data is not None:
        if newer := _newer(document):
            files.problems.append(newer)
        else:
            try:
                found = model.model_validate(document.data)
                if found.id != stem(name):
                    files.hidden.add(stem(name))  # what others know it as
                return found, document
            except ValidationError as error:
                files.problems += problems_of(model, document, error)
                # A wrong id is one that others may know by its right name.
                files.is_blind |= any("id" in d["loc"][-1:] for d in error.errors())
    elif model not in (Lab, Tools):  # a lab's only id is its file name
        files.is_blind = True
    files.hidden |= {stem(name), *_texts(document.data)}
    return None


def _newer(document: Document) -> Problem | None:
    """Refuse a format from the future before its unknown keys are told one by one."""
    found = (
        document.data["format"] if document.data and "format" in document.data else 0
    )
    if type(found) is int and found > FORMAT:
        text = f"format {found} is newer than this program, which reads {FORMAT}"
        return Problem(document.file, document.line("format"), text, "update aiinfra")
    return None


def _texts(data: Any) -> set[str]:
    """Collect all texts of a file that did not pass: its ids are among them."""
    found: set[str] = set()
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.add(node)
        elif isinstance(node, dict):
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return found
