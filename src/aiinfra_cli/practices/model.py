"""The records of the chart, read from JSON values, and what a learner did of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from aiinfra_cli.practices.cadence import Cadence, cadence_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The verbs of the family practice. Each is a step that `undo` takes back.
DONE, SKIP, EDIT, HIDE, SHOW = "done", "skip", "edit", "hide", "show"
VERBS = frozenset({DONE, SKIP, EDIT, HIDE, SHOW})

CENTRE = "centre"
# The places of a block of nine, as they are read.
BLOCK = ("nw", "n", "ne", "w", CENTRE, "e", "sw", "s", "se")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: the title where there is room, the label where there is not."""

    id: str
    title: str
    label: str
    # What the chart says, where the learner worded it anew; else empty.
    chart_title: str = field(default="", kw_only=True)

    @property
    def is_own(self) -> bool:
        """Tell whether the learner worded it."""
        return bool(self.chart_title)


@dataclass(frozen=True, slots=True)
class Practice(Cell):
    """One habit, as the learner has it now. Texts that were left out are empty."""

    pillar: str
    place: str
    description: str
    cadence: Cadence
    is_stated: bool = False  # the chart itself states the cadence
    is_blank: bool = False  # waits for words
    concepts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    note: str = ""
    erratum: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar(Cell):
    """One of the sides of the goal."""

    place: str
    practices: tuple[Practice, ...]
    topics: str = ""
    note: str = ""
    erratum: str = ""


@dataclass(frozen=True, slots=True)
class Goal(Cell):
    """The cell in the middle."""

    description: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A goal, eight pillars around it, eight practices around each."""

    id: str
    title: str
    goal: Goal
    pillars: tuple[Pillar, ...]
    sources: tuple[str, ...] = ()
    verified_on: str = ""
    verified_how: str = ""
    unverified: str = ""
    erratum: str = ""

    @property
    def practices(self) -> Iterator[Practice]:
        """All practices, pillar by pillar."""
        for pillar in self.pillars:
            yield from pillar.practices

    def cell(self, id: str) -> Cell | None:
        """Find goal, pillar or practice by its id."""
        every = (self.goal, *self.pillars, *self.practices)
        return next((one for one in every if one.id == id), None)

    def at(self, row: int, column: int) -> Cell:
        """Give the cell in one of nine rows and columns."""
        block = BLOCK[row // 3 * 3 + column // 3]
        place = BLOCK[row % 3 * 3 + column % 3]
        name = place if block == CENTRE else block
        if name == CENTRE:
            return self.goal
        pillar = next(one for one in self.pillars if one.place == name)
        if CENTRE in (block, place):
            return pillar
        return next(one for one in pillar.practices if one.place == place)


class Skip(NamedTuple):
    """A day on which a practice was let go, and why."""

    day: date
    reason: str


class Turn(NamedTuple):
    """From a day on: how often it is asked for, and whether it is on the chart."""

    day: date
    cadence: Cadence | None = None  # None: that of the chart
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class PracticeState:
    """Where a learner stands with one cell: always made from its events."""

    id: str
    done: tuple[date, ...] = ()  # in order, each day once
    skips: tuple[Skip, ...] = ()  # in order; days on which it was done are no skips
    title: str = ""  # the learner's own; empty: that of the chart
    turns: tuple[Turn, ...] = field(default=())  # in order

    @property
    def is_hidden(self) -> bool:
        """Tell whether the learner has put it away."""
        return bool(self.turns) and self.turns[-1].is_hidden

    @property
    def cadence(self) -> Cadence | None:
        """The learner's own cadence."""
        return self.turns[-1].cadence if self.turns else None


def chart_of(data: Mapping[str, Any]) -> Chart:
    """Read a chart from JSON values; keys that were left out take their default."""
    goal, verified = data["goal"], data.get("verified", {})
    sources = tuple(data["sources"])
    return Chart(
        id=data["id"],
        title=data["title"],
        goal=Goal(*_cell(goal), goal.get("description", "")),
        pillars=tuple(_pillar(one, sources) for one in data["pillars"]),
        sources=sources,
        verified_on=verified.get("on", ""),
        verified_how=verified.get("how", ""),
        unverified=data.get("unverified", ""),
        erratum=data.get("erratum", ""),
    )


def chart_of_cells(cells: Sequence[Mapping[str, Any]]) -> Chart:
    """Read a chart from its cells as a store has them: one by one, and in order.

    The goal carries the head of the chart; each practice names its pillar.
    """
    goal = next(one for one in cells if one["kind"] == "goal")
    practices: dict[str, list[Mapping[str, Any]]] = {}
    for one in cells:
        if one["kind"] == "practice":
            practices.setdefault(one["pillar"], []).append(one)
    pillars = [
        {**one, "practices": practices[one["id"]]}
        for one in cells
        if one["kind"] == "pillar"
    ]
    return chart_of({**goal["chart"], "goal": goal, "pillars": pillars})


def _cell(data: Mapping[str, Any]) -> tuple[str, str, str]:
    return data["id"], data["title"], data["label"]


def _pillar(data: Mapping[str, Any], sources: tuple[str, ...]) -> Pillar:
    return Pillar(
        *_cell(data),
        place=data["place"],
        practices=tuple(
            _practice(one, data["id"], sources) for one in data["practices"]
        ),
        topics=data.get("topics", ""),
        note=data.get("note", ""),
        erratum=data.get("erratum", ""),
    )


def _practice(
    data: Mapping[str, Any], pillar: str, sources: tuple[str, ...]
) -> Practice:
    rhythm = data.get("cadence", {})
    return Practice(
        *_cell(data),
        pillar=pillar,
        place=data["place"],
        description=data["description"],
        cadence=cadence_of(rhythm) or Cadence(),
        is_stated=bool(rhythm.get("stated")),
        is_blank=bool(data.get("blank")),
        concepts=tuple(data.get("concepts", ())),
        items=tuple(data.get("items", ())),
        note=data.get("note", ""),
        erratum=data.get("erratum", ""),
        sources=tuple(data.get("sources", ())) or sources,
    )
