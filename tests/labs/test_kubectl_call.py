"""How kubectl is called: with which words, in which environment, and whether at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aiinfra_cli.labs.api import Kind, parts
from aiinfra_cli.labs.kubectl import Context, current_context, look, plan
from aiinfra_cli.labs.model import Probing, Seen
from tests.labs.stand_in import Said, StandIn


@pytest.mark.parametrize(
    ("spec", "line"),
    [
        ({"get": "pods"}, "get pods --namespace=ai-infra-learning --output=json"),
        (
            {"get": "nodes,pods", "namespace": "all", "selector": "app in (a,b)"},
            "get nodes,pods --all-namespaces '--selector=app in (a,b)' --output=json",
        ),
        (
            {"get": "namespaces", "namespace": "none", "name": "a"},
            "get namespaces --field-selector=metadata.name=a --output=json",
        ),
        (
            {"get": "pods", "namespace": "b", "name": "a", "field_selector": "c=d"},
            "get pods --namespace=b --field-selector=metadata.name=a,c=d --output=json",
        ),
        (
            {"get": "pods", "selector": None, "name": None},
            "get pods --namespace=ai-infra-learning --output=json",
        ),
        ({"version": True}, "version --output=json"),
        ({"raw": "/apis"}, "get --raw /apis"),
        (
            {"raw": "/api/v1/namespaces/{namespace}/pods?limit=1"},
            "get --raw '/api/v1/namespaces/ai-infra-learning/pods?limit=1'",
        ),
    ],
)
def test_plan(probing: Probing, spec: dict[str, Any], line: str) -> None:
    """The plan is the command line that is run, ready for a shell."""
    assert plan(spec, probing) == f"kubectl {line}"


def test_plan_elsewhere(tmp_path: Path) -> None:
    """The learner's context and namespace are in the command line."""
    probing = Probing(tmp_path, context="kind-lab", namespace="mine")
    assert plan({"get": "pods"}, probing) == (
        "kubectl --context=kind-lab get pods --namespace=mine --output=json"
    )
    assert plan({"get": "pods", "namespace": "keda"}, probing) == (
        "kubectl --context=kind-lab get pods --namespace=keda --output=json"
    )


@pytest.mark.parametrize(
    ("kind", "taken_apart"),
    [
        ("pods", Kind("pods")),
        (" deployments.apps ", Kind("deployments", "", "apps")),
        ("jobs.v1.batch", Kind("jobs", "v1", "batch")),
        ("x.v1alpha2.llm-d.ai", Kind("x", "v1alpha2", "llm-d.ai")),
        ("x.v2beta.example.com", Kind("x", "", "v2beta.example.com")),
        ("pods.v1.", Kind("pods", "v1", "")),
    ],
)
def test_types(kind: str, taken_apart: Kind) -> None:
    """A type is taken apart as kubectl does."""
    assert parts(kind) == taken_apart


def test_environment(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kubectl keeps what its login helpers need, and nothing of ours."""
    monkeypatch.setenv("AWS_PROFILE", "lab")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("AIINFRA_HOME", "/nowhere")
    script = stand_in.folder / "kubectl"
    script.write_text(
        '#!/bin/sh\necho "[\\"$AWS_PROFILE\\", \\"$LC_ALL\\", \\"$AIINFRA_HOME\\"]"\n'
    )
    script.chmod(0o755)
    seen = look({"raw": "/apis"}, Probing(Path()))
    assert seen == Seen(["lab", "C", ""])


def test_no_kubectl(
    stand_in: StandIn, probing: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a kubectl nothing failed and nothing is broken: a tool is missing."""
    monkeypatch.setenv("PATH", str(stand_in.folder))
    assert look({"get": "pods"}, probing) == Seen(
        verdict="skipped", reason="there is no program kubectl"
    )
    assert current_context(probing) == Context(trouble="there is no program kubectl")


def test_broken_kubectl(
    stand_in: StandIn, probing: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kubectl that cannot be run is told as such."""
    monkeypatch.setenv("PATH", str(stand_in.folder))
    script = stand_in.folder / "kubectl"
    script.write_text("not a program")
    script.chmod(0o755)
    seen = look({"get": "pods"}, probing)
    assert seen.verdict == "broken"
    assert seen.reason.startswith("kubectl cannot be run: it is neither")


CONTEXT = "config view --minify --output=json"


@pytest.mark.parametrize(
    ("said", "context"),
    [
        (
            Said(
                json.dumps(
                    {
                        "current-context": "kind-lab",
                        "clusters": [{"cluster": {"server": "https://127.0.0.1:6443"}}],
                    }
                )
            ),
            Context("kind-lab", "https://127.0.0.1:6443"),
        ),
        (
            Said("", "error: current-context must exist in order to minify\n", 1),
            Context(trouble="kubectl has no current context"),
        ),
        (
            Said("", "error: error loading config file: yaml: line 3\n", 1),
            Context(trouble="error: error loading config file: yaml: line 3"),
        ),
        (
            Said('{"current-context": "x", "clusters": null}'),
            Context(trouble="the context of kubectl names no server"),
        ),
    ],
)
def test_context(
    stand_in: StandIn, probing: Probing, said: Said, context: Context
) -> None:
    """The context is named, or why there is none."""
    stand_in.says({CONTEXT: said})
    assert current_context(probing) == context
