"""The bundled chart to test with, states to count by hand, any log for the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings as limits
from hypothesis import strategies as st

from aiinfra_cli.content.loader import Document, load
from aiinfra_cli.content.practices import Chart as Content
from aiinfra_cli.content.practices import chart_values
from aiinfra_cli.model import Event
from aiinfra_cli.practices.cadence import MOST, Cadence
from aiinfra_cli.practices.looks import Line
from aiinfra_cli.practices.model import (
    Chart,
    PracticeState,
    Skip,
    Turn,
    chart_of,
)
from aiinfra_cli.practices.standing import View, view

ROOT = Path(__file__).parents[2]
FILE = ROOT / "curriculum" / "practices.yaml"
GOLDEN = Path(__file__).parent / "golden"

MONDAY = date(2026, 11, 30)
TODAY = date(2026, 12, 16)  # a Wednesday

RULE = limits(max_examples=150)


def document() -> Document:
    """Read the bundled file."""
    return load("practices.yaml", FILE.read_bytes())


@cache
def bundled() -> Chart:
    """Read the bundled chart, the way it takes through a store."""
    return chart_of(chart_values(Content.model_validate(document().data)))


def day(number: int) -> date:
    """Give a day by its number; day 1 is Monday, 30 November 2026."""
    return MONDAY + timedelta(days=number - 1)


def days(*numbers: int) -> tuple[date, ...]:
    """Give days by their numbers."""
    return tuple(day(number) for number in numbers)


def state(
    *done: int,
    id: str = "self-sleep",
    skips: Iterable[tuple[int, str]] = (),
    turns: Iterable[tuple[int, Cadence | None, bool]] = (),
    title: str = "",
) -> PracticeState:
    """Make a state from numbers of days."""
    return PracticeState(
        id,
        days(*done),
        tuple(Skip(day(number), reason) for number, reason in skips),
        title,
        tuple(Turn(day(number), *rest) for number, *rest in turns),  # type: ignore[arg-type]
    )


def event(
    number: int,
    verb: str = "done",
    *,
    on: date = MONDAY,
    item: str = "self-sleep",
    device: str = "here",
    **detail: Any,
) -> Event:
    """Make an event of the journal; its number is its place in the journal's order."""
    return Event(
        id=f"{number:08d}",
        command_id=f"command-{number}",
        course="mini",
        family="practice",
        item=item,
        verb=verb,
        at=f"{on}T20:00:00Z",
        day=on.isoformat(),
        device=device,
        detail=detail,
    )


CADENCES = st.sampled_from(sorted(MOST)).flatmap(
    lambda every: st.builds(Cadence, st.integers(1, MOST[every]), st.just(every))
)


@st.composite
def states(draw: st.DrawFn, longest: int = 800) -> PracticeState:
    """Draw what a learner may have done, skipped, changed and hidden."""
    number = st.integers(1, longest)
    done = draw(st.sets(number, max_size=60))
    skipped = draw(st.sets(number, max_size=10)) - done
    turned = sorted(draw(st.sets(number, max_size=4)))
    return state(
        *sorted(done),
        skips=[(one, "ill") for one in sorted(skipped)],
        turns=[
            (one, draw(st.none() | CADENCES), draw(st.booleans())) for one in turned
        ],
    )


@st.composite
def logs(draw: st.DrawFn, *, device: str = "here", odd: int = 0) -> list[Event]:
    """Draw the events that one device wrote about a few cells, in its order.

    Ids of even numbers belong to one device, odd ones to the other.
    """
    count = draw(st.integers(0, 12))
    numbers = sorted(draw(st.sets(st.integers(0, 60), min_size=count, max_size=count)))
    details: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "skip": st.just({"reason": "ill"}),
        "edit": st.fixed_dictionaries(
            {},
            optional={
                "title": st.sampled_from([None, "Own words", "Others"]),
                "cadence": st.none() | CADENCES.map(Cadence._asdict),
            },
        ),
    }
    found = []
    for number in numbers:
        verb = draw(st.sampled_from(["done"] * 4 + ["skip", "edit", "hide", "show"]))
        detail = draw(details[verb]) if verb in details else {}
        found.append(
            event(
                2 * number + odd,
                verb,
                # Days may go back: with --at something is dated earlier.
                on=day(draw(st.integers(1, 40))),
                item=draw(st.sampled_from(["self-sleep", "inf-own", "goal"])),
                device=device,
                **detail,
            )
        )
    return found


def lived() -> dict[str, PracticeState]:
    """Give the states of a learner who has been at it for some weeks."""
    found = [
        state(*range(-25, 17), id="self-sleep"),
        state(-20, -18, -13, 1, 4, 8, 15, id="k8s-read-source"),
        state(-5, 1, 3, 8, 10, 12, 15, id="self-exercise", skips=[(5, "A cold")]),
        state(-40, -9, 13, id="inf-article"),
        state(-60, id="vis-roadmap-3y"),
        state(-45, id="k8s-dra-nri"),
        state(-30, id="self-reading", skips=[(16, "Travelling")]),
        state(
            *range(1, 15, 2),
            id="self-sugar",
            title="Water instead of lemonade, and coffee only before noon",
            turns=[(1, Cadence(5, "week"), False)],
        ),
        state(id="inf-ambassador", turns=[(2, None, True)]),
        state(9, id="inf-own", title="写一篇关于推理优化的博客并请同事审阅"),
        state(id="goal", title="Run AI platforms that people like to work on"),
    ]
    return {one.id: one for one in found}


def lived_view() -> View:
    """Give the chart of that learner on a Wednesday."""
    return view(bundled(), lived(), TODAY)


def text(lines: Iterable[Line]) -> str:
    """Write lines as they look without styles."""
    return "".join("".join(part for part, _ in line).rstrip() + "\n" for line in lines)
