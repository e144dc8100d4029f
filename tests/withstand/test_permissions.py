"""A home that its user may only read, or not even that."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from pwd import getpwnam

import pytest

from tests.conftest import MINI, Run

from .children import as_somebody_else
from .conftest import WithHome
from .refusals import assert_refused
from .sound import marks

READING = (
    *(["next"], ["week", "--json"], ["history"], ["status"], ["doctor"]),
    *(["lab", "lab-claims"], ["hint", "lab-claims"]),
)
WRITING = (["done", "study-claims"], ["note", "lab-setup", "words"], ["undo"])


@pytest.fixture
def open_home(
    kept: Path, run: Run, with_home: WithHome, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give a copy of the kept home, owned by the other user, where they can go."""
    evidence = ["done", "study-map", "--evidence", str(MINI / "path.yaml")]
    for argv in (*READING, *WRITING, ["show", "nowhere"], evidence):
        run(*argv)  # so that all that these need is imported
    with tempfile.TemporaryDirectory(prefix="aiinfra-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        home = Path(shutil.copytree(kept, folder / "home"))
        monkeypatch.setenv("AIINFRA_CURRICULUM", str(folder / "mini"))
        shutil.copytree(MINI, folder / "mini")
        with_home(home)
        run("next")  # compiles that folder
        if os.getuid() == 0:
            nobody = getpwnam("nobody")
            for path in (home, *home.rglob("*")):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        yield home
        home.chmod(0o755)


def _assert_only_read(home: Path) -> None:
    before = marks(home)
    for argv in READING:
        result = as_somebody_else(argv)
        assert (result.code, bool(result.out)) == (0, True), (argv, result.err)
    for argv in WRITING:
        assert as_somebody_else(argv) == (
            5,
            "",
            f"aiinfra: {home} cannot be written to; nothing was changed\n"
            "hint: make it writable, or set AIINFRA_HOME to another folder\n",
        )
    assert marks(home) == before


def test_home_may_be_written(open_home: Path) -> None:
    """The other user can use the program at all, or the tests below say nothing."""
    before = marks(open_home)
    result = as_somebody_else(["done", "capstone"])
    assert result.code == 0, result.err
    assert marks(open_home) == [*before, ("done", "capstone")]


def test_read_only_folder(open_home: Path) -> None:
    """A folder of mode 0500 with a store in it is read, and not written to."""
    open_home.chmod(0o500)
    _assert_only_read(open_home)


def test_read_only_store(open_home: Path) -> None:
    """A store of mode 0400 in a folder of one's own is read, and not written to."""
    (open_home / "progress.db").chmod(0o400)
    _assert_only_read(open_home)


def test_read_only_empty_folder(open_home: Path) -> None:
    """A folder of mode 0500 without a store shows the path as nobody has begun it."""
    shutil.rmtree(open_home / "backups")
    (open_home / "progress.db").unlink()
    open_home.chmod(0o500)
    shown = as_somebody_else(["next"])
    assert (shown.code, shown.out[-28:]) == (0, "next: aiinfra begin study-map\n"[-28:])
    assert as_somebody_else(["done", "study-map"]).code == 5
    assert list(open_home.iterdir()) == []


@pytest.mark.parametrize("argv", [*READING, *WRITING, ["doctor", "--restore", "--yes"]])
def test_locked_folder(open_home: Path, argv: list[str]) -> None:
    """A folder of mode 0000 is an error of files of ours, told in words."""
    open_home.chmod(0o000)
    argv = [word for word in argv if word != "--json"]
    result = as_somebody_else(argv)
    assert result.code == 5
    first, second = result.err.splitlines()[-2:]
    assert first.startswith("aiinfra: ")
    assert str(open_home) in first
    assert second.startswith("hint: ")


def test_unreadable_store(open_home: Path) -> None:
    """A store of mode 0000 in a folder of one's own: exit 5, not a new store."""
    store = open_home / "progress.db"
    store.chmod(0o000)
    result = as_somebody_else(["next"])
    assert (result.code, result.out) == (5, "")
    assert result.err == (
        f"aiinfra: {store} cannot be opened\n"
        "hint: see that its folder exists and is yours; aiinfra path names it\n"
    )


def test_file_of_others(open_home: Path) -> None:
    """Evidence that may not be read is refused, and nothing is marked."""
    before = marks(open_home)
    report = open_home.parent / "report.txt"
    report.write_text("a report")
    report.chmod(0o000)
    message = f"no evidence at {str(report)!r}: permission denied"
    refused = as_somebody_else(["done", "study-claims", "-e", str(report)])
    assert_refused(refused, 2, message)
    assert marks(open_home) == before
