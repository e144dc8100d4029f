"""`aiinfra review`: recall cards that come back when they are about to be forgotten."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Annotated

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import app_of, complete_concept, complete_week
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import CARD
from aiinfra_cli.store.resolve import resolve

_GO_WITH = {"--yes": "--test-out", "--output": "--export"}


def command(
    ctx: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask cards of the whole path, covered or not.")
    ] = False,
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="WEEK",
            help="Ask the cards of a week, covered or not.",
            autocompletion=complete_week,
        ),
    ] = None,
    concept: Annotated[
        str | None,
        typer.Option(
            "--concept",
            metavar="ID",
            help="Ask the cards of a concept.",
            autocompletion=complete_concept,
        ),
    ] = None,
    stats: Annotated[
        bool, typer.Option("--stats", help="Show what is coming and what was known.")
    ] = False,
    test_out: Annotated[
        str | None,
        typer.Option(
            "--test-out",
            metavar="SESSION",
            help="Show that you know a session; a pass offers to skip its study items.",
        ),
    ] = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="With --test-out: skip them without asking."),
    ] = False,
    unsuspend: Annotated[
        str | None,
        typer.Option("--unsuspend", metavar="CARD", help="Ask a card again."),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="anki", help="Write the cards for Anki."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="With --export: write to a file."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document a line, in and out.")
    ] = False,
) -> None:
    """Ask the recall cards that are due: question, answer, how well you knew it.

    Every answer is kept at once: stop at any card. `?` tells the keys.
    """
    gc.enable()  # a sitting may last; main turned it off
    app = app_of(ctx)
    scopes = _given({"--all": everything, "--week": week, "--concept": concept})
    deeds = _given(
        {
            "--stats": stats,
            "--test-out": test_out,
            "--unsuspend": unsuspend,
            "--export": export,
        }
    )
    _refuse_mixed(scopes, deeds, as_json=as_json)
    for option in _given({"--yes": yes, "--output": output}):
        if _GO_WITH[option] not in deeds:
            raise UsageError(
                f"{option} goes with {_GO_WITH[option]}", hint="leave it out"
            )
    if unsuspend is not None:
        _unsuspend(app, unsuspend)
    elif stats:
        from aiinfra_cli.commands import review_stats

        review_stats.show(app, as_json=as_json)
    elif export is not None:
        from aiinfra_cli.commands import review_export

        review_export.write(app, export, output, week=week, concept=concept)
    elif test_out is not None:
        from aiinfra_cli.commands import review_test_out

        review_test_out.hold(app, test_out, yes=yes, as_json=as_json)
    else:
        from aiinfra_cli.commands import review_queue

        review_queue.ask(
            app, everything=everything, week=week, concept=concept, as_json=as_json
        )


def _given(options: Mapping[str, bool | str | None]) -> list[str]:
    return [name for name, value in options.items() if value not in (None, False)]


def _refuse_mixed(scopes: list[str], deeds: list[str], *, as_json: bool) -> None:
    """Raise UsageError for options that exclude each other."""
    alone = deeds[:1] if deeds != ["--export"] else ["--export"] * ("--all" in scopes)
    mixed = [*alone, *scopes] if alone else scopes
    if len(deeds) > 1:
        mixed = deeds
    elif as_json and deeds and deeds[0] in ("--unsuspend", "--export"):
        mixed = ["--json", *deeds]
    if len(mixed) > 1:
        first, second, *_ = mixed
        raise UsageError(
            f"{first} and {second} exclude each other", hint="leave one of them out"
        )


def _unsuspend(app: App, text: str) -> None:
    """Let a suspended card be asked again."""
    from aiinfra_cli.review.model import UNSUSPEND
    from aiinfra_cli.store import card_queries
    from aiinfra_cli.store.journal import Entry

    card = resolve(app.db, app.course, text, kinds=(CARD,)).id
    with app.writing() as db:
        if card_queries.state(db, app.course, card).suspended:
            app.append(db, [Entry(card, UNSUSPEND, family=CARD)])
            told = f"{card} is asked again"
        else:
            told = f"{card} is not suspended"
    app.out.say(told)
    app.out.say(f"next: {rows.next_step(app)}")
