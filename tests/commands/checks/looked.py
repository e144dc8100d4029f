"""What the labs of the small curriculum look at, and what the journal keeps of it."""

from __future__ import annotations

import json
from typing import Any

from tests.commands.asking import data
from tests.conftest import Run
from tests.content.folders import Mini
from tests.labs.stand_in import Said, StandIn

SETUP, CLAIMS = "labs/lab-setup.yaml", "labs/lab-claims.yaml"
YES = ("--answer", "notes=yes")
READY, HALF = '{"items": [{"ready": true}]}', '{"items": [{"ready": false}]}'

CLAIM = "resourceclaims.v1.resource.k8s.io"
LIST = f"get {CLAIM} --namespace=ai-infra-learning --output=json"
VERSION = "version --client -o json"
CONTEXT = "config view --minify --output=json"
KUBECONFIG = {
    "current-context": "kind-w3",
    "clusters": [{"cluster": {"server": "https://127.0.0.1:6443"}}],
}
ALLOCATED = {"kind": "ResourceClaim", "status": {"allocation": {}}}
WAITING = {"kind": "ResourceClaim", "status": {}}

FEW = "few_checks: a cluster is there or it is not"
GATE = """\
  - id: gate
    title: Somebody opened the gate
    probe: {kind: command, run: [sh, -c, cat gate]}
    expect: facts.exit == 0
    wants: an open gate
    why: Nothing goes through a closed one."""


def says(kubectl: StandIn, *claims: dict[str, Any], listed: Said | None = None) -> None:
    """Let kubectl list claims, or say something else when asked for them."""
    kubectl.says(
        {
            CONTEXT: Said(json.dumps(KUBECONFIG)),
            VERSION: Said('{"clientVersion": {"gitVersion": "v1.36.2"}}'),
            LIST: listed or Said(json.dumps({"items": list(claims)})),
        }
    )


def with_gate(own: Mini, run: Run, script: str = "cat gate") -> None:
    """Give lab-setup a third check, which runs a script, and trust it."""
    own.replace(SETUP, FEW, GATE.replace("cat gate", script))
    own.replace(SETUP, "tools:", "tools:\n  - {name: sh}")
    own.write("tools.yaml", own.read("tools.yaml") + "  - {name: sh, get: x}\n")
    assert run("curriculum", "trust", "--yes").code == 0


def kept(run: Run) -> dict[str, Any]:
    """Give what the journal keeps of the newest run."""
    (event,) = data(run, "history", "-n", "1")["events"]
    assert event["verb"] == "check"
    found: dict[str, Any] = event["detail"]
    return found
