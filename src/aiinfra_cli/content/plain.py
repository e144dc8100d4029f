"""The schema's complaints in plain words, each at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from ..errors import Problem
from . import rules, schema
from .loader import MAX_PROBLEMS
from .wording import near, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from .loader import Document

# Which model stands below a key; a location in a file is a chain of these keys.
_BELOW: dict[str, type[BaseModel]] = {
    "sessions": schema.Session,
    "an item": schema.Milestone,
    "a placement": schema.Placement,
    "checkpoints": schema.Checkpoint,
    "assessment": schema.Checkpoint,
    "met_by": schema.MetBy,
    "references": schema.Reference,
    "origin": schema.Reference,
    "verified": schema.Verified,
    "tools": schema.Tool,
    "steps": schema.Step,
    "checks": schema.Check,
}

_MUST_BE = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
}


def problems_of(
    model: type[BaseModel], document: Document, error: ValidationError
) -> list[Problem]:
    """List what a model found wrong in a document."""
    problems = []
    for detail in error.errors(include_url=False, include_context=True):
        # A key without a value was told by the loader.
        if detail["input"] is None and detail["type"] not in ("missing", rules.WHOLE):
            continue
        text, hint = _words(model, detail)
        line = document.line(*detail["loc"])
        problems.append(Problem(document.file, line, text, hint))
        if len(problems) == MAX_PROBLEMS:
            break
    return problems


def _words(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, str]:
    keys = [step for step in detail["loc"] if isinstance(step, str)]
    if keys and " " in keys[-1] and keys[-1] in _BELOW:
        keys.pop()  # the tag of a union, not a key of the file
    key = keys[-1] if keys else "the file"
    owner = next((_BELOW[k] for k in reversed(keys[:-1]) if k in _BELOW), model)
    if detail["type"] == "extra_forbidden":
        known = list(owner.model_fields)
        hint = near(key, known) or f"known here: {', '.join(known)}"
        return f"unknown key {shown(key)}", hint
    field = owner.model_fields.get(key)
    hint = f"write {field.description}" if field and field.description else ""
    if detail["type"] == rules.WHOLE:
        return detail["msg"], detail["ctx"]["hint"]
    last = detail["loc"][-1] if detail["loc"] else ""
    subject = f"{key} no. {last + 1}" if isinstance(last, int) else key
    return f"{subject} {_predicate(detail)}", hint


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
