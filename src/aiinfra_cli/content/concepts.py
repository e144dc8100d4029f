"""The format of a file in concepts/: one area with its concepts and their cards."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from aiinfra_cli.content.schema import Headed, Sourced, Verified
from aiinfra_cli.content.values import (
    ID,
    IDS,
    LINE,
    PROSE,
    TITLE,
    Id,
    Ids,
    Line,
    Prose,
    Strictly,
    Title,
    unique,
)


class Formula(Strictly):
    """How a figure is computed."""

    text: Line = Field(description=LINE)
    units: Line | None = Field(None, description=LINE)
    source: Line = Field(description="one line: where the formula comes from")


class Measured(Strictly):
    """How one program or author measures it."""

    by: Line = Field(description="one line: who measures it")
    how: Line = Field(description="one line: what exactly is measured")


class Figure(Strictly):
    """A number worth knowing."""

    text: Line = Field(description="one line: the number with its unit")
    about: Line = Field(description="one line: what the number is about")
    source: Line = Field(description="one line: where the number comes from")


class Card(Strictly):
    """A question with one right answer."""

    id: Id = Field(description=ID)
    question: Line = Field(description=LINE)
    answer: Line = Field(description=LINE)
    aliases: Ids = Field((), description=IDS)


class Concept(Sourced):
    """A term: what it is, why it matters, and cards to remember it by."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    names: Annotated[tuple[Line, ...], unique] = Field(
        (), description="a list of other names that people use"
    )
    definition: Prose = Field(description=PROSE)
    formula: Formula | None = Field(
        None, description="a mapping like {text: …, units: ms, source: …}"
    )
    measured: tuple[Measured, ...] = Field(
        (), description="a list of {by: who, how: what exactly}"
    )
    figures: tuple[Figure, ...] = Field(
        (), description="a list of {text: …, about: …, source: …}"
    )
    related: Ids = Field((), description="a list of ids of concepts")
    items: Ids = Field((), description="a list of ids of milestones")
    projects: Ids = Field((), description="a list of ids of landscape entries")
    cards: tuple[Card, ...] = Field(
        min_length=2,
        max_length=3,
        description="a list of two or three {id: …, question: …, answer: …}",
    )


class Area(Headed):
    """A file in concepts/."""

    title: Title = Field(description=TITLE)
    concepts: tuple[Concept, ...] = Field(
        min_length=1, description="a list of {id: …, title: …, definition: …}"
    )


# Which model stands below a key of such a file.
BELOW: dict[str, type[Strictly]] = {
    "concepts": Concept,
    "formula": Formula,
    "measured": Measured,
    "figures": Figure,
    "cards": Card,
    "verified": Verified,
}
