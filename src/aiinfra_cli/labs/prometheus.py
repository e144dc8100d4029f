"""The `prometheus` probe: one query, answered by the learner's Prometheus."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from aiinfra_cli.labs.answer import document, quoted, told
from aiinfra_cli.labs.fetch import Answer, NotSeen, fetch
from aiinfra_cli.labs.model import Probing, Seen


def plan(spec: Mapping[str, Any], probing: Probing) -> str:
    """Give the request that would be sent."""
    return f"GET {_address(spec)}"


def look(spec: Mapping[str, Any], probing: Probing) -> Seen:
    """Ask for the present value of a query; give the kind of result and the result."""
    try:
        answer = fetch(_address(spec), headers={}, timeout=probing.timeout)
    except NotSeen as error:
        return Seen(verdict="broken", reason=str(error))
    # A query that is refused comes with 4xx or 503, and still says why in JSON.
    try:
        said = document(answer.text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("status") not in ("success", "error"):
        return Seen(verdict="broken", reason=_strange(spec, answer))
    if said["status"] == "error":
        kind = told(str(said.get("errorType", "error")), 40)
        words = told(str(said.get("error", "no reason given")))
        return Seen(verdict="broken", reason=f"Prometheus says {kind}: {words}")
    try:
        data = said["data"]
        facts = {
            "resultType": data["resultType"],
            "result": _numbered(data["resultType"], data["result"]),
        }
    except (KeyError, TypeError):
        return Seen(verdict="broken", reason=_strange(spec, answer))
    notes = [*(said.get("warnings") or ()), *(said.get("infos") or ())]
    words = "; ".join(told(str(note)) for note in notes[:3])
    return Seen(facts, remark="; ".join(filter(None, (answer.remark, words))))


def _address(spec: Mapping[str, Any]) -> str:
    from urllib.parse import urlencode

    base = str(spec["url"]).rstrip("/")
    return f"{base}/api/v1/query?{urlencode({'query': spec['query']})}"


def _numbered(kind: str, result: Any) -> Any:
    """Give each element of a vector its value as a number, where it is finite."""
    if kind != "vector":
        return result
    return [{**one, **_number(one)} for one in result]


def _number(element: Mapping[str, Any]) -> dict[str, float]:
    try:
        number = float(element["value"][1])
    except (KeyError, IndexError, TypeError, ValueError):  # a native histogram
        return {}
    return {"number": number} if math.isfinite(number) else {}


def _strange(spec: Mapping[str, Any], answer: Answer) -> str:
    if answer.cut:
        return f"{answer.url} sent more than 1 MB: ask for less"
    came = quoted(answer.text)
    return (
        f"{spec['url']} does not answer as Prometheus does: {answer.status} and {came}"
    )
