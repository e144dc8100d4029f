"""Pages for the server of the tests, and how the http probe sees them."""

from __future__ import annotations

from typing import Any

from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.web import look
from tests.labs.server import Headers, Page, serving


def plain_page(
    body: str | bytes,
    kind: str = "text/plain",
    status: int = 200,
    headers: Headers | None = None,
) -> Page:
    """Make a page that answers at once and whole."""
    return lambda request: request.answer(
        body, kind=kind, status=status, headers=headers
    )


def redirect(target: str, status: int = 302) -> Page:
    """Make a page that sends the client elsewhere."""
    return plain_page("", status=status, headers={"Location": target})


def seen_on(page: Page, probing: Probing, **spec: Any) -> Seen:
    """Look at one page; its address becomes SERVER or PLACE in what is said."""
    with serving({"/page": page}) as server:
        seen = look({"url": f"{server.url}/page", **spec}, probing)
    reason = seen.reason.replace(server.url, "SERVER").replace(server.place, "PLACE")
    return Seen(seen.facts, seen.verdict, reason, seen.remark, seen.cut)


def facts_of(seen: Seen, *names: str) -> list[Any]:
    """Give some of the facts; there must be facts."""
    assert seen.verdict is None, seen.reason
    return [seen.facts[name] for name in names]


def broken(reason: str) -> Seen:
    """Give what is seen where nothing could be looked at."""
    return Seen(verdict="broken", reason=reason)
