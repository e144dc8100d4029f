"""The room stands for itself: values in, values out, and nothing heavy."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import aiinfra_cli.practices

ROOM = Path(aiinfra_cli.practices.__file__).parent
FILES = sorted(ROOM.glob("*.py"))
KNOWN = (
    "aiinfra_cli.practices",
    "aiinfra_cli.drawing",
    "aiinfra_cli.planning.numbers",
    "aiinfra_cli.model",
    "aiinfra_cli.errors",
    "aiinfra_cli.typography",
)


def imports(path: Path) -> Iterator[str]:
    """Give the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_room_knows_values_only(path: Path) -> None:
    """Not the store, not the clock, not commands; only the picture draws."""
    ours = {one for one in imports(path) if one.startswith("aiinfra_cli")}
    assert {one for one in ours if not one.startswith(KNOWN)} == set()
    draws = {one for one in ours if one.startswith("aiinfra_cli.drawing")}
    assert bool(draws) == (path.stem in ("lettering", "poster", "svg"))


def test_room_is_light() -> None:
    """What draws and counts imports nothing heavy."""
    names = ", ".join(f"aiinfra_cli.practices.{path.stem}" for path in FILES[1:])
    code = (
        f"import sys, {names}\n"
        "heavy = ['yaml', 'pydantic', 'rich', 'json', 'sqlite3', 'typer']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOM.parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
