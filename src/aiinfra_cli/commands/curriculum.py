"""`aiinfra curriculum`: look after a curriculum."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiinfra_cli.commands import new_parser
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.errors import UsageError

if TYPE_CHECKING:
    from aiinfra_cli.app import App

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
    fresh: Annotated[
        int | None,
        typer.Option(
            "--fresh",
            metavar="DAYS",
            min=0,
            max=36500,
            help="List what was verified longer ago than that, and what never was.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find every mistake in a curriculum, with its place and the next step."""
    from aiinfra_cli.commands import curriculum_lint

    app = app_of(ctx)
    curriculum_lint.lint(app, _target(app, folder), fresh, as_json=as_json)


@group.command("links")
def links(
    ctx: typer.Context,
    folder: Folder = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Ask anew what was fine within the last week."),
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="HOST",
            help="Only addresses of this host; may be given several times.",
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the addresses, and ask nobody.")
    ] = False,
    minutes: Annotated[
        float,
        typer.Option(
            "--minutes",
            metavar="N",
            min=0.01,
            max=600,
            help="Stop after so long; the next run goes on from there.",
        ),
    ] = 15,
    as_json: AsJson = False,
) -> None:
    """Ask every address in a curriculum whether its page is still there."""
    from aiinfra_cli.commands import curriculum_links

    app = app_of(ctx)
    target = _target(app, folder)
    found = curriculum_links.wanted(target, only or [])
    if listed:
        curriculum_links.show_list(app, target, found, as_json=as_json)
    else:
        curriculum_links.ask_all(
            app, target, found, again=again, minutes=minutes, as_json=as_json
        )


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
    target = _target(app, folder).absolute()
    if forget:
        trusting.forget(app, target)
    else:
        trusting.agree(app, target, yes=yes, as_json=as_json)


def _target(app: App, folder: Path | None) -> Path:
    if folder is None:
        return app.paths.curriculum
    try:
        return folder.expanduser()
    except RuntimeError:
        raise UsageError(
            f"{folder} names nobody's folder", hint="give its whole path, from /"
        ) from None
