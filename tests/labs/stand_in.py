"""A script that stands in for kubectl, where what it says is what is tested."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple


class Said(NamedTuple):
    """What kubectl says to one command line."""

    out: str = ""
    err: str = ""
    exit: int = 0


class StandIn:
    """A kubectl that says what a test lays down, and notes what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._calls = folder / "calls"
        self._calls.touch()

    def says(self, answers: dict[str, Said]) -> None:
        """Lay down what is said to which arguments."""
        lines = [f'#!/bin/sh\necho "$*" >> {self._calls}\ncase "$*" in']
        for number, (arguments, said) in enumerate(answers.items()):
            out, err = self.folder / f"{number}.out", self.folder / f"{number}.err"
            out.write_text(said.out)
            err.write_text(said.err)
            act = f"cat {out}; cat {err} >&2; exit {said.exit}"
            lines.append(f"{shlex.quote(arguments)}) {act};;")
        lines.append('*) echo "stand-in: not laid down: $*" >&2; exit 99;;\nesac\n')
        script = self.folder / "kubectl"
        script.write_text("\n".join(lines))
        script.chmod(0o755)

    @property
    def asked(self) -> list[str]:
        """Give the command lines so far."""
        return self._calls.read_text().splitlines()
