"""`aiinfra check`: look at what a lab really left behind."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import answering, checking, labs, rows, trust
from aiinfra_cli.commands.checking import Plan, Run
from aiinfra_cli.commands.context import AsJson, OneId, app_of
from aiinfra_cli.console import Line
from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.labs import runner
from aiinfra_cli.labs.model import LIMIT, NAMESPACE, Check, Probe, Probing, Result
from aiinfra_cli.store import queries

_PAUSE = 5.0  # seconds between two looks of --watch

Only = Annotated[
    list[str] | None,
    typer.Option("--only", help="Only this check, and those it rests on."),
]
EvidenceFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence", "-e", metavar="NAME=FILE", help="A file of yours to look at."
    ),
]
AnswerList = Annotated[
    list[str] | None,
    typer.Option(
        "--answer", metavar="CHECK=yes|no|LINK", help="The answer to a question."
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.1, max=3600, help="Seconds that one look may take."
    ),
]
Context = Annotated[
    str | None, typer.Option("--context", help="The context of kubectl.")
]
Namespace = Annotated[
    str, typer.Option("--namespace", help="The namespace you worked in.")
]
Folder = Annotated[
    Path | None,
    typer.Option("--dir", "-C", help="The folder you worked in; else the present one."),
]


def command(
    ctx: typer.Context,
    id: OneId = None,
    only: Only = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be run and asked.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Look again until everything passes.")
    ] = False,
    evidence: EvidenceFiles = None,
    answer: AnswerList = None,
    timeout: Timeout = LIMIT,
    context: Context = None,
    namespace: Namespace = NAMESPACE,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Look at what a lab really left behind; a passing run makes it verified."""
    if timeout != timeout:  # not a number, which no limit keeps out
        raise UsageError("--timeout is no number", hint="give it in seconds")
    app = app_of(ctx)
    item = labs.lab_meant(app, id, only_reads=False)
    checks = chosen(item.id, _checks(app, item.id), only or [])
    probing = Probing(
        folder=working_folder(folder),
        context=context,
        namespace=namespace,
        timeout=timeout,
        evidence=answering.handed_in(checks, evidence or []),
    )
    answers = answering.given(checks, answer or [])
    if dry_run:
        _print_plan(app, item.id, checks, probing, as_json=as_json)
        return
    trust.require(app)
    look = Look(app, checking.plan(app, item, checks, probing), answers, quiet=as_json)
    run = look.once()
    if watch and _is_worth_watching(run):
        app.out.talk(f"looking every {_PAUSE:g} s until all pass; ^C ends it")
    while watch and _is_worth_watching(run):
        time.sleep(_PAUSE)
        run = look.once()
    if as_json:
        app.out.json("aiinfra.check/1", app.generated_at(), document(app, run))
    if error := checking.error_of(run):
        raise error


def _is_worth_watching(run: Run) -> bool:
    """Tell whether more than an answer of the learner's is missing."""
    return any(o.verdict != "passed" and not o.check.is_asked for o in run.results)


def _checks(app: App, item: str) -> list[Check]:
    checks = labs.checks_of(app, item)
    if not checks:
        why = queries.detail_of(app.db, app.course, item).get("few_checks", "")
        raise UsageError(f"{item} has no checks: {why}", hint=f"aiinfra lab {item}")
    return checks


def chosen(lab: str, checks: list[Check], only: Sequence[str]) -> list[Check]:
    """Give the checks named, with those they rest on; all where none is named."""
    if not only:
        return checks
    known = {check.id: check for check in checks}
    wanted: set[str] = set()
    waiting = list(only)
    for name in waiting:
        if name not in known:
            raise NotFound(
                f'{lab} has no check "{name}"', hint=f"it has: {', '.join(known)}"
            )
        if name not in wanted:
            wanted.add(name)
            waiting += known[name].needs
    return [check for check in checks if check.id in wanted]


def working_folder(folder: Path | None) -> Path:
    """Give the folder that files are looked for in; raises UsageError for none."""
    try:
        found = (folder or Path()).expanduser().absolute()
        if found.is_dir():
            return found
    except (OSError, RuntimeError, ValueError):
        pass  # told like all that is no folder
    raise UsageError(
        f"{folder or 'the present folder'} is no folder",
        hint="name the folder that you worked in: --dir DIR",
    )


