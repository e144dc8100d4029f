"""The kinds of value in the YAML files, each with what is told of a wrong one.

A field's description says in plain words what it takes; it is the hint that a
writer reads when the value is of the wrong kind.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

from aiinfra_cli.content.rules import (
    check_api_path,
    check_argv,
    check_file,
    check_id,
    check_kept,
    check_line,
    check_name,
    check_prose,
    check_relative,
    check_target,
    check_title,
    check_types,
    check_unique,
    check_url,
    check_version,
)

Tier = Literal["laptop", "kind", "gpu", "rdma"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Id = Annotated[str, AfterValidator(check_id)]
Title = Annotated[str, AfterValidator(check_title)]
Line = Annotated[str, AfterValidator(check_line)]
Prose = Annotated[str, AfterValidator(check_prose)]
Url = Annotated[str, AfterValidator(check_url)]
Target = Annotated[str, AfterValidator(check_target)]
Version = Annotated[str, AfterValidator(check_version)]
Name = Annotated[str, AfterValidator(check_name)]
Relative = Annotated[str, AfterValidator(check_relative)]
FileName = Annotated[str, AfterValidator(check_file)]
Types = Annotated[str, AfterValidator(check_types)]
ApiPath = Annotated[str, AfterValidator(check_api_path)]
Argv = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(check_argv)]
Minutes = Annotated[int, Strict(), Field(ge=5, le=600, multiple_of=5)]
Flag = Annotated[bool, Strict()]

unique = AfterValidator(check_unique)
Kept = Annotated[str, AfterValidator(check_kept)]
KeptIds = Annotated[tuple[Kept, ...], unique]
Ids = Annotated[tuple[Id, ...], unique]
Tags = Annotated[tuple[Id, ...], Field(min_length=1, max_length=4), unique]
Targets = Annotated[tuple[Target, ...], unique]

ID = "lower-case letters, digits and single hyphens, at most 48 characters"
TITLE = "one line of 1 to 80 characters"
LINE = "one line of text"
PROSE = "text; put it in quotes, or below >-"
MINUTES = "a whole number from 5 to 600, a multiple of 5"
IDS = f"a list of ids: {ID}"


class Strictly(BaseModel):
    """A mapping in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
