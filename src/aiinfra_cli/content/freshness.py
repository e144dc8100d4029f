"""When each item was verified, or why it was not: read from the files as they are.

Whatever has an id and says `verified` or `unverified` is found, in files that did not
pass, too. Practices have theirs in the head of their chart, cards in their concept,
steps and checks in their lab; weeks, sessions and pillars only group.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from aiinfra_cli.course import Stamp
from aiinfra_cli.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiinfra_cli.content.loader import Document, Step

# A writer to the east of us is a day ahead, and a study day begins in the morning.
AHEAD = timedelta(days=1)


def stamps(documents: Iterable[Document]) -> list[Stamp]:
    """Give each item that says how it was checked, in the order of the files."""
    return [stamp for one in documents for stamp in _below(one, one.data, ())]


def not_in_future(found: Iterable[Stamp], today: date) -> Iterator[Problem]:
    """Nothing was verified on a day that is still to come."""
    for stamp in found:
        if stamp.on and stamp.on > today + AHEAD:
            text = f'"{stamp.id}" was verified on {stamp.on}, which is still to come'
            hint = "write the day on which it was checked"
            yield Problem(stamp.file, stamp.line, text, hint)


def _below(document: Document, node: Any, path: tuple[Step, ...]) -> Iterator[Stamp]:
    if isinstance(node, dict):
        if isinstance(id := node.get("id"), str):
            yield from _stamp(document, id, node, path)
        for key, value in node.items():
            yield from _below(document, value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _below(document, value, (*path, number))


def _stamp(
    document: Document, id: str, node: dict[str, Any], path: tuple[Step, ...]
) -> Iterator[Stamp]:
    verified, why_not = node.get("verified"), node.get("unverified")
    if isinstance(verified, dict):
        day, how = _day(verified.get("on")), verified.get("how")
        if day and isinstance(how, str):
            line = document.line(*path, "verified", "on")
            yield Stamp(id, document.file, line, day, _one_line(how))
    elif isinstance(why_not, str):
        line = document.line(*path, "unverified")
        yield Stamp(id, document.file, line, None, _one_line(why_not))


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:  # the schema tells it
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
