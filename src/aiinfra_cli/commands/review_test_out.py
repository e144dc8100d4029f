"""`aiinfra review --test-out`: what a learner knows already need not be studied."""

from __future__ import annotations

import sys
from datetime import date

from aiinfra_cli.app import App
from aiinfra_cli.commands import changes, review_sitting, rows
from aiinfra_cli.commands.context import ask
from aiinfra_cli.errors import Declined
from aiinfra_cli.model import Milestone
from aiinfra_cli.review import testout
from aiinfra_cli.review.testout import Drawn, Verdict
from aiinfra_cli.store import card_queries, queries
from aiinfra_cli.store.ids import SESSION
from aiinfra_cli.store.journal import Entry
from aiinfra_cli.store.resolve import resolve


def hold(app: App, text: str, *, yes: bool, as_json: bool) -> None:
    """Ask cards about the study items of a session of the path, and judge the answers.

    Raises Declined where no test can be held.
    """
    review_sitting.bring_up(app)
    db, course, today = app.db, app.course, app.clock.today()
    part = resolve(db, course, text, kinds=(SESSION,)).id
    states = card_queries.states(db, course)
    test = testout.draw(
        part, _study_items(app, part), card_queries.cards(db, course), states
    )
    if len(test.cards) < testout.FEWEST:
        raise Declined(
            f"{part} cannot be tested out: its study items have"
            f" {_cards(len(test.cards))}, and a test takes {testout.FEWEST}",
            hint=f"see it: aiinfra show {part}",
        )
    before = testout.graded(test, states, today)
    asked = [card for card in test.cards if card.id not in before]
    again = f"aiinfra review --test-out {part}"
    sitting = review_sitting.begin(app, asked, states, test_out=part, again=again)
    if as_json:
        review_sitting.exchange(app, sitting)
        found = _judged(app, test, today)
        skipped = _skip(app, found, part) if yes else []
        review_sitting.emit(
            app,
            "aiinfra.test-out/1",
            {
                **found._asdict(),
                "session": part,
                "cards": test.of,
                "answered_before": len(before),
                "skipped": [m.id for m in skipped],
            },
        )
        return
    for line in _about(test, len(before)):
        app.out.say(line)
    if asked:
        review_sitting.talk(app, sitting)
        review_sitting.tell_end(app, sitting, has_next=False)
    found = _judged(app, test, today)
    app.out.say(found.reason if found.passed else f"not passed: {found.reason}")
    skipped = _offer(app, found, part, yes=yes) if found.passed else []
    if skipped:
        changes.tell(app, skipped)
    else:
        is_left = found.answered < found.of
        app.out.say(f"next: {again if is_left else rows.next_step(app)}")


def _study_items(app: App, part: str) -> list[str]:
    """Give the study items that may still be skipped; raises Declined without any."""
    items = queries.milestones_of_session(app.db, app.course, part)
    study = [m for m in items if m.kind == testout.STUDY]
    still_open = [m.id for m in study if not m.closed]
    if still_open:
        return still_open
    why = "it has no study item, and a card proves no hands-on work"
    if study:
        why = "all its study items are done or skipped"
    raise Declined(
        f"{part} cannot be tested out: {why}", hint=f"see it: aiinfra show {part}"
    )


def _about(test: Drawn, before: int) -> list[str]:
    """Say how many cards are asked of how many, and which count as they are."""
    noun = "study item" if len(test.items) == 1 else "study items"
    cards = _cards(test.of)
    if len(test.cards) < test.of:
        cards = f"{len(test.cards)} of {cards}"
    told = [f"Testing out {test.session}: {cards} about {len(test.items)} {noun}"]
    if before:
        verb = (
            "was answered today and counts"
            if before == 1
            else ("were answered today and count")
        )
        told.append(f"{before} of them {verb} as graded")
    return told


def _cards(count: int) -> str:
    return f"{count} card{'' if count == 1 else 's'}"


def _judged(app: App, test: Drawn, day: date) -> Verdict:
    """Judge by what is kept, whoever of several sittings wrote it."""
    items = queries.milestones_of_session(app.db, app.course, test.session)
    grades = testout.graded(test, card_queries.states(app.db, app.course), day)
    return testout.verdict(test, grades, {m.id for m in items if not m.closed})


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
