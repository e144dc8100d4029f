"""`aiinfra concept`: what a term means, how it is measured, and who teaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli import memory
from aiinfra_cli.commands import documents, rows
from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.context import AsJson, app_of, complete_concept
from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import CONCEPT, ENTRY
from aiinfra_cli.store import card_queries, page_queries
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.typography import cell_width, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line, Out
    from aiinfra_cli.planning.numbers import Number
    from aiinfra_cli.store.card_queries import Asked
    from aiinfra_cli.store.page_queries import Listed, Named, Page


def command(
    ctx: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A concept; without one, all are listed.",
            autocompletion=complete_concept,
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List all concepts, area by area.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show a concept: what it is, how it is measured, what teaches it; or list them."""
    app = app_of(ctx)
    if id is None:
        _list(app, as_json=as_json)
        return
    if listed:
        raise UsageError("--list lists all concepts", hint="leave the id out")
    found = resolve(app.db, app.course, id, kinds=(CONCEPT,)).id
    concept_page(app, found, as_json=as_json)


def concept_page(app: App, id: str, *, as_json: bool) -> None:
    """Print the page of a concept."""
    page = page_queries.page(app.db, app.course, CONCEPT, id)
    cards = card_queries.cards_of(app.db, app.course, id)
    if as_json:
        data = _document(app, page, cards)
        app.out.json("aiinfra.concept/1", app.generated_at(), data)
    else:
        app.out.lines(_screen(app, page, cards))


def card_page(app: App, id: str, *, as_json: bool) -> None:
    """Print a recall card, answer included."""
    concept = card_queries.concept_of(app.db, app.course, id)
    cards = card_queries.cards_of(app.db, app.course, concept)
    card = next(one for one in cards if one.id == id)
    page = page_queries.page(app.db, app.course, CONCEPT, concept)
    why = page.detail.get("unverified")
    if as_json:
        known = {"concept": concept, "unverified": why}
        data = {"card": {**documents.card(card), **known}}
        app.out.json("aiinfra.card/1", app.generated_at(), data)
        return
    today = app.clock.today()
    lines: list[Line] = [
        *rows.joined(app.out, [card.id, *_standing(card, today)], " · ", style="head"),
        [],
        *lines_of(app.out, card.question),
        *lines_of(app.out, card.answer, indent=2),
        *(parts.faint(app.out, f"Unverified: {why}") if why else ()),
    ]
    for flag in card.state.flags:
        text = f"Flagged {rows.day_text(flag.day, today)}: {flag.note}"
        lines += [[], *parts.words(app.out, text)]
    next_step = f"aiinfra concept {concept}"
    app.out.lines([*lines, [], [("next: ", "dim"), (next_step, "next")]])


def _standing(card: Asked, today: date) -> list[str]:
    state = card.state
    if state.is_new:
        told = ["never answered"]
    else:
        times = "once" if state.reps == 1 else f"{state.reps} times"
        last = rows.day_text(str(state.last_day), today)
        told = [f"answered {times}, last {last}", f"due {state.due}"]
    return [*told, "suspended"] if state.suspended else told


def _screen(app: App, page: Page, cards: Sequence[Asked]) -> list[Line]:
    out, detail, db, course = app.out, page.detail, app.db, app.course
    about = [page.kind, detail["area"]["title"]]
    if names := detail.get("names"):
        about.append(f"also {', '.join(names)}")
    lines: list[Line] = [
        *rows.joined(out, [page.id, page.title], "  ", style="head"),
        *rows.joined(out, [*about, *_recall(app, page.id, cards)], " · ", style="dim"),
        [],
        *lines_of(out, detail["definition"]),
    ]
    if text := detail.get("erratum"):
        lines += [[], *lines_of(out, f"Erratum: {text}")]
    if formula := detail.get("formula"):
        lines += parts.section("Formula", _formula(out, formula))
    measured = [f"{one['by']}: {one['how']}" for one in detail.get("measured", [])]
    lines += parts.bullets(out, "Measured by", measured)
    figures = [
        f"{one['text']}: {one['about']} ({one['source']})"
        for one in detail.get("figures", [])
    ]
    lines += parts.bullets(out, "Figures", figures)
    related = page_queries.linked(db, course, CONCEPT, page.id, CONCEPT)
    lines += parts.section("Related", parts.named(out, related))
    today = app.clock.today()
    items = page_queries.milestones_of(db, course, CONCEPT, page.id)
    path = rows.draw(out, [rows.row_of(m, today=today) for m in items])
    lines += parts.section("On the path", path)
    lines += parts.section("On the landscape", parts.named(out, _projects(app, page)))
    lines += parts.provenance(out, detail)
    next_step = f"aiinfra review --concept {page.id}"
    return [*lines, [], [("next: ", "dim"), (next_step, "next")]]


