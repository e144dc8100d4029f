"""What the kubectl probe makes of kubectl's words, without a kubectl.

A script stands in for it and says what real ones, from 1.20 to 1.36, were seen to say.
"""

from __future__ import annotations

import json

import pytest

from aiinfra_cli.labs import kubectl
from aiinfra_cli.labs.kubectl import Cluster, look, plan
from aiinfra_cli.labs.model import Probing, Seen
from tests.labs.stand_in import Said, StandIn

EMPTY = '{"apiVersion":"v1","items":[],"kind":"List","metadata":{"resourceVersion":""}}'
PODS = "get pods --namespace=ai-infra-learning --output=json"
NAMESPACE = "get --raw /api/v1/namespaces/ai-infra-learning"
LOGGED = (
    'E1121 04:05:02.340331     868 memcache.go:265] "Unhandled Error"'
    " err=\"couldn't get current server API group list: the server has asked"
    ' for the client to provide credentials"\n'
)


def _broken(reason: str) -> Seen:
    return Seen(verdict="broken", reason=reason)


def test_exit_status_before_json(stand_in: StandIn, probing: Probing) -> None:
    """The valid, empty List that comes with a refusal is not taken for facts."""
    refusal = 'Error from server (Forbidden): pods is forbidden: User "x" cannot list\n'
    stand_in.says({PODS: Said(EMPTY, refusal, 1)})
    assert look({"get": "pods"}, probing) == _broken(refusal.strip())


@pytest.mark.parametrize(
    ("err", "words"),
    [
        (
            f"{LOGGED * 5}error: You must be logged in to the server (Unauthorized)\n",
            "error: You must be logged in to the server (Unauthorized)",
        ),
        (
            "E1121 04:04:57.991942     748 memcache.go:265] couldn't get current server"
            " API group list: the server could not find the requested resource\n",
            "couldn't get current server API group list: the server could not find the"
            " requested resource",
        ),
        (
            "Unable to connect to the server: dial tcp: lookup \x1b[31mlab\x1b[0m\a on"
            " 10.0.0.2:53: no such host\nmore\n",
            "Unable to connect to the server: dial tcp: lookup lab on 10.0.0.2:53: no"
            " such host",
        ),
        ("x" * 1000, "x" * 299 + "…"),
        ("", "kubectl ended with exit status 1"),
    ],
)
def test_own_words(stand_in: StandIn, probing: Probing, err: str, words: str) -> None:
    """The reason is what kubectl says in the end: one line, harmless and cut."""
    stand_in.says({PODS: Said("", err, 1)})
    assert look({"get": "pods"}, probing) == _broken(words)


def test_empty_list(stand_in: StandIn, probing: Probing) -> None:
    """An empty List holds where the namespace is there; each is asked for once."""
    stand_in.says({PODS: Said(EMPTY), NAMESPACE: Said("{}")})
    here = Cluster()
    seen = Seen(json.loads(EMPTY))
    assert here.look({"get": "pods"}, probing) == seen
    assert here.look({"get": "pods"}, probing) == seen
    assert stand_in.asked == [PODS, NAMESPACE]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (
            'Error from server (NotFound): namespaces "ai-infra-learning" not found',
            Seen(
                verdict="failed",
                reason="there is no namespace ai-infra-learning in the cluster",
            ),
        ),
        (
            "Error from server (Forbidden): namespaces is forbidden",
            Seen(
                json.loads(EMPTY),
                remark=(
                    "whether the namespace ai-infra-learning exists could not be seen:"
                    " Error from server (Forbidden): namespaces is forbidden"
                ),
            ),
        ),
        (
            "Error from server (Timeout): try again",
            _broken(
                "namespace ai-infra-learning: Error from server (Timeout): try again"
            ),
        ),
    ],
)
def test_empty_list_of_nowhere(
    stand_in: StandIn, probing: Probing, said: str, seen: Seen
) -> None:
    """An empty List depends on what is known of its namespace."""
    stand_in.says({PODS: Said(EMPTY), NAMESPACE: Said("", said, 1)})
    assert look({"get": "pods"}, probing) == seen


@pytest.mark.parametrize("namespace", ["all", "none"])
def test_empty_list_of_no_namespace(
    stand_in: StandIn, probing: Probing, namespace: str
) -> None:
    """What is of the cluster, or of all namespaces, needs no namespace to be there."""
    spec = {"get": "nodes", "namespace": namespace}
    line = plan(spec, probing).removeprefix("kubectl ")
    stand_in.says({line: Said(EMPTY)})
    assert look(spec, probing) == Seen(json.loads(EMPTY))
    assert stand_in.asked == [line]


