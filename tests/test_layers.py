"""Arrows point down only: a short table of who may import whom, held against the code.

A room is a top-level module or package of aiinfra_cli; `report` is three. The table
runs from the bottom up, so a room may name only rooms above it in the text. Imports
made inside functions or for type checkers count like all others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import aiinfra_cli

PACKAGE = Path(aiinfra_cli.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

ALLOWED = {
    "errors": "",
    "model": "",
    "course": "",
    "typography": "",
    "console": "typography",
    "config": "errors",
    "clock": "errors",
    "paths": "errors",
    "planning": "model",
    "metrics": "errors",
    "labs": "model errors metrics",
    "links": "labs",
    "review": "model errors",
    "drawing": "typography",
    "landscape": "drawing model typography",
    "practices": "drawing planning model errors typography",
    "topics": "model planning typography",
    "content": "course labs errors",
    "store": "course model errors review",
    "report.model": "model planning",
    "standing": "planning store",
    "memory": "planning store review",
    "report.build": "report.model standing memory planning practices store model",
    "report.render": "report.model planning drawing model console typography",
    "desk": "store content paths errors",
    "surgery": "store content paths model errors",
    "greeting": "desk store paths console typography",
    "app": "greeting desk store config paths clock console errors",
    "failure": "store paths console errors",
    "commands": (
        "app surgery report.build report.render report.model standing memory desk"
        " store content labs links review drawing landscape practices topics metrics"
        " planning config clock paths console typography course model errors"
    ),
    "main": "commands failure errors",
    "__main__": "main",
}
# What a first run says is handed the App, whose type it must name.
BACKWARDS = {("greeting", "app")}

# Libraries -> the rooms that may know them. Those of HEAVY come in behind doors.
HEAVY = (
    *("yaml", "pydantic", "sqlite_utils", "rich", "icalendar", "tomlkit", "cel"),
    *("fsrs", "jinja2", "markupsafe"),
)
LIBRARIES = {
    "yaml": {"content", "labs"},
    "cel": {"labs"},
    "fsrs": {"review"},
    "pydantic": {"content"},
    "sqlite_utils": {"store"},
    "rich": {"console", "typography", "report.render"},
    "icalendar": {"report.render"},
    "jinja2": {"report.render"},
    "markupsafe": {"report.render"},
    "tomlkit": {"commands"},
    "platformdirs": {"paths"},
    "typer": {"commands", "failure"},
    "sqlite3": {
        *("store", "app", "desk", "surgery", "failure", "commands", "report.build"),
        *("standing", "memory"),
    },
}
# Files on the cold path, which are themselves imported behind a door.
COLD = {
    "content/challenges.py",
    "content/concepts.py",
    "content/entries.py",
    "content/events.py",
    "content/folder.py",
    "content/lab.py",
    "content/loader.py",
    "content/plain.py",
    "content/practices.py",
    "content/probes.py",
    "content/reading.py",
    "content/rules.py",
    "content/schema.py",
    "content/shapes.py",
    "content/topics.py",
    "content/values.py",
    "report/render/html.py",
    "report/render/ics.py",
    "report/render/terminal.py",
}


class Import(NamedTuple):
    """One name that a file imports."""

    file: str
    module: str  # absolute, without the name
    name: str  # "" for `import module`
    is_at_top: bool  # runs when the file is imported

    def __str__(self) -> str:
        return f"{self.file}: {self.module}{':' if self.name else ''}{self.name}"


def _imports(path: Path) -> Iterator[Import]:
    file = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_top = set(map(id, _run_at_import(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield Import(file, one.name, "", id(node) in at_top)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                here = ["aiinfra_cli", *path.relative_to(PACKAGE).parent.parts]
                base = here[: len(here) - node.level + 1]
                module = ".".join([*base, *([module] if module else [])])
            for one in node.names:
                yield Import(file, module, one.name, id(node) in at_top)


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        is_for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(
            child.test
        )
        if not isinstance(child, ast.FunctionDef | ast.Lambda) and not is_for_types:
            yield child
            yield from _run_at_import(child)


def _room(module: str) -> str:
    """Name the room of a module of ours."""
    parts = module.split(".")[1:] or ["__init__"]
    if parts[0] == "report" and len(parts) > 1:
        return ".".join(parts[:2])
    return parts[0]


def _target(one: Import) -> str | None:
    """Give the module of ours that an import leads to."""
    if one.module.split(".")[0] != "aiinfra_cli":
        return None
    inner = f"{one.module}.{one.name}"
    path = PACKAGE.joinpath(*inner.split(".")[1:])
    is_module = path.is_dir() or path.with_suffix(".py").is_file()
    return inner if one.name and is_module else one.module


def _module(file: str) -> str:
    return "aiinfra_cli." + file.removesuffix(".py").replace("/", ".")


IMPORTS = [one for path in FILES for one in _imports(path)]


def test_table_knows_every_room() -> None:
    """A new room needs a row, and a room that is gone loses it."""
    found = {_room(_module(path.relative_to(PACKAGE).as_posix())) for path in FILES}
    assert found - {"__init__", "report.__init__"} == set(ALLOWED)


def test_arrows_of_the_table_point_down() -> None:
    """No room may import one that stands below it in the table: there is no cycle."""
    seen: set[str] = set()
    for room, allowed in ALLOWED.items():
        assert set(allowed.split()) <= seen, room
        seen.add(room)


@pytest.mark.parametrize("room", ALLOWED)
def test_room_imports_only_what_it_may(room: str) -> None:
    """Every import of our own leads to the same room or to one that its row names."""
    allowed = {room, "__init__", *ALLOWED[room].split()}
    allowed |= {to for source, to in BACKWARDS if source == room}
    wrong = [
        str(one)
        for one in IMPORTS
        if _room(_module(one.file)) == room
        and (target := _target(one))
        and _room(target) not in allowed
    ]
    assert wrong == []


def test_content_has_one_door() -> None:
    """From outside, the curriculum is reached through `content` itself only."""
    wrong = [
        str(one)
        for one in IMPORTS
        if not one.file.startswith("content/")
        and (_target(one) or "").startswith("aiinfra_cli.content.")
    ]
    assert wrong == []


def test_private_names_stay_in_their_package() -> None:
    """What begins with an underscore is not imported from another package."""
    wrong = [
        str(one)
        for one in IMPORTS
        if one.name.startswith("_")
        and not one.name.startswith("__")
        and one.module.startswith("aiinfra_cli")
        and _room(one.module) != _room(_module(one.file))
    ]
    assert wrong == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_stays_in_its_rooms(library: str) -> None:
    """Each library is known in few rooms, by its public name."""
    using = [one for one in IMPORTS if one.module.split(".")[0] == library]
    rooms = {_room(_module(one.file)) for one in using}
    assert rooms <= LIBRARIES[library]
    assert [str(one) for one in using if "._" in f"{one.module}.{one.name}"] == []


def test_heavy_libraries_come_in_behind_doors() -> None:
    """Outside the cold files, heavy libraries are imported inside functions only."""
    wrong = [
        str(one)
        for one in IMPORTS
        if one.is_at_top and one.module.split(".")[0] in HEAVY and one.file not in COLD
    ]
    assert wrong == []


def test_cold_files_are_not_imported_at_the_door() -> None:
    """Importing `content`, or any room, brings in no cold file."""
    cold = {_module(file) for file in COLD}
    inside = {"content", "report.render"}
    wrong = [
        str(one)
        for one in IMPORTS
        if one.is_at_top
        and _target(one) in cold
        and (_room(_module(one.file)) not in inside or one.file.endswith("__init__.py"))
    ]
    assert wrong == []
