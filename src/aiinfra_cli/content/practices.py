"""The format of practices.yaml: a goal, eight pillars, eight practices around each."""

from __future__ import annotations

from textwrap import wrap
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field, Strict, ValidationInfo, field_validator

from aiinfra_cli.content.rules import PREDICATE, WHOLE, complain
from aiinfra_cli.content.schema import Headed, Sourced, Verified
from aiinfra_cli.content.values import (
    ID,
    IDS,
    PROSE,
    TITLE,
    Flag,
    Id,
    Ids,
    Line,
    Prose,
    Strictly,
    Title,
)

CELL = (10, 3)  # columns and lines of a cell of the narrowest grid
MOST = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}  # times in each

LABEL = f"words of at most {CELL[0]} letters that fill at most {CELL[1]} short lines"
PLACE = "nw, n, ne, w, e, sw, s or se: where it stands in its block"


def check_label(value: str) -> str:
    """Accept a name that fits a cell of the narrowest grid."""
    columns, lines = CELL
    if any(len(word) > columns for word in value.split()):
        text = f"has a word of more than {columns} letters"
        raise complain(PREDICATE, text)
    if len(wrap(value, columns, break_on_hyphens=False)) > lines:
        text = f"fills more than {lines} lines of {columns} columns"
        raise complain(PREDICATE, text)
    return value


Label = Annotated[Line, AfterValidator(check_label)]
Place = Literal["nw", "n", "ne", "w", "e", "sw", "s", "se"]
Every = Literal["day", "week", "month", "quarter", "year"]


class Rhythm(Strictly):
    """How often a practice is asked for."""

    every: Every = Field(description="day, week, month, quarter or year")
    times: Annotated[int, Strict(), Field(ge=1)] = Field(
        1, validate_default=True, description="a whole number from 1"
    )
    stated: Flag = Field(False, description="true where the chart itself states it")

    @field_validator("times")
    @classmethod
    def _fits(cls, value: int, info: ValidationInfo) -> int:
        every = info.data.get("every")
        if every and value > MOST[every]:
            text = f"{value} times do not fit into a {every}"
            raise complain(WHOLE, text, f"write a number up to {MOST[every]}")
        return value


class Cell(Strictly):
    """What a cell of the chart says."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    label: Label = Field(description=LABEL)


class Goal(Cell):
    """The cell in the middle."""

    description: Prose | None = Field(None, description=PROSE)


class Practice(Cell):
    """One habit: ongoing where no cadence is given, sourced as the chart is."""

    place: Place = Field(description=PLACE)
    description: Prose = Field(description=PROSE)
    cadence: Rhythm | None = Field(
        None, description="a mapping like {every: week, times: 2}"
    )
    blank: Flag = Field(False, description="true for a cell that waits for words")
    concepts: Ids = Field((), description="a list of ids of concepts")
    items: Ids = Field((), description="a list of ids of the path")
    note: Prose | None = Field(None, description=PROSE)
    erratum: Prose | None = Field(None, description=PROSE)
    sources: tuple[Line, ...] = Field((), description="a list of lines")
    aliases: Ids = Field((), description=IDS)


class Pillar(Cell):
    """One of the eight sides of the goal, with its practices."""

    place: Place = Field(description=PLACE)
    topics: Id | None = Field(None, description="the id of a pillar of topics")
    note: Prose | None = Field(None, description=PROSE)
    erratum: Prose | None = Field(None, description=PROSE)
    aliases: Ids = Field((), description=IDS)
    practices: tuple[Practice, ...] = Field(
        description="a list of eight {id: …, place: …, title: …}"
    )

    @field_validator("practices")
    @classmethod
    def _around(cls, value: tuple[Practice, ...]) -> tuple[Practice, ...]:
        return _each_in_its_place(value)


class Chart(Headed, Sourced):
    """The file practices.yaml."""

    title: Title = Field(description=TITLE)
    goal: Goal = Field(description="a mapping: id, title, label, description")
    pillars: tuple[Pillar, ...] = Field(
        description="a list of eight {id: …, place: …, title: …, practices: …}"
    )

    @field_validator("pillars")
    @classmethod
    def _around(cls, value: tuple[Pillar, ...]) -> tuple[Pillar, ...]:
        return _each_in_its_place(value)


# Which model stands below a key of this file.
BELOW: dict[str, type[Strictly]] = {
    "goal": Goal,
    "pillars": Pillar,
    "practices": Practice,
    "cadence": Rhythm,
    "verified": Verified,
}

P = TypeVar("P", Pillar, Practice)


def _each_in_its_place(cells: tuple[P, ...]) -> tuple[P, ...]:
    # Here and not as a length of the list: one wrong cell would be told as a lack too.
    if len(cells) != 8:
        raise complain(WHOLE, f"there are {len(cells)}, not eight", "write eight")
    taken: dict[str, str] = {}
    for cell in cells:
        if cell.place in taken:
            text = f'"{cell.id}" and "{taken[cell.place]}" have the same place'
            raise complain(WHOLE, text, "give each of nw, n, ne, w, e, sw, s, se once")
        taken[cell.place] = cell.id
    return cells


def chart_values(chart: Chart) -> dict[str, Any]:
    """Give the chart as JSON values, without what was left out.

    This is what a store keeps and `practices.model.chart_of` reads.
    """
    return chart.model_dump(mode="json", exclude={"format"}, exclude_defaults=True)
