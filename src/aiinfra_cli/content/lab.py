"""The format of a lab's file, and of tools.yaml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from aiinfra_cli.content.probes import PROBE, Probe
from aiinfra_cli.content.rules import WHOLE, complain
from aiinfra_cli.content.schema import Headed, Reference, Sourced
from aiinfra_cli.content.values import (
    ID,
    MINUTES,
    PROSE,
    TITLE,
    Argv,
    FileName,
    Flag,
    Id,
    Ids,
    Line,
    Minutes,
    Prose,
    Strictly,
    Tags,
    Tier,
    Title,
    Url,
    Version,
    unique,
)


class Tool(Strictly):
    """A program that a lab needs."""

    name: Line = Field(description="the name of a program in tools.yaml")
    min: Version | None = Field(
        None, description='a version in quotes, like min: "1.34"'
    )


class Step(Strictly):
    """One step of a lab."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    text: Prose = Field(description=PROSE)
    run: tuple[Prose, ...] = Field((), description="a list of command lines")
    files: Annotated[tuple[FileName, ...], unique] = Field(
        (), description="a list of names below labs/ID/files/"
    )
    hints: tuple[Prose, ...] = Field(
        (), description="three hints: a nudge, a stronger one, the answer"
    )

    @field_validator("hints")
    @classmethod
    def _three(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(value) not in (0, 3):
            text = f"hints are three or none, not {len(value)}"
            raise complain(WHOLE, text, "write a nudge, a stronger one, the answer")
        return value


class Check(Strictly):
    """One claim that a lab's check looks at."""

    id: Id = Field(description=ID)
    title: Title = Field(description=TITLE)
    probe: Probe | None = Field(None, description=PROBE)
    probes: dict[Id, Probe] = Field(
        default_factory=dict,
        validate_default=True,
        description=f"a mapping of names, each with {PROBE}",
    )
    expect: Prose | None = Field(
        None, validate_default=True, description="an expression in CEL over facts"
    )
    sees: Prose | None = Field(
        None, description="an expression in CEL that gives text: what was seen"
    )
    wants: Line | None = Field(None, description="one line: what was wanted")
    why: Prose | None = Field(None, description=PROSE)
    hint: Id | None = Field(None, description="the id of a step with hints")
    needs: Ids = Field((), description="a list of ids of checks of this lab")

    @field_validator("probes")
    @classmethod
    def _one_or_several(
        cls, value: dict[str, Any], info: ValidationInfo
    ) -> dict[str, Any]:
        if "probe" in info.data:  # otherwise `probe` is wrong: said already
            if bool(value) == (info.data["probe"] is not None):
                text = "a check needs probe or probes, and not both"
                raise complain(WHOLE, text, f"write probe: with {PROBE}")
            if any(one.kind == "ask" for one in value.values()):
                text = "a question stands alone, not among probes"
                raise complain(WHOLE, text, "write it as probe: {kind: ask, …}")
        return value

    @field_validator("expect")
    @classmethod
    def _judged_unless_asked(
        cls, value: str | None, info: ValidationInfo
    ) -> str | None:
        if "probe" in info.data and "probes" in info.data:
            probe = info.data["probe"]
            is_asked = probe is not None and probe.kind == "ask"
            if is_asked and value is not None:
                text = "a question is answered by the learner: it expects nothing"
                raise complain(WHOLE, text, "take expect out")
            if not is_asked and value is None:
                text = "expect is missing"
                raise complain(WHOLE, text, "write an expression in CEL over facts")
        return value


class Point(Strictly):
    """One point of a rubric, judged by checks of the lab."""

    title: Title = Field(description=TITLE)
    checks: Annotated[Ids, Field(min_length=1)] = Field(
        description="a list of ids of checks of this lab"
    )


class Lab(Headed, Sourced):
    """A file in labs/."""

    kind: Literal["lab", "hands-on", "project"] = Field(
        "lab", description="hands-on or project, or leave it out for a lab"
    )
    title: Title = Field(description=TITLE)
    description: Prose = Field(description=PROSE)
    tier: Tier = Field(description="laptop, kind, gpu or rdma")
    laptop: Prose | None = Field(None, description=PROSE)
    minutes: Minutes = Field(description=MINUTES)
    optional: Flag = Field(False, description="true, or leave it out")
    needs: Ids = Field((), description="a list of ids that come earlier in the path")
    tags: Tags = Field(description="a list of 1 to 4 slugs")
    concepts: Ids = Field((), description="a list of slugs")
    versions: dict[Id, Line] = Field(
        default_factory=dict, description="a mapping of slugs and versions in quotes"
    )
    tools: tuple[Tool, ...] = Field((), description='a list of {name: …, min: "…"}')
    objectives: tuple[Prose, ...] = Field(
        min_length=1, description="a list of at least one sentence"
    )
    steps: tuple[Step, ...] = Field(
        min_length=1, description="a list of {id: …, title: …, text: …}"
    )
    checks: tuple[Check, ...] = Field(
        (), description="a list of {id: …, title: …, probe: …, expect: …}"
    )
    few_checks: Prose | None = Field(
        None, validate_default=True, description="why there are fewer than three checks"
    )
    rubric: tuple[Point, ...] = Field(
        (), description="a list of {title: …, checks: [ids]}"
    )
    cleanup: Prose = Field(description=PROSE)
    pitfalls: tuple[Prose, ...] = Field((), description="a list of sentences")
    references: tuple[Reference, ...] = Field(
        (), description="a list of {name: …, url: …}"
    )

    @field_validator("few_checks")
    @classmethod
    def _enough(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "checks" in info.data:
            few = len(info.data["checks"]) < 3
            if few and value is None:
                text = "a lab needs at least three checks"
                raise complain(WHOLE, text, "add some, or say why in few_checks")
            if not few and value is not None:
                text = "few_checks is said of a lab with three checks or more"
                raise complain(WHOLE, text, "take it out")
        return value


class Asking(Strictly):
    """How a program is asked for its version."""

    run: Argv = Field(description="a list: the program, then its arguments")
    find: Line = Field(description="a regular expression with one group, the version")


class Program(Strictly):
    """A program that labs use, and how to get it."""

    name: Line = Field(description="the name of a program")
    version: Asking | None = Field(
        None, description="a mapping like {run: [kind, version], find: 'v([0-9.]+)'}"
    )
    get: Prose = Field(description=PROSE)
    url: Url | None = Field(None, description="an address like https://example.org/")


class Tools(Headed):
    """The file tools.yaml."""

    tools: tuple[Program, ...] = Field(
        min_length=1, description="a list of {name: …, version: …, get: …}"
    )
