"""The format of the YAML files, one model per mapping."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
)

from aiinfra_cli.content.rules import WHOLE, check_date, complain
from aiinfra_cli.content.values import (
    ID,
    IDS,
    MINUTES,
    PROSE,
    TITLE,
    Day,
    Flag,
    Id,
    Ids,
    KeptIds,
    Line,
    Minutes,
    Prose,
    Strictly,
    Tags,
    Targets,
    Title,
    Url,
    unique,
)

FORMAT = 1

Kind = Literal["study", "hands-on", "project"]


class Headed(Strictly):
    """What every file starts with."""

    format: Literal[1] = Field(description="format: 1")
    id: Id = Field(description=ID)


class Reference(Strictly):
    """A page to read."""

    name: Line = Field(description="one line: how the page is called")
    url: Url = Field(description="an address like https://example.org/page")


class Verified(Strictly):
    """When and how the facts of an item were checked."""

    on: Annotated[date, BeforeValidator(check_date)] = Field(
        description="a date like 2026-11-20"
    )
    how: Prose = Field(description=PROSE)


class Sourced(Strictly):
    """What every item says about where its facts come from."""

    sources: tuple[Line, ...] = Field(
        min_length=1, description="a list of at least one source, each on one line"
    )
    verified: Verified | None = Field(
        None, description="a mapping like {on: 2026-11-20, how: …}"
    )
    unverified: Prose | None = Field(None, validate_default=True, description=PROSE)
    erratum: Prose | None = Field(None, description=PROSE)
    aliases: Ids = Field((), description=IDS)

    @field_validator("unverified")
    @classmethod
    def _one_of_both(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "verified" in info.data:  # otherwise `verified` is wrong: said already
            verified = info.data["verified"]
            if verified is None and value is None:
                text = "neither verified nor unverified is given"
                hint = "write verified: {on: …, how: …}, or unverified: and why"
                raise complain(WHOLE, text, hint)
            if verified is not None and value is not None:
                text = "verified and unverified exclude each other"
                raise complain(WHOLE, text, "keep the one that is true")
        return value


class Milestone(Sourced):
    """A study, hands-on or project item of a session."""

    id: Id = Field(description=ID)
    kind: Kind = Field(description="study, hands-on or project")
    title: Title = Field(description=TITLE)
    description: Prose = Field(description=PROSE)
    minutes: Minutes = Field(description=MINUTES)
    estimate: Literal["ours"] = Field(description="estimate: ours")
    optional: Flag = Field(False, description="true, or leave it out")
    needs: Ids = Field((), description="a list of ids that come earlier in the path")
    tags: Tags = Field(description="a list of 1 to 4 slugs")
    references: tuple[Reference, ...] = Field(
        (), validate_default=True, description="a list of {name: …, url: …}"
    )

    @field_validator("references")
    @classmethod
    def _study_has_one(
        cls, value: tuple[Reference, ...], info: ValidationInfo
    ) -> tuple[Reference, ...]:
        if not value and info.data.get("kind") == "study":
            text = "a study item needs at least one reference"
            raise complain(WHOLE, text, "write references: with {name: …, url: …}")
        return value


class LabPlace(Strictly):
    """The place of a lab in a session."""

    lab: Id = Field(description="the id of a file in labs/")


class ChallengePlace(Strictly):
    """The place of a challenge in a session."""

    challenge: Id = Field(description="an id of challenges.yaml")


# The kinds of entry in a session. They turn up in the locations of errors; the space
# keeps them apart from the keys of a file.
ITEM, LAB, CHALLENGE = "an item", "a lab", "a challenge"


def _sort_of_item(value: Any) -> str:
    if isinstance(value, dict) and "lab" in value:
        return LAB
    return CHALLENGE if isinstance(value, dict) and "challenge" in value else ITEM


SessionItem = Annotated[
    Annotated[LabPlace, Tag(LAB)]
    | Annotated[ChallengePlace, Tag(CHALLENGE)]
    | Annotated[Milestone, Tag(ITEM)],
    Discriminator(_sort_of_item),
]


class Session(Strictly):
    """A block of days."""

    id: Id = Field(description="like w1-mon-tue")
    title: Title = Field(description=TITLE)
    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=7), unique] = Field(
        description="a list of mon, tue, wed, thu, fri, sat, sun"
    )
    items: tuple[SessionItem, ...] = Field(
        min_length=1,
        description="a list of items, each starting with - id:, - lab: or - challenge:",
    )


class MetBy(Strictly):
    """What a checkpoint rests on."""

    all: Targets = Field((), description="a list of ids, or lab-id#check-id")
    any: Targets = Field(
        (), validate_default=True, description="a list of ids, or lab-id#check-id"
    )

    @field_validator("any")
    @classmethod
    def _something_once(
        cls, value: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if "all" in info.data:
            if not value and not info.data["all"]:
                hint = "write all: or any: with ids, or lab-id#check-id"
                raise complain(WHOLE, "met_by names nothing", hint)
            for target in value:
                if target in info.data["all"]:
                    text = f'met_by names "{target}" in all and in any'
                    raise complain(WHOLE, text, "keep it in all")
        return value


class Checkpoint(Sourced):
    """A checkpoint of a week, or an item of the final assessment."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    description: Prose | None = Field(None, description=PROSE)
    met_by: MetBy = Field(description="a mapping like {all: [lab-id#check-id]}")
    optional: Flag = Field(False, description="true, or leave it out")
    tags: Tags = Field(description="a list of 1 to 4 slugs")


class Week(Headed):
    """A file in weeks/."""

    title: Title = Field(description=TITLE)
    focus: Prose = Field(description=PROSE)
    sessions: tuple[Session, ...] = Field(
        min_length=1, max_length=7, description="a list of 1 to 7 sessions"
    )
    checkpoints: tuple[Checkpoint, ...] = Field((), description="a list of checkpoints")


class Path(Headed):
    """The file path.yaml."""

    title: Title = Field(description=TITLE)
    version: Line = Field(description='text in quotes, like version: "1.0"')
    summary: Prose = Field(description=PROSE)
    weeks: Annotated[Ids, Field(min_length=1)] = Field(
        description="a list of the ids of the weeks, in order"
    )
    origin: tuple[Reference, ...] = Field((), description="a list of {name: …, url: …}")
    assessment: tuple[Checkpoint, ...] = Field(
        (), description="a list of items like checkpoints"
    )
    retired: KeptIds = Field(
        (), description="a list of ids that left the curriculum, like concept:ttft"
    )
