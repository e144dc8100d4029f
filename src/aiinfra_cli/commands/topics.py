"""`aiinfra topics`: the longer path beside the four weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiinfra_cli.commands import beside
from aiinfra_cli.commands.context import AsJson, app_of, complete_topic
from aiinfra_cli.commands.topics_page import topic_page
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import TOPIC
from aiinfra_cli.store import tallies
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.topics.document import (
    ready_document,
    retired_document,
    total_document,
    tree_document,
)
from aiinfra_cli.topics.rows import wrapped
from aiinfra_cli.topics.screens import (
    pillars_lines,
    ready_lines,
    retired_lines,
    total_lines,
    tree_lines,
)
from aiinfra_cli.topics.tree import ready, tally, tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiinfra_cli.app import App
    from aiinfra_cli.topics.model import Topics

NAMED = 5  # topics that are ready, named on the first screen


def command(
    ctx: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A pillar or a topic; without one, all pillars.",
            autocompletion=complete_topic,
            show_default=False,
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--tree", help="The whole tree, each topic with its mark.")
    ] = False,
    only_ready: Annotated[
        bool,
        typer.Option("--ready", help="List what can be started now; of a pillar, too."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the longer path: pillars, their topics, and what is ready to start."""
    app = app_of(ctx)
    if whole and only_ready:
        raise UsageError("--tree and --ready are two lists", hint="leave one out")
    path = beside.longer_path(app)
    states = beside.states(app, TOPIC)
    pillar = None
    if id is not None:
        found = resolve(app.db, app.course, id, kinds=(TOPIC,)).id
        if path.topic(found):
            if whole or only_ready:
                option = "--tree" if whole else "--ready"
                raise UsageError(f"{option} lists topics", hint="leave the id out")
            topic_page(app, found, as_json=as_json)
            return
        pillar = found
    if only_ready:
        _ready(app, path, states, pillar, as_json=as_json)
    else:
        _tree(app, path, states, pillar, whole=whole, as_json=as_json)


def pillar_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the branch of a pillar."""
    states = beside.states(app, TOPIC)
    _tree(app, beside.longer_path(app), states, id, whole=True, as_json=as_json)


def _tree(
    app: App,
    path: Topics,
    states: Mapping[str, str],
    pillar: str | None,
    *,
    whole: bool,
    as_json: bool,
) -> None:
    branches = tree(path, states)
    shown = [one for one in branches if pillar in (None, one.pillar.id)]
    total = tally(path.topics, states)
    step = beside.next_topic(app, path, states, pillar=pillar)
    # What is gone was of no pillar that is there.
    gone = [] if pillar else [m for m, _ in tallies.retired(app.db, app.course, TOPIC)]
    if as_json:
        data = {
            "total": total_document(total),
            **tree_document(shown),
            **retired_document(gone),
            "next": step,
        }
        app.out.json("aiinfra.topics/1", app.generated_at(), data)
        return
    if not path.topics and not gone:
        app.out.talk("this curriculum has no topics")
        return
    width = app.out.width
    if pillar:
        about = wrapped(shown[0].pillar.about, min(width, 88) if width else None)
        lines = [*tree_lines(shown, width, about=list(about))]
    elif whole:
        lines = [*total_lines(total, width), *tree_lines(shown, width)]
    else:
        lines = [*total_lines(total, width), *pillars_lines(shown, width)]
        found = [one for one in ready(path.topics, states) if not one.optional]
        if found:
            lines += [[], [("Ready to start", "head")]]
            lines += ready_lines(found[:NAMED], width, by_pillar=False)
        if len(found) > NAMED:
            more = f"  and {len(found) - NAMED} more: aiinfra topics --ready"
            lines.append([(more, "dim")])
    lines += retired_lines(gone, width)
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])


def _ready(
    app: App,
    path: Topics,
    states: Mapping[str, str],
    pillar: str | None,
    *,
    as_json: bool,
) -> None:
    within = path.within(path.pillar(pillar)) if pillar else path.topics
    found = ready(within, states)
    step = beside.next_topic(app, path, states, pillar=pillar)
    if as_json:
        data = {**ready_document(found), "next": step}
        app.out.json("aiinfra.topics-ready/1", app.generated_at(), data)
        return
    lines = ready_lines(found, app.out.width)
    app.out.lines([*lines, [], [("next: ", "dim"), (step, "next")]])
