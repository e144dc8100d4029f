"""What the tests of commands stand on: the small curriculum, greeted already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aiinfra_cli.paths import bundled_curriculum
from tests.conftest import Result, Run
from tests.content.folders import Mini, copy_mini

At = Callable[..., Result]


@pytest.fixture(autouse=True)
def _greeted(mini: Path, run: Run) -> None:
    """Make the store, so that no test has the greeting of a first run on stderr."""
    assert run("next").code == 0


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use the path that comes with the program."""
    monkeypatch.delenv("AIINFRA_CURRICULUM")
    return bundled_curriculum()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mini:
    """Use a copy of the small curriculum that the test may change."""
    mini = copy_mini(tmp_path / "own")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(mini.folder))
    return mini


@pytest.fixture
def at(run: Run, monkeypatch: pytest.MonkeyPatch) -> At:
    """Run a command at an hour of 25 November, or of another day: "26 09:00"."""

    def call(when: str, *argv: str) -> Result:
        day, _, hour = when.rpartition(" ")
        monkeypatch.setenv("AIINFRA_NOW", f"2026-11-{day or 25}T{hour}:00+00:00")
        return run(*argv)

    return call


@pytest.fixture
def prove(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Give what leaves behind what lab-setup's checks look at, and runs them."""

    def left() -> None:
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        (work / "nodes.json").write_text('{"items": [{"ready": true}]}', "utf-8")
        monkeypatch.chdir(work)
        assert run("curriculum", "trust", "--yes").code == 0
        assert run("check", "lab-setup", "--answer", "notes=yes").code == 0

    return left
