"""`aiinfra hint`: the next hint of a lab, and no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiinfra_cli.commands import labs
from aiinfra_cli.commands.context import AsJson, OneId, app_of
from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.errors import NotFound, UsageError
from aiinfra_cli.store import lab_queries, queries
from aiinfra_cli.store.journal import Entry

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line
    from aiinfra_cli.model import Milestone

TIERS = ("a nudge", "a stronger one", "the answer")


def command(
    ctx: typer.Context,
    id: OneId = None,
    step: Annotated[
        str | None,
        typer.Option(
            "--step",
            "-s",
            "-n",
            help="The step: its number or id; else that of the check that failed,"
            " or the first with hints left.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Give the next hint of a lab that you have not seen; the third is the answer."""
    app = app_of(ctx)
    item = labs.lab_meant(app, id, only_reads=False)
    steps = queries.detail_of(app.db, app.course, item.id)["steps"]
    if not any(one.get("hints") for one in steps):
        raise UsageError(f"{item.id} has no hints", hint=f"see: aiinfra lab {item.id}")
    seen = lab_queries.hints_seen(app.db, app.course, item.id)
    one = _step_meant(app, item, steps, seen, step)
    tier = min(seen.get(one["id"], 0) + 1, len(TIERS))
    is_new = tier > seen.get(one["id"], 0)
    # On a home that cannot be written to, the hint is given all the same.
    if is_new and app.desk.refusal is None:
        with app.writing() as db:
            detail = {"step": one["id"], "tier": tier}
            app.append(db, [Entry(item.id, "hint", detail)])
    text = one["hints"][tier - 1]
    if as_json:
        data = {
            "item": item.id,
            "step": one["id"],
            "tier": tier,
            "tiers": len(TIERS),
            "hint": text,
            "seen_before": not is_new,
        }
        app.out.json("aiinfra.hint/1", app.generated_at(), data)
        return
    number = steps.index(one) + 1
    again = "" if is_new else ", which you have seen"
    app.out.lines(
        [
            [(f"{number}. {one['title']}", "head")],
            [(f"{TIERS[tier - 1]}, {tier} of {len(TIERS)}{again}", "dim")],
            [],
            *lines_of(app.out, text, indent=2),
            [],
            *_next(app, item, number, tier),
        ]
    )


def _step_meant(
    app: App,
    item: Milestone,
    steps: list[dict[str, Any]],
    seen: dict[str, int],
    wanted: str | None,
) -> dict[str, Any]:
    """Choose the step: the one named, that of a failed check, or the next."""
    if wanted is not None:
        for number, one in enumerate(steps, 1):
            if wanted in (str(number), one["id"]):
                if one.get("hints"):
                    return one
                raise UsageError(
                    f"step {number} of {item.id} has no hints",
                    hint=f"read it: aiinfra lab {item.id} -s {number}",
                )
        known = ", ".join(f"{n} {one['id']}" for n, one in enumerate(steps, 1))
        raise NotFound(
            f'{item.id} has no step "{wanted}"', hint=f"its steps are: {known}"
        )
    with_hints = {one["id"]: one for one in steps if one.get("hints")}
    failed = set(lab_queries.failed_last(app.db, app.course, item.id))
    checks = [one for one in labs.checks_of(app, item.id) if one.id in failed]
    # Those of failed checks come first; what is seen to its end, last.
    ids = dict.fromkeys([*(check.hint for check in checks), *with_hints])
    ordered = [with_hints[id] for id in ids if id in with_hints]
    left = (one for one in ordered if seen.get(one["id"], 0) < len(TIERS))
    return next(left, ordered[0] if checks else ordered[-1])


def _next(app: App, item: Milestone, number: int, tier: int) -> list[Line]:
    line: Line = [("next: ", "dim"), (f"aiinfra check {item.id}", "next")]
    if tier == len(TIERS):
        return [line]
    more = f"still stuck: aiinfra hint {item.id} -s {number}"
    used = sum(len(text) for text, _ in line) + len(more) + 2
    if app.out.width and used > app.out.width:
        return [line, [(more, "dim")]]
    return [[*line, (f"; {more}", "dim")]]