def _recall(app: App, id: str, cards: Sequence[Asked]) -> list[str]:
    """Say how many cards there are, and how much of them is remembered."""
    answered = sum(not card.state.is_new for card in cards)
    told = f"{len(cards)} cards" + (f", {answered} answered" if answered else "")
    number = _remembered(app).get(id) if answered else None
    return [told, number.text()] if number else [told]


def _remembered(app: App) -> dict[str, Number]:
    found = memory.memory(app.db, app.course, app.clock.today())
    return found.by_concept() if found else {}


def _formula(out: Out, formula: dict[str, Any]) -> list[Line]:
    width = (min(out.width, parts.NARROW) if out.width else 10**9) - 2
    units = f"in {formula['units']}; " if formula.get("units") else ""
    return [
        *([("  " + line, "")] for line in wrap(formula["text"], width)),
        *([("  " + line, "dim")] for line in wrap(units + formula["source"], width)),
    ]


def _projects(app: App, page: Page) -> list[Named]:
    """List the entries that the concept names, and those that name it."""
    db, course = app.db, app.course
    both = [
        *page_queries.linked(db, course, CONCEPT, page.id, ENTRY),
        *page_queries.naming(db, course, ENTRY, CONCEPT, page.id),
    ]
    return list(dict.fromkeys(both))


def _list(app: App, *, as_json: bool) -> None:
    found = page_queries.concepts(app.db, app.course)
    numbers = _remembered(app)
    if as_json:
        data = {
            "concepts": [
                {
                    "id": one.id,
                    "title": one.title,
                    "area": {"id": one.area, "title": one.area_title},
                    "retained": documents.share(numbers.get(one.id)),
                }
                for one in found
            ]
        }
        app.out.json("aiinfra.concepts/1", app.generated_at(), data)
        return
    app.out.lines(_list_lines(app.out, found, numbers))
    if not found:
        app.out.talk("this curriculum has no concepts")
    elif not app.out.is_piped:
        app.out.talk(f"{len(found)} concepts; see one: aiinfra concept ID")


def _list_lines(
    out: Out, found: Sequence[Listed], numbers: dict[str, Number]
) -> list[Line]:
    width = max((cell_width(one.id) for one in found), default=0)
    titles = max((cell_width(one.title) for one in found), default=0)
    if out.width:
        titles = min(titles, max(out.width - width - 4 - (9 if numbers else 0), 16))
    lines: list[Line] = []
    area = ""
    for one in found:
        if one.area != area:
            lines += [[]] if lines else []
            lines.append([(one.area_title, "head")])
            area = one.area
        number = numbers.get(one.id)
        title = out.cut(one.title, titles)
        lines.append(
            [
                ("  " + pad(one.id, width), "id"),
                ("  " + (pad(title, titles) if number else title), ""),
                (f"  {pad(number.shown(), 6, right=True)}" if number else "", "dim"),
            ]
        )
    return lines


def _document(app: App, page: Page, cards: Sequence[Asked]) -> dict[str, Any]:
    db, course, detail = app.db, app.course, page.detail
    items = page_queries.milestones_of(db, course, CONCEPT, page.id)
    keys = ("definition", "formula", "measured", "figures", "erratum", "sources")
    return {
        "concept": {
            "id": page.id,
            "title": page.title,
            "names": detail.get("names", []),
            "area": detail["area"],
            **{key: detail.get(key) for key in keys},
            "verified": detail.get("verified"),
            "unverified": detail.get("unverified"),
        },
        "related": [
            one._asdict()
            for one in page_queries.linked(db, course, CONCEPT, page.id, CONCEPT)
        ],
        "items": [documents.milestone(m) for m in items],
        "entries": [one._asdict() for one in _projects(app, page)],
        "cards": [documents.card(card) for card in cards],
        "retained": documents.share(_remembered(app).get(page.id)),
    }
