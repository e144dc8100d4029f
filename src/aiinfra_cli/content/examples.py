"""The examples of checks: facts that must pass, and facts that must not.

They are for whoever writes a check, and stand in nobody's way: only `curriculum
lint` looks at them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from aiinfra_cli.content.digest import is_file, walk
from aiinfra_cli.content.folder import stem
from aiinfra_cli.content.outline import Place
from aiinfra_cli.content.shapes import misfit
from aiinfra_cli.content.wording import near, printable, shown
from aiinfra_cli.errors import Problem
from aiinfra_cli.labs.expect import Judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aiinfra_cli.content.folder import Files
    from aiinfra_cli.content.lab import Check, Lab
    from aiinfra_cli.content.loader import Document

MAX_BYTES = 64 * 1024  # of one example: it is meant to be read
ORIGINS = ("recorded", "by hand")

_NAME = re.compile(r"([a-z0-9-]+)\.(pass|fail)(?:-[a-z0-9-]+)?\.json")


class Example(NamedTuple):
    """One file of examples."""

    file: str  # relative to the curriculum
    is_pass: bool
    facts: Any


class _Unfit(Exception):
    """Say why a file is no example: what is wrong, its line, what to do."""


def examples_hold(folder: Path, files: Files) -> Iterator[Problem]:
    """Each expression compiles, and holds for its passing examples alone."""
    there: dict[str, list[tuple[str, str]]] = {}
    for name, entry in walk(folder / "labs"):
        lab, _, rest = name.partition("/examples/")
        if rest and "/" not in lab and is_file(entry) and not entry.is_symlink():
            there.setdefault(lab, []).append((rest, entry.path))
    with Judge() as judge:
        for name, (lab_model, document) in files.labs.items():
            found = there.get(stem(name), [])
            yield from _of_lab(judge, lab_model, document, found)


def _of_lab(
    judge: Judge, lab: Lab, document: Document, found: list[tuple[str, str]]
) -> Iterator[Problem]:
    checks = {check.id: check for check in lab.checks if check.expect}
    examples: dict[str, list[Example]] = {name: [] for name in checks}
    for name, path in found:
        file = f"labs/{lab.id}/examples/{printable(name)}"
        try:
            check = _check_of(name, lab, checks)
            facts = _facts(check, path)
        except _Unfit as error:
            text, line, hint = error.args
            yield Problem(file, line, text, hint)
        else:
            is_pass = ".pass" in name
            examples[check.id].append(Example(file, is_pass, facts))
    for index, check in enumerate(lab.checks):
        if check.id in checks:
            place = Place(document, ("checks", index))
            yield from _of_check(judge, lab.id, check, place, examples[check.id])


def _of_check(
    judge: Judge, lab: str, check: Check, place: Place, examples: list[Example]
) -> Iterator[Problem]:
    for word, is_pass in (("pass", True), ("fail", False)):
        if not any(example.is_pass is is_pass for example in examples):
            text = f'check "{check.id}" has no example that must {word}'
            hint = f"write labs/{lab}/examples/{check.id}.{word}.json"
            yield place.problem(text, hint)
    faults = [
        problem
        for key in ("expect", "sees")
        if (problem := _fault(judge, check, key, place.below(key)))
    ]
    yield from faults
    if faults or not check.expect:
        return
    saw = False
    for example in examples:
        judged = judge.judge(check.expect, example.facts, check.sees or "")
        saw |= bool(judged.saw)
        wanted = "passed" if example.is_pass else "failed"
        if judged.verdict != wanted:
            why = f": {judged.reason}" if judged.reason else ""
            text = f'check "{check.id}" {_SAYS[judged.verdict]} of this example{why}'
            hint = "mend the expectation in the lab, or the example"
            yield Problem(example.file, 1, text, hint)
    if examples and check.sees and not saw:
        text = f'sees of check "{check.id}" gives no text on any example'
        hint = 'give text, like string(size(facts.items)) + " pods"'
        yield place.below("sees").problem(text, hint)
    judged = judge.judge(check.expect, {})
    if judged.verdict != "failed":
        text = f'check "{check.id}" {_SAYS[judged.verdict]} of {{}}, of nothing at all'
        hint = "ask first for something that must be there"
        yield place.below("expect").problem(text, hint)


_SAYS = {"passed": "says yes", "failed": "says no", "broken": "has no answer"}


def _fault(judge: Judge, check: Check, key: str, place: Place) -> Problem | None:
    expression = getattr(check, key)
    fault = judge.fault_in(expression) if expression else None
    if fault is None:
        return None
    line = expression.split("\n")[fault.line - 1 : fault.line]
    part = line[0][max(fault.column - 11, 0) :] if line else ""
    where = f"column {fault.column}"
    if "\n" in expression:
        where = f"line {fault.line}, {where}"
    text = f'{key} of check "{check.id}", {where}: {printable(fault.text)}'
    return place.problem(text, f"look near {shown(part, 40)}" if part else "mend it")


def _check_of(name: str, lab: Lab, checks: dict[str, Check]) -> Check:
    """Find the check that a file belongs to."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        _unfit(
            "this is no name of an example",
            hint="call it CHECK.pass.json or CHECK.fail.json, or -LABEL after these",
        )
    check = checks.get(parts[1])
    if check is None:
        if any(one.id == parts[1] for one in lab.checks):
            text = f'"{parts[1]}" is a question: there is nothing to be seen'
            _unfit(text, hint="move the example away")
        hint = near(parts[1], checks) or "rename it, or move it away"
        _unfit(f'lab "{lab.id}" has no check "{parts[1]}"', hint=hint)
    return check


def _facts(check: Check, path: str) -> Any:
    """Read the facts of an example, after a look at all that stands around them."""
    document = _document(path)
    if not isinstance(document, dict) or document.keys() != {"origin", "note", "facts"}:
        hint = 'write {"origin": …, "note": …, "facts": …}'
        _unfit("an example has origin, note and facts, and nothing else", hint=hint)
    if document["origin"] not in ORIGINS:
        text = f"origin is {shown(document['origin'])}"
        _unfit(text, hint='write "recorded" or "by hand"')
    note = document["note"]
    if not isinstance(note, str) or not note.strip():
        _unfit("note is empty", hint="say in a sentence what was seen, and where")
    if wrong := misfit(check, document["facts"]):
        hint = "give facts as the probe gives them: docs/labs.md tells how"
        _unfit(f"facts are not those of the probe: {wrong}", hint=hint)
    return document["facts"]


def _document(path: str) -> Any:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 the walk gives plain paths
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            text = f"the example is larger than {MAX_BYTES // 1024} KiB"
            _unfit(text, hint="leave out what the check does not look at")
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except OSError as error:
        text = f"the file cannot be read: {error.strerror}"
        _unfit(text, hint="mend its permissions")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _unfit("the file is not UTF-8", line, hint="save it as UTF-8")
    except json.JSONDecodeError as error:
        text = f"not JSON: {error.msg.lower()}, column {error.colno}"
        _unfit(text, error.lineno, hint="look here and at the line above")
    except RecursionError:
        _unfit("the file is nested too deeply", hint="write less")
    except ValueError:
        _unfit("a number is too long", hint="write less")


def _refuse(token: str) -> Any:
    _unfit(f"{token} is not JSON", hint="a probe leaves out what is not finite")


def _unfit(text: str, line: int = 1, *, hint: str) -> NoReturn:
    raise _Unfit(text, line, hint)
