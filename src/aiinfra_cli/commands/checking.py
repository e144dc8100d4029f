"""Run the checks of a lab, tell of each as it comes, and keep the run as evidence."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiinfra_cli.commands import labs, rows
from aiinfra_cli.errors import AiinfraError, Declined, ReachError
from aiinfra_cli.labs import runner
from aiinfra_cli.labs.kubectl import Context, current_context
from aiinfra_cli.labs.model import Check, Probe, Probing, Result
from aiinfra_cli.paths import for_people
from aiinfra_cli.store import lab_queries
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.records import from_json
from aiinfra_cli.typography import MARKS, cell_width, pad, wrap

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line, Out
    from aiinfra_cli.model import Milestone

_MARKS = {
    "passed": (MARKS["done"], "done"),
    "failed": (MARKS["failed"], "failed"),
    "skipped": ("–", "dim"),
    "broken": ("!", "late"),
}
_WORDS = {
    "passed": "passed",
    "failed": "failed",
    "broken": "could not be looked at",
    "skipped": "not looked at",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is looked at, where and how: the same however often it is looked."""

    item: Milestone
    checks: Sequence[Check]
    probing: Probing
    context: Context  # of kubectl; without a name where none is asked
    proof: str  # what is proved if all pass; empty for a part of the lab's checks


