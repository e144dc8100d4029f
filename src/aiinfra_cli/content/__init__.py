"""The door to the curriculum: YAML files in, a validated `Course` out.

`signature` is asked by every command, so nothing heavy may be imported here;
yaml and pydantic come in only when a course is compiled or linted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.content.digest import content_digest, signature, whole_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from aiinfra_cli.course import Address, Course, Stamp
    from aiinfra_cli.errors import Problem

__all__ = [
    "compile_course",
    "content_digest",
    "find_addresses",
    "find_stamps",
    "hand_out",
    "lint_folder",
    "read_compiled",
    "signature",
    "whole_digest",
]


def compile_course(folder: Path) -> Course:
    """Compile the curriculum in a folder, or raise with every problem found."""
    from aiinfra_cli.content.compiler import compile_folder

    return compile_folder(folder)


def read_compiled(digest: str) -> Course | None:
    """Give the course of these contents, if it came compiled with the program."""
    from aiinfra_cli.content.compiled import read

    return read(digest)


def hand_out(
    folder: Path, lab: str, names: list[str], versions: Mapping[str, str]
) -> dict[str, str]:
    """Give the files of a lab by name; raises with all that stands against one."""
    from aiinfra_cli.content import handout

    return handout.hand_out(folder, lab, names, versions)


def lint_folder(
    folder: Path, *, with_examples: bool = True, today: date | None = None
) -> list[Problem]:
    """List everything wrong in a curriculum, by file and line.

    Without `today` no date is called one of the future.
    """
    from aiinfra_cli.content.lint import lint

    return lint(folder, with_examples=with_examples, today=today)


def find_stamps(folder: Path) -> list[Stamp]:
    """Give each item of a folder that says how it was verified, or why not."""
    from aiinfra_cli.content.digest import read_files
    from aiinfra_cli.content.freshness import stamps
    from aiinfra_cli.content.loader import load

    return stamps(load(name, raw) for name, raw in read_files(folder).items())


def find_addresses(folder: Path) -> list[Address]:
    """Give each address that the files of a folder send their readers to."""
    from aiinfra_cli.content.addresses import addresses
    from aiinfra_cli.content.digest import read_files

    return addresses(read_files(folder))
