"""The format of a file in landscape/: one category with its entries."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict

from aiinfra_cli.content.rules import PREDICATE, check_date, complain
from aiinfra_cli.content.schema import Headed, Sourced, Verified
from aiinfra_cli.content.values import (
    ID,
    LINE,
    PROSE,
    TITLE,
    Flag,
    Id,
    Ids,
    Line,
    Prose,
    Strictly,
    Title,
    Url,
    unique,
)
from aiinfra_cli.content.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

EntryKind = Literal[
    "project",
    "standard",
    "feature",
    "technique",
    "hardware",
    "service",
    "model",
    "paper",
    "regulation",
    "placeholder",
]
Layer = Literal["infrastructure", "platform", "model", "application"]
Status = Literal["active", "dormant", "archived", "renamed", "not-found"]

LONGEST_LABEL = 26  # characters; the map writes it whole

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")


def check_repository(value: str) -> str:
    """Accept owner/name, as GitHub spells it."""
    if not _REPOSITORY.fullmatch(value):
        raise complain(PREDICATE, f"is not owner/name: {shown(value)}")
    return value


def check_label(value: str) -> str:
    """Accept a name that is short enough for the map."""
    if len(value) > LONGEST_LABEL:
        text = f"is {len(value)} characters long; at most {LONGEST_LABEL} fit the map"
        raise complain(PREDICATE, text)
    return value


Label = Annotated[Line, AfterValidator(check_label)]
Repository = Annotated[str, AfterValidator(check_repository)]
Day = Annotated[date, BeforeValidator(check_date)]
Share = Annotated[float, Strict(), Field(ge=0, le=1)]

DAY = "a date like 2026-11-20"
SHARE = "a number from 0 to 1"


class Release(Strictly):
    """The newest release that was seen."""

    version: Line = Field(description="the version as its project writes it")
    on: Day | None = Field(None, description=f"{DAY}: of the release, or the latest")
    how: Line = Field(description="one line: where it was seen")


class Spot(Strictly):
    """A place on the map, and who chose it."""

    x: Share = Field(description=f"{SHARE}: prototype to mature")
    y: Share = Field(description=f"{SHARE}: infrastructure to application")
    by: Literal["upstream", "us"] = Field(description="upstream or us")


class Entry(Sourced):
    """A project, standard, technique or Kubernetes feature of the field."""

    id: Id = Field(description=ID)
    name: Title = Field(description=TITLE)
    label: Label | None = Field(
        None, description=f"the name on the map, at most {LONGEST_LABEL} characters"
    )
    names: Annotated[tuple[Line, ...], unique] = Field(
        (), description="a list of other names that people use"
    )
    kind: EntryKind = Field(description="project, standard, feature, technique, …")
    layer: Layer = Field(description="infrastructure, platform, model or application")
    description: Prose = Field(description=PROSE)
    licence: Line | None = Field(None, description=LINE)
    foundation: Line | None = Field(None, description="who keeps it, on one line")
    maturity: Line | None = Field(None, description=LINE)
    since: Day | None = Field(None, description=f"{DAY}: when that level was reached")
    repository: Repository | None = Field(None, description="owner/name on GitHub")
    home: Url | None = Field(None, description="an address like https://example.org/")
    release: Release | None = Field(
        None, description='a mapping like {version: "1.0", on: 2026-11-20, how: tag}'
    )
    status: Status = Field(
        "active", description="active, dormant, archived, renamed or not-found"
    )
    early: Flag = Field(False, description="true, or leave it out")
    place: Spot | None = Field(
        None, description="a mapping like {x: 0.5, y: 0.5, by: us}"
    )
    concepts: Ids = Field((), description="a list of ids of concepts")
    items: Ids = Field((), description="a list of ids of the path")
    reading: Ids = Field((), description="a list of ids of reading.yaml")
    weeks: Ids = Field((), description="a list of ids of weeks")
    note: Prose | None = Field(None, description=PROSE)


class Category(Headed):
    """A file in landscape/."""

    title: Title = Field(description=TITLE)
    order: Annotated[int, Strict(), Field(ge=1, le=99)] = Field(
        description="a whole number: its place among the categories"
    )
    entries: tuple[Entry, ...] = Field(
        min_length=1, description="a list of {id: …, name: …, kind: …}"
    )


# Which model stands below a key of such a file.
BELOW: dict[str, type[Strictly]] = {
    "entries": Entry,
    "release": Release,
    "place": Spot,
    "verified": Verified,
}


def entries_of(categories: Iterable[Category]) -> list[dict[str, Any]]:
    """Give the categories in order as JSON values, without what was left out.

    This is what a store keeps and `landscape.model.landscape_of` reads.
    """
    return [
        one.model_dump(mode="json", exclude={"format"}, exclude_defaults=True)
        for one in sorted(categories, key=lambda one: (one.order, one.id))
    ]
