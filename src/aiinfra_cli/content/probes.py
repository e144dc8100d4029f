"""The kinds of probe in the YAML files, one model each. They only look.

What each gives for facts is told in docs/labs.md; `labs/` does the looking.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, LiteralString

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator

from aiinfra_cli.content.rules import WHOLE, complain
from aiinfra_cli.content.values import (
    ApiPath,
    Argv,
    Flag,
    Line,
    Name,
    Prose,
    Relative,
    Strictly,
    Types,
    Url,
)

Status = Annotated[int, Field(strict=True, ge=100, le=599)]
Exit = Annotated[int, Field(strict=True, ge=0, le=255)]

PROBE = "a mapping with kind: kubectl, command, http, prometheus, file or ask"


class Kubectl(Strictly):
    """Objects of a cluster, as kubectl prints them."""

    kind: Literal["kubectl"] = Field(description="kubectl")
    get: Types | None = Field(
        None, description="a resource type like deployments.apps, or several"
    )
    raw: ApiPath | None = Field(None, description="a path of the API like /apis")
    version: Flag | None = Field(None, description="true, or leave it out")
    name: Name | None = Field(None, description="the name of one object")
    selector: Line | None = Field(None, description="labels like app=sim")
    field_selector: Line | None = Field(
        None, description="fields like reason=SuccessfulRescale"
    )
    namespace: Name | None = Field(
        None,
        validate_default=True,
        description="left out for the lab's own; none, all, or a name",
    )

    @field_validator("namespace")
    @classmethod
    def _one_question(cls, value: str | None, info: ValidationInfo) -> str | None:
        # The last field: by now the others are known.
        given = info.data
        if not {"get", "raw", "version"} <= given.keys():
            return value  # one of them is wrong: said already
        asked = [key for key in ("get", "raw", "version") if given.get(key)]
        if len(asked) != 1:
            text = "kubectl needs one of get, raw and version"
            raise complain(WHOLE, text, "write get: with a resource type")
        narrowing = ("name", "selector", "field_selector")
        if asked != ["get"] and any(given.get(key) for key in narrowing):
            text = f"kubectl {asked[0]} takes no name and no selector"
            raise complain(WHOLE, text, "take it out, or use get")
        return value


class Command(Strictly):
    """What a program prints; it is started without a shell."""

    kind: Literal["command"] = Field(description="command")
    run: Argv = Field(description="a list: the program, then its arguments")
    parse: Literal["json", "jsonl"] | None = Field(
        None, description="json or jsonl, or leave it out"
    )
    exits: tuple[Exit, ...] = Field(
        (0,), min_length=1, description="a list of exit statuses that are answers"
    )


class Http(Strictly):
    """What an address answers to GET."""

    kind: Literal["http"] = Field(description="http")
    url: Url = Field(description="an address like http://127.0.0.1:8000/metrics")
    read: Literal["json", "text", "prometheus"] = Field(
        "json", description="json, text or prometheus"
    )
    headers: dict[Line, Line] = Field(
        default_factory=dict, description="a mapping of names and values"
    )
    statuses: tuple[Status, ...] = Field(
        (200,), min_length=1, description="a list of statuses that are answers"
    )


class Prometheus(Strictly):
    """What Prometheus answers to a query."""

    kind: Literal["prometheus"] = Field(description="prometheus")
    url: Url = Field(
        description="the address of the server, like http://127.0.0.1:9090"
    )
    query: Prose = Field(description="a query in PromQL")


class File(Strictly):
    """What a file below the learner's folder holds."""

    kind: Literal["file"] = Field(description="file")
    path: Relative = Field(description="a path below the learner's folder, without ..")
    read: Literal[
        "json", "jsonl", "yaml", "csv", "text", "metrics", "folder", "stat", "dsse"
    ] = Field(description="json, jsonl, yaml, csv, text, metrics, folder, stat or dsse")
    name: Name | None = Field(None, description="what --evidence NAME=FILE calls it")


class Ask(Strictly):
    """What only the learner can say."""

    kind: Literal["ask"] = Field(description="ask")
    question: Prose = Field(description="a question that is answered by yes or no")
    link: Line | None = Field(None, description="what the learner should link to")


# The tags turn up in the locations of errors; the space keeps them apart from keys.
MODELS: dict[str, type[Strictly]] = {
    "kubectl probe": Kubectl,
    "command probe": Command,
    "http probe": Http,
    "prometheus probe": Prometheus,
    "file probe": File,
    "ask probe": Ask,
}


NO_KIND: LiteralString = "no_kind"  # the complaint about a probe of no known kind


def _sort_of_probe(value: Any) -> str | None:
    kind = (
        value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    )
    tag = f"{kind} probe"
    return tag if tag in MODELS else None


Probe = Annotated[
    Annotated[Kubectl, Tag("kubectl probe")]
    | Annotated[Command, Tag("command probe")]
    | Annotated[Http, Tag("http probe")]
    | Annotated[Prometheus, Tag("prometheus probe")]
    | Annotated[File, Tag("file probe")]
    | Annotated[Ask, Tag("ask probe")],
    Discriminator(
        _sort_of_probe,
        custom_error_type=NO_KIND,
        custom_error_message="no probe is of this kind",
    ),
]
