"""`aiinfra doctor`: look the store over, mend it, or go back to a backup."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from aiinfra_cli import config, content, surgery
from aiinfra_cli.app import App
from aiinfra_cli.commands import machine, trust
from aiinfra_cli.commands.context import AsJson, app_of, ask
from aiinfra_cli.errors import CurriculumError, StoreError, UsageError


def command(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the state anew from the journal.")
    ] = False,
    restore: Annotated[
        bool,
        typer.Option("--restore", help="Go back to a backup; the store is set aside."),
    ] = False,
    backup: Annotated[
        str | None,
        typer.Option(
            "--backup", help="With --restore: which one; else the newest sound one."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look over the store, and the programs that labs need."""
    app = app_of(ctx, needs_config=False)
    if backup and not restore:
        raise UsageError("--backup goes with --restore", hint="add --restore")
    if restore:
        _restore(app, backup, yes=yes)
        return
    if fix:
        mended = surgery.mend(app.paths)
        app.out.talk(
            f"state made anew: {mended} items differed" if mended else "nothing to mend"
        )
    findings = [*surgery.examine(app.paths), *_config(app)]
    wrong = [finding for finding in findings if finding.level == "wrong"]
    bench = None if wrong else _bench(app)
    if as_json:
        data: dict[str, Any] = {"findings": [one._asdict() for one in findings]}
        data |= machine.document(bench) if bench else {"tools": None, "labs": None}
        app.out.json("aiinfra.doctor/1", app.generated_at(), data)
    else:
        _print(app, findings)
        if bench:
            app.out.lines(machine.screen(app.out, bench))
    if wrong:
        raise surgery.error_of(wrong)


def _config(app: App) -> list[surgery.Finding]:
    """Look the settings over; without a file there is nothing to tell."""
    path = app.paths.config
    try:
        text = config.text_of(path)
        config.read(path)
    except StoreError as error:
        told = "; ".join([error.message, *error.problems])
        code, hint = error.exit_code, error.hint
        return [surgery.Finding("config", "wrong", told, code, hint)]
    if text is None:
        return []
    return [surgery.Finding("config", "good", f"settings: sound, {path}")]


def _bench(app: App) -> machine.Workbench | None:
    """Look for the programs of the labs; the store is left as it is."""
    try:
        course = content.compile_course(app.paths.curriculum)
    except CurriculumError:
        return None  # told among the findings
    return machine.look(course, may_run=trust.may_run(app.paths))


def _print(app: App, findings: list[surgery.Finding]) -> None:
    marks = {"good": ("✓", "done"), "note": ("·", "dim"), "wrong": ("✗", "failed")}
    for finding in findings:
        mark, style = marks[finding.level]
        app.out.lines([[(mark, style), (f" {finding.text}", "")]])


def _restore(app: App, name: str | None, *, yes: bool) -> None:
    chosen = surgery.choose_backup(app.paths, name)
    ask(f"go back to {chosen.path.name} ({chosen.events} events)", yes=yes)
    done = surgery.restore(app.paths, chosen)
    app.out.say(f"restored {chosen.path.name}: {done.events} events")
    if done.recovered:
        app.out.say(f"and {done.recovered} newer events read from the damaged store")
    if done.set_aside:
        app.out.say(f"the store before it is kept as {done.set_aside}")
    app.out.say("next: aiinfra doctor")
