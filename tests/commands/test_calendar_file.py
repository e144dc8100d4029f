"""`aiinfra calendar`: options, the file it writes, and where it may not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calendars import parsed
from tests.conftest import Result, Run

PROGRAM = (sys.executable, "-m", "aiinfra_cli")
# Permissions hold root back only where it gives up being above them.
HELD_BACK = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if os.geteuid() == 0
    else ()
)


def test_without_a_plan(run: Run, tmp_path: Path) -> None:
    """There is nothing to give before a start, and no file is made."""
    file = tmp_path / "plan.ics"
    for argv in (["calendar"], ["calendar", "-o", str(file)]):
        assert run(*argv) == Result(
            2,
            "",
            "aiinfra: no plan has been started\nhint: start one: aiinfra start\n",
        )
    assert not file.exists()


def test_same_data_same_bytes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is a function of the journal: not of the day, hour or terminal."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    options = ("--todos", "--alarm", "1h", "--time", "19:30")
    run("start", "2026-11-23")
    run("done", "study-map")
    first = run("calendar", *options)
    monkeypatch.setenv("AIINFRA_NOW", "2027-02-03T04:05:06+00:00")
    monkeypatch.setenv("COLUMNS", "40")
    assert run("calendar", *options, "--ascii", "--color", "always") == first


def test_lines_are_those_of_the_format(program: Run, run: Run) -> None:
    """Each line ends with CR LF and has at most 75 bytes, whatever the locale."""
    run("start", "2026-11-23")
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    result = program("calendar", "--todos", env=ascii_only)
    lines = result.out.split("\r\n")
    assert lines[-1] == ""
    assert [line for line in lines if "\n" in line or len(line.encode()) > 75] == []
    assert "動的リソース割り当てを読む" in str(parsed(result).events[2]["description"])


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    """`-o` writes the bytes that are printed without it; a dash prints them."""
    run("start", "2026-11-23")
    printed = run("calendar")
    file = tmp_path / "plan.ics"
    assert run("calendar", "-o", str(file)) == Result(
        0,
        "",
        f"written: {file} ({len(printed.out.encode()):,} bytes)\n"
        "next: aiinfra begin study-map\n",
    )
    assert file.read_bytes() == printed.out.encode()
    assert run("calendar", "-o", "-") == printed


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o644, 0o555), (0o444, 0o755)])
@pytest.mark.needs_tool(*HELD_BACK[:1])
def test_write_protected(
    run: Run, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    """A write-protected folder or file is left as it is: exit code 5."""
    run("start", "2026-11-23")
    folder = tmp_path / "calendars"
    folder.mkdir()
    file = folder / "plan.ics"
    file.write_text("old", encoding="utf-8")
    file.chmod(file_mode)
    folder.chmod(folder_mode)
    argv = (*HELD_BACK, *PROGRAM, "calendar", "-o", str(file))
    done = subprocess.run(argv, capture_output=True, text=True)
    folder.chmod(0o755)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"aiinfra: {file} could not be written: ")
    assert [path.name for path in folder.iterdir()] == ["plan.ics"]
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.needs_tool(*HELD_BACK[:1])
def test_read_only_home(run: Run, home: Path) -> None:
    """To give the plan needs no write: a home on a read-only disk will do."""
    run("start", "2026-11-23")
    printed = run("calendar")
    home.chmod(0o555)
    done = subprocess.run((*HELD_BACK, *PROGRAM, "calendar"), capture_output=True)
    home.chmod(0o755)
    assert done.returncode == 0
    assert done.stdout == printed.out.encode()


def test_places_for_no_file(run: Run, home: Path, tmp_path: Path) -> None:
    """A folder, a missing folder and our own store are no files to write."""
    run("start", "2026-11-23")
    store = home / "progress.db"
    before = store.read_bytes()
    for place, message in {
        str(tmp_path): f"{tmp_path} is a folder",
        str(tmp_path / "no" / "plan.ics"): f"there is no folder {tmp_path}/no",
        str(store): f"{store} is your progress itself",
        f"{store}-wal": f"{store}-wal is your progress itself",
        "": "-o needs the name of a file",
    }.items():
        result = run("calendar", "-o", place)
        assert (result.code, result.out) == (2, ""), place
        assert result.err.splitlines()[0] == f"aiinfra: {message}"
    assert store.read_bytes() == before


@pytest.mark.parametrize("text", ["", "24:00", "7", "19:30:00", "19:60", "1９:30"])
def test_no_time_of_day(run: Run, text: str) -> None:
    """What is no time of day is refused with the right form."""
    run("start", "2026-11-23")
    assert run("calendar", "--time", text) == Result(
        2,
        "",
        f"aiinfra: --time is no time of day: {text!r}\nhint: write it like 19:30\n",
    )


@pytest.mark.parametrize("text", ["", "15", "1w", "-5m", "1.5h", "1000d", "m", "1 h"])
def test_no_length_of_time(run: Run, text: str) -> None:
    """What is no length of time is refused with the right forms."""
    run("start", "2026-11-23")
    assert run("calendar", f"--alarm={text}") == Result(
        2,
        "",
        f"aiinfra: --alarm is no length of time: {text!r}\n"
        "hint: write 15m, 1h or 1d, at most 999 of them\n",
    )
