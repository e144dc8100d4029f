"""The format of events.yaml: conferences, past and to come."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from aiinfra_cli.content.rules import WHOLE, check_date, complain
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
)

Day = Annotated[date, BeforeValidator(check_date)]

DAY = "a date like 2026-11-20"
LONGEST = 14  # days


class Event(Sourced):
    """One conference, or a day beside one."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    place: Line = Field(description=f"the city: {LINE}")
    starts: Day = Field(description=f"{DAY}: its first day")
    ends: Day = Field(description=f"{DAY}: its last day")
    within: Id | None = Field(None, description="the id of the event it belongs to")
    announced: Flag = Field(
        False, description="true for a date that was only announced, or leave it out"
    )
    url: Url | None = Field(None, description="an address like https://example.org/")
    recap: Url | None = Field(None, description="an address like https://example.org/")
    description: Prose = Field(description=PROSE)
    topics: Ids = Field((), description="a list of ids of topics")

    @field_validator("ends")
    @classmethod
    def _in_order(cls, value: date, info: ValidationInfo) -> date:
        if "starts" in info.data:
            days = (value - info.data["starts"]).days
            if days < 0:
                raise complain(WHOLE, "it ends before it starts", "swap the dates")
            if days >= LONGEST:
                text = f"it lasts {days + 1} days"
                raise complain(WHOLE, text, "write one event for each")
        return value


class EventList(Headed):
    """The file events.yaml."""

    title: Title = Field(description=TITLE)
    events: tuple[Event, ...] = Field(
        min_length=1, description="a list of {id: …, title: …, starts: …, ends: …}"
    )


# Which model stands below a key of the file.
BELOW: dict[str, type[Strictly]] = {"events": Event, "verified": Verified}


def events_of(found: EventList) -> list[dict[str, Any]]:
    """Give the events by date as JSON values, without what was left out.

    This is what a store keeps and `topics.agenda.events_of` reads.
    """
    ordered = sorted(found.events, key=lambda one: (one.starts, one.ends, one.id))
    return [one.model_dump(mode="json", exclude_defaults=True) for one in ordered]
