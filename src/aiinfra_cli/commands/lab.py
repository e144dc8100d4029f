"""`aiinfra lab`: the page to work from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, labs, planner, rows
from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.context import AsJson, OneId, app_of
from aiinfra_cli.commands.markdown import command_lines, lines_of
from aiinfra_cli.console import Line
from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.model import Milestone, State
from aiinfra_cli.store import gates, queries
from aiinfra_cli.typography import MARKS, minutes_text


def command(
    ctx: typer.Context,
    id: OneId = None,
    step: Annotated[
        str | None,
        typer.Option("--step", "-s", help="Only this step: its number or its id."),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option("--files", help="Write the lab's files into this folder."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --files: replace files of yours.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the page of a lab: steps, commands, files, checks; or write its files."""
    app = app_of(ctx)
    item = labs.lab_meant(app, id, only_reads=True)
    detail = queries.detail_of(app.db, app.course, item.id)
    if files is not None:
        from aiinfra_cli.commands import lab_files

        lab_files.write(app, item.id, detail, files, force=force, as_json=as_json)
        return
    if force:
        raise UsageError("--force goes with --files", hint="add --files DIR")
    steps = detail["steps"]
    chosen = _chosen(item.id, steps, step)
    if as_json:
        _print_document(app, item, detail, chosen)
    elif step is not None:
        lines = _step(app, item, chosen[0], steps.index(chosen[0]) + 1)
        app.out.lines([*lines[1:], [], _after(item, steps, chosen[0])])
    else:
        app.out.lines(_screen(app, item, detail))


def _chosen(
    lab: str, steps: list[dict[str, Any]], step: str | None
) -> list[dict[str, Any]]:
    if step is None:
        return steps
    for number, one in enumerate(steps, 1):
        if step in (str(number), one["id"]):
            return [one]
    known = ", ".join(f"{number} {one['id']}" for number, one in enumerate(steps, 1))
    raise NotFound(f'{lab} has no step "{step}"', hint=f"its steps are: {known}")


def _screen(app: App, item: Milestone, detail: dict[str, Any]) -> list[Line]:
    out = app.out
    state = queries.state_of(app.db, app.course, item.id)
    lines: list[Line] = [
        *rows.joined(out, [item.id, item.title], "  ", style="head"),
        *rows.joined(out, _about(app, item, state), " · ", style="dim"),
        [],
        *lines_of(out, detail["description"]),
    ]
    for head in ("laptop", "erratum"):
        if text := detail.get(head):
            name = {"laptop": "On a laptop", "erratum": "Erratum"}[head]
            lines += [[], *lines_of(out, f"{name}: {text}")]
    lines += parts.bullets(out, "You will be able to", detail.get("objectives"))
    lines += parts.bullets(out, "Tools", map(parts.tool, detail.get("tools", [])))
    versions = [
        [(f"  {name} {version}", "")]
        for name, version in detail.get("versions", {}).items()
    ]
    lines += parts.section("Versions that belong together", versions)
    today = app.clock.today()
    needs = gates.needs_of(app.db, app.course, item.id)
    lines += parts.section(
        "Needs", rows.draw(out, [rows.row_of(m, today=today) for m in needs])
    )
    for number, step in enumerate(detail["steps"], 1):
        lines += _step(app, item, step, number)
    lines += parts.section("Checks", _checks(app, item, state))
    points: list[Line] = [
        [(f"  {point['title']}: ", ""), (", ".join(point["checks"]), "dim")]
        for point in detail.get("rubric", ())
    ]
    lines += parts.section("What is judged, and by which checks", points)
    lines += parts.bullets(out, "Pitfalls", detail.get("pitfalls"))
    lines += parts.section("Clean up", lines_of(out, detail["cleanup"], indent=2))
    lines += parts.references(detail.get("references", ()))
    lines += parts.provenance(out, detail)
    return [*lines, [], _next(item)]


def _about(app: App, item: Milestone, state: State) -> list[str]:
    standing = rows.standing_text(item, today=app.clock.today())
    return [
        item.kind,
        *([item.week] if item.week else []),
        minutes_text(item.minutes),
        f"runs on: {item.tier}",
        f"{MARKS[rows.mark_of(item)]} {standing}",
        *filter(None, [labs.standing_words(item, state)]),
    ]


def _step(app: App, item: Milestone, step: dict[str, Any], number: int) -> list[Line]:
    title = parts.titled(app.out, f"{number}. ", step["title"], style="head")
    lines: list[Line] = [[], *title]
    lines += lines_of(app.out, step["text"], indent=3)
    if run := step.get("run"):
        lines.append([])
        for text in run:
            lines += command_lines(text, indent=6)
    beside = []
    if files := step.get("files"):
        beside.append(f"files: {', '.join(files)}")
    if step.get("hints"):
        beside.append(f"stuck? aiinfra hint {item.id} -s {number}")
    if beside:
        lines.append([])
        told = rows.joined(app.out, beside, " · ", style="dim")
        lines += [[("   ", ""), *line] for line in told]
    return lines


def _checks(app: App, item: Milestone, state: State) -> list[Line]:
    checks = labs.checks_of(app, item.id)
    return parts.checklist(app.out, checks, labs.passed_ids(state, checks))


def _next(item: Milestone) -> Line:
    if item.closed and (item.verified or not item.checkable):
        words = f"aiinfra show {item.id}"
    elif item.closed or item.status == "started":
        words = f"aiinfra check {item.id}"
    else:
        words = f"aiinfra begin {item.id}"
    return [("next: ", "dim"), (words, "next")]


def _after(item: Milestone, steps: list[dict[str, Any]], step: dict[str, Any]) -> Line:
    number = steps.index(step) + 1
    more = f"aiinfra lab {item.id} -s {number + 1}"
    words = more if number < len(steps) else f"aiinfra check {item.id}"
    return [("next: ", "dim"), (words, "next")]


def _print_document(
    app: App, item: Milestone, detail: dict[str, Any], steps: list[dict[str, Any]]
) -> None:
    state = queries.state_of(app.db, app.course, item.id)
    checks = labs.checks_of(app, item.id)
    passed = labs.passed_ids(state, checks)
    data = {
        "item": planner.dated(app, [documents.milestone(item)])[0],
        "detail": documents.detail({**detail, "steps": steps}),
        "checks": [
            {
                "id": check.id,
                "title": check.title,
                "kinds": sorted({probe.kind for probe in check.probes.values()}),
                "passed": check.id in passed,
                "expect": check.expect or None,
                "wants": check.wants or None,
                "why": check.why or None,
                "hint": check.hint or None,
                "needs": list(check.needs),
            }
            for check in checks
        ],
        "next": rows.next_step(app),
    }
    app.out.json("aiinfra.lab/1", app.generated_at(), data)
