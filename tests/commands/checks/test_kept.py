"""A run is kept in the journal as evidence, and is no step."""

from __future__ import annotations

from pathlib import Path

from tests.commands.asking import item, journal
from tests.commands.checks.looked import (
    ALLOCATED,
    HALF,
    READY,
    YES,
    kept,
    says,
)
from tests.conftest import Run
from tests.labs.stand_in import StandIn


def test_run_is_kept_as_evidence(run: Run, kubectl: StandIn, work: Path) -> None:
    """Verdicts, digests, excerpts, versions of programs, the context, the time."""
    says(kubectl, ALLOCATED)
    (work / "report.json").write_text('{"devices": [1, 2], "token": "hunter2hunter2"}')
    run("check", "lab-claims")
    found = kept(run)
    assert found.pop("seconds") >= 0
    first, second = found["checks"]
    facts = first.pop("facts"), second.pop("facts")
    assert [len(digest) for digest in facts] == [64, 64]
    assert found == {
        "checks": [
            {
                "id": "allocated",
                "verdict": "failed",
                "digest": "6967038826820b35",
                "excerpt": '{"items": [{"kind": "ResourceClaim",'
                ' "status": {"allocation": {}}}]}',
                "saw": "1 allocated claims",
            },
            {
                "id": "report",
                "verdict": "passed",
                "digest": "702ac317e9463fae",
                "excerpt": '{"devices": [1, 2], "token": "(masked)"}',
                "saw": "2 devices",
            },
        ],
        "proof": "2354fb619b054b1f",
        "tools": {"kubectl": "1.36.2"},
        "context": "kind-w3",
    }
    assert journal(run) == ["check lab-claims"]


def test_same_facts_have_the_same_digest(run: Run, work: Path) -> None:
    """The digest is of what was seen, not of the moment or the layout."""
    digests = []
    for text in (READY, '{ "items":\n [{"ready": true}]}', HALF):
        (work / "nodes.json").write_text(text)
        run("check", "lab-setup", *YES)
        digests.append(kept(run)["checks"][0]["facts"])
    assert digests[0] == digests[1] != digests[2]


def test_run_is_no_step(run: Run, work: Path) -> None:
    """`undo` leaves it alone: what was seen was seen."""
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    run("done", "lab-setup")
    assert run("undo").out.startswith("undid: done lab-setup\n")
    assert run("undo").out.startswith("nothing to undo\n")
    assert item(run, "lab-setup")["verified"] is False
    run("redo")
    assert item(run, "lab-setup")["verified"] is True


def test_history_tells_the_run(run: Run, work: Path) -> None:
    """The journal tells in words what a run came to."""
    run("check", "lab-setup")
    (work / "nodes.json").write_text(READY)
    run("check", "lab-setup", *YES)
    assert run("history").out.splitlines() == [
        "20:14             check   lab-setup 2 passed",
        "20:14             check   lab-setup 1 failed (nodes-ready), 1 not looked at",
    ]
