"""The kubectl probe, with a real kubectl against recorded answers of a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from aiinfra_cli.labs.kubectl import Cluster, Context, current_context, look
from aiinfra_cli.labs.model import Probing, Seen
from tests.labs.cluster import Login, cluster, needs_kubectl, write_config
from tests.labs.server import Request, nobody

pytestmark = needs_kubectl

CLAIMS = {"get": "resourceclaims.v1.resource.k8s.io"}
CLASSES = {"get": "deviceclasses.v1.resource.k8s.io", "namespace": "none"}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give kubectl a configuration of its own."""
    path = tmp_path / "config"
    monkeypatch.setenv("KUBECONFIG", str(path))
    return path


@pytest.fixture
def probing(tmp_path: Path) -> Probing:
    """Look into the namespace that was recorded."""
    return Probing(tmp_path, namespace="default")


def _names(seen: Seen) -> list[str]:
    assert seen.verdict is None, seen
    assert seen.facts["kind"] == "List"
    return [item["metadata"]["name"] for item in seen.facts["items"]]


def test_objects(config: Path, probing: Probing) -> None:
    """Objects come as a List, of a namespace, of the cluster, or by name."""
    with cluster() as server:
        write_config(config, Login("home", server.url))
        here = Cluster()
        assert _names(here.look(CLAIMS, probing)) == ["one-gpu"]
        assert _names(here.look(CLASSES, probing)) == ["gpu.example.com"]
        named = {**CLAIMS, "name": "one-gpu"}
        assert _names(here.look(named, probing)) == ["one-gpu"]


def test_absent(config: Path, probing: Probing) -> None:
    """Where there are none the List is empty, and nothing is remarked."""
    with cluster() as server:
        write_config(config, Login("home", server.url))
        here = Cluster()
        missing = here.look({**CLAIMS, "name": "two-gpus"}, probing)
        assert (_names(missing), missing.remark) == ([], "")
        pods = here.look({"get": "pods"}, probing)
        assert (_names(pods), pods.remark) == ([], "")


def test_missing_namespace(config: Path, probing: Probing) -> None:
    """An empty List of a namespace that does not exist is no answer."""
    other = Probing(probing.folder, namespace="nowhere")
    failed = Seen(
        verdict="failed", reason="there is no namespace nowhere in the cluster"
    )
    with cluster() as server:
        write_config(config, Login("home", server.url))
        assert look(CLAIMS, other) == failed
        raw = {"raw": "/api/v1/namespaces/{namespace}/pods"}
        assert look(raw, other) == failed
        assert _names(look({**CLAIMS, "namespace": "default"}, other)) == ["one-gpu"]


def test_namespace_that_may_not_be_seen(config: Path, probing: Probing) -> None:
    """Forbidden to look at the namespace, an empty List holds, with a remark."""
    with cluster(trouble={"/api/v1/namespaces/default": 403}) as server:
        write_config(config, Login("home", server.url))
        seen = look({**CLAIMS, "name": "two-gpus"}, probing)
    assert _names(seen) == []
    assert seen.remark == (
        "whether the namespace default exists could not be seen: Error from server"
        ' (Forbidden): User "learner" cannot get path "/api/v1/namespaces/default"'
    )


def test_forbidden(config: Path, probing: Probing) -> None:
    """What may not be listed is broken, in kubectl's words, though a List came."""
    path = "/apis/resource.k8s.io/v1/deviceclasses"
    with cluster(trouble={path: 403}) as server:
        write_config(config, Login("home", server.url))
        words = f'User "learner" cannot get path "{path}"'
        assert look(CLASSES, probing) == Seen(
            verdict="broken", reason=f"Error from server (Forbidden): {words}"
        )


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("gadgets.v1.example.com", "gadgets.v1.example.com"),
        ("gadgets.resource.k8s.io", "gadgets.resource.k8s.io"),
        ("gadgets", "gadgets"),
        ("pods,gadgets.example.com", "gadgets.example.com"),
        (
            "deviceclasses.v1beta2.resource.k8s.io",
            "deviceclasses.v1beta2.resource.k8s.io; of resource.k8s.io it serves v1",
        ),
    ],
)
def test_unknown_type(config: Path, probing: Probing, kind: str, reason: str) -> None:
    """A type that the whole of the API does not hold is not there."""
    with cluster() as server:
        write_config(config, Login("home", server.url))
        assert look({"get": kind}, probing) == Seen(
            verdict="failed", reason=f"the cluster does not know {reason}"
        )


