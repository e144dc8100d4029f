"""The `http` probe: a server is asked, by GET alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiinfra_cli.labs.answer import document, quoted, told
from aiinfra_cli.labs.exposition import series
from aiinfra_cli.labs.fetch import Answer, NotSeen, fetch
from aiinfra_cli.labs.model import Probing, Seen


def plan(spec: Mapping[str, Any], probing: Probing) -> str:
    """Give the request that would be sent."""
    return f"GET {spec['url']}"


def look(spec: Mapping[str, Any], probing: Probing) -> Seen:
    """Ask the server; give status, headers and the body in the form asked for."""
    wanted = spec.get("statuses", [200])
    try:
        answer = fetch(
            spec["url"],
            headers=spec.get("headers", {}),
            final=frozenset(wanted),
            timeout=probing.timeout,
        )
        if answer.status not in wanted:
            return Seen(verdict="failed", reason=_other_status(answer, wanted))
        form = spec.get("read", "json")
        facts = {
            "status": answer.status,
            "headers": dict(answer.headers),
            **read(answer, form),
        }
    except NotSeen as error:
        return Seen(verdict="broken", reason=str(error))
    cut = "only the first 1 MB of the answer was read" if answer.cut else ""
    remark = "; ".join(filter(None, (answer.remark, cut)))
    return Seen(facts, remark=remark, cut=answer.cut)


def read(answer: Answer, form: str) -> dict[str, Any]:
    """Read a body as `json`, `text` or `prometheus`.

    Raises NotSeen for a body that is something else: then nothing was seen.
    """
    encoding = answer.headers.get("content-encoding", "identity").lower()
    if encoding not in ("", "identity"):
        raise NotSeen(f"{answer.url} sent a body packed as {told(encoding, 40)}")
    if form == "text":
        return {"text": answer.text}
    if answer.cut:
        raise NotSeen(f"{answer.url} sent more than 1 MB")
    try:
        if form == "prometheus":
            return {"metrics": series(answer.text)}
        return {"json": document(answer.text)}
    except ValueError as error:
        wanted = "Prometheus text" if form == "prometheus" else "JSON"
        kind = told(answer.headers.get("content-type", "no content type"), 60)
        came = f"{quoted(answer.text)} ({kind})"
        message = f"{answer.url} sent {came} where {wanted} was wanted: {error}"
        raise NotSeen(message) from None


def _other_status(answer: Answer, wanted: list[int]) -> str:
    numbers = " or ".join(str(number) for number in wanted)
    phrase = f" {answer.phrase}" if answer.phrase else ""
    after = f" ({answer.remark})" if answer.remark else ""
    return f"{answer.url} answered {answer.status}{phrase}, not {numbers}{after}"
