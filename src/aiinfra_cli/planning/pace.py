"""Planned against actual time, by kind of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

ENOUGH = 3  # measured items of a kind before a ratio is told


class Pace(NamedTuple):
    """How long a kind of work takes, measured in its estimates."""

    kind: str
    ratio: float | None  # none: too few samples
    samples: int
    estimated: int  # minutes, of the samples
    actual: int


class Need(NamedTuple):
    """Minutes that work will take at the learner's own pace."""

    minutes: int
    estimated: int
    unmeasured: tuple[str, ...]  # kinds taken at their estimate


def paces(
    samples: Iterable[tuple[str, int, int]], enough: int = ENOUGH
) -> tuple[Pace, ...]:
    """Compare estimated and actual minutes of each kind, in order of the kinds.

    Ratio = sum of actual minutes / sum of estimated minutes: the ratio estimator
    (Cochran, Sampling Techniques, 3rd ed. 1977, ch. 6). Long items weigh more, as
    they do in what is left. A sample without estimate or without time tells nothing.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for kind, estimated, actual in samples:
        if estimated > 0 and actual > 0:
            found.setdefault(kind, []).append((estimated, actual))
    result = []
    for kind, pairs in sorted(found.items()):
        estimated = sum(pair[0] for pair in pairs)
        actual = sum(pair[1] for pair in pairs)
        ratio = actual / estimated if len(pairs) >= enough else None
        result.append(Pace(kind, ratio, len(pairs), estimated, actual))
    return tuple(result)


def scaled(left: Mapping[str, int], measured: Iterable[Pace]) -> Need:
    """Scale the minutes left of each kind by the learner's pace."""
    ratios = {pace.kind: pace.ratio for pace in measured if pace.ratio is not None}
    minutes = sum(part * ratios.get(kind, 1) for kind, part in left.items())
    return Need(
        minutes=int(minutes + 0.5),
        estimated=sum(left.values()),
        unmeasured=tuple(sorted(k for k in left if left[k] and k not in ratios)),
    )
