"""The format of reading.yaml: papers, posts, reports, pages and groups to know."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from aiinfra_cli.content.rules import PREDICATE, WHOLE, check_date, complain
from aiinfra_cli.content.schema import Headed, Sourced, Verified
from aiinfra_cli.content.values import (
    ID,
    LINE,
    MINUTES,
    PROSE,
    TITLE,
    Id,
    Ids,
    Line,
    Minutes,
    Prose,
    Strictly,
    Title,
    Url,
)
from aiinfra_cli.content.wording import shown

ReadingKind = Literal[
    "paper",
    "post",
    "article",
    "report",
    "documentation",
    "group",
    "list",
    "repository",
    "placeholder",
]

PLACEHOLDER = "placeholder"
WHEN = 'a year, month or day in quotes, like "2023-11"'

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


def check_when(value: str) -> str:
    """Accept a year, a month or a day; no more is claimed than is known."""
    if len(value) == 10:
        check_date(value)
    elif not (_YEAR.fullmatch(value) or _MONTH.fullmatch(value)):
        text = f"is not a year, month or day: {shown(value)}"
        raise complain(PREDICATE, text)
    return value


When = Annotated[str, AfterValidator(check_when)]


class Reading(Sourced):
    """One thing to read, or what a document named and nobody wrote."""

    id: Id = Field(description=ID)
    kind: ReadingKind = Field(description="paper, post, report, … or placeholder")
    title: Title = Field(description=TITLE)
    by: Line | None = Field(None, description=f"who wrote it: {LINE}")
    published: When | None = Field(None, description=WHEN)
    url: Url | None = Field(
        None,
        validate_default=True,
        description="an address like https://example.org/page",
    )
    minutes: Minutes | None = Field(None, description=MINUTES)
    description: Prose = Field(description=PROSE)
    instead: Ids = Field((), description="a list of ids of reading.yaml")
    concepts: Ids = Field((), description="a list of ids of concepts")
    items: Ids = Field((), description="a list of ids of the path")
    topics: Ids = Field((), description="a list of ids of topics")

    @field_validator("url")
    @classmethod
    def _where_it_is(cls, value: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind")
        if kind == PLACEHOLDER:
            if value is not None:
                text = "a placeholder has no url: nobody wrote that page"
                raise complain(WHOLE, text, "take the url out")
            if info.data.get("erratum", "") is None:
                text = "a placeholder says in erratum what was named"
                raise complain(WHOLE, text, "write erratum:")
        elif kind and value is None:
            text = "there is no url, so nobody can read it"
            raise complain(WHOLE, text, f"write url:, or make it a {PLACEHOLDER}")
        return value


class ReadingList(Headed):
    """The file reading.yaml."""

    title: Title = Field(description=TITLE)
    reading: tuple[Reading, ...] = Field(
        min_length=1, description="a list of {id: …, kind: …, title: …}"
    )


# Which model stands below a key of the file.
BELOW: dict[str, type[Strictly]] = {"reading": Reading, "verified": Verified}


def reading_of(found: ReadingList) -> list[dict[str, Any]]:
    """Give the entries as JSON values, without what was left out.

    This is what a store keeps and `topics.reading.reading_of` reads.
    """
    return [one.model_dump(mode="json", exclude_defaults=True) for one in found.reading]
