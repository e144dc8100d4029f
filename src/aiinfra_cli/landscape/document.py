"""Entries as JSON values: every key is always there, null where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiinfra_cli.landscape.model import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiinfra_cli.landscape.model import Entry, Landscape
    from aiinfra_cli.landscape.stale import Stale

_TEXTS = (
    *("licence", "foundation", "maturity", "since", "repository", "home"),
    *("note", "erratum", "unverified"),
)


def landscape_document(
    landscape: Landscape, studied: Mapping[str, str]
) -> dict[str, Any]:
    """Give the categories and entries shown, each with what was studied of it."""
    return {
        "categories": [one._asdict() for one in landscape.categories],
        "entries": [
            entry_document(one, studied.get(one.id, NONE)) for one in landscape.entries
        ],
    }


def entry_document(entry: Entry, state: str) -> dict[str, Any]:
    """Give an entry with the learner's state."""
    release, place = entry.release, entry.place
    return {
        "id": entry.id,
        "name": entry.name,
        "label": entry.label or entry.name,
        "names": list(entry.names),
        "kind": entry.kind,
        "layer": entry.layer,
        "category": entry.category,
        "description": entry.description,
        "status": entry.status,
        "early": entry.early,
        "studied": state,
        **{key: getattr(entry, key) or None for key in _TEXTS},
        "release": None
        if release is None
        else {"version": release.version, "on": release.on or None, "how": release.how},
        "place": None if place is None else place._asdict(),
        "concepts": list(entry.concepts),
        "items": list(entry.items),
        "reading": list(entry.reading),
        "weeks": list(entry.weeks),
        "sources": list(entry.sources),
        "verified": {"on": entry.verified_on, "how": entry.verified_how}
        if entry.verified_on
        else None,
    }


def stale_document(found: Sequence[Stale], months: int) -> dict[str, Any]:
    """Give what has grown old; dates that are recent enough are null."""
    return {
        "months": months,
        "entries": [
            {
                "id": one.entry.id,
                "name": one.entry.name,
                "released": one.released or None,
                "verified": one.verified or None,
                "never_verified": one.is_unverified,
            }
            for one in found
        ],
    }
