"""`aiinfra search`: what has some words, in every family, the best first."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli.commands import rows
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.commands.markdown import wrap_spans
from aiinfra_cli.commands.search_own import own_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import PATH
from aiinfra_cli.store import search as index
from aiinfra_cli.store.search_text import query_of
from aiinfra_cli.typography import MARKS, cell_width, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiinfra_cli.app import App
    from aiinfra_cli.commands.search_own import Own
    from aiinfra_cli.console import Line, Out, Span
    from aiinfra_cli.store.search import Found, Hit, Part
    from aiinfra_cli.store.search_text import Query


# What begins with a hyphen may be looked for, too: --enable-prefix-caching.
settings = {
    "context_settings": {
        "help_option_names": ["-h", "--help"],
        "ignore_unknown_options": True,
    }
}


def command(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT...",
            help='Words, or their beginnings; a phrase between "quotes".',
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", "-k", help="concept, card, lab, …: that alone; may be repeated."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, max=10_000, help="How many to show.")
    ] = 10,
    as_json: AsJson = False,
) -> None:
    """Search everything: items, concepts, cards, the landscape, your notes."""
    app = app_of(ctx)
    given = " ".join(text or [])
    if not given.strip():
        raise UsageError(
            "there is nothing to look for", hint="give some words: aiinfra search cache"
        )
    query = query_of(given)
    kinds = _known(app, kind or [])
    found = index.search(
        app.db,
        app.course,
        query,
        limit=limit,
        kinds=kinds,
        words=_snippet_words(app.out),
    )
    own = own_of(app, query, limit, kinds, found)
    better = _better(app, query, found, own)
    if as_json:
        data = _document(given, found, own, better)
        app.out.json("aiinfra.search/1", app.generated_at(), data)
        return
    _talk_before(app.out, given, query, found, own, better)
    app.out.lines(_screen(app, query, found, own))
    if found.hits and not app.out.is_piped:
        app.out.talk(_counted(found))


def _known(app: App, given: list[str]) -> list[str]:
    if not given:
        return []
    from difflib import get_close_matches

    known = index.kinds(app.db, app.course)
    for one in given:
        if one not in known:
            near = get_close_matches(one, known, n=1)
            names = ", ".join(known)
            raise UsageError(
                f'there is no kind "{one}"',
                hint=f"did you mean {near[0]}?" if near else f"one of: {names}",
            )
    return list(dict.fromkeys(given))


def _better(app: App, query: Query, found: Found, own: Own) -> Query | None:
    """Give what was perhaps meant, where not all of the words were found."""
    is_answered = own.is_whole or (found.hits and found.match == index.ALL)
    if is_answered or not query.terms:
        return None
    from aiinfra_cli.store.spelling import mended

    return mended(app.db, app.course, query)


def _talk_before(
    out: Out,
    given: str,
    query: Query,
    found: Found,
    own: Own,
    better: Query | None,
) -> None:
    """Say what is otherwise than one would think, before the hits."""
    if query.is_cut:
        out.talk("that is very long: only its beginning was looked for")
    if not query.terms:
        out.talk("search looks for letters and digits, and there is none")
    elif not (found.hits or own.words or own.notes):
        out.talk(f"nothing has {out.cut(_quoted(given), 60)}")
    elif found.match == index.ANY or not (found.hits or own.is_whole):
        what = "nothing but what you wrote" if own.is_whole else "nothing"
        out.talk(f"{what} has all of these words; here is what has some of them")
    if better:
        from shlex import quote

        out.talk(f"did you mean: aiinfra search {quote(str(better))}")


def _quoted(text: str) -> str:
    return " ".join(text.split()) if '"' in text else f'"{" ".join(text.split())}"'


def _counted(found: Found) -> str:
    shown = len(found.hits)
    if shown == found.total:
        return f"{shown} found" if shown > 1 else "1 found"
    return f"{shown} of {found.total} found; more: -n {min(found.total, 10_000)}"


def _snippet_words(out: Out) -> int:
    """Give how many words fill a line."""
    return min(max((out.width - _INDENT) // 7, 8), 24) if out.width else 24


_INDENT = 4
_LEAST_ROOM = 24  # cells, for a title beside its id


def _screen(app: App, query: Query, found: Found, own: Own) -> list[Line]:
    out = app.out
    kinds = max((cell_width(_kind(hit)) for hit in found.hits), default=0)
    ids = max((cell_width(hit.name) for hit in found.hits), default=0)
    lines: list[Line] = []
    for hit in found.hits:
        lines += _hit_lines(out, hit, kinds, ids)
    today = app.clock.today()
    for title, written in (
        ("Your own words", [(one.name, one.kind, one.title) for one in own.words]),
        (
            "Your notes",
            [(one.name, rows.day_text(one.day, today), one.text) for one in own.notes],
        ),
    ):
        if written:
            lines += [*([[]] if lines else []), [(title, "head")]]
        for name, about, text in written:
            lines += [[(f"  {name}  ", "id"), (about, "dim")]]
            lines.append(_excerpt(out, _marked(text, query)))
    if not lines:
        return []
    best, *_ = [
        *(hit.name for hit in found.hits),
        *(one.name for one in own.words),
        *(note.name for note in own.notes),
    ]
    return [*lines, [], [("next: ", "dim"), (f"aiinfra show {best}", "next")]]


def _hit_lines(out: Out, hit: Hit, kinds: int, ids: int) -> list[Line]:
    mark = "verified" if hit.verified else hit.status
    lead: list[Span] = [
        (f"{MARKS[mark] if mark else ' '} ", _STYLES.get(mark or "", "")),
        (pad(_kind(hit), kinds) + "  ", "dim"),
        (pad(hit.name, ids) + "  ", "id"),
    ]
    lines = _titled(out, lead, _spans(hit.title, ""))
    if hit.snippet:
        lines.append(_excerpt(out, _spans(hit.snippet, "dim")))
    return lines


def _kind(hit: Hit) -> str:
    """Name a milestone by its kind, all else by its family."""
    return hit.kind if hit.family == PATH else hit.family


_STYLES = {"done": "done", "verified": "verified", "started": "started"}


def _titled(out: Out, lead: list[Span], title: list[Span]) -> list[Line]:
    """Put a title behind its id, or below where there is no room."""
    if not out.width:
        return [[*lead, *title]]
    margin = sum(cell_width(text) for text, _ in lead)
    if out.width - margin < _LEAST_ROOM:
        below = wrap_spans(title, out.width - _INDENT)
        return [lead, *([(" " * _INDENT, ""), *line] for line in below)]
    first, *rest = wrap_spans(title, out.width - margin)
    return [[*lead, *first], *([(" " * margin, ""), *line] for line in rest)]


def _marked(text: str, query: Query) -> list[Span]:
    """Take what a learner wrote apart at the words that were looked for."""
    words = "|".join(re.escape(term.text) for term in query.terms)
    parts = re.split(f"({words})", " ".join(text.split()), flags=re.IGNORECASE)
    return [(part, "head" if i % 2 else "dim") for i, part in enumerate(parts) if part]


def _spans(parts: Sequence[Part], style: str) -> list[Span]:
    return [(part.text, "head" if part.is_found else style) for part in parts]


def _excerpt(out: Out, spans: list[Span]) -> Line:
    """Give the one line of a text in which the first word stands that was found."""
    margin: Span = (" " * _INDENT, "")
    if not out.width:
        return [margin, *spans]
    lines = wrap_spans(spans, out.width - _INDENT - 2)  # and an ellipsis on each side
    number = next(
        (i for i, line in enumerate(lines) if any(s == "head" for _, s in line)), 0
    )
    before = [("…", "dim")] if number else []
    after = [("…", "dim")] if number + 1 < len(lines) else []
    line = [*before, *lines[number], *after]
    return [
        margin,
        *(
            ("".join(text for text, _ in same), style)
            for style, same in groupby(line, key=lambda span: span[1])
        ),
    ]


def _document(
    given: str, found: Found, own: Own, better: Query | None
) -> dict[str, Any]:
    return {
        "text": given,
        "match": found.match if found.hits else None,
        "total": found.total,
        "hits": [
            {
                "family": hit.family,
                "kind": hit.kind,
                "id": hit.id,
                "name": hit.name,
                "title": _plain(hit.title),
                "snippet": _plain(hit.snippet) or None,
                "status": hit.status,
                "verified": hit.verified if hit.family == PATH else None,
            }
            for hit in found.hits
        ],
        "own_words": [one._asdict() for one in own.words],
        "notes": [note._asdict() for note in own.notes],
        "did_you_mean": str(better) if better else None,
    }


def _plain(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)
