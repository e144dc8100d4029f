"""The format of challenges.yaml: one case a week, solved alone, judged by points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, ValidationInfo, field_validator

from aiinfra_cli.content.rules import WHOLE, complain
from aiinfra_cli.content.schema import Headed, Milestone, Reference, Verified
from aiinfra_cli.content.values import (
    ID,
    PROSE,
    TITLE,
    Ids,
    Prose,
    Strictly,
    Title,
)

Points = Annotated[int, Strict(), Field(ge=1, le=10)]

POINTS = "a whole number from 1 to 10"


class Mark(Strictly):
    """One line of a rubric: what earns points, and what a full answer says."""

    title: Title = Field(description=TITLE)
    points: Points = Field(description=POINTS)
    full: Prose = Field(description=PROSE)


class Challenge(Milestone):
    """A hands-on item with a case, what to hand in, and a rubric."""

    kind: Literal["hands-on"] = Field(description="hands-on")
    case: Prose = Field(description=PROSE)
    concepts: Ids = Field((), description="a list of ids of concepts")
    objectives: tuple[Prose, ...] = Field(
        min_length=1, description="a list of at least one sentence"
    )
    hand_in: tuple[Prose, ...] = Field(
        min_length=1, description="a list of what to write and show"
    )
    rubric: tuple[Mark, ...] = Field(
        min_length=3, description="a list of {title: …, points: …, full: …}"
    )
    passed: Annotated[int, Strict(), Field(ge=1)] = Field(
        description="a whole number: the points that are enough"
    )

    @field_validator("passed")
    @classmethod
    def _within_reach(cls, value: int, info: ValidationInfo) -> int:
        most = sum(one.points for one in info.data.get("rubric", ()))
        if most and value > most:
            text = f"{value} points are asked for, and the rubric has {most}"
            raise complain(WHOLE, text, "ask for fewer")
        return value


class Challenges(Headed):
    """The file challenges.yaml."""

    title: Title = Field(description=TITLE)
    challenges: tuple[Challenge, ...] = Field(
        min_length=1, description=f"a list of items, each starting with - id: {ID}"
    )


# Which model stands below a key of the file.
BELOW: dict[str, type[Strictly]] = {
    "challenges": Challenge,
    "rubric": Mark,
    "references": Reference,
    "verified": Verified,
}
