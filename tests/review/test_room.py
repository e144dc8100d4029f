"""The room stands for itself: one door to FSRS, and nothing heavy without need."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import aiinfra_cli.review

ROOM = Path(aiinfra_cli.review.__file__).parent
FILES = sorted(ROOM.glob("*.py"))
KNOWN = ("aiinfra_cli.review", "aiinfra_cli.model", "aiinfra_cli.errors")
COOL = ("retained", "queue", "covered", "records", "session", "prompts")


def imports(path: Path) -> Iterator[str]:
    """Give the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_room_knows_model_and_errors_only(path: Path) -> None:
    """Not the store, not commands, and FSRS through one file."""
    modules = set(imports(path))
    ours = {one for one in modules if one.startswith("aiinfra_cli")}
    assert {one for one in ours if not one.startswith(KNOWN)} == set()
    assert ("fsrs" in modules) == (path.stem == "scheduler")


@pytest.mark.parametrize("name", COOL)
def test_hot_screens_need_no_fsrs(name: str) -> None:
    """What shows Retained and counts due cards imports nothing heavy."""
    code = (
        f"import sys, aiinfra_cli.review.{name}\n"
        "heavy = ['fsrs', 'markdown_it', 'importlib.metadata', 'rich', 'json', 'csv']\n"
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
