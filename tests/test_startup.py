"""What a command must not import: most of its time would go there.

Each test starts a fresh interpreter and looks at its modules. Nothing is timed;
benchmarks/startup.py measures.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from aiinfra_cli.commands import COMMANDS, PURPOSES
from aiinfra_cli.paths import user_folders
from tests.conftest import Run
from tests.terminal import on_terminal

# Heavy, or for cold commands only: see docs/performance.md.
HEAVY = {
    *("pydantic", "yaml", "sqlite_utils", "importlib.metadata"),
    *("jinja2", "icalendar", "cel", "celpy", "fsrs", "httpx"),
    *("urllib.request", "dataclasses", "hashlib", "asyncio", "logging"),
}
LISTED = {"PYTHONPROFILEIMPORTTIME": "1"}

ONE_ITEM = "study-map"
HOT = [
    *(["done", ONE_ITEM], ["next"], ["status"], ["week", "1"], ["today"]),
    *(["show", ONE_ITEM], ["list", "--week", "1"], ["history"], ["search", "map"]),
]


def _modules(argv: list[str], *, bare: bool = False) -> set[str]:
    """Run a command line in a fresh interpreter; give the modules it has in the end."""
    script = "from aiinfra_cli.main import main\nassert main(sys.argv[1:]) == 0\n"
    script = f"import sys\n{'' if bare else script}print(*sys.modules, file=sys.stderr)"
    call = [sys.executable, "-c", script, *argv]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def _brought(argv: list[str]) -> set[str]:
    """Give what the command brings in, apart from what any Python here starts with."""
    return _modules(argv) - _modules([], bare=True)


def _listed(talk: str) -> set[str]:
    """Give the modules that Python listed on standard error, as LISTED asks it to.

    What importlib.import_module is given is not among them.
    """
    lines = talk.splitlines()
    found = {
        line.rpartition("|")[2].strip() for line in lines if "import time:" in line
    }
    assert "typer" in found
    return found


def _imports(found: set[str], package: str) -> bool:
    return any(name == package or name.startswith(package + ".") for name in found)


@pytest.fixture
def compiled(mini: Path, program: Run) -> None:
    """Have a store with the curriculum in it: later runs are hot."""
    assert program("next").code == 0


@pytest.mark.parametrize("argv", HOT, ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_hot_command_imports_nothing_heavy(argv: list[str]) -> None:
    """Off a terminal a hot command imports neither a heavy library nor Rich."""
    found = _brought(argv)
    assert "typer" in found
    assert {name for name in HEAVY | {"rich"} if _imports(found, name)} == set()


@pytest.fixture
def reviewed(mini: Path, program: Run) -> None:
    """Have answers to recall cards in the store."""
    assert program("done", "study-map").code == 0
    assert program("review", stdin="\n3\n\n1\n").code == 0


@pytest.mark.parametrize("argv", [*HOT, ["concept", "layer"]], ids=" ".join)
@pytest.mark.usefixtures("reviewed")
def test_what_is_remembered_is_told_without_fsrs(argv: list[str]) -> None:
    """Retained and what is due come from the store: FSRS is for answers alone."""
    found = _brought(argv)
    unwanted = ("fsrs", "importlib.metadata", "rich.console", "pydantic", "yaml")
    assert {name for name in unwanted if _imports(found, name)} == set()


LABS = [
    *(["lab", "lab-claims"], ["lab", "lab-claims", "--json"], ["hint", "lab-claims"]),
    *(["show", "lab-claims"], ["check", "lab-claims", "--dry-run"]),
    ["done", "lab-claims", "--override", "no cluster"],
]


@pytest.mark.parametrize("argv", LABS, ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_reading_a_lab_compiles_nothing(argv: list[str]) -> None:
    """Pages, hints and plans need neither the compiler nor CEL, nor a network."""
    unwanted = {
        *("pydantic", "yaml", "sqlite_utils", "cel", "rich.console"),
        *("http.client", "ssl", "urllib.request", "asyncio"),
    }
    found = _brought(argv)
    assert {name for name in unwanted if _imports(found, name)} == set()


@pytest.mark.parametrize("argv", [[], ["--list"], ["--stale"], ["dra"]], ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_the_landscape_is_drawn_by_us(argv: list[str]) -> None:
    """Map, lists and pages need no compiler, no Rich and no picture."""
    unwanted = {
        *("pydantic", "yaml", "sqlite_utils", "fsrs", "rich.console"),
        *("aiinfra_cli.landscape.svg", "aiinfra_cli.landscape.poster"),
    }
    found = _brought(["landscape", *argv])
    assert {name for name in unwanted if _imports(found, name)} == set()


@pytest.mark.usefixtures("compiled")
def test_checks_are_judged_elsewhere(tmp_path: Path) -> None:
    """A run of checks starts CEL in a child, and never imports it itself."""
    (tmp_path / "nodes.json").write_text('{"items": [{"ready": true}]}')
    run = ["check", "lab-setup", "--answer", "notes=yes", "--dir", str(tmp_path)]
    assert _brought(["curriculum", "trust", "--yes"])
    found = _brought(run)
    assert "aiinfra_cli.labs.expect" in found
    unwanted = ("cel", "pydantic", "yaml", "ssl", "http.client")
    assert {name for name in unwanted if _imports(found, name)} == set()


BESIDE = [
    *(["topics"], ["topics", "--tree"], ["topics", "topic-granite"], ["reading"]),
    *(["events"], ["done", "topic-granite"], ["begin", "post-lime"]),
]


@pytest.mark.parametrize("argv", BESIDE, ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_reading_topics_compiles_nothing(argv: list[str]) -> None:
    """The longer path needs neither the compiler nor Rich; no other room comes in."""
    unwanted = {
        *("pydantic", "yaml", "sqlite_utils", "cel", "fsrs", "icalendar"),
        *("rich.console", "aiinfra_cli.landscape", "aiinfra_cli.practices"),
    }
    found = _brought(argv)
    assert "aiinfra_cli.topics.rows" in found
    assert {name for name in unwanted if _imports(found, name)} == set()


PRACTISED = [
    *([], ["--list"], ["north-walk"], ["side-north"], ["--review"]),
    *(["done", "north-walk"], ["edit", "north-walk", "--title", "Walk"]),
]


@pytest.mark.parametrize("argv", PRACTISED, ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_the_goal_chart_is_drawn_by_us(argv: list[str]) -> None:
    """The chart needs neither the compiler nor Rich; the picture's parts stay away."""
    unwanted = {
        *("pydantic", "yaml", "sqlite_utils", "cel", "fsrs", "rich.console"),
        *("aiinfra_cli.topics", "aiinfra_cli.practices.svg"),
        *("aiinfra_cli.landscape.svg", "aiinfra_cli.landscape.poster"),
    }
    found = _brought(["practices", *argv])
    assert "aiinfra_cli.practices.standing" in found
    assert {name for name in unwanted if _imports(found, name)} == set()