class Look:
    """Looks at a lab, again and again, and tells and keeps what is news."""

    def __init__(
        self,
        app: App,
        plan: Plan,
        answers: dict[str, runner.Answer],
        *,
        quiet: bool = False,
        ends: bool = True,
    ) -> None:
        self.app = app
        self.plan = plan
        self.answers = answers
        self.quiet = quiet  # a document follows
        self.ends = ends  # say what comes next
        self.known: dict[str, tuple[str, str]] = {}  # verdict and what was seen

    def once(self) -> Run:
        """Look once. What was answered to a question is not asked again."""
        if not self.known:
            self._print([*checking.head(self.app.out, self.plan), []])
        run = checking.run(self.plan, self.answers, ask=self._ask, tell=self._tell)
        found = {one.check.id: (str(one.verdict), one.saw) for one in run.results}
        if found != self.known:
            self.known = found
            kept = checking.record(self.app, run)
            self._print(self._summary(run, kept=kept))
        return run

    def _ask(self, check: Check, probe: Probe) -> runner.Answer | None:
        answer = answering.ask(probe)
        if answer:
            self.answers[check.id] = answer
        return answer

    def _tell(self, one: Result) -> None:
        if self.known.get(one.check.id) != (one.verdict, one.saw):
            self._print(checking.lines_of(self.app.out, self.plan, one))

    def _print(self, lines: Sequence[Line]) -> None:
        if not self.quiet:
            self.app.out.lines(lines)
            self.app.out.stdout.flush()

    def _summary(self, run: Run, *, kept: bool) -> list[Line]:
        lines: list[Line] = [[], [(run.summary(), "head")]]
        if not kept:
            text = "this store cannot be written to: the run is not kept"
            lines.append([(text, "dim")])
        if self.ends and run.passed:
            lines += _after(self.app, run)
        return lines


def _after(app: App, run: Run) -> list[Line]:
    """Say what all that has passed is worth, and what comes next."""
    id = run.plan.item.id
    item = queries.milestone(app.db, app.course, id)
    if item and item.verified and run.plan.proof:
        return [[(f"{id} is verified", "")], rows.next_line(app)]
    if item and item.closed:
        return [rows.next_line(app)]
    is_whole = len(run.results) == len(labs.checks_of(app, id))
    verb = "done" if is_whole else "check"
    return [[("next: ", "dim"), (f"aiinfra {verb} {id}", "next")]]


def _print_plan(
    app: App, item: str, checks: list[Check], probing: Probing, *, as_json: bool
) -> None:
    plan = runner.plan_checks(checks, probing)
    if as_json:
        asked = [{"id": check.id, "asks": lines} for check, lines in plan]
        data = {"item": item, "checks": asked}
        app.out.json("aiinfra.check-plan/1", app.generated_at(), data)
        return
    width = checking.id_width(checks)
    lines: list[Line] = []
    for check, told in plan:
        for number, line in enumerate(told):
            name = check.id if number == 0 else ""
            lines.append([(f"  {name.ljust(width)}  ", "id"), (line, "code")])
    app.out.lines([*lines, [], [("nothing was run", "dim")]])


def document(app: App, run: Run) -> dict[str, Any]:
    """Give a run for machines, in the manner of check50."""
    item = queries.milestone(app.db, app.course, run.plan.item.id)
    return {
        "item": run.plan.item.id,
        "context": run.plan.context.name or None,
        "namespace": run.plan.probing.namespace,
        "folder": str(run.plan.probing.folder),
        "seconds": round(run.seconds, 3),
        "whole": len(run.results) == len(labs.checks_of(app, run.plan.item.id)),
        "passed": run.passed,
        "verified": bool(item and item.verified),
        "results": [_result(run.plan.item.id, one) for one in run.results],
    }


_PASSED = {"passed": True, "failed": False}  # all else: could not tell


def _result(item: str, one: Result) -> dict[str, Any]:
    check = one.check
    cause = {
        "rationale": one.reason or None,
        "saw": one.saw or None,
        "wanted": check.wants or None,
        "why": check.why or None,
        "help": checking.hint_for(item, check.hint) if check.hint else None,
    }
    return {
        "name": check.id,
        "description": check.title,
        "passed": _PASSED.get(one.verdict),
        "verdict": one.verdict,
        "cause": None if one.verdict == "passed" else cause,
        "dependency": list(check.needs),
        "log": list(one.remarks),
        "facts_sha256": one.facts_digest or None,
        "excerpt": one.excerpt or None,
        "seconds": round(one.seconds, 3),
    }
