"""What is remembered, by concept and by week."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection

from aiinfra_cli.memory import Memory
from aiinfra_cli.report.model import Recall, WeekPart
from aiinfra_cli.store import report_queries

Recalls = tuple[Recall, ...]


def recall(
    db: sqlite3.Connection,
    course: str,
    remembered: Memory | None,
    weeks: Collection[WeekPart],
    week: WeekPart | None,
) -> tuple[Recalls, Recalls]:
    """Give what is remembered of each concept and of each week, or of one week alone.

    Nothing before the first review of what is covered. A card counts in every week
    that covered it.
    """
    if remembered is None or not remembered.has_begun():
        return (), ()
    titles = report_queries.concept_titles(db, course)
    due = report_queries.due_by_concept(db, course, remembered.day.isoformat())
    cards: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    due_of_week: Counter[str] = Counter()
    concepts: dict[str, tuple[str, ...]] = {}
    for card in remembered.cards:
        concepts[card.concept] = card.weeks
        if not card.suspended:
            keys = (f"concept {card.concept}", *card.weeks)
            cards.update(keys)
            if card.last_day:
                asked.update(keys)
    for concept, count in due.items():
        for taught in concepts.get(concept, ()):
            due_of_week[taught] += count
    by_concept, by_week = remembered.by_concept(), remembered.by_week()
    return tuple(
        Recall(
            id,
            titles.get(id, id),
            one.value,
            cards[f"concept {id}"],
            due.get(id, 0),
            asked[f"concept {id}"],
        )
        for id, one in by_concept.items()
        if week is None or week.id in concepts[id]
    ), tuple(
        Recall(
            part.id,
            part.title,
            one.value,
            cards[part.id],
            due_of_week[part.id],
            asked[part.id],
        )
        for part in weeks
        if week in (None, part) and (one := by_week.get(part.id))
    )
