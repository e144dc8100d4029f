"""The files of a curriculum, read and validated one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from aiinfra_cli.content.challenges import Challenges
from aiinfra_cli.content.concepts import Area
from aiinfra_cli.content.entries import Category
from aiinfra_cli.content.events import EventList
from aiinfra_cli.content.lab import Lab, Tools
from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.content.plain import problems_of
from aiinfra_cli.content.practices import Chart
from aiinfra_cli.content.reading import ReadingList
from aiinfra_cli.content.schema import FORMAT, Headed, Path, Week
from aiinfra_cli.content.topics import Pillar
from aiinfra_cli.errors import Problem

if TYPE_CHECKING:
    from aiinfra_cli.content.digest import Contents

TOOLS = "tools.yaml"
CHALLENGES = "challenges.yaml"

M = TypeVar("M", bound=Headed)

# Files of which there is one, and folders whose files are all of a kind: the model
# of each, and the field of `Files` that keeps it.
_ALONE: dict[str, tuple[type[Headed], str]] = {
    "path.yaml": (Path, "path"),
    TOOLS: (Tools, "tools"),
    CHALLENGES: (Challenges, "challenges"),
    "practices.yaml": (Chart, "chart"),
    "reading.yaml": (ReadingList, "reading"),
    "events.yaml": (EventList, "events"),
}
_FOLDERS: dict[str, tuple[type[Headed], str]] = {
    "weeks": (Week, "weeks"),
    "labs": (Lab, "labs"),
    "concepts": (Area, "areas"),
    "landscape": (Category, "categories"),
    "topics": (Pillar, "pillars"),
}
# All that is read, in words.
READ = ", ".join((*_ALONE, *(f"{folder}/*.yaml" for folder in _FOLDERS)))


@dataclass(slots=True)
class Files:
    """What could be read, by file name, and what was wrong in the rest."""

    names: set[str]
    path: tuple[Path, Document] | None = None
    weeks: dict[str, tuple[Week, Document]] = field(default_factory=dict)
    labs: dict[str, tuple[Lab, Document]] = field(default_factory=dict)
    areas: dict[str, tuple[Area, Document]] = field(default_factory=dict)
    categories: dict[str, tuple[Category, Document]] = field(default_factory=dict)
    pillars: dict[str, tuple[Pillar, Document]] = field(default_factory=dict)
    tools: tuple[Tools, Document] | None = None
    challenges: tuple[Challenges, Document] | None = None
    chart: tuple[Chart, Document] | None = None
    reading: tuple[ReadingList, Document] | None = None
    events: tuple[EventList, Document] | None = None
    documents: list[Document] = field(default_factory=list)  # those of all files
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
        folder, _, rest = name.rpartition("/")
        if name in _ALONE:
            model, key = _ALONE[name]
            setattr(files, key, _validated(files, model, name, raw))
        elif folder in _FOLDERS and rest:
            model, key = _FOLDERS[folder]
            if found := _validated(files, model, name, raw):
                getattr(files, key)[name] = found
    if "path.yaml" not in contents:
        files.is_blind = True
        hint = "write it: format, id, title, version, summary, weeks"
        files.problems.append(Problem("path.yaml", 1, "the file is missing", hint))
    return files


def is_read(name: str) -> bool:
    """Tell whether a relative path is that of a file of a curriculum."""
    return name in _ALONE or name.rpartition("/")[0] in _FOLDERS


def is_lab(name: str) -> bool:
    """Tell whether a relative path is that of a lab."""
    return name.startswith("labs/") and name.count("/") == 1


def stem(name: str) -> str:
    """Give the id that a file name stands for."""
    return name.rpartition("/")[2].removesuffix(".yaml")


def _validated(
    files: Files, model: type[M], name: str, raw: bytes | OSError
) -> tuple[M, Document] | None:
    document = load(name, raw)
    files.documents.append(document)
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