@dataclass(frozen=True, slots=True)
class Run:
    """One run of checks, finished."""

    plan: Plan
    results: tuple[Result, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Tell whether all that was looked at passed."""
        return all(one.verdict == "passed" for one in self.results)

    def summary(self) -> str:
        """Count the verdicts in words."""
        counts = Counter(str(one.verdict) for one in self.results)
        return ", ".join(f"{counts[v]} {_WORDS[v]}" for v in _WORDS if counts[v])


def plan(app: App, item: Milestone, checks: Sequence[Check], probing: Probing) -> Plan:
    """Settle what a run looks at; no server is asked for that."""
    is_whole = len(checks) == len(labs.checks_of(app, item.id))
    return Plan(
        item,
        checks,
        probing,
        current_context(probing) if _uses(checks, "kubectl") else Context(),
        lab_queries.proof_of(app.db, app.course, item.id) if is_whole else "",
    )


def run(
    plan: Plan,
    answers: Mapping[str, runner.Answer],
    *,
    ask: runner.Ask,
    tell: Callable[[Result], None],
) -> Run:
    """Look once; `tell` hears of each result as soon as it is there."""

    def answer(check: Check, probe: Probe) -> runner.Answer | None:
        return answers[check.id] if check.id in answers else ask(check, probe)

    since = time.monotonic()
    results = []
    for one in runner.run_checks(plan.checks, plan.probing, ask=answer):
        results.append(one)
        tell(one)
    return Run(plan, tuple(results), time.monotonic() - since)


def record(app: App, run: Run) -> bool:
    """Keep a run in the journal; tell whether that could be done."""
    if app.desk.refusal is not None:
        return False
    detail = {
        "checks": [_kept(one) for one in run.results],
        "proof": run.plan.proof,
        "seconds": round(run.seconds, 3),
        "tools": _tools(app, run.results),
        "context": run.plan.context.name,
    }
    with app.writing() as db:
        app.append(db, [Entry(run.plan.item.id, "check", detail)])
    return True


def _kept(one: Result) -> dict[str, Any]:
    kept = {
        "id": one.check.id,
        "verdict": one.verdict,
        "digest": one.check.digest,
        "facts": one.facts_digest,
        "excerpt": one.excerpt,
        "saw": one.saw,
        "reason": one.reason,
    }
    return {key: value for key, value in kept.items() if value}


def _tools(app: App, results: Sequence[Result]) -> dict[str, str]:
    """Give the versions of the programs that the probes ran."""
    used = {
        "kubectl" if probe.kind == "kubectl" else probe.spec["run"][0]
        for one in results
        if one.verdict != "skipped"
        for probe in one.check.probes.values()
        if probe.kind in ("kubectl", "command")
    }
    known = lab_queries.tools_of(app.db, app.course)
    from aiinfra_cli.labs.tools import Tool, find

    found = [
        find(Tool(name, from_json(known[name]["run"]), known[name]["find"]))
        for name in sorted(used & known.keys())
    ]
    return {one.tool.name: one.version for one in found if one.version}


def _uses(checks: Iterable[Check], kind: str) -> bool:
    return any(p.kind == kind for check in checks for p in check.probes.values())


def head(out: Out, plan: Plan) -> list[Line]:
    """Name the lab, and where it is looked at; below it where that is too long."""
    where = []
    if _uses(plan.checks, "kubectl"):
        name = plan.context.name
        where.append(f"context {name}" if name else "no context")
        where[-1] += f", namespace {plan.probing.namespace}"
    if _uses(plan.checks, "file") or _uses(plan.checks, "command"):
        where.append(f"in {for_people(plan.probing.folder)}")
    title = (plan.item.title, "head")
    line = [title, *((f" · {part}", "dim") for part in where)]
    if not out.width or sum(cell_width(text) for text, _ in line) <= out.width:
        return [line]
    return [[title], *rows.joined(out, where, " · ", style="dim")]


def lines_of(out: Out, plan: Plan, one: Result) -> list[Line]:
    """Tell of one result, its id in a column as wide as the longest."""
    mark, style = _MARKS[one.verdict]
    width = id_width(plan.checks)
    margin = 4 + width + 2
    room = (out.width or 10**9) - margin
    if room < _LEAST_ROOM:  # a narrow terminal: the texts begin further left
        margin, room = 4, (out.width or 80) - 4
    titled = "dim" if one.verdict == "skipped" else ""
    first, *more = wrap(one.check.title, max(room, _LEAST_ROOM))
    lines: list[Line] = [
        [
            (f"  {mark} ", style),
            (pad(one.check.id, width), "id"),
            (f"  {first}", titled),
        ],
        *([(" " * margin + part, titled)] for part in more),
    ]
    for text in _told(one):
        lines += [[(" " * margin + part, "dim")] for part in wrap(text, room)]
    if one.verdict == "failed" and one.check.hint:
        command = hint_for(plan.item.id, one.check.hint)
        lines.append([(" " * margin, ""), (command, "next")])
    return lines


_LEAST_ROOM = 24  # cells


def _told(one: Result) -> list[str]:
    """Say what was seen and wanted, and why that matters; nothing of what passed."""
    told = []
    wanted = f"wanted {one.check.wants}" if one.check.wants else ""
    if one.verdict == "failed":
        seen = ", ".join(filter(None, [one.saw and f"saw {one.saw}", wanted]))
        told = [one.reason, seen, one.check.why]
    elif one.verdict == "broken":
        told = [f"could not look: {one.reason}"]
    elif one.verdict == "skipped":
        told = [one.reason]
    return [*filter(None, told), *one.remarks]


def hint_for(item: str, step: str) -> str:
    """Give the command that gives the hints of a step."""
    return f"aiinfra hint {item} -s {step}"


def id_width(checks: Iterable[Check]) -> int:
    """Give the width of the column of ids."""
    return max((cell_width(check.id) for check in checks), default=0)


def error_of(run: Run) -> AiinfraError | None:
    """Give the error that a run ends with; none when nothing stands against it."""
    code = runner.exit_code(run.results)
    if not code:
        return None
    item = run.plan.item.id
    again = f"try again: aiinfra check {item}"
    if code == ReachError.exit_code:
        return ReachError(f"{item} could not be looked at", hint=again)
    if any(one.verdict == "failed" for one in run.results):
        has_hint = any(o.check.hint for o in run.results if o.verdict == "failed")
        hint = f"aiinfra hint {item}" if has_hint else again
        return Declined(f"{item} has not passed", hint=hint)
    hint = "see what is missing here: aiinfra doctor"
    for one in run.results:
        if one.verdict == "skipped" and one.check.is_asked and not one.check.needs:
            hint = f"answer it: aiinfra check {item} --answer {one.check.id}=yes"
    return Declined(f"{item} was not looked at as a whole", hint=hint)
