"""`path`, `doctor` and `curriculum lint`: where things are, and whether all is well."""

from __future__ import annotations

import platform
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aiinfra_cli import __version__
from tests.commands.asking import data, statuses
from tests.conftest import MINI, Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

VERSIONS = (
    f"versions: aiinfra {__version__}, Python {platform.python_version()}, "
    f"SQLite {sqlite3.sqlite_version}"
)


def test_paths(run: Run, home: Path) -> None:
    """Every place that is ours, each by its name."""
    wanted = {
        "home": home,
        "store": home / "progress.db",
        "backups": home / "backups",
        "config": home / "config.toml",
        "curriculum": MINI,
        "log": home / "error.log",
    }
    assert data(run, "path") == {name: str(path) for name, path in wanted.items()}
    lines = [f"{name:<11} {path}\n" for name, path in wanted.items()]
    assert run("path") == (0, "".join(lines), "")
    for name, path in wanted.items():
        assert run("path", name) == (0, f"{path}\n", "")


def test_unknown_path(run: Run) -> None:
    """A name that is none exits 2 and lists those that are."""
    assert run("path", "shop") == (
        2,
        "",
        'aiinfra: there is no path "shop"\n'
        "hint: one of: home, store, backups, config, curriculum, log\n",
    )


def test_doctor_of_a_sound_store(run: Run, home: Path) -> None:
    """One line for each thing looked at."""
    run("done", "study-map")
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    assert result.out.partition("\n\n")[0] == (
        "✓ store: schema 5, 1 events\n"
        "✓ integrity: every page is sound\n"
        "✓ foreign keys: all hold\n"
        "✓ state: equal to the journal, refolded\n"
        "✓ backups: 1, the newest is daily-2026-11-25.db with 1 events\n"
        f"✓ curriculum: sound, {MINI}\n"
        f"✓ {VERSIONS}"
    )


def test_doctor_before_the_first_run(run: Run, home: Path) -> None:
    """Without a store it says so, and makes none."""
    for path in home.iterdir():
        path.unlink()
    levels = {one["name"]: one["level"] for one in data(run, "doctor")["findings"]}
    assert levels == {
        "store": "note",
        "backups": "note",
        "curriculum": "good",
        "versions": "good",
    }
    assert list(home.iterdir()) == []


def _spoil_state(home: Path) -> None:
    with closing(sqlite3.connect(home / "progress.db")) as store, store:
        store.execute("UPDATE state SET status = 'skipped'")


def test_doctor_finds_and_mends_a_wrong_state(run: Run, home: Path) -> None:
    """A state that is not what the journal says is named; --fix makes it anew."""
    run("done", "study-map")
    _spoil_state(home)
    found = run("doctor")
    assert found.code == 5
    assert "✗ state: 1 items differ from the journal: study-map\n" in found.out
    assert found.err == (
        "aiinfra: state: 1 items differ from the journal: study-map\n"
        "hint: mend it: aiinfra doctor --fix\n"
    )
    mended = run("doctor", "--fix")
    assert (mended.code, mended.err) == (0, "state made anew: 1 items differed\n")
    assert statuses(run, "study-map") == ["done"]
    assert run("doctor", "--fix").err == "nothing to mend\n"


def test_doctor_in_json(run: Run, home: Path) -> None:
    """Findings are data on stdout; what is wrong is an error on stderr as well."""
    run("done", "study-map")
    _spoil_state(home)
    result = run("doctor", "--json")
    assert result.code == 5
    wrong = [f for f in result.document["data"]["findings"] if f["level"] == "wrong"]
    assert [(f["name"], f["exit_code"]) for f in wrong] == [("state", 5)]
    assert result.err.startswith("{")


def test_doctor_goes_back_to_a_backup(run: Run, home: Path) -> None:
    """--restore asks, puts the backup in place, and keeps the store before it."""
    run("done", "study-map")  # the first change of the day makes the backup
    refused = run("doctor", "--restore")
    assert refused == (
        2,
        "",
        "aiinfra: this would go back to daily-2026-11-25.db (1 events)\n"
        "hint: add --yes if that is meant\n",
    )
    assert on_terminal("doctor", "--restore", keys="n\n").code == 1
    done = run("doctor", "--restore", "--yes")
    assert done == (
        0,
        "restored daily-2026-11-25.db: 1 events\n"
        f"the store before it is kept as {home / 'progress.db.before-1'}\n"
        "next: aiinfra doctor\n",
        "",
    )
    assert statuses(run, "study-map") == ["done"]
    assert (home / "progress.db.before-1").exists()


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (["--backup", "x.db"], 2, "--backup goes with --restore"),
        (["--restore", "--yes"], 3, "there is no backup to go back to"),
        (["--restore", "--backup", "x.db"], 3, "there is no backup x.db"),
    ],
)
def test_backup_that_is_not_there(
    run: Run, argv: list[str], code: int, message: str
) -> None:
    """What cannot be gone back to is told, and nothing is changed."""
    result = run("doctor", *argv)
    assert (result.code, result.out) == (code, "")
    assert result.err.splitlines()[0] == f"aiinfra: {message}"


def test_lint_of_a_sound_folder(run: Run) -> None:
    """Nothing to mend is said in words, and is an empty list in JSON."""
    assert run("curriculum", "lint", str(MINI)) == (
        0,
        f"{MINI}: nothing to mend\n",
        "",
    )
    assert data(run, "curriculum", "lint") == {
        "folder": str(MINI),
        "problems": [],
        "fresh": None,
    }


def test_lint_finds_every_problem(own: Mini, run: Run) -> None:
    """All problems come at once, each with file, line and next step; exit 1."""
    own.replace("weeks/week-1.yaml", "minutes: 30", "minuts: 30")
    own.replace("labs/lab-setup.yaml", "tier: laptop", "tier: lap")
    result = run("curriculum", "lint", str(own.folder))
    assert result.code == 1
    places = [line.split(" ")[0] for line in result.out.splitlines()]
    assert "labs/lab-setup.yaml:5:" in places
    assert any(place.startswith("weeks/week-1.yaml:") for place in places)
    assert result.err == f"aiinfra: {len(places)} problems in {own.folder}\n"
    as_json = run("curriculum", "lint", "--json")
    problems = as_json.document["data"]["problems"]
    assert (as_json.code, len(problems)) == (1, len(places))
    assert all(list(p) == ["file", "line", "text", "hint"] for p in problems)


def test_lint_of_what_is_no_curriculum(run: Run, tmp_path: Path) -> None:
    """Another folder is one problem, not one for each file in it."""
    for number in range(3):
        (tmp_path / f"{number}.txt").touch()
    result = run("curriculum", "lint", str(tmp_path))
    assert (result.code, len(result.out.splitlines())) == (1, 1)
    assert result.out.startswith("path.yaml:1: the file is missing ")
    nowhere = run("curriculum", "lint", str(tmp_path / "nowhere"))
    assert (nowhere.code, nowhere.out) == (4, "")
