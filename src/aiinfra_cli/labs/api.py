"""What the API of a cluster holds, by the server's own list of it.

kubectl says "the server doesn't have a resource type" also when the part of the API
that has it does not answer, and when what answers is no cluster at all (seen with
1.30 and 1.33, without a word more). So the list itself is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from aiinfra_cli.labs.model import Seen

_VERSION = re.compile(r"v[0-9]+((alpha|beta)[0-9]+)?")

# Reads a path of the server; a Seen says why it could not be read.
Read = Callable[[str], Any]


class Kind(NamedTuple):
    """A type as named on the command line, in its parts."""

    resource: str
    version: str = ""
    group: str = ""


def parts(kind: str) -> Kind:
    """Take a type apart: `pods`, `deployments.apps`, `jobs.v1.batch`."""
    resource, _, rest = kind.strip().partition(".")
    version, _, group = rest.partition(".")
    if _VERSION.fullmatch(version):
        return Kind(resource, version, group)
    return Kind(resource, "", rest)


def groups(read: Read) -> dict[str, list[str]] | Seen:
    """Give the groups of the API with their versions; the core group is ""."""
    listed = read("/apis")
    if isinstance(listed, Seen):
        return listed
    try:
        if listed["kind"] != "APIGroupList":
            raise ValueError
        found = {
            group["name"]: [one["version"] for one in group["versions"]]
            for group in listed["groups"]
        }
    except (KeyError, TypeError, ValueError):
        reason = "what answers there is not the API of a cluster"
        return Seen(verdict="broken", reason=reason)
    return {"": ["v1"], **found}


def absent(kind: str, known: dict[str, list[str]], read: Read) -> Seen | None:
    """Say that the cluster does not know a type, or that this cannot be told.

    None: it knows the type.
    """
    resource, version, group = parts(kind)
    served = known.get(group, [])
    for one in served:
        if version in ("", one):
            listed = read(f"/apis/{group}/{one}" if group else f"/api/{one}")
            if isinstance(listed, Seen):
                return listed
            if resource in _names(listed):
                return None
    reason = f"the cluster does not know {kind.strip()}"
    if version and served and version not in served:
        reason += f"; of {group or 'its core'} it serves {', '.join(served)}"
    return Seen(verdict="failed", reason=reason)


def _names(listed: Any) -> set[str]:
    """Give every name under which a list of resources knows them."""
    found: set[str] = set()
    for one in listed.get("resources", []) if isinstance(listed, dict) else []:
        found |= {one["name"], one.get("singularName", ""), *one.get("shortNames", ())}
    return found
