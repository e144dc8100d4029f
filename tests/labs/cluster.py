"""A cluster on loopback: answers of a real API server, replayed to a real kubectl."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.labs.server import Page, Request, Server, serving

SAMPLES = Path(__file__).parent / "samples"
AGGREGATED = "g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

# What of the API answers in another way: paths that begin so, and the status.
Trouble = dict[str, int]
REASONS = {401: "Unauthorized", 403: "Forbidden", 404: "NotFound"}

needs_kubectl = pytest.mark.skipif(
    shutil.which("kubectl") is None,
    reason="NOT TESTED: the probe with a real kubectl. Put a kubectl on the PATH.",
)


class Answers:
    """The recorded answers, with what a test changes in them."""

    def __init__(self, trouble: Trouble, *, unfinished: str = "") -> None:
        text = (SAMPLES / "kubernetes-1.36.json").read_text(encoding="utf-8")
        self.recorded: dict[str, Any] = json.loads(text)
        self.trouble = trouble
        self.unfinished = unfinished

    def __call__(self, request: Request) -> None:
        """Answer one request as the API server did."""
        url = urlsplit(request.path)
        path = url.path
        for beginning, status in self.trouble.items():
            if path.startswith(beginning):
                refuse(request, status)
                return
        if AGGREGATED in (request.headers["Accept"] or "") and path in (
            "/api",
            "/apis",
        ):
            path = f"agg {path}"
        found = self.recorded.get(path) or self.made(path)
        if found is None:
            refuse(request, 404)
            return
        body = self.stale(found["body"])
        fields = parse_qs(url.query).get("fieldSelector", [""])[0]
        if name := fields.removeprefix("metadata.name="):
            of_name = [i for i in body["items"] if i["metadata"]["name"] == name]
            body = {**body, "items": of_name}
        request.answer(json.dumps(body), status=found["status"], kind=found["type"])

    def made(self, path: str) -> dict[str, Any] | None:
        """Make the answers that follow from the recorded ones.

        A server lists a namespace that does not exist as one without objects.
        """
        if found := re.fullmatch(r"/api/v1/namespaces/([^/]+)", path):
            listed = self.recorded["/api/v1/namespaces"]["body"]["items"]
            for one in listed:
                if one["metadata"]["name"] == found[1]:
                    return _answer({"kind": "Namespace", "apiVersion": "v1", **one})
        if re.fullmatch(r"/api/v1/(namespaces/[^/]+/)?pods", path):
            return _answer(_list("PodList", "v1"))
        if re.fullmatch(r"/apis/resource.k8s.io/v1/namespaces/.+/resourceclaims", path):
            return _answer(_list("ResourceClaimList", "resource.k8s.io/v1"))
        return None

    def stale(self, body: Any) -> Any:
        """Leave out of discovery the group that does not answer, as a server does."""
        for group in body.get("items", []):
            if group["metadata"].get("name") == self.unfinished and self.unfinished:
                for version in group["versions"]:
                    version.pop("resources", None)
                    version["freshness"] = "Stale"
        return body


def refuse(request: Request, status: int) -> None:
    """Refuse as an API server does."""
    path = urlsplit(request.path).path
    message = "the server could not find the requested resource"
    if status == 401:
        message = "Unauthorized"
    elif status == 403:
        message = f'User "learner" cannot get path "{path}"'
    elif status == 503:
        request.answer("service unavailable\n", status=503)
        return
    elif found := re.fullmatch(r"/api/v1/namespaces/([^/]+)", path):
        message = f'namespaces "{found[1]}" not found'
    body = {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Failure",
        "message": message,
        "reason": REASONS[status],
        "code": status,
    }
    request.answer(json.dumps(body), status=status, kind="application/json")


def _answer(body: Any) -> dict[str, Any]:
    return {"status": 200, "type": "application/json", "body": body}


def _list(kind: str, version: str) -> dict[str, Any]:
    meta = {"resourceVersion": "221"}
    return {"kind": kind, "apiVersion": version, "metadata": meta, "items": []}


class _Everything(dict[str, Page]):
    """One page for every path."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __getitem__(self, path: str) -> Page:
        return self.page


@contextlib.contextmanager
def cluster(
    page: Page | None = None,
    *,
    trouble: Trouble | None = None,
    unfinished: str = "",
) -> Iterator[Server]:
    """Run an API server: recorded, in part in trouble, or one page for all."""
    answers = page or Answers(trouble or {}, unfinished=unfinished)
    with serving(_Everything(answers)) as server:
        yield server


class Login(NamedTuple):
    """A context of a kubeconfig."""

    name: str
    server: str


def write_config(path: Path, *contexts: Login) -> None:
    """Write a kubeconfig, whose first context is the current one."""
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": contexts[0].name,
        "contexts": [
            {"name": one.name, "context": {"cluster": one.name, "user": "learner"}}
            for one in contexts
        ],
        "clusters": [
            {"name": one.name, "cluster": {"server": one.server}} for one in contexts
        ],
        "users": [{"name": "learner", "user": {}}],
    }
    path.write_text(json.dumps(config), encoding="utf-8")
