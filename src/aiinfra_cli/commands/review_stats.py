"""`aiinfra review --stats`: what is coming, what was remembered, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from aiinfra_cli.app import App
from aiinfra_cli.commands import documents, recall, rows
from aiinfra_cli.commands.planner import day_words
from aiinfra_cli.commands.review_queue import usual_caps
from aiinfra_cli.console import Line
from aiinfra_cli.memory import memory
from aiinfra_cli.planning.numbers import UNREVIEWED, Number, percent
from aiinfra_cli.review import stats
from aiinfra_cli.review.covered import is_covered
from aiinfra_cli.review.log import reviews_of
from aiinfra_cli.review.model import CardState
from aiinfra_cli.review.stats import Coming, Recall, Reviewed, Tally
from aiinfra_cli.store import card_queries, queries
from aiinfra_cli.typography import pad, wrap

_AHEAD, _BACK, _RECENT = 14, 14, 30  # days
_BAR = 24  # cells
_WEAKEST = 5


class Found(NamedTuple):
    """All that the screen and the document tell."""

    tally: Tally
    retained: Number
    weeks: dict[str, Number]
    concepts: dict[str, Number]
    coming: list[Coming]
    recent: Recall
    ever: Recall
    days: list[Reviewed]
    suspended: list[str]
    flagged: list[CardState]
    beside: int  # cards that were answered, but are of nothing covered


def show(app: App, *, as_json: bool) -> None:
    """Print what is coming and what was remembered."""
    found = gather(app)
    if as_json:
        app.out.json("aiinfra.review-stats/1", app.generated_at(), document(found))
    else:
        app.out.lines(screen(app, found))


def gather(app: App) -> Found:
    """Compute it all, as of today."""
    db, course, today = app.db, app.course, app.clock.today()
    states = card_queries.states(db, course)
    known = memory(db, course, today)
    of_weeks = known.by_week() if known else {}
    done = card_queries.done_items(db, course)
    reviews = reviews_of(card_queries.events(db, course))
    return Found(
        stats.tally(states.values(), card_queries.count(db, course)),
        known.whole() if known else UNREVIEWED,
        {w.id: of_weeks[w.id] for w in queries.weeks(db, course) if w.id in of_weeks},
        known.by_concept() if known else {},
        stats.forecast(
            states.values(),
            today,
            _AHEAD,
            caps=usual_caps(app),
            off=recall.days_off(app),
        ),
        stats.true_retention(reviews, today - timedelta(days=_RECENT - 1), today),
        stats.true_retention(reviews),
        stats.per_day(reviews, today - timedelta(days=_BACK - 1), today),
        [state.card for state in states.values() if state.suspended],
        [state for state in states.values() if state.flags],
        sum(
            card.id in states and not states[card.id].is_new
            for card in card_queries.cards(db, course)
            if not is_covered(card, done)
        ),
    )


def screen(app: App, found: Found) -> list[Line]:
    """Compute the page."""
    out, today = app.out, app.clock.today()
    tally = found.tally
    parts = [f"{tally.total} cards", f"{tally.learnt} answered"]
    parts += [f"{tally.new} new"]
    parts += [f"{tally.suspended} suspended"] if tally.suspended else []
    lines: list[Line] = rows.joined(out, parts, " · ", style="head")
    weeks = {week.id: week.number for week in queries.weeks(app.db, app.course)}
    told = [found.retained.text()]
    told += [
        f"week {weeks[week]} {number.shown()}"
        for week, number in found.weeks.items()
        if number.value is not None
    ]
    lines += rows.joined(out, told, "   ")
    if found.retained.reason and found.retained.value is None:
        lines.append([(f"–: {found.retained.reason}", "dim")])
    if found.beside:
        noun = "card is" if found.beside == 1 else "cards are"
        text = f"{found.beside} answered {noun} not of what is covered: left out"
        lines.append([(text, "dim")])
    lines += _weakest(found)
    lines += [[], [("What is due", "head")]]
    lines += _bars(
        [
            (day_words(one.day, today), one.asked, _coming_words(one))
            for one in found.coming
        ]
    )
    lines += [[], [("True retention", "head")]]
    for name, recall_ in ((f"{_RECENT} days", found.recent), ("ever", found.ever)):
        lines.append([(f"  {pad(name, 8)}  {_recall_words(recall_)}", "")])
    lines += [[], [("Reviews per day", "head")]]
    lines += _bars(
        [
            (day_words(one.day, today), one.answers, _reviewed_words(one))
            for one in _from_first(found.days)
        ]
    )
    lines += _marked(app, found)
    step = "aiinfra review" if found.coming[0].asked else rows.next_step(app)
    return [*lines, [], [("next: ", "dim"), (step, "next")]]


def _weakest(found: Found) -> list[Line]:
    """Name the concepts that are remembered least."""
    shares = [(n.value, id) for id, n in found.concepts.items() if n.value is not None]
    least = [one for one in sorted(shares) if one[0] < 1][:_WEAKEST]
    if not least:
        return []
    width = max(len(id) for _, id in least)
    return [
        [],
        [("Remembered least", "head")],
        *(
            [(f"  {pad(id, width)}", "id"), (f"  {percent(share):>5}", "")]
            for share, id in least
        ),
    ]


def _from_first(days: Sequence[Reviewed]) -> Sequence[Reviewed]:
    """Leave out the days before the first with an answer, but never today."""
    first = next((n for n, one in enumerate(days) if one.answers), len(days) - 1)
    return days[first:]


def _bars(days: Sequence[tuple[str, int, str]]) -> list[Line]:
    most = max((count for _, count, _ in days), default=0) or 1
    names = max(len(name) for name, _, _ in days)
    digits = max(len(str(count)) for _, count, _ in days)
    lines: list[Line] = []
    for name, count, words in days:
        full = "━" * (max(1, round(count / most * _BAR)) if count else 0)
        after = f"  {words}" if words else ""
        lines.append(
            [
                (f"  {pad(name, names)}  {count:>{digits}}", ""),
                (f"  {pad(full, _BAR) if words else full}", "done"),
                (after, "dim"),
            ]
        )
    return lines


def _coming_words(one: Coming) -> str:
    parts = ["day off"] if one.is_day_off else []
    parts += [f"{one.waits} wait"] if one.waits else []
    return ", ".join(parts)


def _recall_words(one: Recall) -> str:
    if one.share is None:
        return "–  no card has come back yet"
    return f"{percent(one.share)}  {one.known} of {one.of} cards were still known"


def _reviewed_words(one: Reviewed) -> str:
    parts = [f"{one.new} new"] if one.new else []
    if one.seconds:
        parts.append(f"{max(1, round(one.seconds / 60))} min")
    return ", ".join(parts)


def _marked(app: App, found: Found) -> list[Line]:
    """Name the cards that were suspended, and those that were flagged."""
    width, today = app.out.width or 10_000, app.clock.today()
    lines: list[Line] = []
    if found.suspended:
        lines += [[], [("Suspended", "head")]]
        lines += [[(f"  {card}", "id")] for card in found.suspended]
        lines.append([("  ask one again: aiinfra review --unsuspend CARD", "dim")])
    if found.flagged:
        lines += [[], [("Flagged", "head")]]
    for state in found.flagged:
        lines.append([(f"  {state.card}", "id")])
        for flag in state.flags:
            text = f"{rows.day_text(flag.day, today)}: {flag.note}"
            lines += [[(f"    {part}", "dim")] for part in wrap(text, width - 4)]
    return lines


def document(found: Found) -> dict[str, Any]:
    """Write it all as JSON values."""
    return {
        "cards": found.tally._asdict(),
        "retained": {
            "whole": documents.share(found.retained),
            "reason": found.retained.reason or None,
            "answered_uncovered": found.beside,
            "weeks": {id: documents.share(n) for id, n in found.weeks.items()},
            "concepts": {id: documents.share(n) for id, n in found.concepts.items()},
        },
        "coming": [_dated(one._asdict()) for one in found.coming],
        "true_retention": {
            f"days_{_RECENT}": {**found.recent._asdict(), "share": found.recent.share},
            "ever": {**found.ever._asdict(), "share": found.ever.share},
        },
        "reviewed": [_dated(one._asdict()) for one in found.days],
        "suspended": found.suspended,
        "flagged": [
            {"card": state.card, "flags": [flag._asdict() for flag in state.flags]}
            for state in found.flagged
        ],
    }


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }
