"""Start the scripts of this folder, which ask Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
# Both come in with .ci/run; without them the tests that ask for them are left out.
pytestmark = [
    pytest.mark.needs_tool("node"),
    pytest.mark.skipif(CHROMIUM is None, reason="needs the program chromium"),
    pytest.mark.skipif(
        not (FOLDER / "node_modules").exists(),
        reason="needs npm install in tests/browser",
    ),
]


def asked(script: str, *words: str, given: Any = None) -> Any:
    """Run a script of this folder with JSON on its input; give the JSON it answers."""
    done = subprocess.run(
        ["node", str(FOLDER / script), *words],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "CHROMIUM": str(CHROMIUM)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
