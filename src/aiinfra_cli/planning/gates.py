"""When a checkpoint has all that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from aiinfra_cli.model import Rest


def is_met(rests: Iterable[Rest]) -> bool:
    """Tell whether all of `all` and at least one of `any` are there."""
    rests = list(rests)
    every = [rest.met for rest in rests if rest.mode == "all"]
    some = [rest.met for rest in rests if rest.mode == "any"]
    return all(every) and (any(some) or not some)
