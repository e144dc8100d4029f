"""Completion in bash, zsh and fish: the shells themselves load and run our scripts."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminal import Session

SHELLS = [
    pytest.param(shell, marks=pytest.mark.needs_tool(shell))
    for shell in ("bash", "zsh", "fish")
]
LOADED = {
    "bash": 'eval "$(aiinfra --show-completion)"',
    "zsh": 'autoload -U compinit; compinit -u -D; eval "$(aiinfra --show-completion)"',
}
START = {"bash": ["bash", "--norc", "-i"], "zsh": ["zsh", "-f", "-i"]}


@pytest.fixture(autouse=True)
def _installed(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the program on the path of the shells, and make the user's folder."""
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    Path(os.environ["HOME"]).mkdir()


def _shell(shell: str, script: str) -> str:
    # A second command, so that the shell stays and is found as the parent.
    done = subprocess.run(
        [shell, "-c", f"{script}; true"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.needs_tool("bash")
def test_bash_offers_ids() -> None:
    """bash fills COMPREPLY with the ids that begin with the word."""
    found = _shell(
        "bash",
        f"{LOADED['bash']}; COMP_WORDS=(aiinfra done study-map lab-); COMP_CWORD=3;"
        " _aiinfra_completion aiinfra; printf '%s\\n' \"${COMPREPLY[@]}\"",
    )
    assert sorted(found.split()) == ["lab-claims", "lab-setup"]


@pytest.mark.needs_tool("bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("done topic-", ["topic-granite", "topic-stairs"]),
        ("topics guide-q", ["guide-quarry"]),
        ("reading po", ["post-lime"]),
        ("events eve", ["eve-spring-2027"]),
        ("show paper", ["paper-mortar"]),
    ],
)
def test_bash_offers_what_is_beside_the_path(words: str, offered: list[str]) -> None:
    """Topics, reading and events are offered where they are taken."""
    found = _shell(
        "bash",
        f"{LOADED['bash']}; COMP_WORDS=(aiinfra {words}); COMP_CWORD=2;"
        " _aiinfra_completion aiinfra; printf '%s\\n' \"${COMPREPLY[@]}\"",
    )
    assert sorted(found.split()) == offered


@pytest.mark.needs_tool("fish")
def test_fish_offers_ids_with_titles() -> None:
    """fish lists the ids that begin with the word, each with its title."""
    script = "aiinfra --show-completion | source; complete -C 'aiinfra show lab-'"
    lines = _shell("fish", script).splitlines()
    assert sorted(lines) == [
        "lab-claims\tAsk for two devices",
        "lab-setup\tMake a cluster on the laptop",
    ]


@pytest.mark.parametrize("shell", SHELLS[:2])
def test_a_press_of_tab(shell: str, tmp_path: Path) -> None:
    """On a terminal, Tab completes an id, and the shell goes on with it."""
    answer = tmp_path / "answer"
    with Session(START[shell], env={"PS1": "ready> ", "INPUTRC": "/dev/null"}) as term:
        term.wait_for("ready> ")
        term.type(f"{LOADED[shell]}; echo load''ed\r")
        term.wait_for("loaded")
        term.wait_for("ready> ")
        term.type("aiinfra show lab-cl\t")
        term.wait_for("aims")
        term.type(f"\x01echo \x05 > {answer}; echo writ''ten\r")
        term.wait_for("written")
    assert answer.read_text().split() == ["aiinfra", "show", "lab-claims"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("show week-", {"week-1", "week-2"}),
        ("week ", {"week-1", "week-2"}),
        ("status w1-", {"w1-mon-tue", "w1-weekend"}),
        ("begin cp-w2", {"cp-w2-devices"}),
        ("list --week week-2", {"week-2"}),
        ("do", {"done", "doctor"}),
        ("curriculum l", {"lint", "links"}),
        ("show --js", {"--json"}),
        ("show nothing-like-it", set()),
    ],
)
def test_what_is_offered(
    typed: str, offered: set[str], home: Path, program: Run
) -> None:
    """Ids, weeks, commands and options are offered; a press of Tab makes no store."""
    words = f"aiinfra {typed}"
    result = program(
        env={
            "_AIINFRA_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }
    )
    assert (set(result.out.split()), result.err) == (offered, "")
    assert not home.exists()


def test_completion_reads_the_store_that_is_there(home: Path, program: Run) -> None:
    """With a store, Tab reads it and changes nothing in it."""
    assert program("done", "study-map").code == 0
    before = (home / "progress.db").read_bytes()
    env = {
        "_AIINFRA_COMPLETE": "complete_bash",
        "COMP_WORDS": "aiinfra show study-",
        "COMP_CWORD": "2",
    }
    assert set(program(env=env).out.split()) == {
        *("study-map", "study-claims", "study-history"),
    }
    assert (home / "progress.db").read_bytes() == before


def test_broken_curriculum_is_silent_on_tab(
    tmp_path: Path, program: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press of Tab is no place for an error: nothing is offered, nothing printed."""
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(tmp_path / "nowhere"))
    env = {
        "_AIINFRA_COMPLETE": "complete_bash",
        "COMP_WORDS": "aiinfra show la",
        "COMP_CWORD": "2",
    }
    result = program(env=env)
    assert (result.out.strip(), result.err) == ("", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_show_completion(shell: str) -> None:
    """`--show-completion` prints the script of the shell that asks for it."""
    script = _shell(shell, "aiinfra --show-completion")
    marks = {"bash": "complete -o default", "zsh": "compdef", "fish": "complete --com"}
    assert [name for name, mark in marks.items() if mark in script] == [shell]
    assert f"complete_{shell}" in script


# Shell -> the file that is written, a question to a new shell, and its answer.
INSTALLED = {
    "bash": (
        ".bash_completions/aiinfra.sh",
        "bash -ic 'complete -p aiinfra'",
        "complete -o default -F _aiinfra_completion aiinfra",
    ),
    "zsh": (
        ".zfunc/_aiinfra",
        "zsh -ic 'whence -w $_comps[aiinfra]'",
        "_aiinfra: function",  # loaded from the file at its first use
    ),
    "fish": (
        ".config/fish/completions/aiinfra.fish",
        "fish -c \"complete -C 'aiinfra show lab-cl'\"",
        "lab-claims\tAsk for two devices",
    ),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_install_completion(shell: str) -> None:
    """`--install-completion` writes into the user's folder; a new shell has it."""
    told = _shell(shell, "aiinfra --install-completion")
    file, question, answer = INSTALLED[shell]
    path = Path(os.environ["HOME"]) / file
    assert told.splitlines() == [
        f"{shell} completion installed in {path}",
        "Completion will take effect once you restart the terminal",
    ]
    assert f"complete_{shell}" in path.read_text()
    assert _shell(shell, question) == f"{answer}\n"
