"""`aiinfra practices`: the goal chart, and what you do to keep it going."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from aiinfra_cli.commands import new_parser
from aiinfra_cli.commands.context import (
    AsJson,
    SvgFile,
    Theme,
    app_of,
    complete_cell,
    complete_practice,
)

_CHART = "chart"  # the command that is meant where no verb is named


class _Verbs(TyperGroup):
    """A group whose first word may be an id, or an option, in place of a verb."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the name of the command that is meant where none is named."""
        if not args or args[0] not in (*self.commands, "-h", "--help"):
            args = [_CHART, *args]
        return super().parse_args(ctx, args)


def _complete_word(incomplete: str) -> list[tuple[str, str]]:
    """Offer what may stand behind the name of the group: verbs and ids."""
    found = [
        (verb, help) for verb, help in _verbs().items() if verb.startswith(incomplete)
    ]
    return found + complete_cell(incomplete)


def _verbs() -> dict[str, str]:
    commands = ((one.name, one.callback) for one in group.registered_commands)
    return {
        name: callback.__doc__ or ""
        for name, callback in commands
        if name and callback and name != _CHART
    }


group = new_parser(
    name="practices",
    cls=_Verbs,
    help="Show the goal chart, and keep its practices.",
    epilog="Without a verb it is chart, whose options stand right behind the name: "
    "--list, --review [MONTH], --svg FILE, --theme NAME, --json.",
    subcommand_metavar="[ID] | COMMAND ...",
)

Practices = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Practices of the chart.",
        autocompletion=complete_practice,
        show_default=False,
    ),
]
At = Annotated[
    str | None, typer.Option("--at", help="On which day: 2026-11-25, yesterday.")
]


@group.callback()
def _practices() -> None:
    """Show the goal chart, and keep its practices."""


@group.command(_CHART)
def chart(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]",
            help="A practice, a pillar or the goal; without one, the whole chart."
            " After --review, the month.",
            autocompletion=_complete_word,
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        bool,
        typer.Option("--list", help="List all practices by pillar, hidden ones too."),
    ] = False,
    review: Annotated[
        bool,
        typer.Option(
            "--review",
            help="Look back on a month: this one if no other is named, last, 2026-10.",
        ),
    ] = False,
    svg: SvgFile = None,
    theme: Theme = None,
    as_json: AsJson = False,
) -> None:
    """Show the chart or a cell of it; meant where no verb is named."""
    from aiinfra_cli.commands import practices_chart as page

    app = app_of(ctx)
    word = page.one_word(words or [], verbs=tuple(_verbs()))
    page.agree(
        word,
        {"--list": listed, "--review": review, "--svg": svg is not None},
        theme,
        as_json=as_json,
    )
    if svg is not None:
        page.draw(app, svg, theme)
    elif review:
        page.review(app, word or "month", as_json=as_json)
    elif word is not None:
        page.cell(app, word, as_json=as_json)
    else:
        page.chart(app, listed=listed, as_json=as_json)


@group.command("done")
def done(ctx: typer.Context, ids: Practices, at: At = None) -> None:
    """Note down that you did a practice; a day counts once."""
    from aiinfra_cli.commands import practices_moves as moves

    moves.done(app_of(ctx), ids, at)


@group.command("skip")
def skip(
    ctx: typer.Context,
    ids: Practices,
    reason: Annotated[
        str, typer.Option("--reason", "-r", help="Why; the look back tells it.")
    ],
    at: At = None,
) -> None:
    """Let a practice go for a day, with a reason; that weakens nothing."""
    from aiinfra_cli.commands import practices_moves as moves

    moves.skip(app_of(ctx), ids, reason, at)


@group.command("edit")
def edit(
    ctx: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A practice, a pillar or the goal.",
            autocompletion=complete_cell,
        ),
    ],
    title: Annotated[
        str | None,
        typer.Option("--title", "-t", metavar="WORDS", help="Your own words for it."),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            metavar="CADENCE",
            help='How often: daily, weekly, monthly, ongoing, "3 a week", 2/year.',
        ),
    ] = None,
    reset: Annotated[
        bool,
        typer.Option("--reset", help="Back to the words and cadence of the chart."),
    ] = False,
) -> None:
    """Put a cell in your own words, or ask for it less or more often."""
    from aiinfra_cli.commands import practices_moves as moves

    moves.edit(app_of(ctx), id, title, every, reset=reset)


@group.command("hide")
def hide(ctx: typer.Context, ids: Practices) -> None:
    """Put practices away; a pillar stands for all of its own."""
    from aiinfra_cli.commands import practices_moves as moves

    moves.hide(app_of(ctx), ids)


@group.command("show")
def show(ctx: typer.Context, ids: Practices) -> None:
    """Bring back practices that were put away."""
    from aiinfra_cli.commands import practices_moves as moves

    moves.show(app_of(ctx), ids)
