"""Fixtures of this room: the small curriculum, and a store that is worth keeping."""

from __future__ import annotations

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from aiinfra_cli.main import main
from tests.conftest import MINI


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for compiled modules: hundreds of programs are started here."""
    return tmp_path_factory.mktemp("pycache")


@pytest.fixture(autouse=True)
def _quiet(mini: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the small curriculum, and Python's streams as they are by default."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(compiled))
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)


class At:
    """The clock of the program under test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, day: str) -> None:
        """Make it noon of a day."""
        self._monkeypatch.setenv("AIINFRA_NOW", f"{day}T12:00:00+00:00")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Move the program's clock to noon of a day."""
    return At(monkeypatch)


@pytest.fixture(scope="session")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the home that `kept` copies."""
    home = tmp_path_factory.mktemp("kept") / "home"
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
        patch.setenv("AIINFRA_HOME", str(home))
        patch.setenv("AIINFRA_CURRICULUM", str(MINI))
        patch.setenv("TZ", "UTC")
        At(patch)("2026-11-24")
        for item in ("study-map", "lab-setup"):
            assert main(["begin", item]) == 0
            assert main(["done", item, "--note", f"note on {item}"]) == 0
        At(patch)("2026-11-25")
        for number in range(8):
            assert main(["note", "lab-setup", f"word {number}"]) == 0
    return home


@pytest.fixture
def kept(home: Path, kept_once: Path, at: At) -> Path:
    """Give a home with a history of two days: 5 events in a backup, 12 in the store."""
    at("2026-11-25")
    return Path(shutil.copytree(kept_once, home))


class WithHome:
    """Put the program into a home."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, home: Path) -> Path:
        """Use a folder as the home from now on."""
        self._monkeypatch.setenv("AIINFRA_HOME", str(home))
        return home


@pytest.fixture
def with_home(monkeypatch: pytest.MonkeyPatch) -> WithHome:
    """Change the home in the middle of a test."""
    return WithHome(monkeypatch)
