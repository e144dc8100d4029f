"""The four numbers: honest roundings, and reasons where there is no value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.model import Tally
from aiinfra_cli.planning.numbers import covered, four, percent


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (0.0001, "1 %"),
        (0.005, "1 %"),
        (0.426, "43 %"),
        (0.996, "99 %"),
        (0.99999, "99 %"),
        (1.0, "100 %"),
    ],
)
def test_percent(share: float, text: str) -> None:
    """Only all is 100, only nothing is 0."""
    assert percent(share) == text


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_never_less(one: float, other: float) -> None:
    """A larger share never shows a smaller number."""
    small, large = sorted((one, other))
    assert int(percent(small)[:-2]) <= int(percent(large)[:-2])


@pytest.mark.parametrize(
    ("tally", "text", "value"),
    [
        (Tally(minutes=600, done_minutes=150), "Covered 25 %", 0.25),
        (Tally(minutes=600), "Covered 0 %", 0.0),
        (
            Tally(minutes=600, done_minutes=240, skipped_minutes=360),
            "Covered 100 % (6 h skipped)",
            1.0,
        ),
        (Tally(minutes=60, skipped_minutes=60), "Covered – (6 h skipped)", None),
        (Tally(), "Covered –", None),
    ],
)
def test_covered(tally: Tally, text: str, value: float | None) -> None:
    """Done minutes of those not skipped; what was skipped is told beside it."""
    found = covered(tally, "6 h")
    assert (found.text(), found.value) == (text, value)
    assert bool(found.reason) == (value is None)


def test_four_in_order() -> None:
    """All four always stand there; what cannot be computed has its reason."""
    found = four(Tally(minutes=60, done_minutes=30))
    assert [(number.name, number.value, number.reason) for number in found] == [
        ("Covered", 0.5, ""),
        ("Verified", None, "nothing here can be checked by a program"),
        ("Retained", None, "nothing has been reviewed"),
        ("On time", None, "no plan has been started"),
    ]
    assert [number.text() for number in found[1:]] == [
        *("Verified –", "Retained –", "On time –"),
    ]
