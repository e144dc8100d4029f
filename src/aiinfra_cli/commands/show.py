"""`aiinfra show`: everything about one item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from aiinfra_cli.app import App
from aiinfra_cli.commands import (
    challenge,
    changes,
    documents,
    labs,
    planner,
    rows,
    status,
)
from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.context import AnyId, AsJson, app_of
from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.console import Line
from aiinfra_cli.model import (
    CONCEPT,
    ENTRY,
    EVENT,
    GATES,
    PATH,
    PRACTICE,
    READING,
    STARTED,
    TOPIC,
    Milestone,
    Rest,
    State,
)
from aiinfra_cli.store import gates, page_queries, queries
from aiinfra_cli.store.ids import ALL, ITEM, SESSION, WEEK, Target
from aiinfra_cli.store.resolve import resolve
from aiinfra_cli.typography import MARKS, days_text, minutes_text

if TYPE_CHECKING:
    from aiinfra_cli.labs.model import Check
    from aiinfra_cli.store.page_queries import Named


class Page(NamedTuple):
    """What the screen and the document of an item are made from."""

    item: Milestone
    detail: dict[str, Any]
    state: State
    needs: list[Milestone]
    rests: list[Rest]
    tags: list[str]
    checks: list[Check]
    claimed: bool
    concepts: list[Named]  # that it teaches or uses


Solution = Annotated[
    bool, typer.Option("--solution", help="Show the full answers of a challenge.")
]


def command(
    ctx: typer.Context,
    id: AnyId = None,
    solution: Solution = False,
    as_json: AsJson = False,
) -> None:
    """Show an item: what to do, where to read, what it rests on, your notes."""
    app = app_of(ctx)
    target = None if id is None else resolve(app.db, app.course, id, kinds=ALL)
    if target and target.kind != ITEM:
        if solution:
            challenge.demand_case(target.id, {})
        _elsewhere(app, target, as_json=as_json)
        return
    page = _page(app, target.id if target else _here(app))
    if solution:
        challenge.demand_case(page.item.id, page.detail)
    elif challenge.CASE in page.detail:
        page = page._replace(detail=challenge.veiled(page.detail))
    if as_json:
        app.out.json("aiinfra.item/1", app.generated_at(), _document(app, page))
    else:
        app.out.lines(screen(app, page))


def _elsewhere(app: App, target: Target, *, as_json: bool) -> None:
    """Print the page of what is no milestone."""
    if target.kind == WEEK:
        status.week_page(app, target.id, as_json=as_json)
    elif target.kind == SESSION:
        status.session_page(app, target.id, as_json=as_json)
    elif target.kind == ENTRY:
        from aiinfra_cli.commands import entry  # milestones do without

        entry.entry_page(app, target.id, as_json=as_json)
    elif target.kind in (TOPIC, READING, EVENT):
        _beside(app, target, as_json=as_json)
    elif target.kind == PRACTICE:
        from aiinfra_cli.commands import practices_chart  # milestones do without

        practices_chart.cell_page(app, target.id, as_json=as_json)
    else:
        from aiinfra_cli.commands import concept  # milestones do without

        page = concept.concept_page if target.kind == CONCEPT else concept.card_page
        page(app, target.id, as_json=as_json)


def _beside(app: App, target: Target, *, as_json: bool) -> None:
    """Print the page of a topic, of something to read, or of an event."""
    if target.kind == TOPIC:
        from aiinfra_cli.commands import topics_page  # milestones do without

        topics_page.topic_page(app, target.id, as_json=as_json)
    elif target.kind == READING:
        from aiinfra_cli.commands import reading  # milestones do without

        reading.reading_page(app, target.id, as_json=as_json)
    else:
        from aiinfra_cli.commands import events  # milestones do without

        events.event_page(app, target.id, as_json=as_json)


def _here(app: App) -> str:
    found = rows.upcoming(app, 1)
    return found[0].id if found else changes.current_id(app)


def _page(app: App, id: str) -> Page:
    db, course = app.db, app.course
    item = queries.milestone(db, course, id)
    assert item is not None
    return Page(
        item,
        queries.detail_of(db, course, id),
        queries.state_of(db, course, id),
        gates.needs_of(db, course, id),
        gates.rests_of(db, course, id) if item.kind in GATES else [],
        queries.tags_of(db, course, id),
        labs.checks_of(app, id) if labs.is_lab(item) else [],
        id in rows.claimed_ids(app, [item]),
        page_queries.naming(db, course, CONCEPT, PATH, id),
    )


def screen(app: App, page: Page) -> list[Line]:
    """Compute the page of one item."""
    item, detail = page.item, page.detail
    lines: list[Line] = [
        *rows.joined(app.out, [item.id, item.title], "  ", style="head"),
        *rows.joined(app.out, _about(app, page), " · ", style="dim"),
    ]
    out = app.out
    if text := detail.get("description"):
        lines += [[], *lines_of(out, text)]
    if text := detail.get("erratum"):
        lines += [[], *lines_of(out, f"Erratum: {text}")]
    if text := detail.get("laptop"):
        lines += [[], *lines_of(out, f"On a laptop: {text}")]
    lines += parts.bullets(out, "You will be able to", detail.get("objectives"))
    if challenge.CASE in detail:
        lines += challenge.case_lines(out, item.id, detail)
    today = app.clock.today()
    if page.needs:
        needs = [rows.row_of(m, today=today) for m in page.needs]
        lines += [[], [("Needs", "head")], *rows.draw(app.out, needs)]
    if page.rests:
        lines += _rests(page)
    lines += parts.bullets(out, "Tools", map(parts.tool, detail.get("tools", [])))
    steps: list[Line] = []
    for number, step in enumerate(detail.get("steps", []), 1):
        steps += parts.titled(out, f"  {number}. ", step["title"])
    if steps:
        about = f"to work from: aiinfra lab {item.id}"
        steps.append([(f"  {about}", "dim")])
    lines += parts.section("Steps", steps)
    passed = labs.passed_ids(page.state, page.checks)
    lines += parts.section("Checks", parts.checklist(out, page.checks, passed))
    lines += parts.section("Concepts", parts.named(out, page.concepts))
    lines += parts.references(detail.get("references", []))
    lines += parts.kept(app.out, page.state, today)
    lines += parts.provenance(out, detail)
    return [*lines, [], _next(app, page)]


def _about(app: App, page: Page) -> list[str]:
    item = page.item
    parts = [item.kind]
    if when := planner.when_words(app, item.session, is_open=not item.closed):
        parts.append(f"{item.week}, {when}")
    elif item.session and (
        session := queries.session_with_id(app.db, app.course, item.session)
    ):
        parts.append(f"{item.week}, {days_text(session.days)}")
    elif item.week:
        parts.append(item.week)
    if item.kind not in GATES:
        ours = " (our estimate)" if page.detail.get("estimate") == "ours" else ""
        parts.append(minutes_text(item.minutes) + ours)
    if item.actual:
        parts.append(f"{minutes_text(item.actual)} spent")
    if item.tier:
        parts.append(f"runs on: {item.tier}")
    if item.optional:
        parts.append("optional")
    parts.append(_standing(app, page))
    return parts


def _standing(app: App, page: Page) -> str:
    item, claimed = page.item, page.claimed
    mark = MARKS["claimed" if claimed else rows.mark_of(item)]
    today = app.clock.today()
    return f"{mark} {rows.standing_text(item, today=today, claimed=claimed)}"


def _rests(page: Page) -> list[Line]:
    lines: list[Line] = []
    for mode, head in (("all", "Rests on all of"), ("any", "Rests on one of")):
        rests = [rest for rest in page.rests if rest.mode == mode]
        if rests:
            lines += [[], [(head, "head")]]
        for rest in rests:
            mark = "done" if rest.met else "open"
            name = f"{rest.item}#{rest.check}" if rest.check else rest.item
            lines.append(
                [("  " + MARKS[mark] + " ", mark if rest.met else ""), (name, "")]
            )
    return lines


def _next(app: App, page: Page) -> Line:
    item = page.item
    if item.closed:
        return rows.next_line(app)
    verb = "done" if item.status == STARTED or item.kind in GATES else "begin"
    return [("next: ", "dim"), (f"aiinfra {verb} {item.id}", "next")]


def _document(app: App, page: Page) -> dict[str, Any]:
    item = documents.milestone(page.item, claimed=page.claimed)
    return {
        "item": planner.dated(app, [item])[0],
        "detail": documents.detail(page.detail),
        "tags": page.tags,
        "concepts": [one._asdict() for one in page.concepts],
        "needs": [documents.milestone(m) for m in page.needs],
        "rests_on": documents.rests(page.rests),
        "checks": [
            {"id": one.id, "title": one.title, "kind": one.kind, "digest": one.digest}
            for one in page.checks
        ],
        **documents.state(page.state),
        "next": rows.next_step(app),
    }