@pytest.mark.parametrize("argv", HOT, ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_the_path_does_without_topics(argv: list[str]) -> None:
    """Commands about milestones bring nothing in that is beside the path."""
    found = _brought(argv)
    beside = {"aiinfra_cli.topics", "aiinfra_cli.practices"}
    assert {name for name in beside if _imports(found, name)} == set()


@pytest.mark.parametrize("argv", HOT[:5], ids=" ".join)
@pytest.mark.usefixtures("compiled")
def test_no_json_where_there_is_none(argv: list[str]) -> None:
    """Commands that meet no notes and no details do without JSON."""
    assert not _imports(_brought(argv), "json")


@pytest.mark.usefixtures("compiled")
def test_wide_titles_need_no_console() -> None:
    """To measure wide characters, Rich's table of widths is all that is imported."""
    found = _brought(["list"])
    assert _imports(found, "rich.cells")
    assert not _imports(found, "rich.console")


@pytest.mark.usefixtures("compiled")
def test_done_does_without_rich() -> None:
    """`done` writes a few plain lines, on a terminal too."""
    result = on_terminal("done", ONE_ITEM, env=LISTED)
    assert result.code == 0
    assert not _imports(_listed(result.err), "rich")


@pytest.mark.usefixtures("compiled")
def test_terminal_draws_with_rich_alone() -> None:
    """On a terminal `week` draws with Rich, and imports nothing else that is heavy."""
    found = _listed(on_terminal("week", "1", env=LISTED).err)
    assert _imports(found, "rich.console")
    # What Rich's console itself pulls in.
    allowed = {"dataclasses", "logging"}
    assert {name for name in HEAVY - allowed if _imports(found, name)} == set()


@pytest.mark.usefixtures("compiled")
def test_only_the_command_called_is_imported() -> None:
    """Of all commands only the module of the one called is imported."""
    found = _brought(["next"])
    called = {name for name in COMMANDS if f"aiinfra_cli.commands.{name}" in found}
    assert called == {"next"}


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_imports_next_to_nothing(option: str) -> None:
    """The version is told without Typer, SQLite or any command."""
    found = _brought([option])
    assert "aiinfra_cli.main" in found
    unwanted = ("typer", "rich", "sqlite3", "aiinfra_cli.commands", "aiinfra_cli.store")
    assert {name for name in unwanted if _imports(found, name)} == set()


def test_help_imports_no_command() -> None:
    """The list of commands is told without importing them, or the store."""
    found = _brought(["--help"])
    assert "aiinfra_cli.commands" in found
    assert {
        name for name in COMMANDS if f"aiinfra_cli.commands.{name}" in found
    } == set()
    assert not _imports(found, "sqlite3")


@pytest.mark.parametrize("name", COMMANDS)
def test_list_says_what_the_command_says(name: str) -> None:
    """What `aiinfra --help` says of a command is the first line of its own help."""
    module = importlib.import_module(f"aiinfra_cli.commands.{COMMANDS[name][0]}")
    command = vars(module).get("command")
    said = command.__doc__ if command else module.group.info.help
    assert PURPOSES[name] == said.splitlines()[0]
    assert PURPOSES.keys() == COMMANDS.keys()


def test_typer_comes_without_pydantic() -> None:
    """Typer builds and runs a command without importing pydantic.

    Typer 0.29 builds pydantic adapters for every parameter of every command, which
    doubles the time of a hot command: hence the cap `typer<0.29` in pyproject.toml.
    Once a newer Typer passes this test, the cap can go.
    """
    script = (
        "import sys, typer\n"
        "app = typer.Typer()\n"
        "@app.command()\n"
        "def main(name: str = '', count: int = 1, words: list[str] = []): ...\n"
        "app(['--count', '2'], standalone_mode=False)\n"
        "print(sorted(m for m in sys.modules if m.startswith('pydantic')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"XDG_DATA_HOME": "/data/of/mine"},
        {"XDG_DATA_HOME": ""},
        {"XDG_DATA_HOME": "relative"},
        {"ANDROID_ROOT": "/system", "ANDROID_DATA": "/data"},
        {"HOME": "/nowhere at all"},
        {"HOME": ""},
    ],
)
def test_folder_is_the_one_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str]
) -> None:
    """The short way to our folders leads where platformdirs says."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    data = Path(platformdirs.user_data_dir("aiinfra", appauthor=False))
    settings = Path(platformdirs.user_config_dir("aiinfra", appauthor=False))
    assert user_folders(os.environ) == (data, settings)
