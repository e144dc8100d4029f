"""A folder to work in, and a kubectl that says what a test lays down."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.labs.stand_in import StandIn


@pytest.fixture(autouse=True)
def work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, with the small curriculum trusted."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    assert run("curriculum", "trust", "--yes").code == 0
    return work


@pytest.fixture
def kubectl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Put a stand-in for kubectl before all others on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return StandIn(folder)
