"""How `aiinfra check` is called, and what it answers to machines."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data, journal
from tests.commands.checks.looked import (
    ALLOCATED,
    CLAIMS,
    CONTEXT,
    KUBECONFIG,
    LIST,
    READY,
    VERSION,
    YES,
    kept,
    says,
    with_gate,
)
from tests.conftest import Run
from tests.content.folders import Mini
from tests.labs.stand_in import Said, StandIn


def test_only(run: Run, kubectl: StandIn, work: Path) -> None:
    """`--only` looks at what is named, and asks nothing else."""
    says(kubectl)
    (work / "report.json").write_text('{"devices": [1, 2]}')
    result = run("check", "lab-claims", "--only", "report")
    assert result == (
        0,
        f"Ask for two devices · in {work}\n\n"
        "  ✓ report  The report names both devices\n\n1 passed\n"
        "next: aiinfra check lab-claims\n",
        "",
    )
    assert kubectl.asked == []
    assert run("check", "lab-claims", "--only", "reports") == (
        3,
        "",
        'aiinfra: lab-claims has no check "reports"\nhint: it has: allocated, report\n',
    )


def test_only_brings_what_it_rests_on(run: Run, own: Mini, kubectl: StandIn) -> None:
    """What a check rests on is looked at first, in the order of the lab."""
    own.replace(CLAIMS, "wants: two devices", "wants: two\n    needs: [allocated]")
    plan = data(run, "check", "lab-claims", "--only", "report", "--dry-run")
    assert [one["id"] for one in plan["checks"]] == ["allocated", "report"]


def test_dry_run(run: Run, kubectl: StandIn, work: Path) -> None:
    """It prints each command and each file, and sends nothing."""
    kubectl.says({})
    assert run("check", "lab-claims", "--dry-run") == (
        0,
        f"  allocated  kubectl {LIST}\n"
        f"  report     read {work}/report.json (json)\n"
        "\n"
        "nothing was run\n",
        "",
    )
    assert data(run, "check", "lab-claims", "--dry-run") == {
        "item": "lab-claims",
        "checks": [
            {"id": "allocated", "asks": [f"kubectl {LIST}"]},
            {"id": "report", "asks": [f"read {work}/report.json (json)"]},
        ],
    }
    assert kubectl.asked == []
    assert journal(run) == []


def test_context_and_namespace(run: Run, kubectl: StandIn) -> None:
    """Another context and namespace go into every command line."""
    elsewhere = "--context=other get resourceclaims.v1.resource.k8s.io --namespace=mine"
    kubectl.says(
        {
            f"--context=other {CONTEXT}": Said(
                json.dumps({**KUBECONFIG, "current-context": "other"})
            ),
            f"{elsewhere} --output=json": Said(
                json.dumps({"items": [ALLOCATED, ALLOCATED]})
            ),
            VERSION: Said("{}"),
        }
    )
    result = run(
        *("check", "lab-claims", "--only", "allocated"),
        *("--context", "other", "--namespace", "mine"),
    )
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        "Ask for two devices · context other, namespace mine",
    )
    assert kept(run)["context"] == "other"


def test_evidence_from_elsewhere(run: Run, work: Path, tmp_path: Path) -> None:
    """A file of any place can be handed in; it is told that it was."""
    (tmp_path / "mine.json").write_text(READY)
    handed = f"nodes-ready={tmp_path / 'mine.json'}"
    result = run("check", "lab-setup", "--evidence", handed, *YES)
    assert result.code == 0
    assert f"handed in: {tmp_path / 'mine.json'}\n" in result.out


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (
            ["--evidence", "nodes=x"],
            'no check here takes "nodes"\nhint: the names are: nodes-ready\n',
        ),
        (
            ["--evidence", "nodes-ready"],
            '--evidence is "nodes-ready"\nhint: write it like --evidence name=value\n',
        ),
        (
            ["-e", "nodes-ready=a", "-e", "nodes-ready=b"],
            "--evidence names nodes-ready twice\nhint: keep one of them\n",
        ),
        (
            ["-e", "nodes-ready=~nobody-at-all/x"],
            "there is no ~nobody-at-all/x\nhint: write the path out\n",
        ),
        (
            ["--answer", "nodes-ready=yes"],
            '"nodes-ready" is no question here\nhint: the questions are: notes\n',
        ),
        (
            ["--answer", "notes=perhaps"],
            '"perhaps" is no answer\nhint: write yes, no or a link\n',
        ),
        (
            ["--answer", "notes=https://"],
            "not a link: 'https://'\nhint: write it like https://example.org/page\n",
        ),
        (
            ["--dir", "nowhere"],
            "nowhere is no folder\n"
            "hint: name the folder that you worked in: --dir DIR\n",
        ),
        (
            ["--dir", "~nobody-at-all"],
            "~nobody-at-all is no folder\n"
            "hint: name the folder that you worked in: --dir DIR\n",
        ),
    ],
)
def test_wrong_calls(run: Run, argv: list[str], told: str) -> None:
    """A name that no check knows is told, with those that there are."""
    assert run("check", "lab-setup", *argv) == (2, "", f"aiinfra: {told}")
    assert journal(run) == []


@pytest.mark.parametrize("value", ["0", "-1", "soon", "3601", "nan"])
def test_wrong_timeout(run: Run, value: str) -> None:
    """The limit is a number of seconds."""
    assert run("check", "lab-setup", "--timeout", value).code == 2


def test_timeout(run: Run, own: Mini, work: Path) -> None:
    """What takes longer than the limit could not be looked at."""
    with_gate(own, run)
    os.mkfifo(work / "gate")
    result = run("check", "lab-setup", "--only", "gate", "--timeout", "0.2")
    assert result.code == 6
    assert "could not look: sh did not end within 0.2 s\n" in result.out


def test_document(run: Run, kubectl: StandIn, work: Path) -> None:
    """The document is in the manner of check50: true, false, or null."""
    err = "Unable to connect to the server: dial tcp: i/o timeout\n"
    says(kubectl, listed=Said("", err, 1))
    result = run("check", "lab-claims", "--json")
    assert result.code == 1
    assert json.loads(result.err)["error"]["message"] == "lab-claims has not passed"
    text = re.sub(r'"seconds": [0-9.]+', '"seconds": 0.1', result.out)
    text = text.replace(str(work), "/work")
    golden.check("check.json", text)


def test_passed_in_the_document(run: Run, kubectl: StandIn, work: Path) -> None:
    """passed is true, false or null, with a cause for all but true."""
    says(kubectl, ALLOCATED, ALLOCATED)
    result = run("check", "lab-claims", "--json")
    results = result.document["data"]["results"]
    assert [one["passed"] for one in results] == [True, False]
    assert [one["cause"] is None for one in results] == [True, False]
    says(kubectl, listed=Said("", "Unable to connect to the server: EOF\n", 1))
    result = run("check", "lab-claims", "--only", "allocated", "--json")
    assert result.code == 6
    (one,) = result.document["data"]["results"]
    assert (one["passed"], one["verdict"]) == (None, "broken")
    assert result.document["data"]["whole"] is False


def test_lab_without_checks(run: Run, own: Mini) -> None:
    """A lab that nothing can be looked at of says why."""
    text = own.read(CLAIMS)
    start, end = text.index("checks:"), text.index("few_checks:")
    own.write(CLAIMS, text[:start] + text[end:])
    for file in ("path.yaml", "weeks/week-2.yaml"):
        own.write(file, own.read(file).replace("lab-claims#allocated", "lab-claims"))
    assert run("check", "lab-claims") == (
        2,
        "",
        "aiinfra: lab-claims has no checks: two claims are all there is to see\n"
        "hint: aiinfra lab lab-claims\n",
    )


def test_home_that_cannot_be_written_to(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked all the same, and said that the run is not kept."""
    (work / "nodes.json").write_text(READY)
    real = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: mode != os.W_OK and real(path, mode),
    )
    result = run("check", "lab-setup", *YES)
    assert result.code == 0
    assert "this store cannot be written to: the run is not kept\n" in result.out
    monkeypatch.undo()
