"""YAML to plain values, with the line of each, and nothing of YAML's surprises.

Values are built from the stream of parser events, not from PyYAML's own nodes:
that never recurses, whatever the nesting, it stops at the first alias before a
bomb can grow, and `on:` stays a key where YAML 1.1 reads it as "true".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
from yaml import events

from aiinfra_cli.content.digest import MAX_BYTES
from aiinfra_cli.content.wording import CONTROL, printable, shown
from aiinfra_cli.errors import Problem

MAX_DEPTH = 20  # the format needs eight
MAX_EVENTS = 200_000  # keeps the time for 4 MB of tiny values near a second
MAX_PROBLEMS = 50  # per file: more would hide the first ones

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is 5x faster

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{0,18}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_WORDS |= {"True": True, "False": False, "~": None, "": None}

Step = str | int


@dataclass(slots=True)
class Document:
    """One file as plain values, the lines they stand on, and what was wrong."""

    file: str
    data: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    # By id() of a list or mapping: where it starts, and where its members do.
    starts: dict[int, int] = field(default_factory=dict)
    members: dict[int, dict[Step, int]] = field(default_factory=dict)

    def line(self, *path: Step) -> int:
        """Find the line of a value; steps that are not in the file are passed over."""
        node: Any = self.data
        line = self.starts.get(id(node), 1)
        for step in path:
            lines = self.members.get(id(node), {})
            if step in lines:
                line = lines[step]
                node = node[step]
        return line


def load(file: str, raw: bytes | OSError) -> Document:
    """Read one YAML file; `data` stays None when nothing can be made of it."""
    document = Document(printable(file))
    text = _decode(document, raw)
    if text is not None:
        _Builder(document).build(text)
    return document


class _Stop(Exception):
    """End the reading of a file that cannot be understood further."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    lines: dict[Step, int]
    key: str | None = None
    # The second value of a duplicate key is read like any other, then dropped.
    is_repeat: bool = False


