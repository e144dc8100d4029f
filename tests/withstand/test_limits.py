"""A limit on the size of files cuts writes off in the middle; nothing half is kept."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import Result

from .disk import assert_no_room
from .sound import assert_sound, marks


def _run_with_limit(home: Path, most: int, *argv: str) -> Result:
    """Run the program in a process that may make no file larger than that."""
    done = subprocess.run(
        [sys.executable, "-m", "aiinfra_cli", *argv],
        # The limit is on every file: the interpreter's own .pyc would be cut, too.
        env={
            **os.environ,
            "AIINFRA_HOME": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_limit_on_files(kept: Path, tmp_path: Path) -> None:
    """Whatever write meets the limit, a mark is kept whole or not at all."""
    before = marks(kept)
    words = "long words " * 3000
    codes = set()
    limits = (0, 1000, 4096, 20_000, 32_768, 36_000, 45_000, 60_000, 80_000, 400_000)
    for number, most in enumerate(limits):
        home = tmp_path / f"limit-{number}"
        shutil.copytree(kept, home)
        shown = _run_with_limit(home, most, "next")
        assert (shown.code, shown.err) == (0, "")
        result = _run_with_limit(home, most, "done", "study-claims", "--note", words)
        if result.code:
            assert_no_room(result)
        fresh = [("done", "study-claims")] if result.code == 0 else []
        assert marks(home) == before + fresh
        assert_sound(home)
        codes.add(result.code)
    assert codes == {0, 5}


def test_limit_on_a_first_run(tmp_path: Path) -> None:
    """A first run that meets the limit can be read all the same, or says why not."""
    codes = set()
    for most in (0, 3000, 40_000, 120_000, 400_000):
        home = tmp_path / f"first-{most}"
        result = _run_with_limit(home, most, "done", "study-map")
        codes.add(result.code)
        if result.code:
            assert_no_room(result)
        again = _run_with_limit(home, 10**9, "done", "study-map")
        assert again.code == 0
        assert marks(home) == [("done", "study-map")]
        assert_sound(home)
    assert codes == {0, 5}
