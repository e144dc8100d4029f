"""What the tests of results stand on: files on disk, read through the door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.metrics import read_runs
from aiinfra_cli.metrics.model import Result, Run

SAMPLES = Path(__file__).parent / "samples"

Write = Callable[[Any], Path]
Read = Callable[[Any], Result]
ReadOne = Callable[[Any], Run]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file: bytes and text as they are, a value as JSON."""

    def call(content: Any) -> Path:
        path = tmp_path / "result.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return call


@pytest.fixture
def read(write: Write) -> Read:
    """Read what a file of that content holds."""

    def call(content: Any) -> Result:
        return read_runs(write(content))

    return call


@pytest.fixture
def read_one(read: Read) -> ReadOne:
    """Read the only run of a file of that content."""

    def call(content: Any) -> Run:
        (run,) = read(content).runs
        return run

    return call


def lines(entries: Iterable[Any]) -> str:
    """Write JSON Lines."""
    return "".join(json.dumps(entry) + "\n" for entry in entries)
