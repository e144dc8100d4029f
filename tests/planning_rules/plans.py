"""Small plans to count by hand, and any plan at all for the rules."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings as limits
from hypothesis import strategies as st

from aiinfra_cli.planning.calendar import EVERY_DAY, Settings
from aiinfra_cli.planning.layout import Block, Span
from aiinfra_cli.planning.progress import Progress

MONDAY = date(2026, 11, 30)
# The path's own shape: two days, two days, a Friday, a weekend; four times.
PATH = [
    Block(f"w{week}-{name}", days, minutes)
    for week in (1, 2, 3, 4)
    for name, days, minutes in (
        ("mon-tue", 2, 240),
        ("wed-thu", 2, 240),
        ("fri", 1, 120),
        ("weekend", 2, 300),
    )
]


def day(number: int, start: date = MONDAY) -> date:
    """Give a day by its number; day 1 is Monday, 30 November 2026."""
    return start + timedelta(days=number - 1)


def span(block: str, *parts: tuple[int, int]) -> Span:
    """Write a span as (number of the day, minutes)."""
    return Span(block, tuple(day(n) for n, _ in parts), tuple(m for _, m in parts))


def fresh(blocks: list[Block]) -> list[Progress]:
    """Give sessions of which nothing is done."""
    return [Progress(block, block.minutes, 1) for block in blocks]


def done(block: Block) -> Progress:
    """Give a session that is finished."""
    return Progress(block, 0, 0)


RULE = limits(max_examples=150)

STARTS = st.one_of(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from([date(1990, 1, 1), date(2028, 2, 29), date(2090, 12, 31)]),
)
HOURS = st.none() | st.integers(1, 24 * 60)


@st.composite
def ranges(draw: st.DrawFn, start: date) -> tuple[date, date]:
    """Draw days off near the plan: a day, a holiday, or a year."""
    first = start + timedelta(days=draw(st.integers(-20, 80)))
    length = draw(st.one_of(st.integers(0, 20), st.just(365)))
    return first, first + timedelta(days=length)


@st.composite
def settings(draw: st.DrawFn, start: date | None = None) -> Settings:
    """Draw any settings of which a plan can be made."""
    start = start or draw(STARTS)
    weekdays = draw(st.frozensets(st.sampled_from(sorted(EVERY_DAY)), min_size=1))
    off = draw(st.lists(ranges(start), max_size=3))
    return Settings(start, weekdays, draw(HOURS), tuple(off))


@st.composite
def sessions(draw: st.DrawFn) -> list[Block]:
    """Draw a path; some sessions have checkpoints only."""
    sizes = draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.just(0) | st.integers(1, 400)),
            min_size=1,
            max_size=8,
        )
    )
    return [Block(f"s{n}", days, minutes) for n, (days, minutes) in enumerate(sizes)]


@st.composite
def halfway(draw: st.DrawFn, block: Block) -> Progress:
    """Draw how far a session is: not begun, begun, only a checkpoint open, done."""
    left = draw(st.sampled_from([0, block.minutes]) | st.integers(0, block.minutes))
    if left == 0:
        return Progress(block, 0, draw(st.integers(0, 1)))
    if not draw(st.booleans()):
        return Progress(block, left, draw(st.integers(1, 3)))
    extra = draw(st.integers(1, left))
    others = draw(st.integers(0 if extra == left else 1, 2))
    return Progress(block, left, 1 + others, ((f"{block.id}-extra", extra),))


@st.composite
def journeys(
    draw: st.DrawFn,
) -> tuple[Settings, list[Progress], date, int]:
    """Draw settings, progress, a day to plan again on, and minutes of it used up."""
    plan = draw(settings())
    progress = [draw(halfway(block)) for block in draw(sessions())]
    today = plan.start + timedelta(days=draw(st.integers(-5, 60)))
    return plan, progress, today, draw(st.just(0) | st.integers(0, 300))
