"""Every manifest that a lab hands out is what a Kubernetes server would take.

Core kinds are held against the published schemas, strictly: an unknown field is an
error. Kinds that come with a project's own definitions cannot be: each of them is
listed here, so that none passes over unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import kubernetes_validate
import pytest
import yaml

from aiinfra_cli.content import hand_out
from aiinfra_cli.paths import bundled_curriculum

FOLDER = bundled_curriculum()
LABS = FOLDER / "labs"
VERSION = "1.36"  # the release that the labs are written for

# Kinds of projects, whose schemas are no part of Kubernetes: apiVersion, kind.
FOREIGN = {
    ("batch.volcano.sh/v1alpha1", "Job"),
    ("gateway.networking.k8s.io/v1", "Gateway"),
    ("gateway.networking.k8s.io/v1", "HTTPRoute"),
    ("kagent.dev/v1alpha2", "Agent"),
    ("kagent.dev/v1alpha2", "ModelConfig"),
    ("keda.sh/v1alpha1", "ScaledObject"),
    ("kind.x-k8s.io/v1alpha4", "Cluster"),
    ("llm-d.ai/v1alpha2", "InferenceObjective"),
    ("monitoring.coreos.com/v1", "PodMonitor"),
    ("monitoring.coreos.com/v1", "PrometheusRule"),
    ("monitoring.coreos.com/v1", "ServiceMonitor"),
    ("policies.kyverno.io/v1", "ImageValidatingPolicy"),
    ("policies.kyverno.io/v1", "ValidatingPolicy"),
    ("topology.volcano.sh/v1alpha1", "HyperNode"),
}
# Files that are YAML and no manifest: values of charts, settings of programs.
OTHER = {
    "hands-on-hypernodes/files/volcano-values.yaml",
    "lab-autoscaling/files/prometheus-values.yaml",
    "lab-caching/files/cache-values.yaml",
    "lab-caching/files/no-prefix-values.yaml",
    "lab-disaggregation/files/pd-values.yaml",
    "lab-gateway/files/pool-values.yaml",
    "lab-hami/files/hami-values.yaml",
    "lab-kagent/files/kagent-values.yaml",
    "lab-quantization/files/sums/sums.yaml",
    "lab-signing/files/registry.yml",
    "project-w1/files/prometheus-values.yaml",
}


class Manifest(NamedTuple):
    """One document of a file of a lab."""

    file: str  # relative to labs/
    number: int
    body: Any

    def __str__(self) -> str:
        return f"{self.file}[{self.number}]"


def _manifests() -> Iterator[Manifest]:
    for path in sorted(LABS.glob("*/files/**/*.y*ml")):
        lab = path.relative_to(LABS).parts[0]
        about = yaml.safe_load((LABS / f"{lab}.yaml").read_text(encoding="utf-8"))
        name = path.relative_to(LABS / lab / "files").as_posix()
        text = hand_out(FOLDER, lab, [name], about.get("versions", {}))[name]
        for number, body in enumerate(yaml.safe_load_all(text), 1):
            if body is not None:
                yield Manifest(path.relative_to(LABS).as_posix(), number, body)


ALL = list(_manifests())
MANIFESTS = [one for one in ALL if one.file not in OTHER]


def test_what_is_no_manifest_is_listed() -> None:
    """A file without apiVersion and kind is one of those known to be something else."""
    bare = {
        one.file
        for one in ALL
        if not (
            isinstance(one.body, dict) and {"apiVersion", "kind"} <= one.body.keys()
        )
    }
    assert bare == OTHER


@pytest.mark.parametrize("manifest", MANIFESTS, ids=str)
def test_manifest_is_valid(manifest: Manifest) -> None:
    """A server of the stated release takes it, with no field that it does not know."""
    body = manifest.body
    if (body["apiVersion"], body["kind"]) in FOREIGN:
        if body["kind"] != "Cluster":  # what kind reads is no object of a server
            assert body["metadata"].keys() & {"name", "generateName"}
        return
    kubernetes_validate.validate(body, VERSION, strict=True)


def test_foreign_kinds_are_unknown_and_used() -> None:
    """The list holds what the schemas do not know, and nothing that no lab uses."""
    used = {(one.body["apiVersion"], one.body["kind"]) for one in MANIFESTS}
    assert used >= FOREIGN
    for api, kind in sorted(FOREIGN):
        body = {"apiVersion": api, "kind": kind, "metadata": {"name": "x"}}
        with pytest.raises(kubernetes_validate.SchemaNotFoundError):
            kubernetes_validate.validate(body, VERSION, strict=True)
