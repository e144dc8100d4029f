"""The landscape as a picture: an SVG file, or the same on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.output import Asked, put, target_for
from aiinfra_cli.errors import UsageError
from aiinfra_cli.landscape import svg

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.commands.field import Field

_FILE = Asked("--svg", "field.svg")


def draw(app: App, shown: Field, file: str, *, title: str, theme: str) -> None:
    """Write the picture; raises UsageError where nothing is left to draw."""
    target = None if file == "-" else target_for(app, file, _FILE)
    if not shown.landscape.placed:
        raise UsageError(
            "there is nothing to draw: no entry fits",
            hint="see what there is: aiinfra landscape",
        )
    put(app, svg.draw(*shown, title=title, theme=theme), target)
    if target:
        app.out.talk(f"next: {rows.next_step(app)}")
