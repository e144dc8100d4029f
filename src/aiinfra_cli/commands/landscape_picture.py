"""The landscape as a picture: an SVG file, or the same on standard output."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.output import Asked, target_for, written_aside
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
    text = svg.draw(*shown, title=title, theme=theme)
    if target is None:
        stream = app.out.stdout
        if isinstance(stream, io.TextIOWrapper):
            # A document is UTF-8 whatever the terminal's language is.
            stream.reconfigure(encoding="utf-8", errors="replace")
        stream.write(text)
        return
    with written_aside(target) as out:
        out.write(text)
    app.out.talk(f"written: {target} ({target.stat().st_size:,} bytes)")
    app.out.talk(f"next: {rows.next_step(app)}")
