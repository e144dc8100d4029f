"""Run the checks of a lab: look, judge, tell; one after the other.

Each result is given as soon as it is known. The expectations of a run share one child
process, and what several checks ask for is looked at once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from aiinfra_cli.labs import command, files, prometheus, web
from aiinfra_cli.labs.excerpt import digest_of, excerpt_of
from aiinfra_cli.labs.expect import Judge
from aiinfra_cli.labs.kubectl import Cluster
from aiinfra_cli.labs.model import Check, Probe, Probing, Result, Seen, Verdict


class Answer(NamedTuple):
    """What the learner says to a question."""

    is_yes: bool
    link: str = ""


# Asked with the check and its question; None: nobody is there to answer.
Ask = Callable[[Check, Probe], Answer | None]
Look = Callable[[Mapping[str, Any], Probing], Seen]
Plan = Callable[[Mapping[str, Any], Probing], str]


def run_checks(
    checks: Iterable[Check],
    probing: Probing,
    *,
    ask: Ask = lambda check, probe: None,
    begins: Callable[[Check], None] = lambda check: None,
) -> Generator[Result, None, None]:
    """Run checks in their order, each result as soon as it is there.

    `begins` is told of a check before it is looked at. A check that rests on one of
    this run that did not pass is not looked at.
    """
    verdicts: dict[str, Verdict] = {}
    eyes = _Eyes(probing)
    with Judge() as judge:
        for check in checks:
            rests = [n for n in check.needs if verdicts.get(n, "passed") != "passed"]
            if rests:
                reason = f"not looked at: it rests on {', '.join(rests)}"
                result = Result(check, "skipped", reason)
            elif check.is_asked:
                result = _asked(check, ask)
            else:
                begins(check)
                result = _looked_at(check, eyes, judge)
            verdicts[check.id] = result.verdict
            yield result


def plan_checks(
    checks: Iterable[Check], probing: Probing
) -> list[tuple[Check, list[str]]]:
    """Give, for each check, a line for each thing that would be looked at."""
    eyes = _Eyes(probing)
    return [
        (check, [eyes.plan(probe) for probe in _named(check).values()])
        for check in checks
    ]


def evidence_names(checks: Iterable[Check]) -> list[str]:
    """List the names under which files can be handed in."""
    return [
        probe.spec["name"]
        for check in checks
        for probe in _named(check).values()
        if probe.kind == "file"
    ]


def exit_code(results: Sequence[Result]) -> int:
    """Sum up a run: 0 passed, 1 failed or not looked at, 6 could not look."""
    verdicts = {result.verdict for result in results}
    if "failed" in verdicts:
        return 1
    if "broken" in verdicts:
        return 6
    return 1 if "skipped" in verdicts else 0


class _Eyes:
    """Looks at each thing once in a run."""

    def __init__(self, probing: Probing) -> None:
        self.probing = probing
        cluster = Cluster()
        self.kinds: dict[str, tuple[Look, Plan]] = {
            "kubectl": (cluster.look, cluster.plan),
            "command": (command.look, command.plan),
            "http": (web.look, web.plan),
            "prometheus": (prometheus.look, prometheus.plan),
            "file": (files.look, files.plan),
        }
        self.seen: dict[str, Seen] = {}

    def look(self, probe: Probe) -> Seen:
        """Look, or give what was seen before."""
        spec = dict(probe.spec)
        if spec.get("name") not in self.probing.evidence and probe.kind == "file":
            spec.pop("name", None)  # the same file under another name
        key = json.dumps([probe.kind, spec], sort_keys=True)
        if key not in self.seen:
            self.seen[key] = self.kinds[probe.kind][0](probe.spec, self.probing)
        return self.seen[key]

    def plan(self, probe: Probe) -> str:
        """Say how it would be looked at."""
        if probe.kind == "ask":
            return f"ask: {probe.spec['question']}"
        return self.kinds[probe.kind][1](probe.spec, self.probing)


def _named(check: Check) -> dict[str, Probe]:
    """Give the probes; a file may be handed in under the id of its check.

    Where a check reads several files, each needs a name of its own: `check.probe`.
    """
    several = sum(probe.kind == "file" for probe in check.probes.values()) > 1
    found = {}
    for name, probe in check.probes.items():
        if probe.kind == "file":
            default = f"{check.id}.{name}" if several else check.id
            probe = Probe(probe.kind, {"name": default, **probe.spec})
        found[name] = probe
    return found


def _asked(check: Check, ask: Ask) -> Result:
    answer = ask(check, next(iter(check.probes.values())))
    if answer is None:
        return Result(check, "skipped", "only you can answer this, and were not asked")
    facts = {"yes": answer.is_yes, **({"link": answer.link} if answer.link else {})}
    return Result(
        check,
        "passed" if answer.is_yes else "failed",
        "" if answer.is_yes else "you answered no",
        remarks=("your own word",),
        facts_digest=digest_of(facts),
        excerpt=excerpt_of(facts),
    )


def _looked_at(check: Check, eyes: _Eyes, judge: Judge) -> Result:
    start = time.monotonic()
    seen = {name: eyes.look(probe) for name, probe in _named(check).items()}
    remarks = tuple(
        dict.fromkeys(_of(name, one.remark) for name, one in seen.items() if one.remark)
    )
    # What is surely not there weighs more than what could not be looked at.
    for verdict in ("failed", "broken", "skipped"):
        for name, one in seen.items():
            if one.verdict == verdict:
                reason = _of(name, one.reason)
                seconds = time.monotonic() - start
                return Result(check, verdict, reason, remarks=remarks, seconds=seconds)
    facts: Any = {name: one.facts for name, one in seen.items()}
    if "" in seen:
        facts = seen[""].facts
    judged = judge.judge(check.expect, facts, check.sees)
    reason = judged.reason
    if judged.verdict == "failed" and not reason and not check.wants:
        reason = f"this is not so: {' '.join(check.expect.split())}"
    return Result(
        check,
        judged.verdict,
        reason,
        judged.saw,
        remarks,
        digest_of(facts),
        excerpt_of(facts),
        time.monotonic() - start,
    )


def _of(name: str, text: str) -> str:
    return f"{name}: {text}" if name else text
