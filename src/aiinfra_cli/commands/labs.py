"""What the commands about labs share: which lab is meant, and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.model import DONE
from aiinfra_cli.store import lab_queries, queries
from aiinfra_cli.store.ids import LAB
from aiinfra_cli.store.records import from_json
from aiinfra_cli.store.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.labs.model import Check
    from aiinfra_cli.model import Milestone, State


def lab_meant(app: App, id: str | None, *, only_reads: bool) -> Milestone:
    """Give the lab that a command is about; without an id, the one that is begun.

    A command that only reads goes on to the next lab. Raises UsageError for an item
    that is no lab, or where none is begun.
    """
    if id is not None:
        return _named(app, id)
    now = queries.current(app.db, app.course)
    if now and is_lab(now):
        return now
    candidate = next(
        (m for m in queries.open_in_order(app.db, app.course) if is_lab(m)), None
    )
    if only_reads and candidate:
        return candidate
    raise UsageError(
        "no lab is begun, so name one",
        hint=f"the next one is {candidate.id}"
        if candidate
        else "see: aiinfra list --kind lab",
    )


def _named(app: App, id: str) -> Milestone:
    try:
        found = resolve(app.db, app.course, id, kinds=(LAB,)).id
    except NotFound as error:
        other = queries.milestone(app.db, app.course, id)
        if other is None:
            raise
        raise UsageError(
            f"{id} has no steps and no checks: it is no lab",
            hint=f"read it with: aiinfra show {id}",
        ) from error
    item = queries.milestone(app.db, app.course, found)
    assert item is not None
    return item


def is_lab(item: Milestone) -> bool:
    """Tell whether an item has a page of steps: labs, hands-on items and projects."""
    return item.tier is not None


def checks_of(app: App, item: str) -> list[Check]:
    """Give the checks of a lab as a run needs them."""
    return [
        check_of(row["id"], row["title"], row["digest"], from_json(row["detail"]))
        for row in queries.checks_of(app.db, app.course, item)
    ]


def check_of(id: str, title: str, digest: str, detail: dict[str, Any]) -> Check:
    """Give a check of a compiled course as a run needs it."""
    from aiinfra_cli.labs.model import Check, Probe

    probes = {
        name: Probe(spec["kind"], {k: v for k, v in spec.items() if k != "kind"})
        for name, spec in detail["probes"].items()
    }
    texts = ("expect", "sees", "wants", "why", "hint")
    return Check(
        id,
        title,
        digest,
        probes,
        **{key: detail.get(key, "") for key in texts},
        needs=tuple(detail.get("needs", ())),
    )


def proof_of(app: App, item: str) -> str:
    """Give what a run proves in which all checks of a lab pass; "" where nothing."""
    digest = lab_queries.proof_of(app.db, app.course, item)
    return f":{digest}" if digest else ""


def passed_ids(state: State, checks: Sequence[Check]) -> set[str]:
    """Give the checks that passed, looking at what they look at now."""
    return {one.id for one in checks if f"{one.id}:{one.digest}" in state.proofs}


def standing_words(item: Milestone, state: State) -> str:
    """Say how far checks have proved a lab, where its status does not say it."""
    if not item.checkable:
        return "rests on your word"
    if item.status != DONE or item.verified or item.waiver:
        return ""  # said with its status, or not to be said
    if any(one.startswith(":") for one in state.proofs):
        return "not verified: its checks have changed since they passed"
    return "not verified yet"
