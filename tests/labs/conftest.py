"""What tests of probes share."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiinfra_cli.labs.model import Probing
from tests.labs.stand_in import StandIn


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Put the stand-in where kubectl is looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return StandIn(folder)


@pytest.fixture
def probing(tmp_path: Path) -> Probing:
    """Look as a learner does who says nothing more."""
    return Probing(tmp_path)
