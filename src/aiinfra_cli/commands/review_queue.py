"""Which cards a plain `aiinfra review` asks, and what it says when there are none."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import recall, review_sitting, rows
from aiinfra_cli.commands.planner import day_words
from aiinfra_cli.model import CONCEPT
from aiinfra_cli.review import queue
from aiinfra_cli.review.covered import theirs
from aiinfra_cli.review.model import Card, CardState
from aiinfra_cli.review.queue import USUAL, Caps, Queue
from aiinfra_cli.store import card_queries
from aiinfra_cli.store.ids import WEEK
from aiinfra_cli.store.resolve import resolve

UNCAPPED = Caps(None, None)


class Chosen(NamedTuple):
    """The cards of a sitting, before and after the day has had its say."""

    cards: list[Card]
    queue: Queue
    states: dict[str, CardState]
    caps: Caps
    coming: Queue | None  # of the next day with a card, as things stand


def ask(
    app: App,
    *,
    everything: bool,
    week: str | None,
    concept: str | None,
    as_json: bool,
) -> None:
    """Ask the cards of the day, or those of a week or concept that are due or new."""
    review_sitting.bring_up(app)
    chosen = choose(app, everything=everything, week=week, concept=concept)
    sitting = review_sitting.begin(
        app,
        chosen.queue.cards,
        chosen.states,
        again=_again(everything=everything, week=week, concept=concept),
    )
    if as_json:
        review_sitting.exchange(app, sitting, chosen)
        return
    if not chosen.queue.cards:
        for line in _why_none(app, chosen):
            app.out.say(line)
        app.out.say(f"next: {rows.next_step(app)}")
        return
    review_sitting.talk(app, sitting)
    review_sitting.tell_end(app, sitting)


def _again(*, everything: bool, week: str | None, concept: str | None) -> str:
    """Write the command line that asks what is left of a sitting."""
    options = ["--all"] if everything else []
    options += ["--week", week] if week else []
    options += ["--concept", concept] if concept else []
    return shlex.join(["aiinfra", "review", *options])


def choose(
    app: App, *, everything: bool, week: str | None, concept: str | None
) -> Chosen:
    """Give the cards that are meant, and those of them that are asked now.

    Who names a week or a concept is asked beyond the caps of a day, and on a day off.
    """
    db, course, today = app.db, app.course, app.clock.today()
    caps, off = usual_caps(app), recall.days_off(app)
    week, concept = named(app, week, concept)
    cards, states = card_queries.cards(db, course), card_queries.states(db, course)
    if week or concept:
        cards = of(cards, week=week, concept=concept)
        caps = UNCAPPED
    elif not everything:
        cards = theirs(cards, states, card_queries.done_items(db, course))
    if week or concept or everything:
        off -= {today}
    found = queue.queue_of(cards, states, today, caps=caps, off=off)
    then = found.next_day
    coming = queue.queue_of(cards, states, then, caps=caps, off=off) if then else None
    return Chosen(cards, found, states, caps, coming)


def named(
    app: App, week: str | None, concept: str | None
) -> tuple[str | None, str | None]:
    """Give the ids of the week and the concept that were named."""
    db, course = app.db, app.course
    if week is not None:
        week = resolve(db, course, week, kinds=(WEEK,)).id
    if concept is not None:
        concept = resolve(db, course, concept, kinds=(CONCEPT,)).id
    return week, concept


def of(cards: list[Card], *, week: str | None, concept: str | None) -> list[Card]:
    """Give the cards of a week, or of a concept; all of them where none is named."""
    return [
        card
        for card in cards
        if (not concept or card.concept == concept)
        and (not week or any(lesson.week == week for lesson in card.lessons))
    ]


def usual_caps(app: App) -> Caps:
    """Give how many cards a day asks, as it is set."""
    return Caps(int(app.config.new_per_day), int(app.config.reviews_per_day))


def _why_none(app: App, chosen: Chosen) -> list[str]:
    """Say why no card is asked, when the next ones are, and what is held back."""
    if not chosen.cards:
        if not card_queries.count(app.db, app.course):
            return ["this curriculum has no recall cards"]
        return [
            "no card is due: nothing with recall cards is done yet"
            " (aiinfra review --all asks any)"
        ]
    found, caps = chosen.queue, chosen.caps
    kinds = (
        (caps.reviews, found.due_waiting, "due", "reviews_per_day", USUAL.reviews),
        (caps.new, found.new_waiting, "new", "new_per_day", USUAL.new),
    )
    waiting = sum(count for cap, count, *_ in kinds if cap != 0)
    return [
        _when_next(app, chosen, waiting),
        *(
            f"{_cards(count, kind)} held back: {setting} is 0"
            f" (aiinfra config set {setting} {usual})"
            for cap, count, kind, setting, usual in kinds
            if cap == 0 and count
        ),
    ]


def _when_next(app: App, chosen: Chosen, waiting: int) -> str:
    found, coming = chosen.queue, chosen.coming
    if not (found.next_day and coming):
        return "no card is due"
    when = day_words(found.next_day, app.clock.today())
    if found.is_day_off and waiting:
        return (
            f"today is a day off: {_cards(waiting)} will be asked from {when} on"
            " (aiinfra review --all asks now)"
        )
    if waiting:
        count = len(coming.cards)
        verb = "is" if count == 1 else "are"
        return (
            f"that is all for today: {_cards(waiting)} more"
            f" {'waits' if waiting == 1 else 'wait'}, {count} {verb} asked on {when}"
        )
    return f"no card is due; the next one is on {when}"


def _cards(count: int, kind: str = "") -> str:
    noun = "card" if count == 1 else "cards"
    return " ".join(part for part in (str(count), kind, noun) if part)
