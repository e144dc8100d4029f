"""`aiinfra list`: the milestones that fit some filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, rows
from aiinfra_cli.commands.context import AsJson, app_of, complete_week
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import KINDS, RETIRED, STATUSES, Milestone
from aiinfra_cli.store import queries, tallies
from aiinfra_cli.store.ids import WEEK
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.typography import minutes_text

_SORTS: dict[str, Callable[[Milestone], Any]] = {
    "path": lambda m: m.position,
    "id": lambda m: m.id,
    "title": lambda m: (m.title.casefold(), m.id),
    "minutes": lambda m: (m.minutes, m.position),
    "kind": lambda m: (KINDS.index(m.kind), m.position),
    "status": lambda m: ((*STATUSES, RETIRED).index(m.status), m.position),
    "closed": lambda m: (m.closed_day or "9999", m.position),
}


def command(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(help="Words to look for.", show_default=False),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", "-k", help="|".join(KINDS))
    ] = None,
    week: Annotated[
        str | None,
        typer.Option(
            "--week", "-w", help="2, w2 or week-2.", autocompletion=complete_week
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", "-s", help="|".join((*STATUSES, RETIRED))),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="One tag; may be repeated.")
    ] = None,
    words: Annotated[
        str, typer.Option("--text", help="Words to look for, like the arguments.")
    ] = "",
    sort: Annotated[str, typer.Option("--sort", help="|".join(_SORTS))] = "path",
    reverse: Annotated[bool, typer.Option("--reverse", help="Last first.")] = False,
    as_json: AsJson = False,
) -> None:
    """List items; every filter given must fit."""
    app = app_of(ctx)
    statuses = _known("status", status or [], (*STATUSES, RETIRED))
    in_week = ""
    if week is not None:
        in_week = resolve(app.db, app.course, week, kinds=(WEEK,)).id
    wanted = _few(" ".join([*(text or []), words]))
    found = list(
        queries.milestones(
            app.db,
            app.course,
            kinds=_known("kind", kind or [], KINDS),
            statuses=[one for one in statuses if one != RETIRED] or statuses,
            week=in_week,
            tags=_known("tag", tag or [], queries.tags(app.db, app.course)),
            text=wanted,
        )
    )
    if RETIRED in statuses and not in_week and not tag:
        found += [
            m._replace(status=RETIRED)
            for m, _ in tallies.retired(app.db, app.course)
            if (not kind or m.kind in kind) and _has_words(m, wanted)
        ]
    (order,) = _known("sort", [sort], tuple(_SORTS))
    found.sort(key=_SORTS[order], reverse=reverse)
    if as_json:
        claimed = rows.claimed_ids(app, found)
        data = {
            "items": [documents.milestone(m, claimed=m.id in claimed) for m in found]
        }
        app.out.json("aiinfra.list/1", app.generated_at(), data)
        return
    _print(app, found)


def _print(app: App, found: Sequence[Milestone]) -> None:
    today = app.clock.today()
    claimed = rows.claimed_ids(app, found)
    app.out.lines(
        rows.draw(
            app.out,
            [rows.row_of(m, today=today, claimed=m.id in claimed) for m in found],
            indent=0,
        )
    )
    if not found:
        app.out.talk("no item fits")
    elif not app.out.is_piped:  # whoever counts lines wants no word beside them
        minutes = minutes_text(sum(m.minutes for m in found))
        noun = "item" if len(found) == 1 else "items"
        app.out.talk(f"{len(found)} {noun}, {minutes}")


def _known(what: str, given: Sequence[str], allowed: Sequence[str]) -> list[str]:
    for one in given:
        if one not in allowed:
            near = get_close_matches(one, allowed, n=1)
            names = ", ".join(allowed[:20])
            raise UsageError(
                f'there is no {what} "{one}"',
                hint=f"did you mean {near[0]}?" if near else f"one of: {names}",
            )
    return list(dict.fromkeys(given))


def _has_words(milestone: Milestone, text: str) -> bool:
    """Tell whether a retired milestone has all the words in its id or title."""
    known = f"{milestone.id} {milestone.title}".lower()
    return all(word.lower() in known for word in text.split())


def _few(text: str) -> str:
    words = dict.fromkeys(text.split())
    if len(words) > _MOST_WORDS:
        raise UsageError(
            f"these are {len(words)} words to look for",
            hint=f"give {_MOST_WORDS} at most",
        )
    return " ".join(words)


_MOST_WORDS = 100
