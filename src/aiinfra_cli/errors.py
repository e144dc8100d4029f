"""Every error a user can meet, each class with its exit code.

AiinfraError
├── Declined         1   the answer is no: declined, or a state that forbids it
├── UsageError       2   the call or an input file is of the wrong kind
├── NotFound         3   no such item, or several fit
├── CurriculumError  4   the curriculum is wrong
├── StoreError       5   the store or another file of ours
│   └── StoreCorrupt     damaged, not ours, or cut short: it is never written to
└── ReachError       6   could not look or reach
"""

# No `from __future__ import annotations`: see model.py.

from typing import NamedTuple


class AiinfraError(Exception):
    """Carry what is wrong, what to do next, and the exit code."""

    exit_code = 70

    def __init__(
        self, message: str, *, hint: str = "", problems: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems


class Declined(AiinfraError):
    """Say that the answer is no; nothing was changed."""

    exit_code = 1


class UsageError(AiinfraError):
    """Say that the call, or a file given to it, is of the wrong kind."""

    exit_code = 2


class NotFound(AiinfraError):
    """Say that no item, or more than one, fits."""

    exit_code = 3


class CurriculumError(AiinfraError):
    """Say that the curriculum cannot be used as it is."""

    exit_code = 4


class StoreError(AiinfraError):
    """Say that the store, or another file of ours, cannot be used."""

    exit_code = 5


class StoreCorrupt(StoreError):
    """Say that the store is damaged, cut short or not ours."""


class ReachError(AiinfraError):
    """Say that something could not be looked at or reached."""

    exit_code = 6


class Problem(NamedTuple):
    """One thing wrong in a curriculum file, at a place, with the next step."""

    file: str
    line: int
    text: str
    hint: str = ""

    def __str__(self) -> str:
        step = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.text}{step}"
