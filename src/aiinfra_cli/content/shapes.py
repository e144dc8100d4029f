"""Could a probe have given these facts? Their shapes, as docs/labs.md tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from aiinfra_cli.content.wording import shown

if TYPE_CHECKING:
    from aiinfra_cli.content.lab import Check
    from aiinfra_cli.content.probes import Probe

Objects = list[dict[str, JsonValue]]
LowerCase = Annotated[str, Field(pattern=r"^[^A-Z]+$")]


class Facts(BaseModel):
    """An object with known members and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Open(Facts):
    """An object of which only some members are known."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)


class Items(Open):
    """What kubectl gives for objects; apiVersion, kind and metadata may be there."""

    items: Objects


class Versions(Open):
    """What kubectl gives for versions."""

    clientVersion: dict[str, JsonValue]  # noqa: N815 as kubectl has it
    serverVersion: dict[str, JsonValue]  # noqa: N815


class Ended(Facts):
    """What a command gives."""

    exit: int
    stdout: str
    stderr: str


class EndedJson(Ended):
    """What a command gives that prints JSON."""

    json_: JsonValue = Field(alias="json")


class EndedLines(Ended):
    """What a command gives that prints JSON Lines."""

    json_: list[JsonValue] = Field(alias="json")


class Answered(Facts):
    """What every server gives."""

    status: int
    headers: dict[LowerCase, str]


class AnsweredJson(Answered):
    """What a server gives that answers JSON."""

    json_: JsonValue = Field(alias="json")


class AnsweredText(Answered):
    """What a server gives whose answer is kept as text."""

    text: str


class Sample(Facts):
    """One value of a series; `text` is of those that are not finite."""

    labels: dict[str, str]
    value: float | None = None
    text: str | None = None


class AnsweredMetrics(Answered):
    """What a server gives that tells its metrics."""

    metrics: dict[str, list[Sample]]


class Queried(Facts):
    """What Prometheus gives."""

    resultType: str  # noqa: N815 as Prometheus has it
    result: list[JsonValue]


class Rows(Facts):
    """What a file of JSON Lines gives."""

    rows: list[JsonValue]


class Table(Facts):
    """What a CSV file gives."""

    rows: list[dict[str, str]]


class Text(Facts):
    """What a text file gives."""

    text: str
    lines: list[str]


class Runs(Facts):
    """What the result of a benchmark gives."""

    tool: str
    runs: Objects


class Entry(Facts):
    """One file of a folder."""

    name: str
    size: int
    sha256: str
    mode: str


class Folder(Facts):
    """What a folder gives."""

    files: list[Entry]


class Stat(Facts):
    """What a file gives that is not read; a folder has no size and no hash."""

    type: str
    mode: str
    size: int | None = None
    sha256: str | None = None


class Signed(Facts):
    """What a signed statement gives, or a bundle of another signature."""

    bundle: dict[str, JsonValue]
    payload: JsonValue = None  # there is none without an envelope


_OF_COMMAND: dict[str | None, type[Facts]] = {
    None: Ended,
    "json": EndedJson,
    "jsonl": EndedLines,
}
_OF_HTTP: dict[str, type[Facts]] = {
    "json": AnsweredJson,
    "text": AnsweredText,
    "prometheus": AnsweredMetrics,
}
_OF_FILE: dict[str, type[Facts]] = {
    "jsonl": Rows,
    "csv": Table,
    "text": Text,
    "metrics": Runs,
    "folder": Folder,
    "stat": Stat,
    "dsse": Signed,
}


def misfit(check: Check, facts: Any) -> str:
    """Say what the probes of a check would never give; empty if all is well."""
    if check.probe is not None:
        return _of(check.probe, facts)
    if not isinstance(facts, dict) or facts.keys() != check.probes.keys():
        return f"there is one member for each probe: {', '.join(check.probes)}"
    told = ((name, _of(probe, facts[name])) for name, probe in check.probes.items())
    return next((f"{name}: {wrong}" for name, wrong in told if wrong), "")


def _of(probe: Probe, facts: Any) -> str:
    shape = _shape(probe)
    if shape is None:
        return ""
    try:
        shape.model_validate(facts)
    except ValidationError as error:
        return _words(error)
    if probe.kind == "command" and facts["exit"] not in probe.exits:
        return f"exit status {facts['exit']} is none that the probe takes"
    if probe.kind == "http" and facts["status"] not in probe.statuses:
        return f"status {facts['status']} is none that the probe takes"
    return ""


def _shape(probe: Probe) -> type[Facts] | None:
    """Find the shape of what a probe gives; None: it may be any JSON."""
    if probe.kind == "kubectl":
        if probe.get:
            return Items
        return Versions if probe.version else None
    if probe.kind == "command":
        return _OF_COMMAND[probe.parse]
    if probe.kind == "http":
        return _OF_HTTP[probe.read]
    if probe.kind == "prometheus":
        return Queried
    return _OF_FILE.get(probe.read) if probe.kind == "file" else None


def _words(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    path = ".".join(str(step) for step in first["loc"] if step != "[key]")
    name = shown(path) if path else "what stands there"
    if first["type"] == "missing":
        return f"{name} is missing"
    if first["type"] == "extra_forbidden":
        return f"{name} is nothing that the probe gives"
    if first["type"] == "string_pattern_mismatch":
        return f"{name} is not in lower case"
    return f"{name} is of the wrong kind: {first['msg'].lower()}"
