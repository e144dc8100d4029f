"""`aiinfra review --test-out`: what a learner knows already need not be studied."""

from __future__ import annotations

import sys

from aiinfra_cli.app import App
from aiinfra_cli.commands import changes, review_sitting, rows
from aiinfra_cli.commands.context import ask
from aiinfra_cli.commands.review_sitting import Sitting
from aiinfra_cli.errors import Declined
from aiinfra_cli.model import Milestone
from aiinfra_cli.review import testout
from aiinfra_cli.review.testout import Verdict
from aiinfra_cli.store import card_queries, queries
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.resolve import SESSION, resolve


def hold(app: App, text: str, *, yes: bool, as_json: bool) -> None:
    """Ask the cards of a session of the path, and judge the answers.

    Raises Declined where no test can be held.
    """
    review_sitting.bring_up(app)
    db, course = app.db, app.course
    part = resolve(db, course, text, kinds=(SESSION,)).id
    states = card_queries.states(db, course)
    asked = testout.cards_of(part, card_queries.cards(db, course), states)
    if why := testout.obstacle(asked, states, app.clock.today()):
        raise Declined(
            f"{part} cannot be tested out: {why}",
            hint="review as usual: aiinfra review",
        )
    sitting = review_sitting.begin(app, asked, states, test_out=part)
    if as_json:
        review_sitting.exchange(app, sitting)
        found = _judged(app, sitting)
        skipped = _skip(app, found, part) if yes else []
        review_sitting.emit(
            app,
            "aiinfra.test-out/1",
            {**found._asdict(), "session": part, "skipped": [m.id for m in skipped]},
        )
        return
    review_sitting.talk(app, sitting)
    review_sitting.tell_end(app, sitting, has_next=False)
    found = _judged(app, sitting)
    app.out.say(found.reason if found.passed else f"not passed: {found.reason}")
    skipped = _offer(app, found, part, yes=yes) if found.passed else []
    if skipped:
        changes.tell(app, skipped)
    else:
        app.out.say(f"next: {rows.next_step(app)}")


def _judged(app: App, sitting: Sitting) -> Verdict:
    part = sitting.session.test_out or ""
    items = queries.milestones_of_session(app.db, app.course, part)
    return testout.verdict(sitting.session, {m.id for m in items if not m.closed})


def _offer(app: App, found: Verdict, part: str, *, yes: bool) -> list[Milestone]:
    """Skip what was proved if the learner says so; off a terminal, say how."""
    if not found.items:
        app.out.say("no study item is left that its cards would prove")
        return []
    if not (yes or sys.stdin.isatty()):
        names = " ".join(found.items)
        app.out.say(f'skip them: aiinfra skip {names} --reason "{found.reason}"')
        return []
    try:
        ask(f"skip {', '.join(found.items)}", yes=yes)
    except Declined:
        app.out.say("nothing is skipped")
        return []
    return _skip(app, found, part)


def _skip(app: App, found: Verdict, part: str) -> list[Milestone]:
    """Skip the study items that are still open, as one step; give them."""
    detail = {"reason": found.reason, "test_out": part}
    with app.writing() as db:
        now = (queries.milestone(db, app.course, item) for item in found.items)
        ids = [m.id for m in now if m and not m.closed]
        if ids:
            app.append(db, [Entry(id, "skip", detail) for id in ids])
    then = (queries.milestone(app.db, app.course, id) for id in ids)
    return [m for m in then if m]
