"""The prometheus probe: what a query gives, or why Prometheus gives nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.prometheus import look, plan
from tests.labs.server import Page, nobody, serving

QUERY = 'rate(vllm:x_total{job="sim"}[1m]) > 0'


def _page(document: Any, status: int = 200) -> Page:
    body = document if isinstance(document, str) else json.dumps(document)
    return lambda request: request.answer(body, status=status, kind="application/json")


def _seen(document: Any, probing: Probing, *, status: int = 200) -> Seen:
    """Ask a server that gives one answer; its address becomes SERVER."""
    pages = {"/api/v1/query": _page(document, status)}
    with serving(pages) as server:
        seen = look({"url": f"{server.url}/", "query": QUERY}, probing)
        [asked] = server.asked
        assert asked.path == (
            "/api/v1/query?query=rate%28vllm%3Ax_total%7Bjob%3D%22sim%22%7D"
            "%5B1m%5D%29+%3E+0"
        )
        reason = seen.reason.replace(server.url, "SERVER")
    return Seen(seen.facts, seen.verdict, reason, seen.remark)


def _success(kind: str, result: Any, **more: Any) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": kind, "result": result}, **more}


def test_vector(probing: Probing) -> None:
    """Each element of a vector has its value as a number too, where it is one."""
    values = ["1.5", "NaN", "+Inf", "0"]
    result = [{"metric": {"a": "b"}, "value": [1795204800.1, v]} for v in values]
    # A native histogram has no value.
    result.append({"metric": {}, "histogram": [1795204800.1, {"count": "1"}]})
    seen = _seen(_success("vector", result), probing)
    numbers = [{"number": 1.5}, {}, {}, {"number": 0.0}, {}]
    assert seen == Seen(
        {
            "resultType": "vector",
            "result": [
                {**one, **number} for one, number in zip(result, numbers, strict=True)
            ],
        }
    )


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("vector", []),
        ("scalar", [1795204800.1, "1"]),
        ("matrix", [{"metric": {}, "values": [[1795204800, "1"]]}]),
    ],
)
def test_other_results(probing: Probing, kind: str, result: Any) -> None:
    """Other results are as Prometheus gives them; no result is a result."""
    facts = {"resultType": kind, "result": result}
    assert _seen(_success(kind, result), probing) == Seen(facts)


def test_warnings(probing: Probing) -> None:
    """What Prometheus remarks is told."""
    warned = _success(
        "vector", [], warnings=["slow\nstore"], infos=["no counter", 1, "more"]
    )
    assert _seen(warned, probing).remark == "slow; no counter; 1"


@pytest.mark.parametrize("status", [200, 400, 422, 503])
def test_error(probing: Probing, status: int) -> None:
    """A query that Prometheus refuses is broken, in its words."""
    error = {
        "status": "error",
        "errorType": "bad_data",
        "error": "parse error: \x1b[1m",
    }
    assert _seen(error, probing, status=status) == Seen(
        verdict="broken", reason="Prometheus says bad_data: parse error:"
    )


@pytest.mark.parametrize(
    ("document", "status", "said"),
    [
        ("404 page not found\n", 404, "404 and “404 page not found”"),
        ({"message": "login"}, 401, '401 and “{"message": "login"}”'),
        ({"status": "success"}, 200, '200 and “{"status": "success"}”'),
        ([], 200, "200 and “[]”"),
        ("", 200, "200 and nothing"),
        (_success("vector", [1]), 200, None),
        (_success("vector", None), 200, None),
    ],
)
def test_not_prometheus(
    probing: Probing, document: Any, status: int, said: str | None
) -> None:
    """A server that is no Prometheus is told as such, with what it sent."""
    seen = _seen(document, probing, status=status)
    begin = "SERVER/ does not answer as Prometheus does: "
    assert seen.verdict == "broken"
    assert seen.reason.startswith(begin + (said or '200 and “{"status"'))


def test_too_much(probing: Probing) -> None:
    """A result beyond measure is refused, not cut."""
    result = [{"metric": {"a": "x" * 1000}, "value": [1, "1"]}] * 1100
    seen = _seen(_success("vector", result), probing)
    assert seen.verdict == "broken"
    assert seen.reason.endswith(" sent more than 1 MB: ask for less")


def test_nobody(probing: Probing) -> None:
    """A Prometheus that does not listen is broken, with its address."""
    with nobody() as place:
        spec = {"url": f"http://{place}", "query": "up"}
        assert look(spec, probing) == Seen(
            verdict="broken",
            reason=f"nothing listens at {place}: the connection was refused",
        )


def test_plan(probing: Probing) -> None:
    """The plan names the request, below the path that Prometheus is served at."""
    assert plan({"url": "http://127.0.0.1:9090/prom/", "query": "up"}, probing) == (
        "GET http://127.0.0.1:9090/prom/api/v1/query?query=up"
    )
