"""The schema's complaints in plain words, each at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from aiinfra_cli.content.loader import MAX_PROBLEMS
from aiinfra_cli.content.wording import near, nearest, shown
from aiinfra_cli.errors import Problem

from . import (
    challenges,
    concepts,
    entries,
    events,
    lab,
    practices,
    probes,
    reading,
    rules,
    schema,
    topics,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from aiinfra_cli.content.loader import Document

Loc = tuple[int | str, ...]

# Which model stands below a key; a location in a file is a chain of these keys.
_BELOW: dict[str, type[BaseModel]] = {
    "sessions": schema.Session,
    schema.ITEM: schema.Milestone,
    schema.LAB: schema.LabPlace,
    schema.CHALLENGE: schema.ChallengePlace,
    "checkpoints": schema.Checkpoint,
    "assessment": schema.Checkpoint,
    "met_by": schema.MetBy,
    "references": schema.Reference,
    "origin": schema.Reference,
    "verified": schema.Verified,
    "tools": lab.Tool,
    "steps": lab.Step,
    "checks": lab.Check,
    "rubric": lab.Point,
    **probes.MODELS,
}
# The same for files in which such keys stand for something else.
_BELOW_IN: dict[type[BaseModel], Mapping[str, type[BaseModel]]] = {
    lab.Tools: {"tools": lab.Program, "version": lab.Asking},
    concepts.Area: concepts.BELOW,
    entries.Category: entries.BELOW,
    topics.Pillar: topics.BELOW,
    practices.Chart: practices.BELOW,
    reading.ReadingList: reading.BELOW,
    events.EventList: events.BELOW,
    challenges.Challenges: challenges.BELOW,
}

# Steps of a location that name a kind of entry, not a key of the file.
_SORTS = {schema.ITEM, schema.LAB, schema.CHALLENGE, *probes.MODELS}

# Keys of mappings whose own keys the writer chooses, and what pydantic puts behind
# one of these where it is wrong itself.
_NAMED = ("versions", "headers", "probes")
_KEY = "[key]"

_MUST_BE = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
    probes.NO_KIND: "a mapping of keys and values",
}


def problems_of(
    model: type[BaseModel], document: Document, error: ValidationError
) -> list[Problem]:
    """List what a model found wrong in a document."""
    details = error.errors(include_url=False)
    misspelt = {_meant(model, detail) for detail in details}
    problems = []
    for detail in details:
        if _is_echo(detail) or detail["loc"] in misspelt:
            continue
        text, hint = _words(model, detail)
        line = document.line(*detail["loc"])
        problems.append(Problem(document.file, line, text, hint))
        if len(problems) == MAX_PROBLEMS:
            break
    return problems


def _is_echo(detail: ErrorDetails) -> bool:
    """Tell whether a complaint only repeats another one."""
    value, kind = detail["input"], detail["type"]
    if kind == "too_short":  # the model counts only entries without fault
        return len(value) >= int(detail["ctx"]["min_length"])
    # A key without a value was told by the loader.
    return value is None and kind != rules.WHOLE


def _meant(model: type[BaseModel], detail: ErrorDetails) -> Loc | None:
    """Give the place of the key that an unknown key is a misspelling of."""
    if detail["type"] != "extra_forbidden":
        return None
    owner, key = _owner(model, detail["loc"])
    found = nearest(key, owner.model_fields)
    return (*detail["loc"][:-1], found) if found else None


def _owner(model: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], str]:
    """Give the model that the last key of a place belongs to, and the key."""
    keys = [step for step in _plain(loc) if isinstance(step, str)]
    if keys and keys[-1] in _SORTS:
        keys.pop()
    below = _BELOW_IN.get(model, _BELOW)
    owner = next((below[key] for key in reversed(keys[:-1]) if key in below), model)
    return owner, keys[-1] if keys else "the file"


def _plain(loc: Loc) -> Loc:
    """Leave out of a place the names that the writer chose."""
    plain: list[int | str] = []
    is_chosen = False
    for step in loc:
        if not is_chosen and step != _KEY:
            plain.append(step)
        is_chosen = not is_chosen and step in _NAMED
    return tuple(plain)


def _words(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, str]:
    owner, key = _owner(model, detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = list(owner.model_fields)
        hint = near(key, known) or f"known here: {', '.join(known)}"
        return f"unknown key {shown(key)}", hint
    field = owner.model_fields.get(key)
    hint = f"write {field.description}" if field and field.description else ""
    if detail["type"] == rules.WHOLE:
        return detail["msg"], detail["ctx"]["hint"]
    if detail["type"] == probes.NO_KIND and isinstance(detail["input"], dict):
        kind = detail["input"].get("kind")
        is_text = isinstance(kind, str)
        what = f"is of kind {shown(kind)}, which is none" if is_text else "has no kind"
        return f"{_subject(detail['loc'], key)} {what}", hint
    return f"{_subject(detail['loc'], key)} {_predicate(detail)}", hint


def _subject(loc: Loc, key: str) -> str:
    """Name what a complaint is about: a key, or an entry of its list or mapping."""
    if loc[-1:] == (_KEY,):
        return f"a name in {key}"
    steps = [step for step in loc if step not in _SORTS]
    number = steps[-1] if steps else None
    if isinstance(number, int):
        return f"{key} no. {number + 1}"
    is_chosen = _plain(loc) != loc and loc[-1] not in _SORTS and loc[-1] != key
    return f"{shown(loc[-1])} in {key}" if is_chosen else key


def _predicate(detail: ErrorDetails) -> str:
    kind: str = detail["type"]
    value: Any = detail["input"]
    limits = detail.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == rules.PREDICATE:
        return detail["msg"]
    if kind in _MUST_BE:
        return f"must be {_MUST_BE[kind]}{_instead(value)}"
    if kind == "literal_error":
        return f"must be {limits['expected'].replace(chr(39), '')}{_instead(value)}"
    if kind == "too_short":
        return f"needs at least {limits['min_length']}, not {limits['actual_length']}"
    if kind == "too_long":
        return f"takes at most {limits['max_length']} entries"
    if kind in ("greater_than_equal", "less_than_equal", "multiple_of"):
        rule = {"ge": "at least", "le": "at most", "multiple_of": "a multiple of"}
        name = next(name for name in rule if name in limits)
        return f"must be {rule[name]} {limits[name]}, not {value}"
    return f"is not valid{_instead(value)}"


def _instead(value: Any) -> str:
    """Say what stands there, where that is short enough to help."""
    if isinstance(value, bool):
        return f", not {str(value).lower()}"
    if isinstance(value, int | float):
        return f", not the number {value}"
    if isinstance(value, str):
        return f", not {shown(value, 30)}"
    return ", not a list" if isinstance(value, list) else ", not a mapping"
