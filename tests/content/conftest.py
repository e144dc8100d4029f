"""Fixtures for the room `content`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .folders import Mini, copy_mini


@pytest.fixture
def mini(tmp_path: Path) -> Mini:
    """Give a copy of the small curriculum."""
    return copy_mini(tmp_path / "mini")
