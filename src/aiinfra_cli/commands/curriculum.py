"""`aiinfra curriculum`: look after a curriculum."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiinfra_cli import content
from aiinfra_cli.commands import new_parser
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.errors import Declined

Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FOLDER]",
        help="The folder; without it, the curriculum in use.",
        show_default=False,
    ),
]

group = new_parser(name="curriculum", help="Look after a curriculum.")


@group.callback()
def _curriculum() -> None:
    """Look after a curriculum."""


@group.command("lint")
def lint(
    ctx: typer.Context,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Find every mistake in a curriculum, with its place and the next step."""
    app = app_of(ctx)
    target = folder or app.paths.curriculum
    problems = content.lint_folder(target)
    if as_json:
        data = {
            "folder": str(target),
            "problems": [
                {"file": p.file, "line": p.line, "text": p.text, "hint": p.hint or None}
                for p in problems
            ],
        }
        app.out.json("aiinfra.lint/1", app.generated_at(), data)
    else:
        for problem in problems:
            app.out.say(str(problem))
    if problems:
        noun = "problem" if len(problems) == 1 else "problems"
        raise Declined(f"{len(problems)} {noun} in {target}")
    if not as_json:
        app.out.say(f"{target}: nothing to mend")


@group.command("trust")
def trust(
    ctx: typer.Context,
    folder: Folder = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the agreement back.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what the labs of a folder would run or ask, and agree to it."""
    from aiinfra_cli.commands import trust as trusting

    app = app_of(ctx)
    target = folder.expanduser().absolute() if folder else app.paths.curriculum
    if forget:
        trusting.forget(app, target)
    else:
        trusting.agree(app, target, yes=yes, as_json=as_json)
