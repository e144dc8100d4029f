"""`aiinfra config`: settings are kept, checked, and change what is seen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from pwd import getpwnam
from typing import Any

import pytest

from aiinfra_cli.config import LARGEST, SETTINGS, Config
from aiinfra_cli.review import parameters
from aiinfra_cli.review.queue import Caps
from tests.commands.asking import data
from tests.conftest import ROOT, Run
from tests.withstand.children import as_somebody_else
from tests.withstand.refusals import assert_refused, refused_as_json

MINE = '# mine\n\ncolor = "never"  # no colours, please\n\n[later]\nkey = 1\n'
HINT = 'mend it (values stand in quotes: color = "never"), or move it away'
ALLOWED = {
    "day_start": "a time from 00:00 to 11:59",
    "week_start": "monday | sunday",
    "date_format": "day-month | month-day | iso",
    "report_format": "terminal | plain | markdown | html | json | csv | svg",
    "color": "auto | always | never",
    "desired_retention": "a number from 0.70 to 0.97",
    "new_per_day": "a whole number up to 9999",
    "reviews_per_day": "a whole number up to 9999",
}


@pytest.fixture
def file(home: Path) -> Path:
    """Give the place of the file of settings; it is not there yet."""
    return home / "config.toml"


def test_set_get_unset(run: Run, file: Path) -> None:
    """A value that is set is given back until it is unset; then the default is."""
    assert run("config", "get", "color") == (0, "auto\n", "")
    assert not file.exists()
    assert run("config", "set", "color", "never") == (0, "color is never now\n", "")
    assert run("config", "set", "color", "never").out == "color is never already\n"
    assert run("config", "get", "color") == (0, "never\n", "")
    assert run("config", "unset", "color").out == "color is auto again, the default\n"
    again = run("config", "unset", "color")
    assert again == (0, "color is not set; it is auto by default\n", "")
    assert run("config", "get", "color") == (0, "auto\n", "")
    head = "# Settings of aiinfra. What each means: aiinfra config list\n"
    assert file.read_text() == head
    assert [path.name for path in file.parent.glob(".aiinfra-*")] == []


def test_list(run: Run) -> None:
    """Every setting is listed: its value, whether it is set, what it takes."""
    run("config", "set", "date_format", "iso")
    lines = run("config", "list").out.splitlines()
    assert [line.split(maxsplit=3) for line in lines[::2]] == [
        [key, "iso", "set", ALLOWED[key]]
        if key == "date_format"
        else [key, default, "default", ALLOWED[key]]
        for key, default in Config()._asdict().items()
    ]
    assert lines[1::2] == [f"  {setting.help}" for setting in SETTINGS.values()]


def test_documents(run: Run, file: Path) -> None:
    """--json gives list, get and path as documents."""
    run("config", "set", "week_start", "sunday")
    week: dict[str, Any] = {
        "key": "week_start",
        "value": "sunday",
        "default": "monday",
        "set": True,
        "allowed": "monday | sunday",
        "help": "The first day of a week, where the plan sums up this week.",
    }
    assert data(run, "config", "get", "week_start") == week
    assert data(run, "config", "path") == {"path": str(file), "exists": True}
    whole = data(run, "config", "list")
    assert [one["key"] for one in whole["settings"]] == list(SETTINGS)
    assert whole["settings"][1] == week
    assert (whole["path"], whole["problems"]) == (str(file), [])


def test_place(program: Run, tmp_path: Path, file: Path) -> None:
    """The file is in AIINFRA_HOME, or without it in the user's folder for settings."""
    assert program("config", "path").out == f"{file}\n"
    assert program("path", "config").out == f"{file}\n"
    env = {"AIINFRA_HOME": "", "XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    if sys.platform == "linux":
        place = tmp_path / "xdg/aiinfra/config.toml"
        assert program("config", "path", env=env).out == f"{place}\n"
        assert program("config", "set", "color", "never", env=env).code == 0
        assert place.read_text().endswith('color = "never"\n')


@pytest.mark.parametrize("start", [MINE, MINE.rstrip(), MINE.replace("\n", "\r\n")])
def test_comments_and_unknown_keys_stay(run: Run, file: Path, start: str) -> None:
    """set and unset change their own line only."""
    file.write_bytes(start.encode())
    result = run("config", "set", "color", "always")
    assert (result.code, result.out) == (0, "color is always now\n")
    assert result.err == (
        f'still wrong in {file}: there is no setting "later"; one of: '
        f"{', '.join(SETTINGS)}\n"
    )
    kept = start.replace('"never"', '"always"').rstrip()
    assert file.read_bytes().decode().rstrip() == kept
    run("config", "set", "week_start", "sunday")
    run("config", "unset", "week_start")
    assert file.read_bytes().decode().split() == kept.split()
    assert run("config", "unset", "later").out == "later is taken out\n"
    assert run("next").code == 0


def test_a_link_stays_a_link(run: Run, file: Path, tmp_path: Path) -> None:
    """A file kept elsewhere is changed there, and keeps its mode."""
    kept = tmp_path / "kept.toml"
    kept.write_text(MINE.split("[")[0])
    kept.chmod(0o640)
    file.symlink_to(kept)
    assert run("config", "set", "color", "auto").code == 0
    assert file.is_symlink()
    assert 'color = "auto"  # no colours, please' in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("day_start", text) for text in ("4:00", "12:00", "04:60", "04.00", "٠٤:٠٠")),
        *(("day_start", text) for text in ("", "04:00 ", "-4:00", "04:000")),
        ("week_start", "Monday"),
        ("date_format", "%d"),
        ("report_format", "pdf"),
        ("color", "\x1b[31mred"),
        *(("desired_retention", text) for text in ("0.69", "0.971", "1", "90 %")),
        *(("desired_retention", text) for text in (".9", "0.9e0", "nan", "٠.٩", "")),
        *(("new_per_day", text) for text in ("-1", "1.5", "10000", "007", "", "٣")),
    ],
)
def test_wrong_value(run: Run, file: Path, key: str, value: str) -> None:
    """It is refused with key, value and what is allowed; nothing is written."""
    result = run("config", "set", "--", key, value)
    shown = value.replace("\x1b", "�")
    hint = assert_refused(result, 2, f'{key} cannot be "{shown}"')
    assert hint == f"{key} takes {ALLOWED[key]}"
    assert not file.exists()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("desired_retention", "0.7", "0.7"),
        ("desired_retention", "0.97", "0.97"),
        ("desired_retention", '"0.85"', "0.85"),
        ("new_per_day", "0", "0"),
        ("reviews_per_day", "9999", "9999"),
    ],
)
def test_numbers_in_the_file(
    run: Run, file: Path, key: str, text: str, value: str
) -> None:
    """A number may stand in quotes or without; it is one setting all the same."""
    file.write_text(f"{key} = {text}\n")
    assert run("config", "get", key) == (0, f"{value}\n", "")
    assert data(run, "config", "get", key)["value"] == value
    assert run("next").code == 0
    assert run("config", "unset", key).code == 0


