"""How long a timer ran, and when it was most likely forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from aiinfra_cli.model import MOST_MINUTES

_PATIENCE = 3 * 60  # minutes that any timer may run


class Run(NamedTuple):
    """The minutes of a timer from beginning to end."""

    minutes: int
    forgotten: bool  # they say little about the work

    def capped(self, estimate: int) -> int:
        """Give the minutes to count when nobody can say how many it really were."""
        return min(self.minutes, estimate) if self.forgotten else self.minutes


def run(
    began: datetime, ended: datetime, estimate: int, *, over_border: bool = False
) -> Run:
    """Measure a timer in whole minutes; a clock that was set back makes it 0.

    It was forgotten when it ran longer than three hours and twice the estimate, or,
    over the border of two study days, longer than the estimate.
    """
    minutes = max(0, int((ended - began).total_seconds() / 60 + 0.5))
    limit = estimate if over_border else max(2 * estimate, _PATIENCE)
    return Run(minutes, minutes > min(limit, MOST_MINUTES))
