"""`aiinfra path`: where data live."""

from __future__ import annotations

from typing import Annotated

import typer

from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.errors import UsageError


def command(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[home|store|backups|config|curriculum|log]",
            help="Print only this one.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show where your progress, its backups and the curriculum are."""
    app = app_of(ctx, needs_config=False)
    paths = app.paths
    found = {
        "home": paths.home,
        "store": paths.store,
        "backups": paths.backups,
        "config": paths.config,
        "curriculum": paths.curriculum,
        "log": paths.log,
    }
    if as_json:
        data = {key: str(path) for key, path in found.items()}
        app.out.json("aiinfra.path/1", app.generated_at(), data)
    elif name is None:
        for key, path in found.items():
            app.out.say(f"{key:<11} {path}")
    elif name in found:
        app.out.say(str(found[name]))
    else:
        raise UsageError(
            f'there is no path "{name}"', hint="one of: " + ", ".join(found)
        )