@pytest.mark.parametrize("text", ["true", "0.5", "1e400", "inf", "-3", "[20]"])
def test_no_such_number_in_the_file(run: Run, file: Path, text: str) -> None:
    """What no card could be asked by is wrong, whatever TOML makes of it."""
    for key in ("desired_retention", "new_per_day"):
        file.write_text(f"{key} = {text}\n")
        result = run("next")
        assert (result.code, f"{key} takes {ALLOWED[key]}" in result.err) == (5, True)


def test_the_bounds_are_those_of_fsrs() -> None:
    """The settings take what the room of recall cards may be asked for."""
    fits = SETTINGS["desired_retention"].fits
    taken = [n for n in range(1000) if fits(f"0.{n:03}")]
    assert (taken[0] / 1000, taken[-1] / 1000) == (parameters.LEAST, parameters.MOST)
    assert parameters.wanting(float(Config().desired_retention)) == parameters.DEFAULTS
    assert Caps(int(Config().new_per_day), int(Config().reviews_per_day)) == Caps()


def test_unknown_key(run: Run, file: Path) -> None:
    """A key that is none is refused, with a near match where there is one."""
    for argv in (["get", "colour"], ["set", "colour", "auto"], ["unset", "Color"]):
        message = f'there is no setting "{argv[1]}"'
        hint = assert_refused(run("config", *argv), 2, message)
        assert hint == "did you mean color?"
    assert_refused(run("config", "get", "x" * 5000), 2)
    assert not file.exists()


