"""What every test stands on: a home of its own, a fixed moment, the real entry."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pytest

from aiinfra_cli.main import main

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MINI = TESTS / "curriculum_mini"
NOW = "2026-11-25T20:14:00+00:00"  # a Wednesday evening


class Result(NamedTuple):
    """What one run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Give standard output as the JSON document that it is."""
        return json.loads(self.out)


Run = Callable[..., Result]

# Rules are about results, not about how fast a busy machine finds them.
hypothesis.settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("untimed")

# Started in the background, a shell has ^C ignored, and all children after it too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that none can touch the real one."""
    for name in list(os.environ):
        if name.startswith(("AIINFRA_", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("AIINFRA_HOME", str(home))
    monkeypatch.setenv("AIINFRA_NOW", NOW)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "80")
    return home


@pytest.fixture
def mini(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use the small curriculum of the tests in place of the bundled one."""
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(MINI))
    return MINI


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process, through the same entry as users."""

    def call(*argv: str) -> Result:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def program() -> Run:
    """Run a command line as a process of its own, as a shell would."""

    def call(
        *argv: str,
        env: Mapping[str, str] | None = None,
        stdin: str | bytes | None = None,
        timeout: float = 60,
    ) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "aiinfra_cli", *argv],
            env={**os.environ, **(env or {})},
            input=data if data is not None else b"",
            capture_output=True,
            timeout=timeout,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, by name, what needs a program that is not here."""
    for marker in item.iter_markers("needs_tool"):
        for tool in marker.args:
            if shutil.which(tool) is None:
                pytest.skip(f"needs the program {tool}")
