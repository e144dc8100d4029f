"""The burn-up is right, readable, and never overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.report.model import BurnUp
from aiinfra_cli.report.render.axes import day_ticks, hour_ticks
from aiinfra_cli.report.render.burnup import (
    BROAD,
    NARROW,
    Label,
    Size,
    apart,
    burnup_svg,
)
from aiinfra_cli.report.render.progress import burnup_words
from tests import golden
from tests.report.pictures import (
    SVG,
    boxes_of,
    burnup_of,
    outside,
    overlapping,
    report_of,
    root_of,
)

STORY = burnup_of(
    [("2026-11-02", 60), ("2026-11-04", 210), ("2026-11-10", 300), ("2026-11-21", 300)],
    [("2026-11-02", 300), ("2026-11-09", 900), ("2026-11-20", 1800)],
    1800,
    ("2026-12-20", "2027-01-03", "2027-02-01"),
)


def test_whole_picture() -> None:
    """The picture of a plain case is this one, byte for byte."""
    golden.check("report-burnup.svg", burnup_svg(report_of(burnup=STORY)))


def test_words_tell_the_same() -> None:
    """Who cannot see the picture reads what it shows."""
    root = root_of(burnup_svg(report_of(burnup=STORY)))
    told = root.find(f"{SVG}desc")
    assert told is not None
    assert told.text == (
        "5 h of 30 h are done. The plan asks for 30 h by 21 Nov, and ends on 20 Nov."
        " At the pace so far the path ends around 3 Jan 2027, likely between 20 Dec"
        " and 1 Feb 2027."
    )
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "Nothing is done or planned yet."),
        (
            burnup_of([("2026-11-21", 0)]),
            "0 min of 60 h are done. No forecast: it needs three study days of the"
            " plan, and there are two so far.",
        ),
    ],
)
def test_words_of_little(found: BurnUp | None, words: str) -> None:
    """What is not known is said, not drawn."""
    assert burnup_words(report_of(burnup=found)) == words


def test_nothing_to_draw_is_no_picture() -> None:
    """Without a burn-up there is no picture at all."""
    assert burnup_svg(report_of()) == ""


def test_title_stays_text() -> None:
    """A title cannot add an element, nor control characters."""
    title = '</title><script>x</script>"\x1b[31m\u202e'
    root = root_of(burnup_svg(report_of(burnup=STORY, title=title)))
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert "\x1b" not in "".join(root.itertext())


minutes = st.integers(0, 60_000)
days = st.integers(0, 900)


@st.composite
def burnups(draw: st.DrawFn) -> tuple[str, BurnUp]:
    """Draw any history, any plan and any forecast."""
    start = date(2025, 1, 6)

    def points() -> list[tuple[str, int]]:
        places = sorted(draw(st.sets(days, max_size=8)))
        sums = sorted(draw(minutes) for _ in places)
        return [
            ((start + timedelta(place)).isoformat(), upto)
            for place, upto in zip(places, sums, strict=True)
        ]

    as_of = start + timedelta(draw(days))
    done = [one for one in points() if one[0] < as_of.isoformat()]
    done.append((as_of.isoformat(), done[-1][1] if done else 0))
    ahead = sorted(draw(st.lists(days, min_size=3, max_size=3)))
    ends = [(as_of + timedelta(one)).isoformat() for one in ahead]
    known = draw(st.integers(0, 3))
    early, middle, late = (ends[n] if n < known else None for n in range(3))
    total = max(draw(minutes), done[-1][1])
    return as_of.isoformat(), burnup_of(done, points(), total, (early, middle, late))


def test_narrow_picture_says_the_same() -> None:
    """With its words below the curves it has the same words, each behind its line."""
    report = report_of(burnup=STORY)
    narrow = burnup_svg(report, alone=False, size=NARROW)
    told = [box.words for box in boxes_of(narrow) if not box.words[-1].isalpha()]
    broad = [box.words for box in boxes_of(burnup_svg(report, alone=False))]
    assert set(told) <= set(broad)
    assert [one.words for one in boxes_of(narrow)][-4:] == [
        "5 h done",
        "plan: 30 h by 20 Nov",
        "forecast: 3 Jan 2027",
        "20 Dec to 1 Feb 2027",
    ]
    kinds = [one.get("class") for one in root_of(narrow).iter(f"{SVG}path")]
    assert kinds[-3:] == ["done", "plan", "middle"]


@given(burnups(), st.sampled_from([BROAD, NARROW]))
def test_texts_never_touch(drawn: tuple[str, BurnUp], size: Size) -> None:
    """Whatever happened, all texts are inside the picture and none overlaps another."""
    as_of, found = drawn
    picture = burnup_svg(report_of(as_of, burnup=found), size=size)
    assert overlapping(boxes_of(picture)) == []
    assert outside(picture) == []
    assert "nan" not in picture and "inf" not in picture


@given(st.lists(st.floats(0, 400), min_size=1, max_size=6))
def test_labels_keep_their_order_and_distance(heights: list[float]) -> None:
    """Labels stay inside, sixteen apart, in the order of what they speak of."""
    labels = [Label(str(n), "", y) for n, y in enumerate(heights)]
    found = apart(labels, 20, 220)
    gaps = [b.y - a.y for a, b in pairwise(found)]
    assert all(gap >= 15.99 for gap in gaps)
    assert found[-1].y <= 220
    wanted = [one.words for one in sorted(labels, key=lambda one: one.y)]
    assert [one.words for one in found] == wanted


@given(st.integers(0, 10_000_000))
def test_hours_are_round_and_few(minutes: int) -> None:
    """The axis begins at 0, reaches what is shown, and has few steps of one size."""
    ticks = hour_ticks(minutes)
    assert ticks[0] == 0
    assert ticks[-1] * 60 >= minutes
    assert 2 <= len(ticks) <= 7 or minutes > 60 * 5000 * 5
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 8000))
def test_days_are_in_range_and_few(first: date, length: int) -> None:
    """Ticks lie inside the range, in order, at most seven."""
    last = first + timedelta(length)
    ticks = day_ticks(first, last)
    assert ticks == sorted(set(ticks))
    assert all(first <= tick <= last for tick in ticks)
    assert len(ticks) <= 7
