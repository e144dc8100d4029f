"""The door to the curriculum: YAML files in, a validated `Course` out.

`signature` is asked by every command, so nothing heavy may be imported here;
yaml and pydantic come in only when a course is compiled or linted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.digest import content_digest, signature

if TYPE_CHECKING:
    from pathlib import Path

    from aiinfra_cli.course import Course
    from aiinfra_cli.errors import Problem

__all__ = ["compile_course", "content_digest", "lint_folder", "signature"]


def compile_course(folder: Path) -> Course:
    """Compile the curriculum in a folder, or raise with every problem found."""
    from aiinfra_cli.content.compiler import compile_folder

    return compile_folder(folder)


def lint_folder(folder: Path) -> list[Problem]:
    """List everything wrong in a curriculum, by file and line."""
    from aiinfra_cli.content.lint import lint

    return lint(folder)
