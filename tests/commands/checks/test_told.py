"""A run is told line by line: what was seen, what was wanted, and why."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import item, journal
from tests.commands.checks.looked import (
    ALLOCATED,
    CLAIMS,
    CONTEXT,
    HALF,
    LIST,
    READY,
    VERSION,
    WAITING,
    YES,
    says,
    with_gate,
)
from tests.conftest import Run
from tests.content.folders import Mini
from tests.labs.stand_in import Said, StandIn
from tests.terminal import Session, on_terminal


def test_all_pass(run: Run, work: Path) -> None:
    """Each check has its line; then how many passed, and what comes next."""
    (work / "nodes.json").write_text(READY)
    assert run("check", "lab-setup", *YES) == (
        0,
        f"Make a cluster on the laptop · in {work}\n"
        "\n"
        "  ✓ nodes-ready  All nodes are ready\n"
        "  ✓ notes        You wrote the versions down\n"
        "                 your own word\n"
        "\n"
        "2 passed\n"
        "next: aiinfra done lab-setup\n",
        "",
    )


def test_failure_says_what_was_seen_and_wanted(run: Run, work: Path) -> None:
    """Of a failed check: what was seen, what was wanted, why, and which hint helps."""
    (work / "nodes.json").write_text(HALF)
    assert run("check", "lab-setup", *YES) == (
        1,
        f"Make a cluster on the laptop · in {work}\n"
        "\n"
        "  ✗ nodes-ready  All nodes are ready\n"
        "                 saw 0 ready of 1, wanted at least one node, and all of them"
        " ready\n"
        "                 Work is only placed on nodes that are ready.\n"
        "                 aiinfra hint lab-setup -s look\n"
        "  ✓ notes        You wrote the versions down\n"
        "                 your own word\n"
        "\n"
        "1 passed, 1 failed\n",
        "aiinfra: lab-setup has not passed\nhint: aiinfra hint lab-setup\n",
    )


def test_missing_file_fails(run: Run, work: Path) -> None:
    """A file that is not there is told with the folder that was looked in."""
    lines = run("check", "lab-setup", *YES).out.splitlines()
    assert lines[3:5] == [
        "                 there is no nodes.json here",
        "                 wanted at least one node, and all of them ready",
    ]


def test_question_without_an_answer(run: Run, work: Path) -> None:
    """Where nobody can be asked, a question is not looked at: the whole is not."""
    (work / "nodes.json").write_text(READY)
    result = run("check", "lab-setup")
    assert result.code == 1
    assert result.out.splitlines()[3:] == [
        "  – notes        You wrote the versions down",
        "                 only you can answer this, and were not asked",
        "",
        "1 passed, 1 not looked at",
    ]
    assert result.err == (
        "aiinfra: lab-setup was not looked at as a whole\n"
        "hint: answer it: aiinfra check lab-setup --answer notes=yes\n"
    )
    assert item(run, "lab-setup")["verified"] is False


def test_cluster(run: Run, kubectl: StandIn, work: Path) -> None:
    """The context and the namespace come first; the claims are counted."""
    says(kubectl, ALLOCATED, WAITING)
    (work / "report.json").write_text('{"devices": [1, 2]}')
    result = run("check", "lab-claims")
    assert (result.code, result.out) == (
        1,
        "Ask for two devices · context kind-w3, namespace ai-infra-learning"
        f" · in {work}\n"
        "\n"
        "  ✗ allocated  Two claims are allocated\n"
        "               saw 1 allocated claims, wanted two or more\n"
        "               A claim without an allocation has not been given a device.\n"
        "               aiinfra hint lab-claims -s claim\n"
        "  ✓ report     The report names both devices\n"
        "\n"
        "1 passed, 1 failed\n",
    )
    assert kubectl.asked == [CONTEXT, LIST, VERSION]


def test_could_not_look_is_never_not_there(run: Run, kubectl: StandIn) -> None:
    """What kubectl says itself is told, and the exit code is its own."""
    err = (
        "Error from server (Forbidden): resourceclaims.resource.k8s.io is forbidden:"
        ' User "dev" cannot list resource\n'
    )
    says(kubectl, listed=Said('{"items": []}', err, 1))
    result = run("check", "lab-claims", "--only", "allocated")
    assert result.code == 6
    assert result.out.splitlines()[2:] == [
        "  ! allocated  Two claims are allocated",
        f"               could not look: {err.strip()}",
        "",
        "1 could not be looked at",
    ]
    assert result.err == (
        "aiinfra: lab-claims could not be looked at\n"
        "hint: try again: aiinfra check lab-claims\n"
    )


def test_missing_program_is_no_mistake(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without kubectl nothing was looked at, and doctor tells how to get it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("check", "lab-claims", "--only", "allocated")
    assert result.code == 1
    assert result.out == (
        "Ask for two devices · no context, namespace ai-infra-learning\n"
        "\n"
        "  – allocated  Two claims are allocated\n"
        "               there is no program kubectl\n"
        "\n"
        "1 not looked at\n"
    )
    assert result.err == (
        "aiinfra: lab-claims was not looked at as a whole\n"
        "hint: see what is missing here: aiinfra doctor\n"
    )


def test_failed_comes_before_broken(run: Run, kubectl: StandIn) -> None:
    """With one failed and one that could not be looked at, the answer is no."""
    says(kubectl, listed=Said("", "Unable to connect to the server: EOF\n", 1))
    result = run("check", "lab-claims")
    assert result.code == 1
    assert result.out.endswith("1 failed, 1 could not be looked at\n")


def test_what_rests_on_a_failure_is_not_looked_at(
    run: Run, own: Mini, kubectl: StandIn
) -> None:
    """A check that rests on one that did not pass is skipped, and says so."""
    own.replace(CLAIMS, "wants: two devices", "wants: two\n    needs: [allocated]")
    assert run("curriculum", "trust", "--yes").code == 0
    says(kubectl, WAITING)
    result = run("check", "lab-claims", "--only", "report")
    assert result.out.splitlines()[-4:] == [
        "  – report     The report names both devices",
        "               not looked at: it rests on allocated",
        "",
        "1 failed, 1 not looked at",
    ]


def test_screens(run: Run, kubectl: StandIn) -> None:
    """The lines of a run fit the terminal, with and without colour."""
    says(kubectl, ALLOCATED)
    sections = []
    for columns, options in (
        *((60, ["--color", "never"]), (80, ["--color", "always"])),
        (80, ["--ascii", "--color", "never"]),
    ):
        # A folder whose name is as long everywhere.
        argv = ("check", "lab-claims", "--dir", "/", *options)
        shown = golden.visible(on_terminal(*argv, columns=columns).out)
        sections.append(f"== {columns} columns: {' '.join(options)}\n{shown}")
    golden.check("check.txt", "\n".join(sections))


def test_each_line_as_it_comes(own: Mini, run: Run, work: Path) -> None:
    """A result is told at once: the next one may take long."""
    with_gate(own, run)
    (work / "nodes.json").write_text(READY)
    os.mkfifo(work / "gate")
    argv = [
        sys.executable,
        "-m",
        "aiinfra_cli",
        "--color=never",
        "check",
        "lab-setup",
        *YES,
    ]
    with Session(argv, env={"AIINFRA_CURRICULUM": str(own.folder)}) as session:
        session.wait_for("✓ nodes-ready")
        session.wait_for("✓ notes")
        (work / "gate").write_text("go\n")  # only now can the third be answered
        session.wait_for("✓ gate")
        session.wait_for("3 passed")
        assert session.exit_code() == 0


def test_interrupt_ends_what_runs(own: Mini, run: Run, work: Path, home: Path) -> None:
    """^C ends the program that is asked, with 130; the run is not kept."""
    with_gate(own, run, "echo $$ > pid; exec sleep 600")
    argv = [
        sys.executable,
        "-m",
        "aiinfra_cli",
        "--color=never",
        "check",
        "lab-setup",
        *YES,
    ]
    with Session(argv, env={"AIINFRA_CURRICULUM": str(own.folder)}) as session:
        session.wait_for("✓ notes")
        while not (work / "pid").exists() or not (work / "pid").read_text().strip():
            time.sleep(0.01)
        session.interrupt()
        assert session.exit_code() == 130
    pid = int((work / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert journal(run) == []