BROKEN = {
    "color = never": "Invalid value (at line 1, column 9)",
    'color = "a\x07"': "Illegal character '\\x07' (at line 1, column 11)",
    b"color = '\xff'": "it is not UTF-8",
    b"#" * (LARGEST + 1): "it is larger than 64 kB",
    "x = " + "[" * 5000 + "]" * 5000: "it is nested too deep",
    "folder": "it is not a regular file",
    "pipe": "it is not a regular file",
}


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_broken_file(run: Run, file: Path, content: str | bytes) -> None:
    """What cannot be read is an error of every command, and is never written to."""
    message = f"{file} cannot be read: {BROKEN[content]}"
    if content == "folder":
        file.mkdir()
    elif content == "pipe":
        os.mkfifo(file)
    else:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = file.stat()
    for argv in ([], ["done", "study-map"], ["undo"], ["curriculum", "lint"]):
        assert assert_refused(run(*argv), 5, message) == HINT
    for argv in (["list"], ["get", "color"], ["set", "color", "auto"]):
        assert assert_refused(run("config", *argv), 5, message) == HINT
    assert assert_refused(run("config", "unset", "color"), 5, message) == HINT
    assert refused_as_json(run("week", "--json"), 5)["message"] == message
    for argv in (["--help"], ["done", "--help"], ["--version"], ["path"]):
        assert run(*argv).code == 0
    assert run("config", "path") == (0, f"{file}\n", "")
    doctor = run("doctor")
    assert (doctor.code, doctor.out.splitlines()[-1]) == (5, f"✗ {message}")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_wrong_values_in_the_file(run: Run, file: Path) -> None:
    """All that is wrong is told at once, by list too; set and unset mend it."""
    huge = f"0x{'f' * 6000}"
    file.write_text(f'colour = "auto"\nday_start = 04:00:00\nweek_start = {huge}\n')
    message = f"{file}: 3 settings are wrong"
    result = run("status")
    mend = "mend them: aiinfra config set KEY VALUE, or unset KEY"
    assert assert_refused(result, 5, message) == mend
    assert result.err.splitlines()[1:-1] == [
        '  there is no setting "colour" (did you mean color?)',
        "  day_start cannot be 04:00:00 (day_start takes a time from 00:00 to 11:59)",
        "  week_start cannot be so large a number (week_start takes monday | sunday)",
    ]
    listed = run("config", "list")
    assert (listed.code, listed.err) == (5, result.err)
    assert "week_start        monday     default" in listed.out
    document = run("config", "list", "--json").document["data"]
    assert document["problems"][0] == {
        "text": 'there is no setting "colour"',
        "hint": "did you mean color?",
    }
    assert run("config", "unset", "colour").code == 0
    assert run("config", "set", "day_start", "05:00").code == 0
    message = f"{file}: week_start cannot be so large a number"
    hint = "week_start takes monday | sunday"
    assert assert_refused(run("status"), 5, message) == hint
    assert assert_refused(run("config", "get", "week_start"), 5, message) == hint
    assert run("config", "get", "day_start").out == "05:00\n"
    assert run("config", "set", "week_start", "monday").err == ""
    assert run("status").code == 0
    assert f"✓ settings: sound, {file}" in run("doctor").out.splitlines()


@pytest.fixture
def theirs(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a home of the other user with a file of settings in it."""
    for argv in (["set", "color", "never"], ["unset", "color"], ["set", "x", "y"]):
        run("config", *argv)  # so that all that these need is imported
    with tempfile.TemporaryDirectory(prefix="aiinfra-test-") as name:
        Path(name).chmod(0o755)
        home = Path(name) / "home"
        home.mkdir()
        (home / "config.toml").write_text(MINE)
        if os.getuid() == 0:
            nobody = getpwnam("nobody")
            for path in (home, home / "config.toml"):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        monkeypatch.setenv("AIINFRA_HOME", str(home))
        yield home
        home.chmod(0o755)


def test_read_only(theirs: Path) -> None:
    """A folder or file that may not be written to: exit 5, and the file stays whole."""
    path = theirs / "config.toml"
    change = ["config", "set", "color", "auto"]
    for locked, mode, why in (
        (theirs, 0o500, "permission denied"),
        (path, 0o400, "it is write-protected"),
    ):
        before = locked.stat().st_mode
        locked.chmod(mode)
        message = f"{path} could not be written: {why}; the old file is as it was"
        hint = assert_refused(as_somebody_else(change), 5, message)
        assert hint == "see that the file and its folder are yours"
        locked.chmod(before)
    assert path.read_text() == MINE
    path.unlink()
    theirs.rmdir()
    message = f"the folder {theirs} cannot be made: permission denied"
    if os.getuid() == 0:
        assert_refused(as_somebody_else(change), 5, message)
    theirs.mkdir()


def test_imports(file: Path) -> None:
    """Without a file TOML is not imported, and what writes it never for reading."""
    code = (
        "import sys; from aiinfra_cli.main import main; main(sys.argv[1:]);"
        "print(*({'tomllib', 'tomlkit'} & set(sys.modules)), file=sys.stderr)"
    )

    def imported(*argv: str) -> str:
        call = [sys.executable, "-c", code, *argv]
        return subprocess.run(call, capture_output=True, text=True).stderr.strip()

    assert imported("done", "study-map") == ""
    assert imported("next") == ""
    file.write_text('color = "never"\n')
    assert imported("next") == "tomllib"
    assert imported("config", "list") == "tomllib"


def test_the_docs_name_every_setting() -> None:
    """docs/config.md has a row for each: its default and what it takes."""
    page = (ROOT / "docs/config.md").read_text(encoding="utf-8")
    for key, default in Config()._asdict().items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{key}`"))
        assert f"| `{default}` |" in row
        words = ALLOWED[key].split(" | ")
        assert all(word in row for word in words)
        assert SETTINGS[key].allowed == ALLOWED[key]