GROUPS = json.dumps(
    {
        "kind": "APIGroupList",
        "groups": [{"name": "example.com", "versions": [{"version": "v1"}]}],
    }
)
UNKNOWN = Said("", 'error: the server doesn\'t have a resource type "gadgets"\n', 1)
GADGETS = "get gadgets.example.com --namespace=ai-infra-learning --output=json"
GADGET_LIST = "get --raw /apis/example.com/v1"


@pytest.mark.parametrize(
    ("groups", "resources", "seen"),
    [
        (
            Said(GROUPS),
            Said('{"resources": [{"name": "widgets"}]}'),
            Seen(
                verdict="failed",
                reason="the cluster does not know gadgets.example.com",
            ),
        ),
        (
            Said(GROUPS),
            Said("", "Error from server (ServiceUnavailable): not now\n", 1),
            _broken(
                "/apis/example.com/v1 of the cluster:"
                " Error from server (ServiceUnavailable): not now"
            ),
        ),
        (
            # It came up in between.
            Said(GROUPS),
            Said('{"resources": [{"name": "gadgets"}]}'),
            _broken(UNKNOWN.err.strip()),
        ),
        (
            Said("", "Error from server (NotFound): the server could not\n", 1),
            Said(),
            _broken(
                "/apis of the cluster:"
                " Error from server (NotFound): the server could not"
            ),
        ),
        (
            Said('{"kind": "List", "groups": []}'),
            Said(),
            _broken("what answers there is not the API of a cluster"),
        ),
        (
            Said('{"kind": "APIGroupList", "groups": [1]}'),
            Said(),
            _broken("what answers there is not the API of a cluster"),
        ),
        (
            Said("<html>"),
            Said(),
            _broken(
                "/apis of the cluster is not JSON: expecting value, line 1, column 1"
            ),
        ),
    ],
)
def test_unknown_type(
    stand_in: StandIn, probing: Probing, groups: Said, resources: Said, seen: Seen
) -> None:
    """Only a whole list of the API without the type says that it is not there."""
    stand_in.says({GADGETS: UNKNOWN, "get --raw /apis": groups, GADGET_LIST: resources})
    assert look({"get": "gadgets.example.com"}, probing) == seen


def test_warnings(stand_in: StandIn, probing: Probing) -> None:
    """A warning beside good facts is remarked."""
    warning = "Warning: v1 ComponentStatus is deprecated in v1.19+\n"
    stand_in.says({"get --raw /x": Said("[1]", warning)})
    assert look({"raw": "/x"}, probing) == Seen([1], remark=warning.strip())
    stand_in.says({"get --raw /x": Said("[1]", LOGGED)})
    assert look({"raw": "/x"}, probing).remark.startswith('"Unhandled Error" err=')


def test_version_without_server(stand_in: StandIn, probing: Probing) -> None:
    """The version of kubectl alone is no answer, whatever the exit status."""
    line = "version --output=json"
    alone = '{"clientVersion": {"minor": "36"}}'
    refused = "The connection to the server localhost:8080 was refused\n"
    stand_in.says({line: Said(alone, refused, 1)})
    assert look({"version": True}, probing) == _broken(refused.strip())
    stand_in.says({line: Said(alone)})
    assert look({"version": True}, probing) == _broken(
        "kubectl told its own version, and none of a server"
    )
    # Not of a cluster: nothing is looked up any further.
    lost = "Error from server (NotFound): the server could not find it\n"
    stand_in.says({line: Said(alone, lost, 1)})
    assert look({"version": True}, probing) == _broken(lost.strip())


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("", "kubectl printed nothing, not JSON: it is empty"),
        (
            "No resources found\n",
            "kubectl printed “No resources found”, not JSON:"
            " expecting value, line 1, column 1",
        ),
    ],
)
def test_not_json(stand_in: StandIn, probing: Probing, out: str, reason: str) -> None:
    """What is not JSON is no answer, also with exit status 0."""
    stand_in.says({PODS: Said(out)})
    assert look({"get": "pods"}, probing) == _broken(reason)


def test_too_much(
    stand_in: StandIn, probing: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that was cut is not judged."""
    monkeypatch.setattr(kubectl, "CAP", 1_000_000)
    stand_in.says({PODS: Said(f'{{"items": ["{"x" * 1_000_000}"]}}')})
    assert look({"get": "pods"}, probing) == _broken("the answer is longer than 1 MB")
