"""No test can reach the home, the store or the settings of whoever runs it."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

from aiinfra_cli.paths import Paths
from tests.conftest import NOW, Run


def test_home_is_a_new_folder(home: Path, tmp_path: Path) -> None:
    """Every path that the program owns lies in the temporary folder of the test."""
    paths = Paths(os.environ)
    assert paths.home == home == tmp_path / "home"
    assert not home.exists()
    owned = (paths.store, paths.backups, paths.log)
    assert all(home in path.parents for path in owned)


def test_real_home_is_out_of_reach(tmp_path: Path) -> None:
    """Without AIINFRA_HOME the program would still not find the real home."""
    environ = {k: v for k, v in os.environ.items() if k != "AIINFRA_HOME"}
    real = Path(pwd.getpwuid(os.getuid()).pw_dir)
    found = Paths(environ).home
    assert tmp_path in found.parents
    assert real not in found.parents
    assert Path.home() == tmp_path / "user"


def test_settings_of_the_caller_are_gone() -> None:
    """Nothing that changes what the program prints comes in from outside."""
    names = [name for name in os.environ if name.startswith(("AIINFRA_", "XDG_"))]
    assert sorted(names) == ["AIINFRA_HOME", "AIINFRA_NOW"]
    assert os.environ["AIINFRA_NOW"] == NOW
    assert not {"NO_COLOR", "FORCE_COLOR"} & os.environ.keys()
    assert (os.environ["TZ"], os.environ["COLUMNS"]) == ("UTC", "80")


def test_a_child_process_gets_the_same_home(
    mini: Path, home: Path, program: Run
) -> None:
    """The real program, run as a process, writes into the home of the test."""
    assert program("done", "study-map").code == 0
    assert (home / "progress.db").exists()
    assert program("path", "home").out == f"{home}\n"


def test_mini_is_used_in_place_of_the_bundled_path(mini: Path, run: Run) -> None:
    """With the fixture `mini` commands speak of the small curriculum."""
    assert run("path", "curriculum").out == f"{mini}\n"
    assert run("status", "--json").document["data"]["course"]["id"] == "mini"


def test_entry_in_this_process_is_that_of_users(run: Run) -> None:
    """`run` gives what `main` answered, and leaves this process alone."""
    streams = sys.stdout, sys.stderr
    assert run("--version")._replace(out="") == (0, "", "")
    assert (sys.stdout, sys.stderr) == streams
