"""YAML as plain JSON values, as YAML 1.2 has them, and nothing of its surprises.

Built from the stream of parser events: that never recurses, whatever the nesting, it
stops at the first alias before a bomb can grow, and dates and words like "on" stay
what was written.
"""

from __future__ import annotations

import re
from typing import Any

from aiinfra_cli.labs.answer import quoted, told
from aiinfra_cli.labs.opening import Deadline, Unfit
from aiinfra_cli.labs.plain import MAX_DEPTH

_OFTEN = 10_000  # events between two looks at the clock

_INT = re.compile(r"[-+]?[0-9]{1,300}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = {"0x": 16, "0o": 8}
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


def yaml_of(text: str, name: str, deadline: Deadline) -> Any:
    """Read a file with one YAML document. Raises Unfit for what is none."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    builder = _Builder(name)
    try:
        number = 0
        while loader.check_event():
            builder.take(loader.get_event())
            number += 1
            if number % _OFTEN == 0:
                deadline.check(name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        why = told(error.problem or "it cannot be read")
        raise Unfit(f"{name} is not YAML: {why}{line}") from None
    except yaml.YAMLError as error:
        raise Unfit(f"{name} is not YAML: {told(str(error))}") from None
    finally:
        loader.dispose()
    if not builder.documents:
        raise Unfit(f"{name} holds no document")
    return builder.root


class _Builder:
    """Builds one document from events, which are told apart by their names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.documents = 0
        self.root: Any = None
        self.stack: list[Any] = []
        self.keys: list[str | None] = []  # of the mappings on the stack

    def take(self, event: Any) -> None:
        """Take in the next event."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self.unfit(event, "a second document begins")
        elif kind == "AliasEvent":
            raise self.unfit(event, "an alias (*) stands for something else")
        elif kind == "ScalarEvent":
            self.refuse_tag(event)
            self.scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.refuse_tag(event)
            value: Any = {} if kind == "MappingStartEvent" else []
            self.add(event, value)
            self.stack.append(value)
            self.keys.append(None)
            if len(self.stack) > MAX_DEPTH:
                raise self.unfit(event, f"nested over {MAX_DEPTH} levels")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
            self.keys.pop()

    def scalar(self, event: Any) -> None:
        """Take in a key or a value."""
        if self.stack and isinstance(self.stack[-1], dict) and self.keys[-1] is None:
            if event.value in self.stack[-1]:
                text = f"the key {quoted(event.value)} stands twice in one mapping"
                raise self.unfit(event, text)
            self.keys[-1] = event.value
        else:
            value = _plain(event.value) if event.implicit[0] else event.value
            self.add(event, value)

    def add(self, event: Any, value: Any) -> None:
        """Put a value where it belongs."""
        if not self.stack:
            self.root = value
        elif isinstance(self.stack[-1], list):
            self.stack[-1].append(value)
        elif (key := self.keys[-1]) is None:
            raise self.unfit(event, "a key is no plain text")
        else:
            self.stack[-1][key] = value
            self.keys[-1] = None

    def refuse_tag(self, event: Any) -> None:
        """Refuse a value that says of itself what it is."""
        if event.tag is not None and event.tag != "!":
            raise self.unfit(event, f"the tag {quoted(event.tag)} is not read")

    def unfit(self, event: Any, text: str) -> Unfit:
        """Say what cannot be read, and in which line."""
        return Unfit(f"{self.name}, line {event.start_mark.line + 1}: {text}")


def _plain(text: str) -> Any:
    """Read an unquoted scalar as the core schema of YAML 1.2 does."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and len(text) < 300:
            return float(text)
        if (base := _BASED.get(text[:2])) and len(text) < 300:
            try:
                return int(text[2:], base)
            except ValueError:
                return text
    return text
