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

# A file of one challenge, and the line by which a session names it.
CHALLENGE = """\
format: 1
id: challenges
title: One case
challenges:
  - id: challenge-wall
    kind: hands-on
    title: "Challenge: a wall that leans"
    description: A case on paper.
    minutes: 60
    estimate: ours
    optional: true
    needs: [hands-on-routes]
    tags: [gateway]
    concepts: [layer]
    objectives: [Say why it leans.]
    case: |
      The wall leans to the left.

      ```text
      stone  angle
      top       5°
      low       0°
      ```
    hand_in: [One sentence.]
    rubric:
      - {title: The cause, points: 2, full: Somebody pushed.}
      - {title: The remedy, points: 2, full: Push back.}
      - {title: The doubt, points: 1, full: Perhaps the floor leans.}
    passed: 3
    sources: [Mini notes]
    verified: {on: 2026-11-20, how: made up}
"""
PLACE = "      - challenge: challenge-wall\n"


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

    def add_challenge(self) -> None:
        """Write a challenge, and put it at the end of the first weekend."""
        self.write("challenges.yaml", CHALLENGE)
        self.replace("weeks/week-1.yaml", "checkpoints:\n", f"{PLACE}checkpoints:\n")

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
