"""`aiinfra landscape`: what there is in the field, and how much of it you know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli.commands import landscape_options as options
from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import (
    AsJson,
    SvgFile,
    Theme,
    app_of,
    complete_category,
    complete_entry,
)
from aiinfra_cli.commands.field import Field, field_of
from aiinfra_cli.landscape.choice import choose
from aiinfra_cli.landscape.looks import tally
from aiinfra_cli.landscape.model import SOME
from aiinfra_cli.model import ENTRY, PATH
from aiinfra_cli.store import page_queries
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.typography import wrap

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line

OFF_TERMINAL = 100  # columns of the map where nothing says how many there are
UNBROKEN = 10**6  # columns of lists there, where nothing is cut


def command(
    ctx: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="An entry; without one, the map of all.",
            autocompletion=complete_entry,
            show_default=False,
        ),
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            "-c",
            metavar="NAME",
            help="Only that category.",
            autocompletion=complete_category,
        ),
    ] = None,
    early: Annotated[
        bool, typer.Option("--early", help="Only what is at an early stage.")
    ] = False,
    mine: Annotated[
        bool, typer.Option("--mine", help="Only what you have begun, met or done.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the entries, category by category.")
    ] = False,
    stale: Annotated[
        bool,
        typer.Option(
            "--stale",
            help="List what was released or checked longer ago than so many months:"
            " --stale 12; 6 if left out.",
        ),
    ] = False,
    svg: SvgFile = None,
    theme: Theme = None,
    as_json: AsJson = False,
) -> None:
    """Show the map of the field, what you know of it, or one entry of it."""
    app = app_of(ctx)
    options.agree(
        id,
        {"--list": listed, "--stale": stale, "--svg": svg is not None},
        {"--category": category is not None, "--early": early, "--mine": mine},
        as_json=as_json,
    )
    look = options.theme_named(theme, is_drawn=svg is not None)
    months = options.months_of(id) if stale else None
    if id is not None and not stale:
        from aiinfra_cli.commands.entry import entry_page  # the map does without

        found = resolve(app.db, app.course, id, kinds=(ENTRY,)).id
        entry_page(app, found, as_json=as_json)
        return
    landscape, studied = field_of(app)
    only = None if category is None else options.category_named(landscape, category)
    chosen = choose(
        landscape, studied, category=only and only.id, early=early, mine=mine
    )
    shown = Field(chosen, studied)
    title = options.titled(only, early=early, mine=mine)
    if svg is not None:
        from aiinfra_cli.commands.landscape_picture import draw  # the map does without

        draw(app, shown, svg, title=title, theme=look)
    elif months is not None:
        _stale(app, shown, months, as_json=as_json)
    elif as_json:
        from aiinfra_cli.landscape.document import landscape_document

        data = landscape_document(shown.landscape, studied)
        app.out.json("aiinfra.landscape/1", app.generated_at(), data)
    elif not chosen.entries:
        _nothing(app, has_any=bool(landscape.entries), mine=mine)
    elif listed:
        _list(app, shown)
    else:
        _map(app, shown, title)


def _map(app: App, shown: Field, title: str) -> None:
    from aiinfra_cli.landscape.terminal import map_lines  # lists do without

    width = app.out.width or OFF_TERMINAL
    landscape, studied = shown
    lines: list[Line] = [[(title, "head")]]
    lines += [[(line, "dim")] for line in wrap(tally(landscape, studied), width)]
    is_whole = app.out.width is None
    lines += [[], *map_lines(landscape, studied, width, is_whole=is_whole)]
    if off := [one.id for one in landscape.entries if one.id not in landscape.spots]:
        told = f"not on the map: {', '.join(off)}"
        lines += [[(line, "dim")] for line in wrap(told, width)]
    app.out.lines([*lines, [], _next_line(app, shown)])


def _next_line(app: App, shown: Field) -> Line:
    """Name an entry to look at: one of what comes next, or of what was begun."""
    ids = [one.id for one in shown.landscape.entries]
    near = [
        one.id
        for item in rows.upcoming(app, 1)
        for one in page_queries.naming(app.db, app.course, ENTRY, PATH, item.id)
        if one.id in ids
    ]
    begun = [id for id in ids if shown.studied.get(id) == SOME]
    found = (*near, *begun, *ids)[0]
    return [("next: ", "dim"), (f"aiinfra landscape {found}", "next")]


def _list(app: App, shown: Field) -> None:
    from aiinfra_cli.landscape.screens import list_lines

    app.out.lines(list_lines(*shown, app.out.width or UNBROKEN))
    if not app.out.is_piped:
        many = len(shown.landscape.entries)
        noun = "entry" if many == 1 else "entries"
        app.out.talk(f"{many} {noun}; see one: aiinfra landscape ID")


def _stale(app: App, shown: Field, months: int, *, as_json: bool) -> None:
    from aiinfra_cli.landscape.document import stale_document
    from aiinfra_cli.landscape.screens import stale_lines
    from aiinfra_cli.landscape.stale import stale

    found = stale(shown.landscape.entries, app.clock.today(), months)
    if as_json:
        data: dict[str, Any] = stale_document(found, months)
        app.out.json("aiinfra.landscape-stale/1", app.generated_at(), data)
        return
    app.out.lines(stale_lines(found, months, app.out.width or UNBROKEN))
    if found and not app.out.is_piped:
        app.out.talk(f"see one: aiinfra landscape {found[0].entry.id}")


def _nothing(app: App, *, has_any: bool, mine: bool) -> None:
    if not has_any:
        app.out.talk("this curriculum has no landscape")
    elif mine:
        app.out.talk("nothing that you have begun or met is among these entries")
    else:
        app.out.talk("no entry fits")
    app.out.talk(f"next: {rows.next_step(app)}")
