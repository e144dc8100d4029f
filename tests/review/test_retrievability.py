"""The forgetting curve without imports is FSRS's own."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, FSRS_DEFAULT_DECAY
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.review import retrievability as module
from aiinfra_cli.review.parameters import WEIGHTS
from aiinfra_cli.review.retrievability import DECAY, retrievability

from .cards import RULE

STABILITIES = st.floats(0.001, 36500)
DAYS = st.integers(0, 3650)
DECAYS = st.floats(0.1, 0.8)  # what FSRS takes


@RULE
@given(STABILITIES, DAYS, DECAYS)
def test_curve_is_that_of_fsrs(stability: float, days: int, decay: float) -> None:
    """For every stability, day and decay, it gives the very number that FSRS gives."""
    first = datetime(2026, 11, 30, tzinfo=UTC)
    card = fsrs.Card(1, fsrs.State.Review, stability=stability, last_review=first)
    scheduler = fsrs.Scheduler((*WEIGHTS[:20], decay))
    wanted = scheduler.get_card_retrievability(card, first + timedelta(days=days))
    assert retrievability(stability, days, decay) == wanted


def test_our_weights_are_the_defaults_of_fsrs() -> None:
    """Our copy is what the installed FSRS would take by itself."""
    assert WEIGHTS == DEFAULT_PARAMETERS
    assert DECAY == WEIGHTS[20] == FSRS_DEFAULT_DECAY


@RULE
@given(STABILITIES, DAYS, DAYS, DECAYS)
def test_it_falls_and_stays_between_nought_and_one(
    stability: float, days: int, more: int, decay: float
) -> None:
    """It begins at 1, never rises, and never reaches 0."""
    assert retrievability(stability, 0, decay) == 1
    later = retrievability(stability, days + more, decay)
    assert 0 < later <= retrievability(stability, days, decay) <= 1


@RULE
@given(st.floats(1, 3650), st.integers(1, 365))
def test_it_really_falls_from_day_to_day(stability: float, days: int) -> None:
    """Each day more is a little more forgotten."""
    before = retrievability(stability, days - 1)
    assert retrievability(stability, days) < before


@pytest.mark.parametrize("stability", [1, 7, 100])
def test_stability_is_the_days_until_nine_of_ten(stability: int) -> None:
    """After as many days as the stability says, the chance is 0.9."""
    assert retrievability(stability, stability) == pytest.approx(0.9)


def test_days_before_the_review_count_as_its_day() -> None:
    """A clock that was set back forgets nothing, and invents nothing."""
    assert retrievability(4.0, -3) == 1


def test_module_imports_nothing() -> None:
    """Hot screens pay for the curve alone."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert imports == []
