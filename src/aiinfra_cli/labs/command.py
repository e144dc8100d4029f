"""The `command` probe: a program says how things are."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Mapping
from typing import Any

from aiinfra_cli.labs.answer import document, documents, quoted, told
from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.process import Ended, run


def plan(spec: Mapping[str, Any], probing: Probing) -> str:
    """Give the command line that would be run."""
    return shlex.join(spec["run"])


def look(spec: Mapping[str, Any], probing: Probing) -> Seen:
    """Run the command in the learner's folder; give its exit status and output."""
    argv = spec["run"]
    ended = run(argv, folder=probing.folder, timeout=probing.timeout)
    if ended.exit is None:
        return unrun(ended)
    allowed = spec.get("exits", [0])
    if ended.exit not in allowed:
        return Seen(verdict="broken", reason=_ending(argv[0], ended))
    facts: dict[str, Any] = {
        "exit": ended.exit,
        "stdout": ended.out,
        "stderr": ended.err,
    }
    form = spec.get("parse")
    if form is None:
        remark = "only the first 1 MB of the output was kept" if ended.cut else ""
        return Seen(facts, remark=remark, cut=ended.cut)
    if ended.cut:
        return Seen(verdict="broken", reason=f"{argv[0]} wrote more than 1 MB")
    try:
        facts["json"] = (documents if form == "jsonl" else document)(ended.out)
    except ValueError as error:
        what = "JSON Lines" if form == "jsonl" else "JSON"
        came = quoted(ended.out)
        reason = f"{argv[0]} did not print {what} but {came}: {error}"
        return Seen(verdict="broken", reason=reason)
    return Seen(facts)


def unrun(ended: Ended) -> Seen:
    """Say why a program has no exit status: not there, not startable, too slow."""
    if ended.missing:
        return Seen(verdict="skipped", reason=ended.trouble)
    said = told(ended.err)
    reason = f"{ended.trouble}; it said: {said}" if said else ended.trouble
    return Seen(verdict="broken", reason=reason, cut=ended.cut)


def _ending(name: str, ended: Ended) -> str:
    """Say how a program ended when that is not an answer."""
    status = ended.exit or 0
    how = f"ended with exit status {status}"
    if status < 0:
        how = f"was ended by {_signal_name(-status)}"
    said = told(ended.err) or told(ended.out)
    return f"{name} {how}: {said}" if said else f"{name} {how}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
