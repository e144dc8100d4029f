"""How long a timer ran, and when it is taken for forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aiinfra_cli.planning.timer import Run, run

BEGAN = datetime(2026, 11, 25, 20, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (29, 0), (30, 1), (89, 1), (90, 2), (35 * 60, 35), (-1, 0), (-9999, 0)],
)
def test_minutes_are_rounded_and_never_negative(seconds: int, minutes: int) -> None:
    """The nearest whole minute counts; a clock that was set back makes 0."""
    found = run(BEGAN, BEGAN + timedelta(seconds=seconds), 60)
    assert found == Run(minutes, forgotten=False)


@pytest.mark.parametrize(
    ("minutes", "estimate", "over_border", "forgotten"),
    [
        # Three hours are fine for anything, twice the estimate for what is longer.
        (180, 30, False, False),
        (181, 30, False, True),
        (181, 90, False, True),
        (240, 120, False, False),
        (241, 120, False, True),
        # Over the border of two days the estimate is the measure.
        (60, 60, True, False),
        (61, 60, True, True),
        (1, 0, True, True),
        # No day has more minutes than this, whatever the estimate says.
        (1440, 900, False, False),
        (1441, 900, False, True),
        (1441, 5000, True, True),
    ],
)
def test_forgotten(
    minutes: int, estimate: int, *, over_border: bool, forgotten: bool
) -> None:
    """A timer is forgotten from the first minute beyond the limit."""
    ended = BEGAN + timedelta(minutes=minutes)
    found = run(BEGAN, ended, estimate, over_border=over_border)
    assert found == Run(minutes, forgotten)


def test_cap() -> None:
    """Only what was forgotten is capped, and to no more than really passed."""
    assert Run(500, forgotten=True).capped(90) == 90
    assert Run(500, forgotten=True).capped(900) == 500
    assert Run(170, forgotten=False).capped(90) == 170


def test_hours_that_clocks_skip_or_repeat() -> None:
    """Real minutes count, whatever the clock on the wall did in between."""
    berlin = ZoneInfo("Europe/Berlin")
    for began, ended in (
        (datetime(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 3, 30)),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 30, fold=1)),
    ):
        first, last = (
            one.replace(tzinfo=berlin).astimezone(UTC) for one in (began, ended)
        )
        assert run(first, last, 60).minutes == 60