class _Builder:
    """Builds a document from events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Open] = []
        self.documents = 0

    def build(self, text: str) -> None:
        """Fill the document; what stops the reading ends up among its problems."""
        try:
            self.read(text)
        except _Stop:
            return
        if self.document.data is None and not self.document.problems:
            self.say(1, "the file is empty", "write it, or delete it")

    def read(self, text: str) -> None:
        """Take in all events of a text."""
        loader = _Loader(text)
        try:
            next_event, take = loader.get_event, self.take
            for _ in range(MAX_EVENTS):
                event = next_event()
                take(event)
                if type(event) is events.StreamEndEvent:
                    return
            self.give_up(1, "the file holds too many values", "split it")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.give_up(mark.line + 1 if mark else 1, *_syntax(error.problem))
        except yaml.YAMLError as error:
            self.give_up(1, *_syntax(str(error)))
        finally:
            loader.dispose()

    def take(self, event: Any) -> None:
        """Take in the next event."""
        kind = type(event)  # of each of some 60,000: asking isinstance costs more
        if kind is events.ScalarEvent:
            self.scalar(event)
        elif kind is events.MappingStartEvent:
            self.open(event, {})
        elif kind is events.SequenceStartEvent:
            self.open(event, [])
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            self.stack.pop()
        elif kind is events.AliasEvent:
            self.alias(event)
        elif kind is events.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                line = _line(event)
                self.say(line, "a second document starts here", 'take out the "---"')
                raise _Stop

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Take in a text, number, truth value or key."""
        line, text = _line(event), event.value
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        # Raw control characters were refused before; escapes are for double quotes.
        if event.style == '"' and CONTROL.search(text):
            self.say(
                line,
                f"control character in {shown(text)}",
                "take it out: terminals would obey it",
            )
            text = CONTROL.sub("", text)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            self.key(top, line, text)
            return
        value = _plain(text) if event.implicit[0] else text
        if value is None and top is not None:
            name = shown(top.key) if top.key is not None else "a list entry"
            self.say(line, f"{name} has no value", "write one, or leave it out")
        self.add(line, value)

    def key(self, top: _Open, line: int, text: str) -> None:
        """Take in the key of the next value."""
        top.key = text
        top.is_repeat = text in top.lines
        if top.is_repeat:
            first = f"the first is on line {top.lines[text]}: keep one of them"
            self.say(line, f"{shown(text)} is given twice", first)
        else:
            top.lines[text] = line

    def open(self, event: yaml.CollectionStartEvent, value: Any) -> None:
        """Start a list or mapping."""
        self.refuse_extras(event)
        line = _line(event)
        if len(self.stack) >= MAX_DEPTH:
            self.give_up(line, "nested too deeply", "the format needs no such depth")
        lines: dict[Step, int] = {}
        self.document.starts[id(value)] = line
        self.document.members[id(value)] = lines
        self.add(line, value)
        self.stack.append(_Open(value, lines))

    def alias(self, event: yaml.AliasEvent) -> None:
        """Refuse a reference to another part of the file."""
        line = _line(event)
        self.say(line, "aliases (*) are not read", "write the value out")
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.value, dict):
            self.key(top, line, "*")
        else:
            self.add(line, None)

    def add(self, line: int, value: Any) -> None:
        """Put a value where it belongs."""
        if not self.stack:
            if isinstance(value, dict):
                self.document.data = value
            elif value is not None:
                hint = 'start with "format: 1"'
                self.give_up(line, "the file is not a mapping", hint)
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.lines[len(top.value)] = line
            top.value.append(value)
        elif top.key is None:
            self.give_up(line, "a key must be plain text", "write key: value")
        else:
            if not top.is_repeat:
                top.value[top.key] = value
            top.key = None

    def refuse_extras(self, event: yaml.NodeEvent) -> None:
        """Refuse anchors and tags; the value itself is read all the same."""
        if event.anchor is not None:
            self.say(_line(event), "anchors (&) are not read", "write the value out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            hint = "write the value plainly, in quotes if it is text"
            self.say(_line(event), f"tags are not read: {shown(tag)}", hint)

    def say(self, line: int, text: str, hint: str) -> None:
        """Note a problem, and stop at too many."""
        problems = self.document.problems
        problems.append(Problem(self.document.file, line, text, hint))
        if len(problems) >= MAX_PROBLEMS:
            self.document.data = None
            raise _Stop

    def give_up(self, line: int, text: str, hint: str) -> NoReturn:
        """Note a problem after which the rest of the file would only mislead."""
        self.document.data = None
        self.say(line, text, hint)
        raise _Stop


def _decode(document: Document, raw: bytes | OSError) -> str | None:
    """Turn bytes into text that a YAML parser may see."""
    line, why = 1, ("", "")
    if isinstance(raw, OSError):
        why = (f"the file cannot be read: {raw.strerror}", "mend its permissions")
    elif len(raw) > MAX_BYTES:
        why = ("the file is larger than 4 MB", "split it, or move data out of it")
    else:
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            why = ("the file is not UTF-8", "save it as UTF-8")
        else:
            found = CONTROL.search(text)
            if found is None:
                return text
            line = text.count("\n", 0, found.start()) + 1
            why = (f"control character {printable(found[0])}", "take it out")
    document.problems.append(Problem(document.file, line, *why))
    return None


def _plain(text: str) -> Any:
    """Read an unquoted scalar: only true, false, null and decimal numbers are more
    than text, so that dates, versions and words like "on" stay what was written."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _line(event: yaml.Event) -> int:
    # Events of a parser always have a mark; the type allows for made-up ones.
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax(problem: str | None) -> tuple[str, str]:
    """Word a complaint of the parser."""
    why = printable((problem or "cannot be read").strip().splitlines()[0])
    if "mapping values are not allowed" in why:
        hint = 'put text that holds ": " in quotes, or indent the line like the others'
    elif "cannot start any token" in why:
        hint = "indent with spaces, and put text that starts with @, ` or % in quotes"
    else:
        hint = "look here and at the line above: indentation, quotes, brackets"
    return f"not valid YAML: {why}", hint
