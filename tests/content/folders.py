"""A copy of the small curriculum that a test may spoil."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from aiinfra_cli.content import lint_folder
from aiinfra_cli.errors import Problem

MINI = Path(__file__).parent.parent / "curriculum_mini"

# What a problem list is compared with: file, text on the line, text, hint.
Expected = tuple[str, str, str, str]


@dataclass(frozen=True)
class Mini:
    """A curriculum in a folder of its own."""

    folder: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in a file exactly once."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def read(self, file: str) -> str:
        """Read a file."""
        return (self.folder / file).read_text("utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file, with its folder."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(raw)

    def problems(self) -> list[Problem]:
        """Lint the folder."""
        return lint_folder(self.folder)

    def place(self, file: str, fragment: str) -> int:
        """Give the line of the first text that holds a fragment; "" is line 1."""
        lines = self.read(file).splitlines() if fragment else [""]
        return next(n for n, line in enumerate(lines, 1) if fragment in line)

    def expect(self, *expected: Expected) -> list[Problem]:
        """Make the problems that are described by the text on their lines."""
        return [
            Problem(file, self.place(file, fragment), text, hint)
            for file, fragment, text, hint in expected
        ]


def copy_mini(target: Path) -> Mini:
    """Copy the small curriculum."""
    shutil.copytree(MINI, target)
    return Mini(target)
