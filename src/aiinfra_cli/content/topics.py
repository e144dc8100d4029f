"""The format of a file in topics/: one pillar, or one more track, with its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, Strict, ValidationInfo, field_validator

from aiinfra_cli.content.rules import WHOLE, complain
from aiinfra_cli.content.schema import Headed, Reference, Sourced, Verified
from aiinfra_cli.content.values import (
    ID,
    PROSE,
    TITLE,
    Flag,
    Id,
    Ids,
    Prose,
    Strictly,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

TopicKind = Literal["topic", "guide", "outline", "roadmap"]
Hours = Annotated[float, Strict(), Field(ge=0.5, le=40, multiple_of=0.5)]

HOURS = "a number of hours, in halves: 0.5 to 40"
TOPICS = "a list of ids of topics"


class Topic(Sourced):
    """One item of the longer path."""

    id: Id = Field(description=ID)
    kind: TopicKind = Field(description="topic, guide, outline or roadmap")
    title: Title = Field(description=TITLE)
    hours: Hours = Field(description=HOURS)
    description: Prose = Field(description=PROSE)
    objectives: tuple[Prose, ...] = Field(
        min_length=1, description="a list of at least one sentence"
    )
    optional: Flag = Field(False, description="true, or leave it out")
    section: Id | None = Field(None, description="the id of a section of this file")
    part_of: Id | None = Field(None, description="the id of a topic of this file")
    needs: Ids = Field((), description=TOPICS)
    concepts: Ids = Field((), description="a list of ids of concepts")
    items: Ids = Field((), description="a list of ids of the path")
    projects: Ids = Field((), description="a list of ids of the landscape")
    references: tuple[Reference, ...] = Field(
        min_length=1, description="a list of {name: …, url: …}"
    )


class Section(Strictly):
    """A heading that groups the items of a long file."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)


class Pillar(Headed):
    """A file in topics/."""

    title: Title = Field(description=TITLE)
    order: Annotated[int, Strict(), Field(ge=1, le=99)] = Field(
        description="a whole number: its place among the pillars"
    )
    about: Prose = Field(description=PROSE)
    needs: Ids = Field((), description="a list of ids of pillars")
    estimate: Literal["ours"] = Field(description="estimate: ours")
    sections: tuple[Section, ...] = Field((), description="a list of {id: …, title: …}")
    gathers: Ids = Field((), description=f"{TOPICS} of other files")
    topics: tuple[Topic, ...] = Field(
        (), validate_default=True, description="a list of {id: …, kind: …, title: …}"
    )

    @field_validator("topics")
    @classmethod
    def _something(
        cls, value: tuple[Topic, ...], info: ValidationInfo
    ) -> tuple[Topic, ...]:
        if not value and not info.data.get("gathers", True):
            text = "a pillar has topics, or gathers those of others"
            raise complain(WHOLE, text, "write topics: or gathers:")
        return value


# Which model stands below a key of such a file.
BELOW: dict[str, type[Strictly]] = {
    "topics": Topic,
    "sections": Section,
    "references": Reference,
    "verified": Verified,
}


def topics_of(pillars: Iterable[Pillar]) -> list[dict[str, Any]]:
    """Give the pillars in order as JSON values, without what was left out.

    This is what a store keeps and `topics.model.topics_of` reads.
    """
    return [
        one.model_dump(mode="json", exclude={"format"}, exclude_defaults=True)
        for one in sorted(pillars, key=lambda one: (one.order, one.id))
    ]
