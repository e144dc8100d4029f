"""The runs that `aiinfra metrics` is asked for: files read, and runs singled out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics import read_runs, read_stream
from aiinfra_cli.metrics.model import Result, Run

_STDIN = "-"


class Picked(NamedTuple):
    """One run of one file."""

    file: str  # as it was given
    result: Result
    run: Run
    number: int  # counted from 1, within its file

    @property
    def name(self) -> str:
        """Name the file for a reader."""
        return "standard input" if self.file == _STDIN else self.file

    @property
    def word(self) -> str:
        """Name the file for a command line; standard input is gone by then."""
        return "FILE" if self.file == _STDIN else quote(self.file)

    @property
    def is_one_of_many(self) -> bool:
        """Tell whether its file holds other runs."""
        return len(self.result.runs) > 1


def read(files: Sequence[str]) -> list[tuple[str, Result]]:
    """Read every file.

    Raises UsageError for what is no result.
    """
    if files.count(_STDIN) > 1:
        raise UsageError("standard input can be read once", hint="give - once")
    return [
        (file, read_stream(sys.stdin.buffer, "standard input"))
        if file == _STDIN
        else (file, read_runs(Path(file)))
        for file in files
    ]


def pick(found: Sequence[tuple[str, Result]], numbers: Sequence[int]) -> list[Picked]:
    """Single out the runs that are asked for: one for all files, or one for each.

    Of a single file, as many as are asked for; all of every file when none is. Raises
    UsageError for a number that no run has.
    """
    if not numbers:
        return [
            Picked(file, result, run, number)
            for file, result in found
            for number, run in enumerate(result.runs, start=1)
        ]
    if len(found) == 1:
        return [_nth(*found[0], number) for number in numbers]
    if len(numbers) == 1:
        numbers = [*numbers] * len(found)
    if len(numbers) != len(found):
        raise UsageError(
            f"--run is given {len(numbers)} times for {len(found)} files",
            hint="give it once for all of them, or once for each",
        )
    return [_nth(*one, number) for one, number in zip(found, numbers, strict=True)]


def _nth(file: str, result: Result, number: int) -> Picked:
    count = len(result.runs)
    if not 1 <= number <= count:
        holds = "one run" if count == 1 else f"{count} runs"
        raise UsageError(
            f"{file} holds {holds}; there is no run {number}",
            hint=f"see what it holds: aiinfra metrics {quote(file)}",
        )
    return Picked(file, result, result.runs[number - 1], number)
