"""A cadence is read as people write it, and its periods are those of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.errors import UsageError
from aiinfra_cli.practices.cadence import (
    DAYS,
    MOST,
    ONGOING,
    Cadence,
    cadence_of,
    parse,
    period_of,
)

from .charts import CADENCES, RULE

ANY_DAY = st.dates(date(1970, 1, 1), date(9997, 12, 31))
EVERY = st.sampled_from(sorted(DAYS))


@RULE
@given(CADENCES)
def test_words_are_read_back(cadence: Cadence) -> None:
    """What is shown of a cadence can be typed to choose it."""
    assert parse(cadence.words) == cadence
    assert parse(cadence.words.upper().replace(" ", "   ")) == cadence


@RULE
@given(CADENCES)
def test_values_are_read_back(cadence: Cadence) -> None:
    """What the journal keeps of a cadence gives it back."""
    assert cadence_of(cadence._asdict()) == cadence


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("weekly", Cadence(1, "week")),
        ("Daily", Cadence(1, "day")),
        ("ongoing", Cadence()),
        ("3/week", Cadence(3, "week")),
        ("3x a week", Cadence(3, "week")),
        ("3 times per week", Cadence(3, "week")),
        ("twice a year", Cadence(2, "year")),
        ("once a quarter", Cadence(1, "quarter")),
        (" 2 each month ", Cadence(2, "month")),
    ],
)
def test_people_write_it_in_many_ways(text: str, cadence: Cadence) -> None:
    """Common spellings mean the same."""
    assert parse(text) == cadence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sometimes", "not a cadence: 'sometimes'"),
        ("", "not a cadence: ''"),
        ("0 a week", "not a cadence: '0 a week'"),
        ("3 a fortnight", "not a cadence: '3 a fortnight'"),
        ("3 a ongoing", "not a cadence: '3 a ongoing'"),
        ("2 a day", "2 times do not fit into a day"),
        ("8 a week", "8 times do not fit into a week"),
    ],
)
def test_what_is_no_cadence_is_refused(text: str, told: str) -> None:
    """The message says what is wrong, and the hint what to write."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert (str(caught.value), bool(caught.value.hint)) == (told, True)


@pytest.mark.parametrize(
    "value",
    [
        *(None, "weekly", 7, [], {}),
        *({"every": "week", "times": 8}, {"every": "week", "times": 0}),
        *({"every": "week", "times": True}, {"every": "week", "times": "2"}),
        *({"every": "fortnight"}, {"every": ["week"]}, {"times": 2}),
    ],
    ids=str,
)
def test_strange_values_are_no_cadence(value: object) -> None:
    """A merge may bring anything."""
    assert cadence_of(value) is None


@RULE
@given(EVERY, ANY_DAY)
def test_a_period_holds_its_day_and_borders_on_the_next(every: str, day: date) -> None:
    """Periods follow one another without gap or overlap."""
    first, last = period_of(every, day)
    assert first <= day <= last
    assert period_of(every, first) == period_of(every, last) == (first, last)
    assert period_of(every, last + timedelta(days=1))[0] == last + timedelta(days=1)


@RULE
@given(EVERY, ANY_DAY)
def test_a_period_is_about_as_long_as_it_is_reckoned(every: str, day: date) -> None:
    """The days that the formula takes are those of the calendar, give or take two."""
    first, last = period_of(every, day)
    assert abs((last - first).days + 1 - DAYS[every]) <= 2
    assert (last - first).days + 1 >= MOST[every] or every in ("month", "quarter")


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("day", "2028-02-29", "2028-02-29"),
        ("week", "2028-02-28", "2028-03-05"),
        ("month", "2028-02-01", "2028-02-29"),
        (ONGOING, "2028-02-01", "2028-02-29"),
        ("quarter", "2028-01-01", "2028-03-31"),
        ("year", "2028-01-01", "2028-12-31"),
    ],
)
def test_periods_of_a_leap_day(every: str, first: str, last: str) -> None:
    """Weeks begin on Monday; what is ongoing is reckoned by the month."""
    found = period_of(every, date(2028, 2, 29))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))
