"""What comes next, among milestones whose standing is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from aiinfra_cli.model import GATES, STARTED, Milestone


def upcoming(
    now: Milestone | None,
    in_order: Iterable[Milestone],
    is_blocked: Callable[[Milestone], bool],
    count: int,
) -> list[Milestone]:
    """Give what is begun, then the first open ones not blocked.

    When everything left is blocked, the first open ones come all the same: nobody
    is left without a next step.
    """
    found = [now] if now else []
    blocked: list[Milestone] = []
    for milestone in in_order:
        if len(found) >= count:
            break
        if now and milestone.id == now.id:
            continue
        if not is_blocked(milestone):
            found.append(milestone)
        elif len(blocked) < count:
            blocked.append(milestone)
    return (found or blocked)[:count]


def next_step(found: Sequence[Milestone]) -> str:
    """Name the one command that comes next, given what is upcoming."""
    if not found:
        return "aiinfra report"
    first = found[0]
    begun = first.status == STARTED or first.kind in GATES
    return f"aiinfra {'done' if begun else 'begin'} {first.id}"
