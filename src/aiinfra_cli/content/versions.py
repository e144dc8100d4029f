"""`{{name}}` in the texts and files of a lab stands for one of its versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# Only slugs: templates of Go and Helm, like {{.Status}}, are left as they are.
MARK = re.compile(r"\{\{([a-z0-9]+(?:-[a-z0-9]+)*)\}\}")


def fill(value: Any, versions: Mapping[str, str]) -> Any:
    """Put the versions into every text of a JSON value; unknown names stay."""
    if isinstance(value, str):
        return MARK.sub(lambda found: versions.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {key: fill(inner, versions) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, versions) for inner in value]
    return value


def names_in(value: Any) -> Iterator[str]:
    """Give the names that stand in the texts of a JSON value."""
    if isinstance(value, str):
        yield from MARK.findall(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)