@pytest.mark.parametrize("kind", ["deviceclasses.v1.", "deviceclasses."])
def test_api_in_part(config: Path, probing: Probing, kind: str) -> None:
    """A type of a group that does not answer may well be there: broken."""
    group = "/apis/resource.k8s.io/v1"
    with cluster(trouble={group: 503}, unfinished="resource.k8s.io") as server:
        write_config(config, Login("home", server.url))
        here = Cluster()
        seen = here.look({"get": f"{kind}resource.k8s.io"}, probing)
        pods = here.look({"get": "pods"}, probing)
    assert seen == Seen(
        verdict="broken",
        reason=(
            f"{group} of the cluster: Error from server (ServiceUnavailable):"
            " the server is currently unable to handle the request"
        ),
    )
    assert _names(pods) == []


def test_no_cluster(config: Path, probing: Probing) -> None:
    """What is no API of a cluster knows no type, and proves nothing by it."""

    def app(request: Request) -> None:
        request.answer('{"detail": "Not Found"}', status=404, kind="application/json")

    def page(request: Request) -> None:
        request.answer("{}", kind="application/json")

    with cluster(app) as server:
        write_config(config, Login("home", server.url))
        assert look(CLAIMS, probing) == Seen(
            verdict="broken",
            reason=(
                "/apis of the cluster: Error from server (NotFound): the server could"
                " not find the requested resource"
            ),
        )
    with cluster(page) as server:
        write_config(config, Login("home", server.url))
        assert look(CLAIMS, probing).verdict == "broken"


def test_raw(config: Path, probing: Probing) -> None:
    """A path of the API gives what the server answers; one that is not there fails."""
    with cluster() as server:
        write_config(config, Login("home", server.url))
        seen = look({"raw": "/apis/resource.k8s.io/v1"}, probing)
        gone = look({"raw": "/apis/example.com/v1"}, probing)
    assert seen.facts["kind"] == "APIResourceList"
    assert gone == Seen(
        verdict="failed",
        reason=(
            "the cluster has no /apis/example.com/v1: Error from server (NotFound):"
            " the server could not find the requested resource"
        ),
    )


def test_unauthorised(config: Path, probing: Probing) -> None:
    """Not logged in is broken, and says so."""
    with cluster(trouble={"/": 401}) as server:
        write_config(config, Login("home", server.url))
        for spec in (CLAIMS, {"raw": "/apis"}):
            seen = look(spec, probing)
            assert seen.verdict == "broken"
            assert seen.reason.startswith(
                "error: You must be logged in to the server ("
            )


def test_server_down(config: Path, probing: Probing) -> None:
    """No connection is broken, and names the address."""
    with nobody() as place:
        write_config(config, Login("home", f"http://{place}"))
        for spec in (CLAIMS, {"raw": "/apis"}, {"version": True}):
            assert look(spec, probing) == Seen(
                verdict="broken",
                reason=(
                    f"The connection to the server {place} was refused - did you"
                    " specify the right host or port?"
                ),
            )


def test_slow_server(config: Path, tmp_path: Path) -> None:
    """A server that does not answer in time is broken, and not asked again."""

    def wait(request: Request) -> None:
        request.pause()

    with cluster(wait) as server:
        write_config(config, Login("home", server.url))
        here = Cluster()
        seen = here.look(CLAIMS, Probing(tmp_path, timeout=1))
        assert seen.verdict == "broken"
        assert seen.reason.startswith("kubectl did not end within 1 s")
        asked = len(server.asked)
        assert here.look(CLASSES, Probing(tmp_path, timeout=1)) == seen
        assert len(server.asked) == asked


def test_version(config: Path, probing: Probing) -> None:
    """The versions of both sides are the facts."""
    with cluster() as server:
        write_config(config, Login("home", server.url))
        seen = look({"version": True}, probing)
    assert seen.verdict is None
    assert seen.facts["serverVersion"]["minor"] == "36"
    assert seen.facts["clientVersion"]["gitVersion"].startswith("v1.")


def test_context(config: Path, probing: Probing) -> None:
    """The current context and its server are told without a word to the server."""
    with cluster() as server, nobody() as place:
        write_config(
            config, Login("away", f"http://{place}"), Login("home", server.url)
        )
        assert current_context(probing) == Context("away", f"http://{place}")
        home = Probing(probing.folder, context="home", namespace="default")
        assert current_context(home) == Context("home", server.url)
        # A kubectl that picks another kubectl by the server's version asks for that.
        assert {request.path.partition("?")[0] for request in server.asked} <= {
            "/version"
        }
        assert _names(look(CLAIMS, home)) == ["one-gpu"]
        assert look(CLAIMS, probing).verdict == "broken"
        lost = Probing(probing.folder, context="lost")
        assert "lost" in current_context(lost).trouble
        assert look(CLAIMS, lost).verdict == "broken"


def test_no_context(config: Path, probing: Probing) -> None:
    """Without a configuration there is no context to name."""
    assert current_context(probing) == Context(trouble="kubectl has no current context")
